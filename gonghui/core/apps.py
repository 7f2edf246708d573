from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "gonghui.core"
    label = "core"
    verbose_name = "核心"

    def ready(self):
        from .jobs import chores  # noqa: F401
        from .rosters import jobs  # noqa: F401

        autodiscover_modules("figures", "rosters")  # each section declares its own
        post_migrate.connect(furnish, sender=self)


def furnish(using, **_kwargs):
    """After every migrate: the guards stand, and the values that come with the program are laid down."""
    from . import calendar, standards
    from .audit import guards

    guards.stand(using)
    standards.seed(using)
    calendar.seed(using)
