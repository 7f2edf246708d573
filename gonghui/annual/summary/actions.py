"""Starting a summary, composing it, issuing it."""
import tempfile
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gonghui.chapters import CHAPTERS
from gonghui.core import audit, figures, files
from gonghui.core.flow import Refused, spoken
from gonghui.core.papers import pdf, word
from gonghui.core.papers.paper import Paper
from gonghui.core.writing import write

from . import composing, rules, texts
from .models import Issue, Printed, Section


@transaction.atomic
def start(summary, scope):
    """Saves a new summary of the scope's own org, with the chapters of the house as its sections."""
    summary.org_id = scope.org_id
    write(summary, scope=scope)
    headings = {chapter.code: str(chapter.heading) for chapter in CHAPTERS}
    begun = [("", str(texts.PREFACE).replace("{year}", str(summary.last.year)))]
    begun += [(headings[code], str(text)) for code, text in texts.SECTIONS]
    for place, (heading, text) in enumerate(begun):
        write(Section(county_id=scope.county_id, summary=summary, org_id=scope.org_id, place=place, heading=heading,
                      text=text), scope=scope)


def draft(summary, scope, read=None):
    """The summary composed now, for the org it belongs to; `read` as in `composing.compose`."""
    rows = scope.rows(Section).filter(summary=summary).order_by("place")
    return composed(summary, scope, [(s.heading, s.text) for s in rows], read)


def composed(summary, scope, sections, read=None):
    """[(heading, text)] composed as sections of the summary: also what is still being typed."""
    here = scope.at(summary.org_id)
    return composing.compose(sections, summary.period, summary.name_list,
                             read or (lambda codes, period: figures.read_many(codes, here, period)))


class Proven(dict):
    """{(code, period): proof}, made when first asked: the numbers of an issue are read from their own proofs."""

    def __init__(self, scope):
        self.scope = scope

    def __missing__(self, key):
        self[key] = figures.proof(key[0], self.scope, key[1])
        return self[key]

    def read(self, codes, period):
        return {code: figures.Cell(self[code, period]["value"], timezone.now(), False) for code in codes}


@transaction.atomic
def issue(summary, scope, *, on=None, zero_meant=False):
    """Issues the summary: takes the step, stores each number's proof, makes the Word and PDF files.

    Raises flow.Refused with the sentences for an officer: unknown tags, hand-written digits, figures without
    records that nobody vouched for, and whatever the step itself refuses.
    """
    proofs = Proven(scope.at(summary.org_id))
    made = draft(summary, scope, proofs.read)
    if reasons := [*made.warnings, *spoken(rules.not_ready(made.unknown, made.empty, zero_meant))]:
        raise Refused(*reasons)
    on = on or localdate()
    summary = summary.flow.take(summary, "issue", scope=scope, on=on)
    number = _next_number(summary, scope)
    seal = audit.last_seal(summary.county_id)
    sealed = f"{seal.number}:{seal.link}" if seal else ""
    paper = _paper(summary, made, number, on, sealed)
    files_made = {ending: _made(paper, make, ending) for ending, make in MAKERS.items()}
    issued = Issue.objects.create(
        county_id=summary.county_id, summary=summary, org_id=summary.org_id, number=number, on=on,
        by_id=scope.account_id, text=paper.text(), seal=sealed, word_digest=sha256(files_made["docx"]).hexdigest(),
        pdf_digest=sha256(files_made["pdf"]).hexdigest())
    for ending, content in files_made.items():
        files.keep(scope, ContentFile(content, f"{number}.{ending}"), {ending}, issued)
    _print(issued, made, paper, proofs)
    audit.record(scope, "issue", issued, on=on, details={"numbers": len(made.numbers), "number": number})
    return issued


def _next_number(summary, scope):
    """S2010-3: the third issue of that year in the county. The summary's lock is not the county's, so the unique
    constraint has the last word when two are issued in the same instant."""
    before = Issue.objects.filter(county_id=scope.county_id, number__startswith=f"S{summary.last.year}-").count()
    return f"S{summary.last.year}-{before + 1}"


def _paper(summary, made, number, on, sealed):
    county = summary.county
    foot = _("印发编号 %(number)s") % {"number": number}
    if sealed:
        foot += "　" + _("审计封条 %(seal)s") % {"seal": f"{sealed.split(':')[0]}:{sealed.split(':')[1][:16]}"}
    return Paper(
        title=summary.title, addressee=summary.addressee, blocks=tuple(made.blocks(number)),
        issuer=summary.org.name, date=on, foot=foot, sample=_("示例数据") if county.demonstration else "", issue=number)


def _pdf(paper, path):
    pdf.write_pdf(paper, path, settings.FONTS_DIR)


MAKERS = {"docx": word.write_docx, "pdf": _pdf}


def _made(paper, make, ending):
    """The bytes of one file of the paper."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"paper.{ending}")
        make(paper, path)
        return path.read_bytes()


def _print(issued, made, paper, proofs):
    """One row a printed number, with its proof."""
    places = {number.tag: number for number in paper.numbers()}
    Printed.objects.bulk_create([
        Printed(
            county_id=issued.county_id, issue=issued, org_id=issued.org_id, position=n.position, code=n.figure.code,
            first=n.period.first, last=n.period.last, text=n.text, proof=proofs[n.figure.code, n.period],
            paragraph=places[f"{issued.number}:{n.position}"].paragraph)
        for n in made.numbers
    ])
