"""The styles, fonts and settings of a Word paper: GB/T 9704-2012 said once, so that an office
that edits the file finds its headings and its body among Word's own styles."""

from copy import deepcopy

from lxml import etree

from . import layout
from .layout import BIAOSONG, FACES, FANGSONG, HEITI, SONGTI, Face
from .wordxml import el, name

TWIPS = 20
LINE = round(layout.LINE_PT * TWIPS)
CHAR = layout.CHAR_PT * TWIPS
CLOSER = -6  # twips between letters, so that 28 fit a line; of 5 LibreOffice makes 27


def indent(**chars: float) -> etree._Element:
    """An indent in characters, in Word's two units: indent(firstLine=2), indent(right=4)."""
    attributes: dict[str, int] = {}
    for side, count in chars.items():
        attributes[f"{side}Chars"] = round(count * 100)
        attributes[side] = round(count * CHAR)
    return el("ind", **attributes)


def fonts(face: Face) -> etree._Element:
    """The face for Chinese and Latin letters alike, so that digits keep to it."""
    first = face.names[0]
    return el("rFonts", ascii=first, hAnsi=first, eastAsia=first, cs=first)


def styles() -> list[etree._Element]:
    """The children of styles.xml."""
    defaults = el(
        "docDefaults",
        el("rPrDefault", _letters(FANGSONG, layout.BODY_PT, language=True)),
        el("pPrDefault"),
    )
    body = [indent(firstLine=2)]
    centre = [el("jc", val="center")]
    small = [_spacing(line=round(layout.TABLE_PT * 1.5 * TWIPS)), el("jc", val="left")]
    keep = el("keepNext")
    made = [
        _style("Normal", "Normal", (FANGSONG, layout.BODY_PT), _plain()),
        _style("BodyText", "Body Text", None, body),
        _style("Title", "Title", (BIAOSONG, layout.TITLE_PT), [_spacing(before=2), *centre]),
        _style("Mark", "发文机关标志", (BIAOSONG, layout.MARK_MAX_PT), centre, colour=layout.RED),
        _style("PaperNumber", "发文字号", None, centre),
        _style("Addressee", "主送机关", None, [_spacing(before=1), el("jc", val="left")]),
        _style("Signature", "Signature", None, [keep, el("jc", val="right")]),
        _style("Caption", "caption", (HEITI, layout.CAPTION_PT), [el("keepNext"), *centre]),
        _style("Cell", "表格文字", (FANGSONG, layout.TABLE_PT), small),
        _style("CellHead", "表头文字", (HEITI, layout.TABLE_PT), [small[0], *centre]),
        _style("Foot", "核验附注", (FANGSONG, layout.FOOT_PT), _foot()),
        _style("Header", "header", (HEITI, layout.PAGE_NUMBER_PT), [el("jc", val="right")], colour=layout.RED),
        _style("Footer", "footer", (SONGTI, layout.PAGE_NUMBER_PT), [_spacing(line=18 * TWIPS)]),
    ]
    for level, face in layout.HEADING_FACES.items():
        shape = [el("keepNext"), indent(firstLine=2), el("outlineLvl", val=level - 1)]
        made.append(_style(f"Heading{level}", f"heading {level}", (face, layout.BODY_PT), shape))
    return [defaults, *made]


def font_table() -> list[etree._Element]:
    """The children of fontTable.xml: each face with the names that may stand for it."""
    return [
        el(
            "font",
            el("altName", val=",".join(face.names[1:])),
            el("charset", val="86"),
            el("family", val=face.family),
            el("pitch", val="auto"),
            name=face.names[0],
        )
        for face in FACES
    ]


def settings() -> list[etree._Element]:
    """The children of settings.xml: odd and even pages differ, Word 2013 and later."""
    mode = el("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return [
        el("zoom", percent=100),
        el("evenAndOddHeaders"),
        el("defaultTabStop", val=round(2 * CHAR)),
        el("characterSpacingControl", val="compressPunctuation"),
        el("compat", el("useFELayout"), mode),
        el("themeFontLang", val="en-US", eastAsia="zh-CN"),
    ]


def _plain() -> list[etree._Element]:
    """Full lines of even pitch, whatever stands in them.

    The section declares the grid, but no paragraph snaps to it: LibreOffice gives a letter
    wider than a cell two cells. The lines are fixed and the letters closed up instead, which
    comes to 28 by 22 in every program.
    """
    loose = [el(rule, val=0) for rule in ("widowControl", "autoSpaceDE", "autoSpaceDN", "snapToGrid")]
    return [*loose, _spacing(), el("jc", val="both")]


def _spacing(before: int = 0, line: int = LINE) -> etree._Element:
    """Lines of fixed height; `before` counts blank lines."""
    return el("spacing", before=before * LINE, after=0, line=line, lineRule="exact")


def _letters(face: Face, points: int, colour: str = "", language: bool = False) -> etree._Element:
    letters = el("rPr", fonts(face), el("snapToGrid", val=0))
    if colour:
        letters.append(el("color", val=colour))
    letters.append(el("spacing", val=CLOSER))
    letters.extend([el("sz", val=points * 2), el("szCs", val=points * 2)])
    if language:
        letters.append(el("lang", val="en-US", eastAsia="zh-CN"))
    return letters


def _style(ident: str, title: str, letters: tuple[Face, int] | None, shape: list, colour: str = ""):
    """A paragraph style; `shape` is copied, for an element has one parent only."""
    style = el("style", el("name", val=title), type="paragraph", styleId=ident)
    if ident == "Normal":
        style.set(name("default"), "1")
    else:
        style.append(el("basedOn", val="Normal"))
    style.extend([el("qFormat"), el("pPr", *map(deepcopy, shape))])
    if letters:
        style.append(_letters(*letters, colour=colour))
    return style


def _foot() -> list[etree._Element]:
    rule = el("pBdr", el("top", val="single", sz=4, space=4, color="808080"))
    return [rule, _spacing(before=1, line=14 * TWIPS), el("jc", val="left")]
