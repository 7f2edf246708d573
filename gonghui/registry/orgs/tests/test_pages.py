"""The pages of unions and employers, as officers use them."""
from datetime import date

import pytest
from django.urls import reverse

from gonghui.core.audit import Entry
from gonghui.registry.orgs import actions
from gonghui.registry.orgs.models import Cover, Employer, Org
from gonghui.testing import queries


def employer(cast, name="白泉镇机械厂", org=None):
    return Employer.objects.create(county=cast.county, name=name, org=org or cast.li_union)


def test_a_township_lists_its_own_unions(cast):
    page = cast.client("li").get(reverse("orgs:list")).content.decode()
    assert cast.li_union.name in page
    assert cast.zhang_union.name not in page


def test_fifty_unions_cost_no_more_queries_than_five(cast):
    client = cast.client("wang")
    addresses = [reverse("orgs:list"), reverse("orgs:tree"), reverse("orgs:sheet", args=[cast.top.pk]) + "?tab=below"]
    before = [queries(client, address) for address in addresses]
    for n in range(45):
        cast.found(f"第{n}企业工会", "40", cast.top)
    assert [queries(client, address) for address in addresses] == before
    assert max(before) <= 12


def test_fifty_employers_cost_no_more_queries_than_five(cast):
    client, address = cast.client("wang"), reverse("orgs:employer_list")
    for n in range(5):
        employer(cast, f"第{n}厂")
    before = queries(client, address)
    for n in range(5, 50):
        employer(cast, f"第{n}厂")
    assert queries(client, address) == before <= 12


@pytest.mark.parametrize("name", ["sheet", "edit", "move", "rename", "cover", "uncover", "level"])
def test_an_outsider_does_not_learn_that_a_union_exists(cast, name):
    assert cast.client("li").get(reverse(f"orgs:{name}", args=[cast.zhang_union.pk])).status_code == 404


def test_an_outsider_takes_no_step_and_reveals_nothing(cast):
    for address in (reverse("orgs:step", args=[cast.zhang_union.pk, "dissolve"]),
                    reverse("orgs:reveal", args=[cast.zhang_union.pk, "account_number"])):
        assert cast.client("li").get(address).status_code == 404


@pytest.mark.parametrize("tab", ["", "below", "employers", "duties", "terms", "history", "timeline"])
def test_every_tab_of_a_sheet_opens(cast, tab):
    actions.cover(cast.li_union, employer(cast), first=date(2010, 1, 1), scope=cast.li)
    response = cast.client("li").get(reverse("orgs:sheet", args=[cast.li_union.pk]), {"tab": tab})
    assert response.status_code == 200


def test_a_union_is_prepared_through_its_form(cast):
    client = cast.client("li")
    assert client.get(reverse("orgs:add")).status_code == 200
    answer = client.post(reverse("orgs:add"), {"name": "白泉镇砖厂工会", "kind": "40", "division": "220422100",
                                               "parent": cast.li_town.pk, "account_number": "6217000000000000004"})
    assert answer.status_code == 302, answer.content.decode()
    org = Org.objects.get(name="白泉镇砖厂工会")
    assert (org.status, org.place().parent, org.number) == ("preparing", cast.li_town, 6)
    assert org.account_number == "6217000000000000004"
    sheet = client.get(reverse("orgs:sheet", args=[org.pk])).content.decode()
    assert "6217000000000000004" not in sheet
    assert "***0004" in sheet


def test_a_masked_account_that_comes_back_is_unchanged(cast):
    client, address = cast.client("li"), reverse("orgs:edit", args=[cast.li_union.pk])
    said = {"kind": "40", "division": "220422100", "_version": cast.li_union.version, "members": "32"}
    client.post(address, said | {"account_number": "6217000000000000004"})
    org = Org.objects.get(pk=cast.li_union.pk)
    assert (org.account_number, org.members) == ("6217000000000000004", 32)
    client.post(address, said | {"_version": org.version, "account_number": "***************0004", "members": "33"})
    org.refresh_from_db()
    assert (org.account_number, org.members) == ("6217000000000000004", 33)


def test_nobody_founds_beneath_somebody_elses_township(cast):
    answer = cast.client("li").post(reverse("orgs:add"), {
        "name": "不该有的工会", "kind": "40", "division": "220422100", "parent": cast.zhang_town.pk})
    assert answer.status_code == 422
    assert not Org.objects.filter(name="不该有的工会").exists()


