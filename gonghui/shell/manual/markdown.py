"""The little Markdown that the manual needs."""


def cell(value):
    """A value in a table: one line, and no bar that would end the cell."""
    return str(value).replace("\n", " ").replace("|", "\\|")


def table(headings, rows):
    """A table of rows of cells; nothing where there is no row."""
    rows = [list(map(cell, row)) for row in rows]
    lines = [headings, ["---"] * len(headings), *rows] if rows else []
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def joined(blocks):
    """Blocks of text with an empty line between them; empty ones are left out."""
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"


def listed(words, otherwise="无"):
    """一、二、三."""
    return "、".join(map(str, words)) or otherwise


def code(word):
    return f"`{word}`"
