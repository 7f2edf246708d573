"""Reads a Word paper back, whoever edited it since and with whatever program.

The visible text is what stands on the page once tracked changes are accepted. A number is
known by its content control (tag, or alias where an office program dropped the tag) or, where the
control is gone, by the bookmark around it.
"""

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from lxml import etree

from .wordxml import ISSUE_PROPERTY, name, tag_of

PART_LIMIT = 64 * 1024 * 1024  # bytes of one part unpacked; a summary's is under one megabyte
OTHER_PARTS = ("header", "footer", "footnotes", "endnotes")
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
UNSEEN = {name(local) for local in ("del", "moveFrom", "sdtPr", "rPr", "pPr", "instrText", "delText", "rt")}
UNSEEN |= {f"{MC}Fallback"}
CHANGES = {name(local) for local in ("ins", "del", "moveFrom", "moveTo")}
LETTERS = {name("tab"): " ", name("br"): " ", name("cr"): " ", name("noBreakHyphen"): "-"}
PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")


class NotAPaper(Exception):
    """The file is no Word document that can be read; the message says so to an officer."""


@dataclass(frozen=True)
class Printed:
    """A tagged number as it stands now: in paragraph `paragraph` (from 0), letters `start` to `end`."""

    tag: str
    text: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Read:
    """A Word paper as it stands now; blank paragraphs are left out.

    `elsewhere` is the text of headers, footers and notes, `tracked` says that changes were
    made with tracking on, `issue` is the identity in the file's properties.
    """

    paragraphs: tuple[str, ...]
    numbers: tuple[Printed, ...]
    elsewhere: tuple[str, ...]
    tracked: bool
    issue: str


def read_docx(path: Path) -> Read:
    """Read a Word file. Raises NotAPaper for anything that is none, or is far too large."""
    try:
        with zipfile.ZipFile(path) as package:
            document = _part(package, "word/document.xml")
            others = [_part(package, part) for part in sorted(package.namelist()) if _is_other(part)]
            issue = _issue(package)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, EOFError, zlib.error, RuntimeError) as error:
        raise NotAPaper(_("这不是可以读取的 Word 文件（.docx），请另存为 .docx 后再核验。")) from error
    body = _Walk(document)
    elsewhere = [line for other in others for line in _Walk(other).texts if line.strip()]
    tracked = any(element.tag in CHANGES for element in document.iter())
    paragraphs, numbers = body.settled()
    return Read(paragraphs, numbers, tuple(elsewhere), tracked, issue)


