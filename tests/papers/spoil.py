"""What people do to a Word paper, done to its XML."""

import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from lxml import etree

from gonghui.core.papers.wordxml import bookmark_of, el, name, run

NS = {"w": name("").strip("{}")}


def edit(path: Path, *changes: Callable) -> None:
    """Rewrite the document part of the file with each change in turn."""
    with zipfile.ZipFile(path) as package:
        parts = {entry: package.read(entry) for entry in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    for change in changes:
        change(root)
    parts["word/document.xml"] = etree.tostring(root)
    with zipfile.ZipFile(path, "w") as package:
        for entry, content in parts.items():
            package.writestr(entry, content)


def control(root, position: int):
    """The content control of the number at this position, by tag or, after LibreOffice, the bookmark in it."""
    tag = f"S2031-2:{position}"
    by_tag, by_mark = f"w:sdtPr/w:tag/@w:val='{tag}'", f".//w:bookmarkStart/@w:name='{bookmark_of(tag)}'"
    return root.xpath(f"//w:sdt[{by_tag} or {by_mark}]", namespaces=NS)[0]


def paragraph(root, words: str):
    """The first paragraph with these words."""
    return next(p for p in root.iter(name("p")) if words in "".join(p.itertext()))


def type_over(position: int, *pieces: str):
    """Another number typed inside the control, in as many runs as pieces."""

    def change(root):
        content = control(root, position).find(name("sdtContent"))
        for old in content.findall(name("r")):
            content.remove(old)
        content.extend(run(piece) for piece in pieces)

    return change


def type_after(position: int, text: str):
    """Text typed right behind the control, outside it."""
    return lambda root: control(root, position).addnext(run(text))


def remove_control(position: int, instead: str = ""):
    """The control and its bookmark deleted; something else may be typed in their place."""

    def change(root):
        found = control(root, position)
        for mark in root.xpath(f"//w:bookmarkStart[contains(@w:name, '_3a{position}')]", namespaces=NS):
            if mark.get(name("name")).endswith(f"_3a{position}"):
                mark.getparent().remove(mark)
        found.addnext(run(instead))
        found.getparent().remove(found)

    return change


def unwrap(position: int):
    """The control taken off, its text and its bookmark left."""

    def change(root):
        found = control(root, position)
        for child in reversed(found.find(name("sdtContent"))):
            found.addnext(child)
        found.getparent().remove(found)

    return change


def empty(position: int):
    """The control emptied: Word shows its prompt."""

    def change(root):
        found = control(root, position)
        found.find(name("sdtPr")).append(el("showingPlcHdr"))
        type_over(position, "单击或点击此处输入文字。")(root)

    return change


def append(words: str, text: str):
    """Text typed at the end of the paragraph with these words."""
    return lambda root: paragraph(root, words).append(run(text))


def replace_words(old: str, new: str):
    """Words changed within one run."""

    def change(root):
        text = next(t for t in root.iter(name("t")) if old in (t.text or ""))
        text.text = text.text.replace(old, new)

    return change


def drop_paragraph(words: str):
    """A whole paragraph deleted."""

    def change(root):
        found = paragraph(root, words)
        found.getparent().remove(found)

    return change


def copy_paragraph(words: str, behind: str):
    """A paragraph copied with its controls behind another."""
    return lambda root: paragraph(root, behind).addnext(deepcopy(paragraph(root, words)))


def move_paragraph(words: str, behind: str):
    """A paragraph cut and pasted behind another."""
    return lambda root: paragraph(root, behind).addnext(paragraph(root, words))


def swap(first: int, second: int):
    """Two numbers dragged into each other's place."""

    def change(root):
        one, other = control(root, first), control(root, second)
        hole = el("r")
        one.addprevious(hole)
        other.addnext(one)
        hole.addprevious(other)
        hole.getparent().remove(hole)

    return change


def track(position: int, text: str):
    """Another number typed over with tracking on."""

    def change(root):
        content = control(root, position).find(name("sdtContent"))
        old = content.find(name("r"))
        for letters in old.findall(name("t")):
            letters.tag = name("delText")
        content.append(el("del", old, id=900, author="某"))
        content.append(el("ins", run(text), id=901, author="某"))

    return change


def wrap_paragraph(words: str):
    """The paragraph put into a control of the reader's own, as a reviewer's form does."""

    def change(root):
        found = paragraph(root, words)
        holder = el("sdt", el("sdtPr", el("tag", val="review")), el("sdtContent"))
        found.addprevious(holder)
        holder[1].append(found)

    return change