def test_an_old_union_is_registered_with_its_day(cast):
    answer = cast.client("li").post(reverse("orgs:register"), {
        "name": "白泉镇供销社工会", "kind": "40", "division": "220422100", "parent": cast.li_town.pk,
        "founded_on": "1986-05-01"})
    assert answer.status_code == 302, answer.content.decode()
    org = Org.objects.get(name="白泉镇供销社工会")
    assert (org.status, org.founded_on) == ("active", date(1986, 5, 1))
    assert Entry.objects.get(record=org.pk).act == "register"


def test_a_union_is_moved_and_renamed_on_its_pages(cast):
    client = cast.client("wang")
    answer = client.post(reverse("orgs:move", args=[cast.li_union.pk]), {
        "parent": cast.zhang_town.pk, "on": "2015-07-01", "note": "区划调整"})
    assert answer.status_code == 302, answer.content.decode()
    again = client.post(reverse("orgs:move", args=[cast.li_union.pk]), {
        "parent": cast.zhang_town.pk, "on": "2015-07-01", "note": "区划调整"})
    assert "不用移动" in again.content.decode()
    client.post(reverse("orgs:rename", args=[cast.li_union.pk]), {"name": "机械厂工会", "on": "2016-01-01"})
    page = client.get(reverse("orgs:sheet", args=[cast.li_union.pk]), {"tab": "history"}).content.decode()
    assert all(words in page for words in ("机械厂工会", "白泉镇机械厂工会", "2015-07-01", cast.zhang_town.name))


def test_an_employer_is_added_covered_and_let_go(cast):
    client = cast.client("li")
    answer = client.post(reverse("orgs:employer_add"), {
        "name": "白泉镇机械厂", "credit_code": "91110000600037341l", "org": cast.li_union.pk})
    assert answer.status_code == 302, answer.content.decode()
    row = Employer.objects.get(credit_code="91110000600037341L")
    assert client.get(reverse("orgs:employer_sheet", args=[row.pk])).status_code == 200
    client.post(reverse("orgs:cover", args=[cast.li_union.pk]), {"employer": row.pk, "first": "2010-01-01"})
    cover = Cover.objects.get(employer=row)
    refused = client.post(reverse("orgs:cover", args=[cast.li_town.pk]), {"employer": row.pk, "first": "2011-01-01"})
    assert "请先在那里结束覆盖" in refused.content.decode()
    client.post(reverse("orgs:uncover", args=[cast.li_union.pk]), {"cover": cover.pk, "last": "2012-12-31"})
    cover.refresh_from_db()
    assert cover.last == date(2012, 12, 31)
    wrong = client.post(reverse("orgs:employer_add"), {
        "name": "另一个厂", "credit_code": "91110000600037341L", "org": cast.li_union.pk})
    assert "已登记" in wrong.content.decode()


def test_the_tree_opens_one_level_at_a_time(cast):
    client = cast.client("wang")
    page = client.get(reverse("orgs:tree")).content.decode()
    assert cast.li_town.name in page
    assert cast.li_union.name not in page
    address = reverse("orgs:level", args=[cast.li_town.pk])
    part = client.get(address, headers={"HX-Target": f"under-{cast.li_town.pk}"}).content.decode()
    assert cast.li_union.name in part
    assert "<html" not in part
    assert "<html" in client.get(address).content.decode()


def test_search_finds_by_the_beginning_of_a_name(cast):
    def found(text):
        return cast.client("li").get(reverse("find", args=["orgs"]), {"q": text}).content.decode()

    assert cast.li_union.name in found("白泉镇机")
    assert cast.zhang_union.name not in found("渭津")


def test_the_filtered_list_goes_out_as_a_sheet_and_is_written_down(cast):
    employer(cast)
    for name in ("orgs:roster", "orgs:employer_roster"):
        answer = cast.client("li").get(reverse(name), {"q": "白泉镇机"})
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer.content[:2] == b"PK"
    assert list(Entry.objects.filter(act="export").order_by("id").values_list("details__rows", flat=True)) == [1, 1]


def test_the_members_on_the_roll_are_a_door_to_their_rows(cast):
    page = cast.client("li").get(reverse("orgs:sheet", args=[cast.li_union.pk])).content.decode()
    assert '<a class="figure" href="/figures/people.members/?' in page
    assert str(cast.li_union.pk) in page
