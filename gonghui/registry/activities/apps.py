from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "gonghui.registry.activities"
    label = "activities"
