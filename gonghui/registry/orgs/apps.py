from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "gonghui.registry.orgs"
    label = "orgs"
