"""What the frame around every page shows: county, post, menu with what waits, and the notices above the page."""
from dataclasses import dataclass
from functools import lru_cache

from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from gonghui.chapters import CHAPTERS, DESKS
from gonghui.core import jobs, keys, todos

ICONS = {"orgs": "sitemap", "people": "users", "posts": "id", "activities": "calendar-event",
         "notices": "speakerphone", "fund": "wallet", "summary": "report",
         "figures": "chart-bar", "standards": "scale", "audit": "shield-check", "keys": "key", "jobs": "clock"}


@dataclass(frozen=True)
class Entry:
    """One line of the menu."""

    name: str
    address: str
    icon: str
    waiting: int
    here: bool


class Frame:
    """Built anew for each request, and only as far as the template asks."""

    def __init__(self, request):
        self.request, self.scope = request, request.scope
        self.post = request.acting

    @property
    def county(self):
        return self.post.county.name

    @property
    def demonstration(self):
        return self.post.county.demonstration

    @property
    def desk(self):
        return self.request.session.get("desk", "")

    @property
    def desks(self):
        return DESKS.items()

    @property
    def counts(self):
        return todos.counts(self.scope)

    @property
    def waiting(self):
        return sum(self.counts.values())

    @property
    def running(self):
        """How many of this post's jobs are under way."""
        return self.scope.rows(jobs.Job).filter(state__in=[jobs.Job.QUEUED, jobs.Job.RUNNING],
                                                by_id=self.scope.account_id).count()

    @property
    def no_worker(self):
        return not cache.get_or_set("worker_alive", jobs.worker_alive, 5)

    @property
    def key_unsafe(self):
        """Whether to nag: only those who look after the keys."""
        return self.scope.can("keys.view") and not cache.get_or_set("keys_safe", keys.copy_confirmed, 30)

    @property
    def menu(self):
        """[(heading, entries)]: the chapters in order, or the sections of one desk; then the office's own pages."""
        counts, here = self.counts, self._label()
        waiting = {}
        for code, count in counts.items():
            section = code.partition(".")[0]
            waiting[section] = waiting.get(section, 0) + count
        for chapter in CHAPTERS:
            entries = [Entry(section.name, address(section.label), ICONS.get(section.label, "folder"),
                             waiting.get(section.label, 0), section.label == here)
                       for section in chapter.sections if self._shows(section)]
            if entries:
                yield chapter.name, entries
        yield from self._office(here)

    def _office(self, here):
        from .urls import OFFICE, OFFICE_HEADING

        entries = [Entry(label, reverse(name), ICONS.get(name, "folder"), 0, name == here)
                   for name, label, permission in OFFICE if self.scope.can(permission)]
        if entries:
            yield OFFICE_HEADING, entries

    def _shows(self, section):
        in_desk = not self.desk or self.desk in section.desks
        return in_desk and address(section.label) and self.scope.can(f"{section.label}.view")

    def _label(self):
        match = self.request.resolver_match
        return (match.app_name or match.url_name) if match else ""

    @property
    def section(self):
        return self._place()[1]

    @property
    def section_address(self):
        return address(self._label())

    @property
    def chapter(self):
        return self._place()[0]

    def _place(self):
        label = self._label()
        return next(((chapter.name, section.name) for chapter in CHAPTERS for section in chapter.sections
                     if section.label == label), ("", ""))


@lru_cache
def address(label):
    """The address of a section's list, "" where it has none."""
    try:
        return reverse(f"{label}:list")
    except NoReverseMatch:
        return ""


def frame(request):
    """{"frame": …} for every template; empty for whoever has no post."""
    return {"frame": Frame(request) if getattr(request, "acting", None) else {}}
