from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "gonghui.assistance.requests"
    label = "requests"
