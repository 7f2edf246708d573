"""What a decision brings about: the span on file, the household's members, and the file as it stood on that day."""
import hashlib
from datetime import timedelta

import orjson
from django.utils.translation import gettext as _

from gonghui.core import audit, files
from gonghui.core.writing import write
from gonghui.registry.notices import actions as notices
from gonghui.registry.notices.models import Line, Notice

from . import rules

PARTS = ("members", "incomes", "expenses", "evidence", "consents", "exclusions", "visits", "checks", "assessments")
HIDDEN = {"id", "county", "file", "version", "id_sealed", "id_index"}


def begin(file, scope, on, *, act):
    """The file stands in its class from that day; a span that ran in another ends the day before."""
    running = file.spans.filter(last_on=None).first()
    if running and running.first_on >= on:  # decided twice on one day: the later decision stands
        running.category, running.cause = file.category, file.main_cause
        write(running, scope=scope)
    else:
        if running:
            close(running, scope, on - timedelta(days=1))
        span = file.spans.model(file=file, category=file.category, cause=file.main_cause, first_on=on)
        write(span, scope=scope)
    keep_standing(file, scope, on, act=act)


def close(span, scope, last):
    span.last_on = last
    write(span, scope=scope)


def end(file, scope, on, *, act):
    """The file no longer stands from that day; its members may be in another household's."""
    running = file.spans.filter(last_on=None).first()
    if running:
        close(running, scope, max(running.first_on, on - timedelta(days=1)))
    for member in file.members.filter(last_on=None).order_by("id"):
        member.last_on = on
        write(member, scope=scope)
    keep_standing(file, scope, on, act=act)


def take_up_again(file, scope, on):
    """Those who left the household with the file's end are looked into again; raises where one is in another file."""
    ended = file.members.order_by("-last_on").values_list("last_on", flat=True).first()
    for member in file.members.filter(last_on=ended).order_by("id"):
        member.last_on = None
        member.validate_constraints()
        write(member, scope=scope)


def announce(file, scope, on):
    """Puts the file on the union's notice that is being drawn up; without one, on a new one. Raises Refused."""
    agreed = file.consents.filter(kind=rules.PUBLISH, member__relation="本人", withdrawn_on=None).first()
    said = {"name": file.person.name, "employer": file.employer_name, "matter": file.get_category_display(),
            "consent_on": agreed.given_on}
    draft = scope.rows(Notice).filter(org=file.org_id, kind=Notice.Kind.HARDSHIP, status=Notice.Status.DRAFT).first()
    if draft:
        notices.add_line(draft, Line(**said, subject_model=file._meta.label, subject=file.pk), scope=scope)
    else:
        subject = notices.Subject(file._meta.label, file.pk, **said, born=file.person.birth_date)
        notices.announce(scope, subjects=[subject], org=file.org, kind=Notice.Kind.HARDSHIP, title=_("困难职工建档公示"),
                         matter=_("拟为下列职工建立困难职工档案，现予公示。"))


def keep_standing(file, scope, on, *, act):
    """Keeps the file as it stands now, sealed, with its digest."""
    content = orjson.dumps(snapshot(file), default=str).decode()
    kept = file.standings.model(file=file, act=act, on=on, category=file.category, content=content,
                                digest=hashlib.sha256(content.encode()).hexdigest())
    write(kept, scope=scope, details={"digest": kept.digest})


def intact(kept):
    """Whether a kept file is that of the day: it agrees with the digest that the audit trail keeps."""
    digest = hashlib.sha256(kept.content.encode()).hexdigest()
    entry = audit.Entry.objects.filter(county_id=kept.county_id, record=kept.pk, act="add").order_by("id").first()
    return bool(entry) and entry.details.get("digest") == digest == kept.digest


def snapshot(file):
    """{"file": {field: value}, part: [{field: value, "papers": [(name, digest)]}]} of a file and all its rows."""
    return {"file": _values(file)} | {part: [_values(row) for row in getattr(file, part).order_by("id")]
                                      for part in PARTS}


def _values(row):
    shown = {field.name: _said(row, field) for field in row._meta.concrete_fields if field.name not in HIDDEN}
    number = {"id_number": row.masked_id} if hasattr(row, "masked_id") else {}
    papers = [(paper.name, paper.digest) for paper in files.of(row)]
    return shown | number | ({"papers": papers} if papers else {})


def _said(row, field):
    value = getattr(row, field.name if field.is_relation else field.attname)
    return str(value) if field.is_relation else value
