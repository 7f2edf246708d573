"""The sheet that is hung: masked names, the days, where to object; in the office's paper style, as Word and PDF."""
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from gonghui.core import audit
from gonghui.core.papers import pdf, word
from gonghui.core.papers.paper import Paper, Para, Table, written_date

MAKERS = {"docx": word.write_docx, "pdf": lambda paper, path: pdf.write_pdf(paper, path, settings.FONTS_DIR)}
MEDIA = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf"}


def paper_of(notice):
    """The posted notice as a paper; the seal goes on the name of the union, above the date."""
    rows = tuple((str(line.number), line.masked, line.employer, line.matter) for line in notice.lines.shown())
    head = (_("序号"), _("姓名"), _("单位"), _("公示内容"))
    seal = audit.last_seal(notice.county_id)
    return Paper(
        title=notice.title, addressee="", issuer=notice.org.name, date=notice.posted_on,
        blocks=(Para(notice.matter), Para(days_of(notice)), Table(head, rows), Para(way_to_object(notice))),
        foot=_("审计封条 %(seal)s") % {"seal": seal} if seal else "",
        sample=_("示例数据") if notice.county.demonstration else "")


def days_of(notice):
    """公示期：2026年3月2日至2026年3月9日。"""
    return _("公示期：%(first)s至%(last)s。") % {
        "first": written_date(notice.posted_on), "last": written_date(notice.ends_on)}


def way_to_object(notice):
    return _("对以上内容有异议的，请在公示期内向%(org)s提出，可以不署名。受理电话：%(phone)s。张贴地点：%(place)s。") % {
        "org": notice.org.name, "phone": notice.phone, "place": notice.place}


def made(notice, kind):
    """The bytes of the sheet as "docx" or "pdf"."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"notice.{kind}")
        MAKERS[kind](paper_of(notice), path)
        return path.read_bytes()
