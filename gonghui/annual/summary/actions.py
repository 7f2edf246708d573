"""Starting a summary, issuing it, and holding an issued paper against the records."""
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gonghui.chapters import CHAPTERS
from gonghui.core import audit, figures, files
from gonghui.core.flow import Refused
from gonghui.core.papers import compare, pdf, reading, word
from gonghui.core.papers.paper import Paper
from gonghui.core.writing import write

from . import composing, rules, texts
from .models import Issue, Printed, Section, Summary


@transaction.atomic
def start(scope, *, title, first, last, addressee="", names=""):
    """A new summary of the scope's own org, with the chapters of the house as its sections."""
    summary = Summary(county_id=scope.county_id, org_id=scope.org_id, title=title, addressee=addressee,
                      first=first, last=last, names=names)
    write(summary, scope=scope)
    headings = {chapter.code: str(chapter.heading) for chapter in CHAPTERS}
    begun = [("", str(texts.PREFACE).replace("{year}", str(last.year)))]
    begun += [(headings[code], str(text)) for code, text in texts.SECTIONS]
    for place, (heading, text) in enumerate(begun):
        write(Section(county_id=scope.county_id, summary=summary, org_id=scope.org_id, place=place, heading=heading,
                      text=text), scope=scope)
    return summary


def draft(summary, scope, read=None):
    """The summary composed now, for the org it belongs to; `read` as in `composing.compose`."""
    here = scope.at(summary.org_id)
    rows = scope.rows(Section).filter(summary=summary).order_by("place")
    return composing.compose([(s.heading, s.text) for s in rows], summary.period, summary.name_list,
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
    if reasons := [*made.warnings, *rules.not_ready(made.unknown, made.empty, zero_meant)]:
        raise Refused(*reasons)
    on = on or localdate()
    summary = summary.flow.take(summary, "issue", scope=scope, on=on)
    number = _next_number(summary, scope)
    seal = audit.last_seal(summary.county_id)
    sealed = f"{seal.number}:{seal.link}" if seal else ""
    paper = _paper(summary, made, number, on, sealed)
    issued = Issue.objects.create(
        county_id=summary.county_id, summary=summary, org_id=summary.org_id, number=number, on=on,
        by_id=scope.account_id, text=paper.text(), seal=sealed, **_files(paper))
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


def _files(paper):
    """Both files kept encrypted: {word_file, word_digest, pdf_file, pdf_digest}."""
    kept = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind, name, make in (("word", "paper.docx", word.write_docx), ("pdf", "paper.pdf", _pdf)):
            path = Path(folder, name)
            make(paper, path)
            kept[f"{kind}_file"], kept[f"{kind}_digest"] = files.put(path.read_bytes())
    return kept


def _pdf(paper, path):
    pdf.write_pdf(paper, path, settings.FONTS_DIR)


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


@dataclass(frozen=True)
class Verdict:
    """What a paper says against its issue, and its issue against the records of today."""

    issue: Issue
    paper: object  # papers.compare.Differences, or None for a PDF whose digest agrees
    records: list  # [(Printed, figures' explanation)] whose rows differ today

    @property
    def intact(self):
        return self.paper is None or not self.paper


def verify(path, scope):
    """The Verdict on an issued Word or PDF file; raises Refused where it belongs to no issue in sight."""
    path = Path(path)
    if path.suffix.lower() == ".pdf":
        issued = scope.rows(Issue).filter(pdf_digest=files.digest(path.read_bytes())).first()
        if issued is None:
            raise Refused(_("这份 PDF 不是本系统印发的原件，或已被改动。请按印发编号下载原件对照。"))
        return Verdict(issued, None, _records(issued, scope))
    read = reading.read_docx(path)
    issued = scope.rows(Issue).filter(number=read.issue).first()
    if issued is None:
        raise Refused(_("文件里没有能认出的印发编号，无法核对。请使用本系统印发的 Word 文件。"))
    numbers = [(n.tag, n.text, n.paragraph) for n in issued.numbers.order_by("position")]
    return Verdict(issued, compare.compare(numbers, issued.text, read), _records(issued, scope))


def _records(issued, scope):
    """The printed numbers whose rows differ from those stored, with what was added, removed and changed."""
    differing = []
    for number in issued.numbers.order_by("position"):
        now = figures.proof(number.code, scope.at(issued.org_id), number.period)
        if now["digest"] != number.proof["digest"]:
            differing.append((number, figures.explain(number.proof, now)))
    return differing
