"""A summary from the first click to the paper that came back altered, and a member who was entered late."""
import re
import shutil
import subprocess
import zipfile
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from gonghui.annual.summary import actions
from gonghui.annual.summary.models import Issue, Summary
from gonghui.core.flow import take
from gonghui.registry.people.tests.made import imported, line

pytestmark = pytest.mark.django_db(transaction=True)

LATE = 7


def saved_by_office(path, folder):
    """The Word file as LibreOffice writes it after opening it."""
    folder.mkdir()
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to",
                    "docx:MS Word 2007 XML", "--outdir", str(folder), str(path)],
                   check=True, capture_output=True, timeout=120)
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


def checked(desk, path):
    """What the page says of a file."""
    desk.page.goto("/summary/verify/")
    desk.page.set_input_files("[name=file]", path)
    desk.presses("核对")
    desk.page.get_by_role("heading", name=re.compile("核对结果")).wait_for()
    return desk.said


def verified(path):
    """(what `manage.py verify_summary` says, whether it is content)"""
    out = StringIO()
    try:
        call_command("verify_summary", str(path), stdout=out)
    except SystemExit as end:
        return out.getvalue(), not end.code
    return out.getvalue(), True


def written(desk):
    """王主席's draft of 2008: one section written with a figure inserted by a click. Returns the summary."""
    page = desk.page
    desk.follows("年度工作总结")
    desk.looks("summary_none")
    desk.follows("新增")
    page.get_by_label("标题").fill("东辽县总工会2008年工作总结")
    page.locator("#id_first").fill("2008-01-01")
    page.locator("#id_last").fill("2008-12-31")
    desk.looks("summary_begin")
    desk.presses("保存")
    page.wait_for_url(re.compile("/summary/[0-9a-f-]{36}/$"))
    desk.looks("summary_draft")
    desk.follows("组织建设")
    text = page.get_by_label("正文")
    text.fill("全年发展会员25人，比上年")
    page.get_by_text("手工写的数字").wait_for()
    text.fill("全年发展会员")
    page.get_by_role("button", name="发展会员", exact=True).click()
    page.locator("#preview").get_by_text("6人").wait_for()
    desk.looks("summary_section")
    desk.presses("保存")
    page.get_by_text("已保存").wait_for()
    return Summary.objects.get()


def issued(desk, summary):
    """印发 by another than who sent it up, first refused for figures without records."""
    page = desk.page
    desk.sits("qian")
    desk.follows("待签发的总结")
    desk.follows(str(summary))
    desk.follows("印发")
    page.wait_for_url("**/issue/")
    desk.presses("印发")
    page.get_by_text("还不能印发").wait_for()
    desk.looks("summary_not_ready")
    page.get_by_label("按零印发").check()
    desk.presses("印发")
    page.wait_for_url("**/summary/issues/**")
    desk.looks("summary_issued")
    return Issue.objects.get()


def test_a_summary_is_written_issued_and_its_paper_held_to_account(cast, desk, tmp_path):
    page = desk.page
    imported(cast.li, [line(n, cast.li_union) for n in range(6)])
    desk.sits("wang")
    desk.works()
    summary = written(desk)
    desk.takes_step("送签")
    page.get_by_role("button", name="印发").and_(page.locator(":disabled")).wait_for()
    assert "“送签”是您办理的，“印发”须由另一人办理。" in desk.said
    issue = issued(desk, summary)
    word, pdf = desk.saves("下载 Word", tmp_path), desk.saves("下载 PDF", tmp_path)

    assert "PDF 与印发的原件完全一致。" in checked(desk, pdf)
    assert "文件与印发时一致，记录也与印发时一致。" in checked(desk, word)
    altered = typed_over(word, "6人", "25人", tmp_path / "altered.docx")
    assert "印发时是“6人”，现在是“25人”" in checked(desk, altered)
    desk.looks("summary_typed_over")
    assert verified(pdf)[1]
    assert verified(word)[1]

    late = line(LATE, cast.li_union)
    desk.sits("li", "/people/add/")
    for label in ("姓名", "证件号码", "所属工会", "入会日期"):
        page.get_by_label(label).fill(late[label])
    desk.presses("保存")
    page.get_by_text("已保存").wait_for()
    desk.sits("qian")
    said = checked(desk, altered)
    assert "印发时是“6人”，现在是“25人”" in said
    assert "“发展会员”印发时是6人，按今天的记录是7人。增加了1条：" in said
    assert late["姓名"] in said
    desk.looks("summary_late_member")
    said = checked(desk, word)
    assert "被改写" not in said
    assert late["姓名"] in said
    told, content = verified(altered)
    assert not content
    assert issue.number in told
    assert "现在是“25人”" in told
    assert late["姓名"] in told


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: no office to open the paper")
def test_a_paper_that_an_office_opened_and_saved_still_verifies(cast, desk, tmp_path):
    imported(cast.li, [line(n, cast.li_union) for n in range(6)])
    summary = Summary(county=cast.county, title="东辽县总工会2008年工作总结", first=date(2008, 1, 1), last=date(2008, 12, 31))
    actions.start(summary, cast.wang)
    summary = take(summary, "send_up", scope=cast.wang)
    issue = actions.issue(summary, cast.qian, zero_meant=True)
    desk.sits("qian", issue.get_absolute_url())
    word = saved_by_office(desk.saves("下载 Word", tmp_path), tmp_path / "office")
    assert "文件与印发时一致，记录也与印发时一致。" in checked(desk, word)
    altered = typed_over(word, "6", "25", tmp_path / "office" / "altered.docx")  # the office parts digits and letters
    assert "印发时是“6人”，现在是“25人”" in checked(desk, altered)
