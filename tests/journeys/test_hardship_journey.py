"""何花's household: applied for, visited, reckoned, judged, announced, approved; opened later as it stood that day."""
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gonghui.assistance.hardship.models import File, Visit
from gonghui.assistance.hardship.tests.households import DAY, PICTURE, line
from gonghui.assistance.hardship.words import EXCLUSIONS
from gonghui.core import files
from gonghui.core.writing import write
from gonghui.registry.notices.models import Notice
from gonghui.registry.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

BEGUN = date(2010, 3, 1)


def puts(desk, tab, *rows):
    """Adds rows on a tab of the sheet; a row is {label: text, or the word of a choice in brackets}."""
    sheet = desk.page.url.partition("?")[0]
    for row in rows:
        desk.page.goto(f"{sheet}?tab={tab}")
        desk.page.locator(".tab-acts a").click()
        for label, said in row.items():
            field = desk.page.get_by_label(label)
            field.select_option(label=said[0]) if isinstance(said, list) else field.fill(said)
        desk.presses("保存")
        desk.page.get_by_text("已保存：").wait_for()


def applies(cast, desk):
    """李干事 opens the file of a registered worker."""
    person = Person(name="何花", org=cast.li_town, birth_date=date(1980, 1, 1))
    write(person, scope=cast.wang)
    page = desk.page
    desk.sits("li", "/hardship/")
    assert "这里将列出本级及所属工会的困难职工档案" in desk.said
    desk.looks("hardship_empty")
    desk.follows("新增")
    page.get_by_role("combobox", name="困难职工").fill("何花")
    page.get_by_role("option", name="何花").click()
    for label, said in {"申请日期": "2010-03-01", "工作单位": "白泉镇机械厂", "家庭住址": "白泉镇东街1号"}.items():
        page.get_by_label(label).fill(said)
    for label, said in {"主要致困原因": "患重特大疾病", "工作状态": "下（待）岗", "婚姻状况": "已婚", "户口类型": "非农业",
                        "住房类型": "租房"}.items():
        page.get_by_label(label).select_option(label=said)
    desk.looks("hardship_add")
    desk.presses("保存")
    page.get_by_text("已保存：何花 · 220422201000001").wait_for()
    return File.objects.get()


def furnishes(cast, desk, file):
    """Papers, income, consents, the visit with its photograph, the answer and the checklist."""
    day = "2010-03-01"
    for paper in ("申请书（签字）", "全体成员身份证、户口簿", "收入证明", "会议纪要"):
        puts(desk, "evidence", {"材料类型": [paper], "收到日期": day})
    puts(desk, "incomes", {"家庭成员": ["何花"], "收入类别": ["工资"], "年度": "2010", "全年金额（元）": "3,000"})
    puts(desk, "consents", *({"家庭成员": ["何花"], "同意事项": [matter], "签署日期": day}
                             for matter in ("同意核对家庭经济状况", "同意公示")))
    puts(desk, "visits", {"调查日期": "2010-03-02", "调查人": "李干事、王主席", "接受调查的人": "何花",
                          "调查情况": "租住一间平房。"})
    puts(desk, "checks", {"提请日期": day, "答复日期": "2010-03-02", "核对结果": ["与申报一致"]})
    puts(desk, "exclusions", *({"情形": [str(name)], "核查依据": "入户查看", "核查日期": day} for _code, name in EXCLUSIONS))
    files.keep(cast.li, SimpleUploadedFile("门口.png", PICTURE), {"png"}, Visit.objects.get(file=file))


def test_a_household_comes_on_file(cast, desk):
    line(cast)
    page, file = desk.page, applies(cast, desk)
    sheet = f"/hardship/{file.pk}/"
    accept = page.get_by_role("button", name="受理")
    assert accept.is_disabled()
    assert "缺少证明材料：申请书（签字）。" in desk.said
    furnishes(cast, desk, file)
    desk.looks("hardship_exclusions")

    page.goto(sheet)
    for step, day in (("受理", "2010-03-01"), ("初审", "2010-03-01"), ("入户调查", "2010-03-02"), ("核对", "2010-03-02")):
        desk.takes_step(step, on=day)
    desk.follows("测算类别")
    page.get_by_label("测算日期").fill("2010-03-02")
    desk.looks("hardship_assess")
    desk.presses("保存")
    page.get_by_text("已测算：月人均收入250.00元，低保线245.00元。评定为低保边缘户").wait_for()
    desk.looks("hardship_assessments")
    page.goto(sheet)
    desk.takes_step("评审", on="2010-03-03")
    desk.takes_step("公示", on="2010-03-03")
    desk.looks("hardship_noticed")

    notice = Notice.objects.get()
    assert [one.name for one in notice.lines.all()] == ["何花"]
    notice.place, notice.phone = "镇政府公示栏", "04375550101"
    write(notice, scope=cast.wang)
    notice = notice.flow.take(notice, "post", scope=cast.wang, on=date(2010, 3, 3))
    desk.sits("qian", sheet)
    assert page.get_by_role("button", name="批准建档").is_disabled()
    notice.flow.take(notice, "end", scope=cast.wang, on=notice.ends_on + DAY)
    page.goto(sheet)
    desk.takes_step("批准建档", on=(notice.ends_on + DAY).isoformat())
    assert "在档" in page.locator(".strip").inner_text()

    desk.sits("li", f"{sheet}edit/")
    page.get_by_label("家庭住址").fill("渭津镇西街2号")
    desk.presses("保存")
    page.goto(f"{sheet}?tab=standings")
    page.get_by_role("link", name="2010-03-11").click()
    assert "内容与审计记录中的摘要一致" in desk.said
    assert "白泉镇东街1号" in desk.said
    assert "渭津镇西街2号" not in desk.said
    desk.looks("hardship_as_it_stood")
