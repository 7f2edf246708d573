"""A paper as a Word file in the layout of GB/T 9704-2012, each number in a content control."""

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from itertools import count
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm
from lxml import etree

from . import layout, wordstyles
from .paper import Heading, Number, Paper, Runs, Table, address_line, as_runs, plain, written_date
from .wordstyles import LINE, TWIPS, indent
from .wordxml import ISSUE_PROPERTY, el, field, run, tagged

CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# What python-docx's empty document brings and a paper does not use.
UNUSED = ("customXml", "thumbnail", "extended-properties", "numbering", "webSettings", "theme", "stylesWithEffects")
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)  # the oldest a zip can say


def write_docx(paper: Paper, path: Path) -> None:
    """Write the paper to `path`; the same paper gives the same bytes, so that a digest can be kept."""
    document = Document()
    _clear(document)
    _set_page(document)
    _set_margins_text(document, paper)
    body = document.element.body
    body[:-1] = []
    for position, element in enumerate(_Writer(paper).elements()):
        body.insert(position, element)
    _set_properties(document, paper)
    path.write_bytes(_packed(document))


class _Writer:
    """Turns blocks into paragraphs and tables, numbering the content controls as it goes."""

    def __init__(self, paper: Paper):
        self.paper = paper
        self.ids = count(1)

    def elements(self) -> Iterator[etree._Element]:
        """Everything of the body in reading order."""
        yield from self._opening()
        for block in self.paper.blocks:
            if isinstance(block, Table):
                yield from self._table(block)
            elif isinstance(block, Heading):
                yield self._paragraph(f"Heading{block.level}", block.runs)
            else:
                yield self._paragraph("BodyText", block.runs)
        yield from self._closing()

    def _opening(self) -> Iterator[etree._Element]:
        paper = self.paper
        if paper.mark:
            yield _mark(paper.mark)
        if paper.mark and paper.number:
            yield self._paragraph("PaperNumber", (paper.number,), _red_rule())
        yield self._paragraph("Title", (paper.title,))
        if paper.number and not paper.mark:
            yield self._paragraph("PaperNumber", (paper.number,))
        if paper.addressee:
            yield self._paragraph("Addressee", (address_line(paper.addressee),))

    def _closing(self) -> Iterator[etree._Element]:
        day = written_date(self.paper.date)
        issuer, date = layout.signature_indents(self.paper.issuer, day)
        if self.paper.issuer:
            gap = el("spacing", before=2 * LINE)
            yield self._paragraph("Signature", (self.paper.issuer,), gap, indent(right=issuer))
        yield self._paragraph("Signature", (day,), indent(right=date))
        if self.paper.foot:
            yield self._paragraph("Foot", (self.paper.foot,))

    def _paragraph(self, style: str, runs: Runs, *shape: etree._Element) -> etree._Element:
        paragraph = el("p", el("pPr", el("pStyle", val=style), *shape))
        for piece in runs:
            if isinstance(piece, Number):
                paragraph.extend(tagged(piece.tag, piece.text, next(self.ids)))
            elif piece:
                paragraph.append(run(piece))
        return paragraph

    def _table(self, table: Table) -> Iterator[etree._Element]:
        if table.caption:
            yield self._paragraph("Caption", (table.caption,))
        shares = layout.column_widths(table.head, tuple(tuple(map(_cell_text, row)) for row in table.rows))
        unit = layout.TYPE_AREA_MM[0] * layout.POINTS_PER_MM * TWIPS / sum(shares)
        widths = [int(share * unit) for share in shares]
        head = [el("tblHeader")], [("CellHead", as_runs(cell)) for cell in table.head]
        rows = [([], [("Cell", as_runs(cell)) for cell in row]) for row in table.rows]
        grid = el("tblGrid", *(el("gridCol", w=width) for width in widths))
        yield el("tbl", _table_shape(), grid, *(self._row(*row, widths) for row in [head, *rows]))

    def _row(self, marks: list[etree._Element], cells: list, widths: list[int]) -> etree._Element:
        row = el("tr", el("trPr", el("cantSplit"), *marks))
        for (style, runs), width in zip(cells, widths, strict=True):
            figure = len(runs) == 1 and isinstance(runs[0], Number)
            shape = [el("jc", val="right")] if figure else []
            place = el("tcPr", el("tcW", w=width, type="dxa"), el("vAlign", val="center"))
            row.append(el("tc", place, self._paragraph(style, runs, *shape)))
        return row


def _cell_text(cell) -> str:
    return plain(as_runs(cell))


