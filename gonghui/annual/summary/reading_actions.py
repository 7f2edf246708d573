"""Taking a summary in, confirming what its figures count, and holding them against the records."""
import re
import tempfile
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gonghui.core import figures, files, secrets
from gonghui.core.county import uuid7
from gonghui.core.figures.declared import MONEY
from gonghui.core.flow import Refused
from gonghui.core.writing import write

from . import reading, rules
from .reading import found as told
from .reading.concepts import catalogue
from .readings import OTHER, TEXT_LABEL, ReadFigure, Reading

KINDS = {"txt", "docx"}
LONGEST = 100_000  # characters: six times a county's year; reading takes some seconds and holds up a page
TITLE = re.compile(r"[^。！？]{2,50}?(?:总结|报告|汇报|要点)")
LARGEST = 10**19  # what a column holds; beyond, a number is taken for a slip of the pen


def take_in(upload, scope, *, title="", year=None, ours=True):
    """(Reading, whether it is new) of an uploaded text or Word file; the same file again is the one that is there.

    Raises ValidationError with a sentence for a file that cannot be read, is empty, or says no year.
    """
    content = files.checked(upload, KINDS)
    digest = sha256(content).hexdigest()
    known = scope.rows(Reading).filter(org=scope.org_id, digest=digest).order_by("pk")
    if known:
        return known[0], False
    text = _text(upload.name, content)
    year = year or reading.year_of(text)
    if not year:
        raise ValidationError(_("没有从正文里认出年份，请填写总结的年度后再上传。"))
    found = reading.read(text, year)  # before the transaction: it takes a while, and others want to save
    first, last = rules.days_of(text, year)
    made = Reading(id=uuid7(), county_id=scope.county_id, org_id=scope.org_id, digest=digest, first=first, last=last,
                   title=title or title_of(text, found), text_sealed=secrets.seal_one(text, TEXT_LABEL), ours=ours)
    try:
        _keep(made, found, scope)
    except IntegrityError:  # a second click met the first one's row
        return known.all()[0], False
    return made, True


def title_of(text, found=()):
    """The heading that a summary opens with: to the word for such papers where it has one, else its first line."""
    pages = [one.end for one in found if one.kind == "page" and not text[:one.start].strip()]
    opening = text[max(pages, default=0):].strip()
    named = TITLE.match(opening)
    return "".join(named[0].split()) if named else opening.split("\n")[0][:40]


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
def _keep(made, found, scope):
    write(made, scope=scope, details={"figures": sum(one.is_figure for one in found)})
    ReadFigure.objects.bulk_create([_figure(made, place, one) for place, one in enumerate(found)], batch_size=200)


def _figure(made, place, one):
    too_large = any(value is not None and abs(value) >= LARGEST for value in (one.value, one.value_hi))
    value, value_hi = (None, None) if too_large else (one.value, one.value_hi)
    damaged = one.damaged or (str(_("数字大得出奇，请对照原件核对。")) if too_large else "")
    return ReadFigure(
        county_id=made.county_id, reading=made, org_id=made.org_id, place=place, start=one.start, end=one.end,
        text=one.text.replace("\n", "")[:80], value=value, value_hi=value_hi, unit=one.unit[:20],
        kind=one.kind, bound=one.bound, phrase=one.phrase[:200], chapter=one.chapter[:120],
        proposals=list(one.concepts), confident=one.confident and not too_large, damaged=damaged[:120])


@transaction.atomic
def confirm(made, chosen, scope):
    """Says what figures of a reading count: {id: concept}; OTHER where no concept of the catalogue fits.

    How many were confirmed: one that somebody confirmed meanwhile stays as it is. Raises Refused for a concept that
    the catalogue does not have.
    """
    if not set(chosen.values()) <= {OTHER, *(one.code for one in catalogue())}:
        raise Refused(_("请先勾选要确认的数字，并选好它们的口径。"))
    rows = scope.rows(ReadFigure).filter(reading=made, pk__in=list(chosen)).seen("waiting")
    rows = list(rows.select_for_update(of=("self",)).order_by("place"))
    for row in rows:
        row.concept, row.confirmed_by_id, row.confirmed_at = chosen[row.pk], scope.account_id, timezone.now()
        write(row, scope=scope, act="confirm", details={"concept": row.concept})
    return len(rows)


def unconfirm(row, scope):
    """Takes a confirmation back; the reader's proposals stand again."""
    row.concept, row.confirmed_by_id, row.confirmed_at = "", None, None
    write(row, scope=scope, act="unconfirm")


def by_concept():
    """{concept: the program's figure that counts it}."""
    return {one.concept: one for _code, one in sorted(figures.FIGURES.items(), reverse=True) if one.concept}


def told_value(figure, cell):
    """A figure's value as a paper tells it: the records keep money in fen, a paper tells it in yuan."""
    in_fen = cell.value is not None and str(figure.unit) == MONEY
    return Decimal(cell.value) / 100 if in_fen else cell.value


def held(rows, made, scope):
    """[(ReadFigure, the program's figure or None, its Cell or None, whether they agree or None)], in one reading of
    the summary table, over the days of the document. Another office's summary says nothing of our records."""
    known = by_concept()
    codes = {known[row.likely].code for row in rows if row.likely in known}
    cells = figures.read_many(sorted(codes), scope.at(made.org_id), made.period) if codes else {}
    return [(row, *_against(row, made, known.get(row.likely), cells)) for row in rows]


def _against(row, made, figure, cells):
    if figure is None or row.kind not in told.HELD:
        return None, None, None
    cell = cells[figure.code]
    value = told_value(figure, cell)
    if value is None or row.value is None or not made.ours:
        return figure, cell, None
    text = told.Found(row.text, row.start, row.end, row.kind, row.value, row.value_hi, bound=row.bound)
    return figure, cell, told.agrees(text, value)


def compared(rows):
    """{concept: {reading id: [ReadFigure]}} of the confirmed figures; one told twice in a paper stands once."""
    table, seen = {}, set()
    for row in rows.comparable().order_by("concept", "reading", "place"):
        said = row.concept, row.reading_id, row.value, row.value_hi, row.unit, row.bound
        if said not in seen:
            table.setdefault(row.concept, {}).setdefault(row.reading_id, []).append(row)
        seen.add(said)
    return table


def told_before(summary, scope):
    """{concept: [ReadFigure]}: what the org's own last summary before this one told, as far as it was confirmed."""
    before = scope.rows(Reading).filter(org=summary.org_id, ours=True, first__lt=summary.first)
    rows = scope.rows(ReadFigure).filter(reading=before.order_by("-last", "pk").values("pk")[:1])
    return {concept: said for concept, papers in compared(rows).items() for said in papers.values()}
