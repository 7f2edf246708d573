from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "gonghui.registry.notices"
    label = "notices"
