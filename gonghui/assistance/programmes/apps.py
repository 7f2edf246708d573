from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "gonghui.assistance.programmes"
    label = "programmes"