def _mark(mark: str) -> etree._Element:
    """The red mark: its upper edge 35 mm below the type area's, as large as one line allows."""
    size = layout.mark_size(mark)
    before = round((layout.MARK_MM * layout.POINTS_PER_MM - size * 0.1) * TWIPS)
    spacing = el("spacing", before=before, after=2 * LINE, line=round(size * 1.2) * TWIPS, lineRule="exact")
    letters = el("rPr", el("sz", val=size * 2), el("szCs", val=size * 2))
    text = run(mark)
    text.insert(0, letters)
    return el("p", el("pPr", el("pStyle", val="Mark"), spacing), text)


def _red_rule() -> etree._Element:
    """The red line under the document number, as wide as the type area."""
    gap = round(layout.RULE_MM * layout.POINTS_PER_MM)
    return el("pBdr", el("bottom", val="single", sz=12, space=gap, color=layout.RED))


def _table_shape() -> etree._Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = (el(side, val="single", sz=4, space=0, color="000000") for side in sides)
    return el(
        "tblPr",
        el("tblW", w=5000, type="pct"),
        el("jc", val="center"),
        el("tblBorders", *lines),
        el("tblLayout", type="fixed"),
    )


def _clear(document: WordDocument) -> None:
    """Keep of the empty document only its package; styles, fonts and settings are the paper's."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(UNUSED)]:
            relations.pop(key)
    document.styles.element[:] = wordstyles.styles()
    document.settings.element[:] = wordstyles.settings()
    fonts = document.part.part_related_by(RELATION.FONT_TABLE)
    fonts._blob = etree.tostring(el("fonts", *wordstyles.font_table()), xml_declaration=True, encoding="UTF-8")


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = map(Mm, layout.PAGE_MM)
    section.top_margin, section.bottom_margin = Mm(layout.TOP_MM), Mm(layout.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(layout.LEFT_MM), Mm(layout.RIGHT_MM)
    section.gutter = 0
    section.header_distance = Mm(15)
    section.footer_distance = Mm(layout.BOTTOM_MM - layout.PAGE_NUMBER_MM - 18 / layout.POINTS_PER_MM)
    for old in section._sectPr.xpath("w:docGrid | w:cols"):
        section._sectPr.remove(old)
    narrower = round((layout.CHAR_PT - layout.BODY_PT) * 4096)
    section._sectPr.append(el("docGrid", type="linesAndChars", linePitch=LINE, charSpace=narrower))


def _set_margins_text(document: WordDocument, paper: Paper) -> None:
    """Page number — n — at the outer edge, one character in; the sample mark above every page."""
    section = document.sections[0]
    sides = ((section.footer, "right"), (section.even_page_footer, "left"))
    for footer, side in sides:
        shape = el("pPr", el("pStyle", val="Footer"), indent(**{side: 1}), el("jc", val=side))
        number = el("p", shape, run("— "), field("PAGE"), run(" —"))
        footer.is_linked_to_previous = False
        footer._element[:] = [number]
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        text = [run(paper.sample)] if paper.sample else []
        header._element[:] = [el("p", el("pPr", el("pStyle", val="Header")), *text)]


def _set_properties(document: WordDocument, paper: Paper) -> None:
    """Title, issuer, day and issue; nothing of the machine or the person at it."""
    moment = datetime.combine(paper.date, time())
    known = document.core_properties
    known.title, known.author, known.identifier = plain((paper.title,)), paper.issuer, paper.issue
    known.comments = known.keywords = known.subject = known.last_modified_by = ""
    known.created = known.modified = moment
    known.language, known.revision = "zh-CN", 1
    if not paper.issue:
        return
    maker = etree.Element(f"{{{CUSTOM}}}Properties", nsmap={None: CUSTOM, "vt": VARIANT})
    entry = etree.SubElement(maker, f"{{{CUSTOM}}}property", fmtid=FMTID, pid="2", name=ISSUE_PROPERTY)
    etree.SubElement(entry, f"{{{VARIANT}}}lpwstr").text = paper.issue
    blob = etree.tostring(maker, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = document.part.package
    package.relate_to(Part(PackURI("/docProps/custom.xml"), CUSTOM_TYPE, blob, package), CUSTOM_RELATION)


def _packed(document: WordDocument) -> bytes:
    """The file with every moment in the zip the same."""
    loose, packed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w") as target:
        for entry in source.infolist():
            still = zipfile.ZipInfo(entry.filename, FIRST_MOMENT)
            still.create_system, still.compress_type = 0, zipfile.ZIP_DEFLATED
            target.writestr(still, source.read(entry))
    return packed.getvalue()
