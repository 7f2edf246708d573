"""What belongs to which section, in the order of the chapters."""
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from gonghui.chapters import CHAPTERS


def in_order(things, label_of):
    """[(name of the section, its things)] of the sections that have any. label_of(thing) → the section's label."""
    there = {}
    for thing in things:
        there.setdefault(label_of(thing), []).append(thing)
    sections = [section for chapter in CHAPTERS for section in chapter.sections]
    return [(section.name, there[section.label]) for section in sections if section.label in there]


def models_with(attribute):
    """The models that have an attribute of a name, in the order of their names."""
    return sorted((model for model in apps.get_models() if hasattr(model, attribute)), key=lambda model: model.__name__)


def field_name(model, name):
    """What a field is called on the page; a value that a query adds is called by its own name."""
    try:
        return str(model._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return ""
