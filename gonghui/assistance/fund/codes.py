"""The aid programmes that money is for: the usual ones by code, those of later sections and of an office beside them.

    @programmes
    def ours(scope):
        return [("warmth", _("送温暖")), ("四送一帮", "四送一帮")]
"""
from django.db import models
from django.utils.translation import gettext_lazy as _

PROVIDERS: list = []
USUAL = [("living", _("生活救助")), ("medical", _("医疗救助")), ("schooling", _("助学救助")), ("legal", _("法律援助")),
         ("training", _("职业培训")), ("placement", _("职业介绍")), ("warmth", _("送温暖")),
         ("daughters", _("单亲女职工子女助学")), ("disaster", _("灾害救助")), ("temporary", _("临时救助")),
         ("heating", _("取暖救助"))]


class Programme(models.CharField):
    """The code of a programme. Tables and figures name the usual ones; an office's own have their name for a code,
    and none is refused here."""

    flatchoices = USUAL

    def __init__(self, *args, **options):
        super().__init__(*args, **{"max_length": 40, **options})


def programmes(function):
    """Declares who knows more programmes: function(scope) → [(code, name)]."""
    PROVIDERS.append(function)
    return function


def known_programmes(scope):
    """[(code, name)] of all programmes; a section's own name for a code comes before the usual one."""
    known = dict(USUAL)
    for provider in PROVIDERS:
        known |= dict(provider(scope))
    return list(known.items())


def programme_name(scope, code):
    return str(dict(known_programmes(scope)).get(code, code))
