"""The dated tree: a move never rewrites the past, and a prefix is a range that an index serves."""
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils.timezone import localdate

from gonghui.core.flow import Refused
from gonghui.registry.orgs import actions
from gonghui.registry.orgs.models import Org, OrgName, OrgPlace
from gonghui.registry.orgs.places import one_place_a_day

MOVED = date(2015, 7, 1)


def ids(county, org, day=None):
    return {row["org_id"] for row in Org.ids_under(county.pk, org.place(day).path, day)}


def test_a_township_sees_what_lies_beneath_it_today(cast):
    assert set(cast.li.rows(Org)) == {cast.li_town, cast.li_union}
    assert cast.wang.rows(Org).count() == 5
    assert not cast.li.covers(cast.zhang_union.pk)


def test_a_move_begins_a_new_place_and_leaves_the_old_days(cast):
    branch = cast.found("白泉镇机械厂铸造分会", "61", cast.li_union)
    moved = actions.move(cast.li_union, parent=cast.zhang_town, on=MOVED, scope=cast.wang)
    assert moved == 2
    day_before = MOVED - timedelta(days=1)
    assert ids(cast.county, cast.li_town, day_before) == {cast.li_town.pk, cast.li_union.pk, branch.pk}
    assert ids(cast.county, cast.li_town, MOVED) == {cast.li_town.pk}
    assert ids(cast.county, cast.zhang_town) == {cast.zhang_town.pk, cast.zhang_union.pk, cast.li_union.pk, branch.pk}
    assert branch.place().parent == cast.li_union
    assert branch.place().path == cast.li_union.place().path + branch.place().path[-5:]
    assert list(cast.li.rows(Org)) == [cast.li_town]


def test_two_places_on_one_day_are_found(cast):
    actions.move(cast.li_union, parent=cast.zhang_town, on=MOVED, scope=cast.wang)
    assert list(one_place_a_day(cast.county)) == []
    OrgPlace.objects.filter(org=cast.li_union, last__isnull=False).update(last=MOVED)
    OrgPlace.objects.create(county=cast.county, org=cast.zhang_union, parent=cast.li_town, path="0001/0002/0099/",
                            first=MOVED, last=MOVED)
    said = [str(sentence) for sentence in one_place_a_day(cast.county)]
    assert len(said) == 2
    assert all(org.name in sentence for org, sentence in zip((cast.li_union, cast.zhang_union), said, strict=True))


def test_what_was_entered_late_lies_where_its_parent_lay_on_the_day(cast):
    actions.move(cast.li_union, parent=cast.zhang_town, on=MOVED, scope=cast.wang)
    branch = cast.found("白泉镇机械厂装配分会", "61", cast.li_union)
    assert branch.pk in ids(cast.county, cast.li_town, date(2010, 1, 1))
    assert branch.pk in ids(cast.county, cast.zhang_town)


def test_a_second_move_must_be_later_than_the_first(cast):
    actions.move(cast.li_union, parent=cast.zhang_town, on=MOVED, scope=cast.wang)
    with pytest.raises(Refused, match="2015-07-01"):
        actions.move(cast.li_union, parent=cast.li_town, on=MOVED - timedelta(days=1), scope=cast.wang)
    actions.move(cast.li_union, parent=cast.li_town, on=MOVED + timedelta(days=1), scope=cast.wang)
    assert cast.li_union.place().parent == cast.li_town
    assert OrgPlace.objects.filter(org=cast.li_union).count() == 3


@pytest.mark.parametrize(("parent", "words"), [("li_union", "自己或自己的下级"), ("li_town", "自己或自己的下级"),
                                               ("top", "不用移动")])
def test_nonsense_moves_are_refused(cast, parent, words):
    with pytest.raises(Refused, match=words):
        actions.move(cast.li_town, parent=getattr(cast, parent), on=MOVED, scope=cast.wang)


def test_nobody_moves_a_union_out_of_or_into_somebody_elses_township(cast):
    for org, parent in ((cast.zhang_union, cast.li_town), (cast.li_union, cast.zhang_town)):
        with pytest.raises(PermissionDenied):
            actions.move(org, parent=parent, on=MOVED, scope=cast.li)


def test_a_move_is_not_entered_before_its_day(cast):
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.move(cast.li_union, parent=cast.zhang_town, on=localdate() + timedelta(days=1), scope=cast.wang)


def test_any_depth(cast):
    org = cast.li_union
    for depth in range(12):
        org = cast.found(f"第{depth}层分会", "61", org)
    assert org.place().path.count("/") == 15
    assert org.pk in ids(cast.county, cast.li_town)


def test_former_names_and_former_division_names_find_the_union(cast):
    org = cast.found("金洲乡总工会", "20", cast.top, division="220422203")
    actions.rename(org, "金州乡总工会", on=date(2019, 10, 31), scope=cast.wang, document="东工发〔2019〕8号")
    other = cast.found("粮食加工联合工会", "41", org, division="220422203")
    assert set(Org.objects.called("金洲乡")) == {org, other}
    assert list(Org.objects.called("金州乡总")) == [org]
    assert Org.objects.known_names()["金洲乡总工会"] == Org.objects.known_names()["金州乡总工会"] == org.pk
    assert list(OrgName.objects.filter(org=org).order_by("first").values_list("name", "last")) == [
        ("金洲乡总工会", date(2019, 10, 30)), ("金州乡总工会", None)]
    with pytest.raises(Refused, match="不用更名"):
        actions.rename(org, "金州乡总工会", on=localdate(), scope=cast.wang)
    with pytest.raises(Refused, match="本县已有"):
        actions.rename(org, cast.li_town.name, on=localdate(), scope=cast.wang)


def test_the_range_of_a_path_is_served_by_an_index(cast):
    """Both databases: a plan that reads every place would be felt at ten thousand unions."""
    OrgPlace.objects.bulk_create([
        OrgPlace(county=cast.county, org=org, parent=cast.top, path=f"0001/{n:04d}/", first=date(1900, 1, 1),
                 last=date(1950, 1, 1) + timedelta(days=n))
        for n, org in enumerate(_many(cast, 1500))])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE orgs_orgplace")
    for day in (None, date(2010, 1, 1)):
        plan = Org.ids_under(cast.county.pk, cast.li_town.place().path, day).order_by().explain()
        ranged = re.search(r"Index Cond: .*path.* >= .*path.* < " if connection.vendor == "postgresql" else
                           r"SEARCH .*USING .*INDEX place_\w+ \(county_id=\? AND path>\? AND path<\?\)", plan)
        assert ranged, plan


def _many(cast, count):
    rows = [Org(county=cast.county, number=1000 + n, name=f"很多工会{n}", kind="40", division_id="220422")
            for n in range(count)]
    return Org.objects.bulk_create(rows)
