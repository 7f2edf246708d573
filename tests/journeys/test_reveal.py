"""A whole ID number is shown for a reason, once; 周审计 finds the reading in the trail, and the trail whole."""
from io import StringIO

import pytest
from django.core.management import call_command

from gonghui.registry.people.models import Person
from gonghui.registry.people.tests.made import imported, line

pytestmark = pytest.mark.django_db(transaction=True)

REASON = "办理互助保障理赔"


def test_who_reads_a_number_is_found_in_the_trail(cast, desk):
    page, said = desk.page, line(1, cast.li_union)
    imported(cast.li, [said, line(2, cast.li_union)])
    person = Person.objects.get(name=said["姓名"])
    number = said["证件号码"]

    desk.sits("li", f"/people/{person.pk}/")
    assert number not in page.content()
    assert "0103" not in desk.said, "lists and sheets show the year of birth alone"
    desk.looks("person")
    desk.follows("证件号码")
    desk.presses("查看")
    page.get_by_text("还没有保存，请先改好下面几处").wait_for()
    assert number not in page.content()
    page.get_by_label("查看理由").fill(REASON)
    desk.looks("reveal_asks")
    desk.presses("查看")
    assert number in desk.said
    desk.looks("reveal")
    page.goto(f"/people/{person.pk}/?tab=timeline")
    assert number not in page.content()
    assert "李干事 查看了受保护的内容：证件号码" in desk.said
    assert REASON in desk.said
    desk.looks("reveal_course")

    desk.sits("zhou")
    desk.works()
    desk.follows("审计记录")
    page.locator("#filter-act").select_option(label="查看了受保护的内容")
    page.get_by_text("共 1 条", exact=True).wait_for()
    assert "李干事" in desk.said
    assert REASON in desk.said
    assert number not in page.content()
    desk.looks("audit")
    desk.presses("核对全部记录")
    assert "全部审计记录完整，没有一条被改动、增添或截去。" in desk.said
    desk.looks("audit_whole")
    assert page.goto(f"/people/{person.pk}/").status in (403, 404), "who reads the trail does not read the office"
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "审计记录完整" in out.getvalue()
