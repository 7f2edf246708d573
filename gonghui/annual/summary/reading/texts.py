"""The plain text of a summary's file: UTF-8, GB18030 or Word."""

from pathlib import Path

from docx import Document
from docx.table import Table


def text_of(path: str | Path) -> str:
    """The text of a plain-text or .docx file; positions of what is read count in this text.

    Raises ValueError, in words for an officer, for a file that is neither.
    """
    path = Path(path)
    if path.suffix.lower() == ".docx":
        return word_text(path)
    raw = path.read_bytes()
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValueError("这是旧版 Word（.doc）文件，请在 Word 中另存为 .docx 后再读取。")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return unix_lines(raw.decode("utf-16"))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return unix_lines(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise ValueError("无法识别文件的编码，请另存为 UTF-8 文本或 .docx 后再读取。")


def unix_lines(text: str) -> str:
    """One way of ending lines, so that positions do not depend on the system."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def word_text(path: Path) -> str:
    """Paragraphs and tables in the order of the page; the cells of a row are parted by tabs."""
    try:
        document = Document(str(path))
    except Exception as error:
        raise ValueError("这个 Word 文件打不开，可能已损坏，请在 Word 中另存一份后再读取。") from error
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += ["\t".join(cell.text.strip() for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return unix_lines("\n".join(lines))
