"""Holding an issued paper against its issue, and the issue against the records of today: two answers, kept apart."""
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core import figures
from gonghui.core.flow import Refused
from gonghui.core.papers import compare, reading

from .models import Issue, Printed

NAMED = 5  # rows of a difference that a sentence names


@dataclass(frozen=True)
class Verdict:
    """What a paper says against its issue, and what the records say today against what was stored."""

    issue: Issue
    paper: compare.Differences | None  # None for a PDF, whose digest was the proof
    records: list[tuple[Printed, figures.Explanation]]

    @property
    def clean(self):
        return (self.paper is None or self.paper.figures_stand()) and not self.records


def find(path, issues):
    """The issue, among a queryset of them, that a Word or PDF file was issued as.

    Raises flow.Refused with a sentence where the file is none of ours.
    """
    path = Path(path)
    try:
        issued, sentence = _issued(path, issues)
    except reading.NotAPaper as why:
        raise Refused(str(why)) from None
    if issued is None:
        raise Refused(sentence)
    return issued


def _issued(path, issues):
    if path.suffix.lower() == ".pdf":
        issued = issues.filter(pdf_digest=sha256(path.read_bytes()).hexdigest()).order_by("-at").first()
        return issued, _("这份 PDF 不是本系统印发的原件，或已被改动。请按印发编号下载原件对照。")
    issued = issues.filter(number=reading.read_docx(path).issue).order_by("-at").first()
    return issued, _("文件里没有能认出的印发编号，无法核对。请使用本系统印发的 Word 文件。")


def verify(path, issued, scope):
    """The Verdict on a file that `find` knew as this issue."""
    path, numbers = Path(path), list(issued.numbers.order_by("position"))
    paper = None
    if path.suffix.lower() != ".pdf":
        said = [(f"{issued.number}:{n.position}", n.text, n.paragraph) for n in numbers]
        paper = compare.compare(said, issued.text, reading.read_docx(path))
    return Verdict(issued, paper, against_records(numbers, scope))


def against_records(numbers, scope):
    """[(printed number, Explanation)] of those whose rows differ today from the rows stored at issue."""
    explained = ((n, figures.explain(n.proof, figures.proof_today(n.proof, scope))) for n in numbers
                 if n.code in figures.FIGURES)
    return [(number, explanation) for number, explanation in explained if explanation]


def sentences(verdict):
    """The verdict as an officer reads it: first what the paper says, then what the records say."""
    paper, records = [*_of_paper(verdict.paper)], [*_of_records(verdict.records)]
    if not paper and not records:
        return [_("文件与印发时一致，记录也与印发时一致。")]
    return [*(paper or [_("文件与印发时一致。")]), *(records or [_("记录与印发时一致。")])]


_KINDS = (
    ("typed_over", gettext_lazy("第%(paragraph)d段的数字被改写：印发时是“%(was)s”，现在是“%(now)s”。上下文：%(excerpt)s")),
    ("removed", gettext_lazy("第%(paragraph)d段少了印发时的“%(was)s”。上下文：%(excerpt)s")),
    ("added", gettext_lazy("第%(paragraph)d段多了印发时没有的“%(now)s”。上下文：%(excerpt)s")),
    ("moved", gettext_lazy("数字“%(was)s”换了位置，现在在第%(paragraph)d段。上下文：%(excerpt)s")),
    ("duplicated", gettext_lazy("数字“%(now)s”在第%(paragraph)d段重复出现。上下文：%(excerpt)s")),
    ("reworded", gettext_lazy("第%(paragraph)d段文字有改动，数字未变。上下文：%(excerpt)s")),
)


def _of_paper(paper):
    if paper is None:
        yield _("PDF 与印发的原件完全一致。")
        return
    for kind, sentence in _KINDS:
        for difference in getattr(paper, kind):
            yield str(sentence) % vars(difference)


def _of_records(records):
    for number, explanation in records:
        declared = figures.FIGURES[number.code]
        yield _("“%(label)s”印发时是%(then)s，按今天的记录是%(now)s。%(rows)s") % {
            "label": declared.label, "then": number.text, "now": figures.show(declared, explanation.now),
            "rows": "".join(_rows(declared, explanation))}


def _rows(declared, explanation):
    """Sentences on the rows that differ, named where they still exist; a rate's two figures each for itself."""
    if explanation.reworded:
        yield _("口径后来改过。")
    for rows, sentence in ((explanation.added, _("增加了%(n)d条：%(names)s。")),
                           (explanation.removed, _("减少了%(n)d条：%(names)s。")),
                           (explanation.changed, _("改动了%(n)d条：%(names)s。"))):
        if rows:
            yield sentence % {"n": len(rows), "names": "、".join(_names(declared, rows))}
    for part in explanation.parts:
        yield from _rows(declared, part)


def _names(declared, rows):
    """Up to five of the rows by name, by id where they are gone."""
    shown = sorted(rows, key=str)[:NAMED]
    model = getattr(declared, "model", None)
    known = {row.pk: str(row) for row in model._default_manager.filter(pk__in=shown).order_by("pk")} if model else {}
    named = [known.get(pk, str(pk)) for pk in shown]
    return [*named, "…"] if len(rows) > NAMED else named
