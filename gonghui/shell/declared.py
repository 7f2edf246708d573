"""The Chinese that is declared rather than marked, and translated when it is shown: xgettext does not see it."""
from itertools import chain

from django.apps import apps

from gonghui.core.figures import FIGURES
from gonghui.core.rosters import ROSTERS
from gonghui.core.standards import KEYS, SEEDS
from gonghui.registry.people.rules import LEFT


def declared():
    """{sentence or word: where it is declared}: figures' definitions, words to choose from, units, values in words."""
    found = {}
    for said, where in chain(_definitions(), _choices(), _standards()):
        if any("\u4e00" <= letter <= "\u9fff" for letter in said):
            found.setdefault(said, where)
    return found


def _definitions():
    yield from ((figure.said, code) for code, figure in FIGURES.items())


def _choices():
    models = [model for model in apps.get_models() if model.__module__.startswith("gonghui.")]
    fields = [field for model in models for field in model._meta.fields]
    yield from ((str(word), str(field)) for field in fields for _value, word in field.flatchoices)
    for roster in ROSTERS.values():
        words = [(name, getattr(field.widget, "choices", ())) for name, field in roster.form.base_fields.items()]
        yield from ((str(word), f"{roster.code}.{name}") for name, choices in words for _value, word in choices)
    yield from ((word, "people.rules.LEFT") for word in LEFT)


def _standards():
    yield from ((key.unit, code) for code, key in KEYS.items())
    yield from ((row[part], row["key"]) for row in SEEDS for part in ("text", "note") if row.get(part))
