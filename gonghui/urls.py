"""Addresses: the shell's pages, and one include a section, in the order of the chapters."""
from importlib import import_module

from django.apps import apps
from django.urls import include, path
from django.utils.module_loading import module_has_submodule

from .chapters import CHAPTERS

handler403 = "gonghui.shell.views.errors.forbidden"
handler404 = "gonghui.shell.views.errors.missing"
handler500 = "gonghui.shell.views.errors.broken"


def sections():
    """An include for every section that has pages."""
    for chapter in CHAPTERS:
        for section in chapter.sections:
            app = apps.get_app_config(section.label)
            if module_has_submodule(app.module, "urls"):
                yield path(f"{section.label}/", include(f"{app.name}.urls"))


def rosters():
    """The pages of importing, which every roster shares."""
    if module_has_submodule(import_module("gonghui.core.rosters"), "urls"):
        yield path("rosters/", include("gonghui.core.rosters.urls"))


urlpatterns = [path("", include("gonghui.shell.urls")), *rosters(), *sections()]
