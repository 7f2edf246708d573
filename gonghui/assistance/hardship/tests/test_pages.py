"""The pages of a file: its list, its sheet with every tab, what is put into it, and the step that needs a notice."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gonghui.assistance.hardship.models import File, Income, Visit
from gonghui.assistance.hardship.views.parts import PARTS
from gonghui.testing import queries

from .households import BEGUN, PICTURE, applied, filed, furnished, judged, line


@pytest.fixture(autouse=True)
def _line(cast):
    line(cast)


def test_the_list_costs_no_more_for_more_rows(cast):
    browser = cast.client("li")
    for name in ("何花", "吕叶"):
        applied(cast, name)
    few = queries(browser, reverse("hardship:list"))
    for nth in range(20):
        applied(cast, f"施果{nth}")
    assert queries(browser, reverse("hardship:list")) == few <= 12


@pytest.mark.parametrize("tab", ["facts", *PARTS, "assessments", "standings", "timeline"])
def test_each_tab_opens(cast, tab):
    file = filed(cast)
    page = cast.client("li").get(reverse("hardship:sheet", args=[file.pk]), {"tab": tab})
    assert page.status_code == 200
    assert "何花" in page.content.decode()


def test_an_outsider_finds_nothing(cast):
    file = applied(cast)
    visit = furnished(cast, file)
    browser = cast.client("zhang")
    for address in (reverse("hardship:sheet", args=[file.pk]), reverse("hardship:visits_sheet", args=[visit.pk]),
                    reverse("hardship:incomes_add", args=[file.pk])):
        assert browser.get(address).status_code == 404


def test_an_application_from_the_page(cast):
    browser = cast.client("li")
    person = applied(cast).person
    said = {"person": person.pk, "org": cast.li_town.pk, "applied_on": "2010-03-01", "level": "county",
            "main_cause": "illness", "other_causes": ["laid_off", "illness"], "work_state": "退休",
            "model_worker": "非劳模", "housing": "租房", "registration": "非农业", "marriage": "已婚", "address": "东街"}
    page = browser.post(reverse("hardship:add"), said)
    assert page.status_code == 422
    assert "同一致困原因不能重复填写" in page.content.decode()
    browser.post(reverse("hardship:add"), said | {"other_causes": ["laid_off"]})
    file = File.objects.get(work_state="退休")
    assert (file.other_causes, file.members.get().name) == (["laid_off"], "何花")


def test_a_row_is_put_corrected_and_struck(cast):
    file, browser = applied(cast), cast.client("li")
    member = file.members.get()
    said = {"member": member.pk, "kind": "wage", "year": "2010", "amount": "1,234.50"}
    address = reverse("hardship:incomes_add", args=[file.pk])
    answer = browser.post(address, said)
    assert answer.url == f"{reverse('hardship:sheet', args=[file.pk])}?tab=incomes"
    assert "已登记，请修改原来的一行" in browser.post(address, said).content.decode()
    row = Income.objects.get()
    assert row.amount == 123450
    sheet = reverse("hardship:incomes_sheet", args=[row.pk])
    browser.post(sheet, said | {"amount": "99", "_version": row.version})
    assert Income.objects.get().amount == 9900
    browser.post(reverse("hardship:incomes_strike", args=[row.pk]))
    assert not Income.objects.exists()


def test_photographs_of_a_visit(cast):
    file, browser = applied(cast), cast.client("li")
    visit = furnished(cast, file)
    browser.post(reverse("hardship:visits_attach", args=[visit.pk]), {"file": SimpleUploadedFile("屋内.png", PICTURE)})
    page = browser.get(reverse("hardship:visits_sheet", args=[visit.pk])).content.decode()
    assert "门口.png" in page
    assert "屋内.png" in page
    assert Visit.objects.get().findings == "租住一间平房，丈夫常年卧床。"


def test_the_class_is_reckoned_on_the_page(cast):
    file, browser = applied(cast), cast.client("li")
    furnished(cast, file)
    address = reverse("hardship:assess", args=[file.pk])
    page = browser.post(address, {"on": BEGUN, "year": 2010, "category": "mishap"})
    assert "须写明理由" in page.content.decode()
    browser.post(address, {"on": BEGUN, "year": 2010, "category": ""})
    assert file.assessments.get().told == "月人均收入250.00元，低保线245.00元。"


def test_a_step_back_and_the_decision_of_the_day(cast):
    file = filed(cast)
    kept = file.standings.get()
    page = cast.client("li").get(reverse("hardship:standing_sheet", args=[kept.pk])).content.decode()
    assert "内容与审计记录中的摘要一致" in page
    assert "白泉镇东街1号" in page


def test_illness_lies_encrypted(cast):
    from django.db import connection

    judged(cast)
    with connection.cursor() as cursor:
        cursor.execute("SELECT findings FROM hardship_visit")
        assert "卧床".encode() not in bytes(cursor.fetchone()[0])
