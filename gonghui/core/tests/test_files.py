"""Files: known by their content, refused in a sentence, encrypted at rest, deleted when their days are over."""
import io
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gonghui.core import audit, files, secrets
from gonghui.core.files import kinds
from gonghui.core.files.kinds import clean_name, fault

JPG, PNG, PDF = b"\xff\xd8\xff\xe0" + b"j" * 40, b"\x89PNG\r\n\x1a\n" + b"p" * 40, b"%PDF-1.7\n" + b"d" * 40
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"o" * 512


def package(members):
    """A zip with these members: {name: text}."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in members.items():
            made.writestr(name, text)
    return content.getvalue()


def sheet(**more):
    return package({"xl/workbook.xml": ""} | more)


SHEET, LETTER = sheet(), package({"word/document.xml": ""})


@pytest.mark.parametrize(("name", "content"), [
    ("a.jpg", JPG), ("a.jpeg", JPG), ("a.png", PNG), ("a.pdf", PDF), ("a.doc", OLE), ("a.xls", OLE),
    ("a.xlsx", SHEET), ("a.docx", LETTER), ("a.txt", "会议纪要".encode()), ("a.csv", "姓名,性别".encode("gb18030")),
])
def test_a_file_that_is_what_it_says_is_taken(name, content):
    assert fault(name, content, set(kinds.KINDS)) == ""


@pytest.mark.parametrize(("name", "content", "sentence"), [
    ("a.exe", b"MZ", "不能上传“exe”文件"), ("a", JPG, "不能上传"), ("a.jpg", PNG, "不是 jpg 格式"),
    ("a.pdf", b"<html>", "不是 pdf 格式"), ("a.xlsx", OLE, "设有密码"), ("a.xlsx", LETTER, "没有应有的内容"),
    ("a.docx", SHEET, "没有应有的内容"), ("a.docx", LETTER[:40], "已损坏"), ("a.png", b"", "是空的"),
    ("a.txt", b"\0\1\2", "不是文本"), ("a.csv", b"\xff\xff\xff", "不是文本"),
])
def test_a_file_that_is_not_what_it_says_is_refused_in_a_sentence(name, content, sentence):
    assert sentence in fault(name, content, set(kinds.KINDS))


def test_macros_are_refused():
    assert "宏" in fault("a.xlsx", package({"xl/workbook.xml": "", "xl/vbaProject.bin": "macro"}), {"xlsx"})


def test_a_zip_bomb_is_refused_by_what_its_header_says(monkeypatch):
    monkeypatch.setattr(kinds, "UNPACKED_LIMIT", 2**20)
    assert "压缩炸弹" in fault("a.xlsx", sheet(part="0" * 2**21), {"xlsx"})
    assert fault("a.xlsx", sheet(part="0" * 2**19), {"xlsx"}) == ""


def test_a_zip_whose_header_lies_about_its_size_is_refused(monkeypatch):
    monkeypatch.setattr(kinds, "UNPACKED_LIMIT", 2**20)
    true = (2**21).to_bytes(4, "little")
    lying = sheet(part="0" * 2**21).replace(true, (100).to_bytes(4, "little"))
    assert lying.count(true) == 0
    assert "已损坏" in fault("a.xlsx", lying, {"xlsx"})


def test_a_zip_of_very_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(kinds, "MEMBERS_LIMIT", 3)
    assert "压缩炸弹" in fault("a.xlsx", sheet(a="", b="", c=""), {"xlsx"})


@pytest.mark.parametrize(("given", "clean"), [
    ("名单.XLSX", "名单.xlsx"), ("../../etc/passwd.txt", "passwd.txt"), (r"C:\temp\照片.JPG", "照片.jpg"),
    ("a\0b\n.pdf", "ab.pdf"), ('<b>"x"|?*.pdf', "bx.pdf"), ("  .pdf", "未命名.pdf"), ("exe\u202egnp.exe", "exegnp.exe"),
    ("长" * 300 + ".pdf", "长" * 120 + ".pdf"), ("没有扩展名", "没有扩展名")])
def test_names_are_cleaned(given, clean):
    assert clean_name(given) == clean


@pytest.fixture
def entry(here):
    """Some record of the county's to attach to."""
    return audit.record(here, "add")


def test_an_attachment_is_kept_encrypted_and_audited(here, entry):
    kept = files.keep(here, SimpleUploadedFile("../现场.JPG", JPG), {"jpg"}, entry)
    on_disk = (settings.FILES_DIR / kept.stored).read_bytes()
    assert JPG not in on_disk
    assert (kept.name, kept.kind, kept.size, kept.media_type) == ("现场.jpg", "jpg", len(JPG), "image/jpeg")
    assert files.open_sealed(kept) == JPG
    assert list(files.of(entry)) == [kept]
    said = audit.Entry.objects.get(act="attach")
    assert (said.record, said.details["digest"]) == (entry.pk, kept.digest)


def test_a_changed_file_does_not_open(here, entry):
    kept = files.keep(here, SimpleUploadedFile("现场.jpg", JPG), {"jpg"}, entry)
    path = settings.FILES_DIR / kept.stored
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with pytest.raises(secrets.Unreadable):
        files.open_sealed(kept)
    other = files.keep(here, SimpleUploadedFile("现场.jpg", JPG + b"2"), {"jpg"}, entry)
    path.write_bytes((settings.FILES_DIR / other.stored).read_bytes())
    with pytest.raises(secrets.Unreadable, match="校验码不符"):
        files.open_sealed(kept)


def test_a_file_too_large_is_refused_before_it_is_read(here, entry, settings):
    settings.UPLOAD_LIMIT = 2**20
    with pytest.raises(ValidationError, match="1 兆字节"):
        files.keep(here, SimpleUploadedFile("现场.jpg", JPG * 2**16), {"jpg"}, entry)
    assert not files.Attachment.objects.exists()


def test_an_attachment_is_seen_by_whoever_sees_its_record(here, there, entry):
    kept = files.keep(here, SimpleUploadedFile("现场.jpg", JPG), {"jpg"}, entry)
    assert list(here.rows(files.Attachment)) == [kept]
    assert not there.rows(files.Attachment).exists()


@pytest.mark.django_db(transaction=True)
def test_a_discarded_file_is_gone(here, entry):
    kept = files.keep(here, SimpleUploadedFile("现场.jpg", JPG), {"jpg"}, entry)
    files.discard(here, kept)
    assert not (settings.FILES_DIR / kept.stored).exists()
    with pytest.raises(FileNotFoundError):
        files.open_sealed(kept)


def test_sheets_pass_and_are_deleted_after_the_standards_days(db):
    name, digest = files.put("姓名,身份证号".encode())
    assert files.get(name, digest).decode() == "姓名,身份证号"
    today = timezone.localdate()
    assert files.remove_expired(today + timedelta(days=30)) == 0
    assert files.remove_expired(today + timedelta(days=32)) >= 1
    with pytest.raises(FileNotFoundError):
        files.get(name)


@pytest.mark.parametrize("name", ["../keys/gonghui.keys", "/etc/passwd", "attachments/../../keys/gonghui.keys"])
def test_names_never_lead_out_of_the_folder(name):
    with pytest.raises(FileNotFoundError):
        files.get(name)
