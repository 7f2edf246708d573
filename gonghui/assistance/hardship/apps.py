from django.apps import AppConfig


class HardshipConfig(AppConfig):
    name = "gonghui.assistance.hardship"
    label = "hardship"
