"""What a file is, by its content: never by its ending alone, never by what the browser says of it."""
import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

UNPACKED_LIMIT = 400 * 2**20  # bytes: a full sheet of 100,000 × 25 unpacks to some 80 MiB
MEMBERS_LIMIT = 5000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Kind:
    """One ending that may be uploaded: the bytes its content begins with, or the member its package must hold."""

    media_type: str
    begins: tuple = ()
    member: str = ""


WORD, EXCEL = ("application/vnd.openxmlformats-officedocument." + part
               for part in ("wordprocessingml.document", "spreadsheetml.sheet"))
KINDS = {
    "jpg": Kind("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": Kind("image/jpeg", (b"\xff\xd8\xff",)),
    "png": Kind("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "pdf": Kind("application/pdf", (b"%PDF-",)),
    "doc": Kind("application/msword", (OLE,)),
    "xls": Kind("application/vnd.ms-excel", (OLE,)),
    "docx": Kind(WORD, (b"PK\x03\x04",), "word/document.xml"),
    "xlsx": Kind(EXCEL, (b"PK\x03\x04",), "xl/workbook.xml"),
    "txt": Kind("text/plain; charset=utf-8"),
    "csv": Kind("text/csv; charset=utf-8"),
}
PICTURES, PAPERS, SHEETS = {"jpg", "jpeg", "png"}, {"pdf", "doc", "docx"}, {"xlsx", "xls", "csv"}


def clean_name(name):
    """A file's name without path, control characters and what Windows forbids; its ending in small letters."""
    name = unicodedata.normalize("NFC", str(name)).replace("\\", "/")
    name = re.sub(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]', "", PurePosixPath(name).name)
    stem, dot, ending = name.strip().rstrip(" .").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem = stem.strip(" .")[:120] or _("未命名")  # a mark inside an f-string would not be collected
    return f"{stem}.{ending.lower()[:10]}".rstrip(".")


def fault(name, content, allowed):
    """A sentence on why a file is refused, or "" where it is what its ending says."""
    ending = name.rpartition(".")[2]
    if ending not in allowed:
        return _("这里不能上传“%(ending)s”文件，请上传 %(allowed)s。") % {
            "ending": ending, "allowed": "、".join(sorted(allowed))}
    if not content:
        return _("文件“%s”是空的，请检查后重新上传。") % name
    kind = KINDS[ending]
    if not kind.begins:
        return "" if _is_text(content) else _("文件“%s”不是文本，内容与扩展名不符，请另存为正确的格式。") % name
    if not content.startswith(kind.begins):
        return _("文件“%(name)s”的内容不是 %(ending)s 格式，或设有密码，请去掉密码、另存为这种格式后再上传。") % {"name": name, "ending": ending}
    return _package_fault(name, content, kind) if kind.member else ""


def _is_text(content):
    if b"\0" in content:
        return False
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _package_fault(name, content, kind):
    """A docx or xlsx is a zip: it must hold its main part, no macros, and unpack to a sane size."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if kind.member not in names:
                return _("文件“%s”里没有应有的内容，可能不是这种文件或已损坏，请另存后再上传。") % name
            if any(member.lower().endswith("vbaproject.bin") for member in names):
                return _("文件“%s”带有宏程序，请另存为不含宏的格式后再上传。") % name
            if unpacked(package) > UNPACKED_LIMIT:
                return _("文件“%s”解开后过大，疑似压缩炸弹，没有打开。") % name
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        return _("文件“%s”已损坏或设有密码，请去掉密码、另存后再上传。") % name
    return ""


def unpacked(package):
    """Bytes that a zip unpacks to, counted by unpacking (a header may lie), no further than the limit."""
    members = package.infolist()
    if len(members) > MEMBERS_LIMIT or sum(member.file_size for member in members) > UNPACKED_LIMIT:
        return UNPACKED_LIMIT + 1
    size = 0
    for member in members:
        with package.open(member) as content:
            while part := content.read(2**20):
                size += len(part)
                if size > UNPACKED_LIMIT:
                    return size
    return size
