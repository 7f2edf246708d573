"""Elements of WordprocessingML, and the carriers that hold a number in it."""

import re

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BOOKMARK = "gh_"
ISSUE_PROPERTY = "GonghuiIssue"


def name(local: str) -> str:
    """The name of a Word element or attribute as lxml wants it."""
    return f"{{{W}}}{local}"


def el(local: str, *children: etree._Element, **attributes: object) -> etree._Element:
    """A Word element: el("jc", val="center") is <w:jc w:val="center"/>."""
    element = etree.Element(name(local), nsmap={"w": W})
    for key, value in attributes.items():
        element.set(name(key), str(value))
    element.extend(children)
    return element


def run(text: str) -> etree._Element:
    """A run of text; "\\n" in it is a line break."""
    element = el("r")
    for position, line in enumerate(text.split("\n")):
        if position:
            element.append(el("br"))
        word = el("t")
        word.text = line
        word.set(XML_SPACE, "preserve")
        element.append(word)
    return element


def field(instruction: str) -> etree._Element:
    """A simple field such as PAGE; Word fills it in."""
    return el("fldSimple", run("1"), instr=f" {instruction} ")


def tagged(tag: str, text: str, ident: int) -> list[etree._Element]:
    """A number in its content control, with a bookmark around it that repeats the tag.

    Two carriers, because each is lost at times: LibreOffice 7.4 drops the control's tag and
    name, and retyping a paragraph in Word takes the bookmark first. The control is one of rich
    text: LibreOffice writes a plain one once for each script in it (2家 comes back as 2家家2家2家).
    """
    control = el(
        "sdt",
        el("sdtPr", el("alias", val=tag), el("tag", val=tag), el("id", val=ident)),
        el("sdtContent", run(text)),
    )
    start = el("bookmarkStart", id=ident, name=bookmark_of(tag))
    return [start, control, el("bookmarkEnd", id=ident)]


def bookmark_of(tag: str) -> str:
    """The tag as a bookmark's name, which may hold letters, digits and '_' only."""
    return BOOKMARK + re.sub(r"[^A-Za-z0-9]", lambda found: f"_{ord(found[0]):02x}", tag)


def tag_of(bookmark: str) -> str:
    """The tag behind a bookmark's name; empty when the bookmark is none of ours."""
    if not bookmark.startswith(BOOKMARK):
        return ""
    return re.sub(r"_([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), bookmark[len(BOOKMARK) :])
