"""A summary from the first click to a paper that came back altered."""
import re
import shutil
import subprocess
import zipfile
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from gonghui.annual.summary.models import Issue, Summary
from tests.browser import axe, shot, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def sign(page, client):
    page.context.clear_cookies()
    sign_in(page, client)


def saved_by_office(path, folder):
    """The Word file as LibreOffice writes it after opening it."""
    subprocess.run(["soffice", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder),
                    str(path)], check=True, capture_output=True, timeout=120)
    return folder / path.name


def typed_over(path, was, now, out):
    """The Word file with one number typed over."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content, times = re.subn(f">{was}<".encode(), f">{now}<".encode(), content, count=1)
                assert times == 1
            new.writestr(name, content)
    return out


def checked(page, path):
    """What the page says of a file."""
    page.goto("/summary/verify/")
    page.set_input_files("[name=file]", path)
    page.get_by_role("button", name="核对").click()
    page.get_by_role("heading", name=re.compile("核对结果")).wait_for()
    return page.inner_text("main")


def test_a_summary_is_written_issued_and_its_paper_held_to_account(cast, page, tmp_path, settings):
    settings.FILES_DIR = tmp_path / "files"
    cast.officer("sun", "孙秘书", "section_officer", cast.top)
    sign(page, cast.client("sun"))
    page.goto("/summary/add/")
    page.fill("[name=title]", "东辽县总工会2005年工作总结")
    page.fill("[name=first]", "2005-01-01")
    page.fill("[name=last]", "2005-12-31")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(re.compile("/summary/[0-9a-f-]{36}/$"))
    assert axe(page) == []
    summary = Summary.objects.get()

    page.get_by_role("link", name="组织建设", exact=True).click()
    page.fill("#id_text", "全年新建工会25家，实有")
    page.get_by_text("手工写的数字").wait_for()
    page.fill("#id_text", "全年新建工会")
    page.get_by_role("button", name="新建工会", exact=True).click()
    page.locator("#preview").get_by_text("2家").wait_for()
    shot(page, "summary_section")
    assert axe(page) == []
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**/summary/{summary.pk}/")

    page.get_by_role("link", name="送签").click()
    page.get_by_role("button", name="送签").click()
    page.get_by_text("待签发").first.wait_for()

    sign(page, cast.client("wang"))
    page.goto(f"/summary/{summary.pk}/")
    page.get_by_role("link", name="印发", exact=True).click()
    page.wait_for_url("**/issue/")
    page.get_by_role("button", name="印发").click()
    page.get_by_text("尚无记录").first.wait_for()
    page.get_by_label("按零印发").check()
    page.get_by_role("button", name="印发").click()
    page.wait_for_url("**/summary/issues/**")
    shot(page, "summary_issued")
    issued, papers = Issue.objects.get(), {}
    for kind, words in (("docx", "下载 Word"), ("pdf", "下载 PDF")):
        with page.expect_download() as given:
            page.get_by_role("link", name=words).click()
        papers[kind] = tmp_path / given.value.suggested_filename
        given.value.save_as(papers[kind])

    assert "一致" in checked(page, papers["pdf"])
    word = papers["docx"]
    if shutil.which("soffice"):
        (tmp_path / "office").mkdir()
        word = saved_by_office(word, tmp_path / "office")
    assert "文件与印发时一致" in checked(page, word)
    altered = typed_over(papers["docx"], "2家", "25家", tmp_path / "altered.docx")
    assert "印发时是“2家”，现在是“25家”" in checked(page, altered)

    cast.found("晚报的工会", "40", cast.li_town, on=date(2005, 6, 1))
    said = checked(page, papers["docx"])
    assert "晚报的工会" in said and "被改写" not in said
    shot(page, "summary_verified")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_summary", str(altered), stdout=out)
    assert issued.number in out.getvalue() and "25家" in out.getvalue() and "晚报的工会" in out.getvalue()
