"""Taking a summary in, confirming what its figures count, and holding them against the records."""
import tempfile
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.core import figures, files, secrets
from gonghui.core.county import uuid7
from gonghui.core.figures.declared import MONEY
from gonghui.core.writing import write

from . import reading, rules
from .reading import found as told
from .readings import OTHER, TEXT_LABEL, ReadFigure, Reading

KINDS = {"txt", "docx"}
LONGEST = 100_000  # characters: six times a county's year; reading takes some seconds and holds up a page


def take_in(upload, scope, *, title="", year=None):
    """The Reading of an uploaded text or Word file; the same file again gives the one that is there.

    Raises ValidationError with a sentence for a file that cannot be read, is empty, or says no year.
    """
    content = files.checked(upload, KINDS)
    text = _text(upload.name, content)
    year = year or reading.year_of(text)
    if not year:
        raise ValidationError(_("没有从正文里认出年份，请填写总结的年度后再上传。"))
    digest = sha256(content).hexdigest()
    known = scope.rows(Reading).filter(org=scope.org_id, digest=digest).order_by("pk").first()
    return known or _keep(text, scope, digest=digest, title=title or text.strip()[:40].split("\n")[0], year=year)


def _text(name, content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "summary" + Path(name).suffix.lower())
        path.write_bytes(content)
        try:
            text = reading.text_of(path)
        except ValueError as why:
            raise ValidationError(_(str(why))) from None
    if len(text) > LONGEST:
        raise ValidationError(_("文件有%(length)s个字，最多读取%(most)s个字，请分成几份再上传。") % {
            "length": f"{len(text):,}", "most": f"{LONGEST:,}"})
    if not text.strip():
        raise ValidationError(_("文件里没有文字，请检查后重新上传。"))
    return text


@transaction.atomic
def _keep(text, scope, *, digest, title, year):
    first, last = rules.days_of(text, year)
    made = Reading(id=uuid7(), county_id=scope.county_id, org_id=scope.org_id, title=title[:120], digest=digest,
                   first=first, last=last, text_sealed=secrets.seal_one(text, TEXT_LABEL))
    found = reading.read(text, year)
    write(made, scope=scope, details={"figures": sum(one.is_figure for one in found)})
    ReadFigure.objects.bulk_create([_figure(made, place, one) for place, one in enumerate(found)], batch_size=200)
    return made


def _figure(made, place, one):
    return ReadFigure(
        county_id=made.county_id, reading=made, org_id=made.org_id, place=place, start=one.start, end=one.end,
        text=one.text.replace("\n", "")[:80], value=one.value, value_hi=one.value_hi, unit=one.unit[:20],
        kind=one.kind, bound=one.bound, phrase=one.phrase[:200], chapter=one.chapter[:120],
        proposals=list(one.concepts), confident=one.confident, damaged=one.damaged[:120])


@transaction.atomic
def confirm(chosen, scope):
    """Says what figures count: {ReadFigure: concept}; OTHER where no concept of the catalogue fits. How many."""
    for figure, concept in chosen.items():
        figure.concept, figure.confirmed_by_id, figure.confirmed_at = concept, scope.account_id, timezone.now()
        write(figure, scope=scope, act="confirm", details={"concept": concept})
    return len(chosen)


def unconfirm(figure, scope):
    """Takes a confirmation back; the reader's proposals stand again."""
    figure.concept, figure.confirmed_by_id, figure.confirmed_at = "", None, None
    write(figure, scope=scope, act="unconfirm")


def by_concept():
    """{concept: the program's figure that counts it}."""
    return {one.concept: one for _code, one in sorted(figures.FIGURES.items(), reverse=True) if one.concept}


def held(rows, made, scope):
    """[(ReadFigure, the program's figure or None, its Cell or None, whether they agree or None)], in one reading of
    the summary table, over the days of the document."""
    known = by_concept()
    codes = {known[row.likely].code for row in rows if row.likely in known}
    cells = figures.read_many(sorted(codes), scope.at(made.org_id), made.period) if codes else {}
    return [(row, *_against(row, known.get(row.likely), cells)) for row in rows]


def _against(row, figure, cells):
    if figure is None or row.kind not in told.HELD:
        return None, None, None
    cell = cells[figure.code]
    if cell.value is None or row.value is None:
        return figure, cell, None
    # The records keep money in fen, a paper tells it in yuan.
    value = cell.value / 100 if str(figure.unit) == MONEY else cell.value
    text = told.Found(row.text, row.start, row.end, row.kind, row.value, row.value_hi, bound=row.bound)
    return figure, cell, told.agrees(text, value)


def compared(rows):
    """{concept: {reading id: [confirmed ReadFigure]}} of the confirmed figures that a record could hold."""
    table, telling = {}, rows.confirmed().filter(kind__in=told.HELD).exclude(concept=OTHER)
    for row in telling.order_by("concept", "reading", "place"):
        table.setdefault(row.concept, {}).setdefault(row.reading_id, []).append(row)
    return table
