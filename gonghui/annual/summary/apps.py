from django.apps import AppConfig


class SummaryConfig(AppConfig):
    name = "gonghui.annual.summary"
    label = "summary"
