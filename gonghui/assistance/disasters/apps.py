from django.apps import AppConfig


class DisastersConfig(AppConfig):
    name = "gonghui.assistance.disasters"
    label = "disasters"
