from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gonghui.registry.people"
    label = "people"