def _part(package: zipfile.ZipFile, part: str) -> etree._Element:
    if package.getinfo(part).file_size > PART_LIMIT:
        raise NotAPaper(_("这个 Word 文件展开后过大，无法核验。请确认是本系统签发的文件。"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(part), parser)


def _is_other(part: str) -> bool:
    return part.startswith(tuple(f"word/{kind}" for kind in OTHER_PARTS)) and part.endswith(".xml")


def _issue(package: zipfile.ZipFile) -> str:
    if "docProps/custom.xml" not in package.namelist():
        return ""
    known = _part(package, "docProps/custom.xml")
    return next(
        ("".join(entry.itertext()) for entry in known.iter(PROPERTY) if entry.get("name") == ISSUE_PROPERTY), ""
    )


@dataclass
class _Span:
    """Where a carrier's number begins, and how far it has come; a control's may run over paragraphs."""

    tag: str
    is_control: bool
    paragraph: int = -1
    start: int = 0
    end: int = 0
    text: str = ""


class _Walk:
    """One pass over a part, gathering paragraphs and the spans of the carriers open at each letter."""

    def __init__(self, root: etree._Element):
        self.texts: list[str] = []
        self.open_paragraphs: list[int] = []
        self.controls: list[_Span] = []
        self.bookmarks: dict[str, _Span] = {}
        self.spans: list[_Span] = []
        self.fields: list[str] = []
        self._visit(root)

    def settled(self) -> tuple[tuple[str, ...], tuple[Printed, ...]]:
        """The paragraphs that are not blank, and each number once by its best carrier."""
        kept = [index for index, text in enumerate(self.texts) if text.strip()]
        place = {index: position for position, index in enumerate(kept)}
        by_control = {span.tag for span in self.spans if span.is_control and span.text.strip()}
        chosen = [span for span in self.spans if span.is_control or span.tag not in by_control]
        numbers = [
            Printed(span.tag, span.text, place[span.paragraph], span.start, span.end)
            for span in chosen
            if span.text.strip() and span.paragraph in place
        ]
        numbers.sort(key=lambda number: (number.paragraph, number.start))
        return tuple(self.texts[index] for index in kept), tuple(numbers)

    def _visit(self, element: etree._Element) -> None:
        kind = element.tag
        if kind in UNSEEN or not isinstance(kind, str):
            return
        if kind == name("p"):
            self._paragraph(element)
        elif kind == name("sdt"):
            self._control(element)
        elif kind == name("bookmarkStart"):
            self._open_bookmark(element)
        elif kind == name("bookmarkEnd"):
            self.bookmarks.pop(element.get(name("id")), None)
        elif kind == name("r"):
            self._run(element)
        elif kind == name("fldSimple"):
            if not _is_page_field(element.get(name("instr"), "")):
                self._children(element)
        elif kind == f"{MATH}t":
            self._letters(element.text or "")
        else:
            self._children(element)

    def _children(self, element: etree._Element) -> None:
        for child in element:
            self._visit(child)

    def _paragraph(self, element: etree._Element) -> None:
        self.texts.append("")
        self.open_paragraphs.append(len(self.texts) - 1)
        self._children(element)
        self.open_paragraphs.pop()

    def _control(self, element: etree._Element) -> None:
        about = element.find(name("sdtPr"))
        tag = _control_tag(about)
        # Word shows a prompt of its own in a control that was emptied: nothing of the paper.
        if about is not None and about.find(name("showingPlcHdr")) is not None:
            return
        if tag:
            self.controls.append(_Span(tag, is_control=True))
            self.spans.append(self.controls[-1])
        self._children(element)
        if tag:
            self.controls.pop()

    def _open_bookmark(self, element: etree._Element) -> None:
        tag = tag_of(element.get(name("name"), ""))
        if tag:
            span = _Span(tag, is_control=False)
            self.bookmarks[element.get(name("id"))] = span
            self.spans.append(span)

    def _run(self, element: etree._Element) -> None:
        shape = element.find(name("rPr"))
        hidden = shape is not None and shape.find(name("vanish")) is not None
        for child in element:
            if child.tag == name("fldChar"):
                self._field(child.get(name("fldCharType")))
            elif child.tag == name("instrText") and self.fields:
                self.fields[-1] += child.text or ""
            elif hidden or self._inside_page_field():
                continue
            elif child.tag == name("t"):
                self._letters(child.text or "")
            elif child.tag in LETTERS:
                self._letters(LETTERS[child.tag])
            else:
                self._visit(child)

    def _field(self, step: str | None) -> None:
        """A field is begin, its instruction, separate, what it shows, end; they nest."""
        if step == "begin":
            self.fields.append("")
        elif step == "end" and self.fields:
            self.fields.pop()

    def _inside_page_field(self) -> bool:
        return any(map(_is_page_field, self.fields))

    def _letters(self, text: str) -> None:
        if not self.open_paragraphs:
            return
        index = self.open_paragraphs[-1]
        start = len(self.texts[index])
        self.texts[index] += text
        for span in [*self.controls, *self.bookmarks.values()]:
            if span.paragraph < 0:
                span.paragraph, span.start = index, start
            span.text += text
            if span.paragraph == index:
                span.end = start + len(text)


def _control_tag(about: etree._Element | None) -> str:
    """The tag of a control; LibreOffice 7.4 keeps only the alias."""
    for carrier in ("tag", "alias"):
        found = about.find(name(carrier)) if about is not None else None
        if found is not None and found.get(name("val")):
            return found.get(name("val"))
    return ""


def _is_page_field(instruction: str) -> bool:
    return instruction.strip().split(" ")[0].upper() in PAGE_FIELDS
