"""A paper, or a list to be printed, as PDF: set by typst, the text handed over as data."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst

from . import layout
from .fonts import SERIF, Faces, faces
from .paper import Block, Heading, Number, Paper, Table, address_line, as_runs, plain, written_date

HERE = Path(__file__).parent
UPRIGHT_PT, ACROSS_PT = 510, 757  # width of a list on A4 between margins of 15 mm
LIST_PT = (7, 9, 10)  # letters of a list: the smallest, the smallest upright, the usual
FIGURE = re.compile(r"-?[\d,.]+%?|")
PAGE = {
    "top": layout.TOP_MM,
    "bottom": layout.BOTTOM_MM,
    "left": layout.LEFT_MM,
    "right": layout.RIGHT_MM,
    "mark": layout.MARK_MM,
    "rule": layout.RULE_MM,
    "page_number": layout.PAGE_NUMBER_MM,
    "page_number_size": layout.PAGE_NUMBER_PT,
    "body": layout.BODY_PT,
    "title": layout.TITLE_PT,
    "table": layout.TABLE_PT,
    "caption": layout.CAPTION_PT,
    "foot": layout.FOOT_PT,
    "line": layout.LINE_PT,
    "letter": layout.CHAR_PT,
    "red": layout.RED,
}


@dataclass(frozen=True)
class Listing:
    """A list to be printed: `printed_by` at `printed_at`; `note` stands above the table."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    printed_by: str
    printed_at: datetime
    note: str = ""
    sample: str = ""


def write_pdf(paper: Paper, path: Path, fonts_dir: Path) -> Faces:
    """Write the paper to `path` and return the faces it is set in.

    `fonts_dir` comes from `find_fonts`. The same paper, fonts and typst give the same bytes.
    """
    chosen = faces(fonts_dir)
    day = written_date(paper.date)
    issuer_indent, date_indent = layout.signature_indents(paper.issuer, day)
    content = {
        **{key: getattr(paper, key) for key in ("title", "issuer", "foot", "mark", "number", "sample", "issue")},
        "addressee": address_line(paper.addressee),
        "date": day,
        "day": _day(paper.date),
        "issuer_indent": issuer_indent,
        "date_indent": date_indent,
        "mark_size": layout.mark_size(paper.mark),
        # A 小标宋 is heavy by itself; the open serif that stands in for it is made so.
        "title_weight": "bold" if chosen.families["title"] == SERIF else "regular",
        "blocks": [_block(block) for block in paper.blocks],
        "faces": chosen.families,
        "layout": PAGE,
    }
    _compile("paper", content, path, chosen)
    return chosen


def write_table_pdf(listing: Listing, path: Path, fonts_dir: Path) -> Faces:
    """Print a list: repeating head, page n of m, who printed it and when; across when wide."""
    chosen = faces(fonts_dir)
    widths = layout.column_widths(listing.head, listing.rows)
    smallest, smallest_upright, usual = LIST_PT
    landscape = sum(widths) * smallest_upright > UPRIGHT_PT
    fitting = (ACROSS_PT if landscape else UPRIGHT_PT) / sum(widths)
    content = asdict(listing) | {
        "printed": f"{listing.printed_by}　{listing.printed_at:%Y-%m-%d %H:%M} 打印",
        "printed_at": "",
        "day": _day(listing.printed_at.date()),
        "widths": widths,
        "landscape": landscape,
        "letter": max(smallest, min(usual, fitting)),
        "figures": [_is_figures(column) for column in zip(*listing.rows, strict=True)] or [0] * len(widths),
        "faces": chosen.families,
    }
    _compile("listing", content, path, chosen)
    return chosen


def _compile(template: str, content: dict, path: Path, chosen: Faces) -> None:
    year, month, day = content["day"]
    moment = datetime.combine(date(year, month, day), time(), UTC)
    path.write_bytes(
        typst.compile(
            HERE / f"{template}.typ",
            root=HERE,
            font_paths=list(chosen.folders),
            format="pdf",
            sys_inputs={template: json.dumps(content, ensure_ascii=False)},
            timestamp=int(moment.timestamp()),
        )
    )


def _block(block: Block) -> dict:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": plain(block.runs)}
    if not isinstance(block, Table):
        return {"kind": "para", "text": plain(block.runs)}
    rows = tuple(tuple(plain(as_runs(cell)) for cell in row) for row in block.rows)
    cells = [
        [{"text": plain(runs), "figure": len(runs) == 1 and isinstance(runs[0], Number)} for runs in map(as_runs, row)]
        for row in block.rows
    ]
    widths = layout.column_widths(block.head, rows)
    return {"kind": "table", "caption": block.caption, "head": block.head, "rows": cells, "widths": widths}


def _day(day: date) -> list[int]:
    return [day.year, day.month, day.day]


def _is_figures(column: tuple[str, ...]) -> int:
    """1 for a column of figures, to stand right; long digit strings are numbers of papers, not figures."""
    return int(all(FIGURE.fullmatch(cell) and len(cell) < 16 for cell in column))
