"""What holds for every file: its size, its words, and what must never be committed."""
import ast
import os
import re
from pathlib import Path

import pytest

from tests.tree import files, modules, parsed, templates, text, written

FILE_LINES, FUNCTION_LINES, PARAMETERS, LETTERS = 300, 40, 5, 120
CODE = {".py", ".html", ".js", ".css", ".typ"}
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
# With a letter in brackets here and there, so that this file does not hold what it looks for.
ADDRESSES = re.compile(
    r"py[p]i\.org|python[h]osted\.org|npm[j]s\.(?:org|com)|npm[m]irror|deb\.[d]ebian\.org"
    r"|(?<![\w.$}])/(?:wor[k]|roo[t]|hom[e]/\w+|User[s])/\w")
UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]|raise NotImplemented[E]rror)\b")
PAGES_OWN = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style|\son[a-z]+=|\shx-on|\sstyle="
    r"|(?:src|href)=[\"']?(?:https?:)?//", re.I)
MARKED = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{%\s*blocktrans.*?endblocktrans\w*\s*%}|{%.*?%}|{#.*?#}|{{.*?}}|<!--.*?-->"
    # A sign that stands for no word, and a language named in itself.
    r"|<\w+[^>]*\s(?:aria-hidden=.true.|lang=.zh[^>]*)>[^<]*", re.S)


def functions():
    for path in [*modules(), *modules("ops"), *modules("benches")]:
        for node in ast.walk(parsed(path)):
            if isinstance(node, FUNCTION):
                yield path, node


def test_no_file_grows_for_ever():
    long = [f"{path}: {lines}" for path in written() if path.suffix in CODE and "migrations" not in path.parts
            and (lines := text(path).count("\n")) > FILE_LINES]
    assert not long, f"over {FILE_LINES} lines:\n" + "\n".join(long)


def test_no_function_grows_for_ever():
    long = [f"{path}:{node.lineno} {node.name}: {lines}" for path, node in functions()
            if (lines := node.end_lineno - node.lineno + 1) > FUNCTION_LINES]
    assert not long, f"over {FUNCTION_LINES} lines:\n" + "\n".join(long)


def test_no_function_asks_for_too_much():
    """self, cls, *args and **kwargs are not counted."""
    many = []
    for path, node in functions():
        asked = [arg.arg for arg in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]]
        asked = [name for name in asked if name not in {"self", "cls"}]
        if len(asked) > PARAMETERS:
            many.append(f"{path}:{node.lineno} {node.name}: {len(asked)}")
    assert not many, f"over {PARAMETERS} parameters:\n" + "\n".join(many)


def test_lines_fit_a_screen():
    wide = [f"{path}:{number}: {len(line)}" for path in written()
            if path.suffix == ".py" and "migrations" not in path.parts
            for number, line in enumerate(text(path).splitlines(), 1) if len(line) > LETTERS]
    assert not wide, f"over {LETTERS} letters:\n" + "\n".join(wide)


def test_nothing_is_left_unfinished():
    left = [f"{path}: {found[0]}" for path in written()
            if path.suffix in CODE and (found := UNFINISHED.search(text(path)))]
    assert not left, "\n".join(left)


def test_no_address_of_a_registry_or_path_of_a_machine():
    """Of the locks too: they hold names, versions and digests only."""
    read = {*written(), *(path for path in files() if path.suffix in {".txt", ".json"})}
    found = [f"{path}: {hit[0]}" for path in sorted(read) if (hit := ADDRESSES.search(text(path)))]
    assert not found, "\n".join(found)


def test_no_page_carries_script_or_style_of_its_own():
    """The content policy would refuse it: scripts and styles are files of ours."""
    found = [f"{path}: {hit[0].strip()}" for path in templates() if (hit := PAGES_OWN.search(text(path)))]
    assert not found, "\n".join(found)


def test_pages_write_their_chinese_for_translation():
    """No Chinese in a template outside {% translate %}, {% blocktranslate %} or a comment."""
    found = [f"{path}: {hit[0]}" for path in templates()
             if (hit := re.search(r"[\u4e00-\u9fff]+", MARKED.sub("", text(path))))]
    assert not found, "\n".join(found)


def test_every_icon_on_a_page_is_in_the_sprite():
    known = set(text(Path("ops/icons.txt")).split())
    missing = [f"{path}: {name}" for path in templates() for name in re.findall(r'{%\s*icon "([^"]+)"', text(path))
               if name not in known]
    assert not missing, "add to ops/icons.txt: " + ", ".join(missing)


def squeezed(words):
    """A text's letters without anything between them, so that wrapping or spacing hides no quotation."""
    return re.sub(r"[\s\"'“”‘’，、]+", "", words)


@pytest.mark.skipif("GONGHUI_REFERENCE" not in os.environ, reason="GONGHUI_REFERENCE names no reference document")
def test_no_sentence_of_the_reference_document():
    document = Path(os.environ["GONGHUI_REFERENCE"]).read_text(encoding="utf-8")
    sentences = {squeezed(part) for part in re.split(r"[。！？；：\n]", document)}
    sentences = {part for part in sentences if len(re.findall(r"[\u4e00-\u9fff]", part)) >= 16}
    assert sentences, "the reference document has no sentence"
    found = [f"{path}: {part}" for path in written() for part in sentences if part in squeezed(text(path))]
    assert not found, "\n".join(found)
