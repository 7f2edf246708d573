from django.apps import AppConfig


class EmploymentConfig(AppConfig):
    name = "gonghui.assistance.employment"
    label = "employment"
