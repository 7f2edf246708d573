"""The pages of activities and their lists of names."""
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gonghui.core import files
from gonghui.registry.activities.models import Activity, Attendance
from gonghui.testing import queries

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def activity(cast, org=None, **said):
    return Activity.objects.create(**{"county": cast.county, "org": org or cast.li_town, "kind": "cadre_class",
                                      "theme": "工会干部培训班", "first_on": date(2010, 7, 6), "counted_by": "names"} | said)


def named(cast, row, name, **said):
    return Attendance.objects.create(county=cast.county, activity=row, name=name, **said)


def test_fifty_rows_cost_no_more_queries_than_five(cast):
    client, row = cast.client("li"), activity(cast)
    addresses = [reverse("activities:list"), reverse("activities:names", args=[row.pk]),
                 reverse("activities:sheet", args=[row.pk]) + "?tab=names"]

    def fill(first, last):
        for n in range(first, last):
            activity(cast, theme=f"第{n}期")
            named(cast, row, f"第{n}人")

    fill(0, 5)
    before = [queries(client, address) for address in addresses]
    fill(5, 50)
    assert [queries(client, address) for address in addresses] == before
    assert max(before) <= 12


@pytest.mark.parametrize("name", ["sheet", "edit", "enrol", "names", "attach"])
def test_an_outsider_does_not_learn_that_an_activity_exists(cast, name):
    theirs = activity(cast, cast.zhang_town)
    assert cast.client("li").get(reverse(f"activities:{name}", args=[theirs.pk])).status_code == 404


def test_an_outsider_strikes_nobody_and_gets_no_paper(cast):
    row = named(cast, activity(cast, cast.zhang_town), "何花")
    assert cast.client("li").post(reverse("activities:strike", args=[row.pk])).status_code == 404
    paper = files.keep(cast.zhang, SimpleUploadedFile("照片.png", PNG), {"png"}, row.activity)
    mine = activity(cast)
    for owner in (row.activity, mine):
        address = reverse("activities:paper", args=[owner.pk, paper.pk])
        assert cast.client("li").get(address).status_code == 404


def test_an_activity_is_entered_held_and_shown(cast):
    client = cast.client("li")
    answer = client.post(reverse("activities:add"), {
        "kind": "health_lecture", "theme": "女性健康知识讲座", "org": cast.li_town.pk, "first_on": "2010-03-08",
        "counted_by": "heads", "heads": "45", "cost": "1200.50"})
    assert answer.status_code == 302, answer.content.decode()
    row = Activity.objects.get()
    assert row.cost == 120050
    client.post(reverse("activities:step", args=[row.pk, "hold"]), {"on": "2010-03-08"})
    row.refresh_from_db()
    assert row.held_on == date(2010, 3, 8)
    page = client.get(reverse("activities:sheet", args=[row.pk])).content.decode()
    assert "1,200.50" in page
    edit = client.get(reverse("activities:edit", args=[row.pk])).content.decode()
    assert 'name="theme"' in edit
    assert 'name="heads"' not in edit


@pytest.mark.parametrize(("said", "words"), [
    ({"counted_by": "names", "heads": "3"}, "不另填参加人数"),
    ({"last_on": "2010-03-07"}, "不能早于开始日期"),
    ({"cost": "-5"}, "不能是负数"),
])
def test_what_the_form_refuses(cast, said, words):
    answer = cast.client("li").post(reverse("activities:add"), {
        "kind": "lecture", "theme": "讲座", "org": cast.li_town.pk, "first_on": "2010-03-08",
        "counted_by": "heads"} | said)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_names_are_listed_ticked_and_struck(cast):
    client, row = cast.client("li"), activity(cast)
    for name in ("何花", "吕叶"):
        answer = client.post(reverse("activities:enrol", args=[row.pk]), {"name": name, "employer": "机械厂"})
        assert answer.status_code == 302, answer.content.decode()
    again = client.post(reverse("activities:enrol", args=[row.pk]), {"name": "何花", "employer": "机械厂"})
    assert "已有同单位同姓名的人" in again.content.decode()
    he, lv = row.attendances.order_by("id")
    client.post(reverse("activities:names", args=[row.pk]), {
        "row": [str(he.pk), str(lv.pk)], "present": [str(he.pk)], f"certificate-{he.pk}": "001"})
    he.refresh_from_db()
    assert (he.present, he.certificate) == (True, "001")
    client.post(reverse("activities:strike", args=[lv.pk]))
    assert list(row.attendances.values_list("name", flat=True)) == ["何花"]


def test_a_photograph_is_kept_encrypted_and_handed_out(cast):
    client, row = cast.client("li"), activity(cast)
    answer = client.post(reverse("activities:attach", args=[row.pk]), {"file": SimpleUploadedFile("会场.png", PNG)})
    assert answer.status_code == 302, answer.content.decode()
    paper = files.of(row).get()
    page = client.get(reverse("activities:sheet", args=[row.pk]), {"tab": "papers"}).content.decode()
    assert "会场.png" in page
    handed = client.get(reverse("activities:paper", args=[row.pk, paper.pk]))
    assert handed.content == PNG
    assert handed["Content-Disposition"].startswith("attachment")
    fake = client.post(reverse("activities:attach", args=[row.pk]), {"file": SimpleUploadedFile("假.png", b"<script>")})
    assert fake.status_code == 422


def test_what_passed_without_a_result_waits_to_be_told(cast):
    from gonghui.core import todos

    activity(cast)
    waiting = {item.code: item.count(cast.li) for item in todos.mine(cast.li)}
    assert waiting["activities.to_report"] == 1


def test_a_list_of_names_goes_out_as_a_sheet(cast):
    row = activity(cast)
    named(cast, row, "何花")
    answer = cast.client("li").get(reverse("activities:names_roster", args=[row.pk]))
    assert answer.content[:2] == b"PK"
    theirs = activity(cast, cast.zhang_town)
    assert cast.client("li").get(reverse("activities:names_roster", args=[theirs.pk])).status_code == 404
