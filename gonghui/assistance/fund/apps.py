from django.apps import AppConfig


class FundConfig(AppConfig):
    name = "gonghui.assistance.fund"
    label = "fund"

    def ready(self):
        from . import jobs  # noqa: F401
