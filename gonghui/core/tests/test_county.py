"""A county's rows stay in their county; a scope sees its own part; a write is compared, audited, never blind."""
import uuid
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from gonghui.core.audit import Entry
from gonghui.core.county import CountyModel, OtherCounty, _county_rules, uuid7
from gonghui.core.scope import Scope, after
from gonghui.core.writing import Changed, remove, write
from gonghui.registry.activities.models import Activity
from gonghui.registry.orgs.models import Org, OrgName
from gonghui.testing import Cast, make_county

pytestmark = pytest.mark.django_db


def activity(cast, org, theme="讲座", **fields):
    return Activity(id=uuid7(), county=cast.county, org=org, kind="lecture", theme=theme,
                    first_on=date(2010, 3, 1), **fields)


@pytest.fixture
def elsewhere(db):
    """The same cast in another county."""
    return Cast(make_county("邻县", "220421"))


def test_ids_are_version_7_and_lie_in_order_of_making():
    ids = [uuid7() for _ in range(100)]
    assert {i.version for i in ids} == {7} and {i.variant for i in ids} == {uuid.RFC_4122}
    assert [i.int >> 80 for i in ids] == sorted(i.int >> 80 for i in ids)


@pytest.mark.parametrize("cached", [True, False])
def test_a_key_into_another_county_is_refused(cast, elsewhere, cached):
    row = activity(cast, elsewhere.top) if cached else activity(cast, None, theme="讲座")
    row.org_id = elsewhere.top.pk
    with pytest.raises(OtherCounty):
        row.save()
    assert not Activity.objects.exists()


def test_a_row_never_changes_county(cast, elsewhere):
    row = activity(cast, cast.top)
    row.save()
    row.county, row.org = elsewhere.county, elsewhere.top
    with pytest.raises(OtherCounty), transaction.atomic():
        row.save()
    assert Activity.objects.get().county_id == cast.county.pk


def test_models_that_break_the_rules_are_named():
    class Careless(CountyModel):
        code = models.CharField(max_length=4, unique=True)
        org = models.ForeignKey(Org, models.PROTECT, related_name="+")
        friends = models.ManyToManyField(Org, related_name="+")

        class Meta:
            app_label = "core"
            constraints = [models.UniqueConstraint(fields=["org"], name="careless")]

    try:
        assert sorted(error.id for error in _county_rules(Careless)) == [
            "county.E1", "county.E1", "county.E2", "county.E3"]
    finally:
        from django.apps import apps

        apps.all_models["core"].pop("careless", None)
        apps.all_models["core"].pop("careless_friends", None)
        apps.clear_cache()


def test_a_scope_sees_its_own_part(cast, elsewhere):
    for who in (cast, elsewhere):
        for org in (who.top, who.li_town, who.li_union, who.zhang_union):
            activity(who, org, theme=str(org.pk)).save()
    seen = {name: set(getattr(cast, name).rows(Activity).values_list("org_id", flat=True))
            for name in ("wang", "li", "zhang")}
    assert seen["li"] == {cast.li_town.pk, cast.li_union.pk}
    assert seen["zhang"] == {cast.zhang_union.pk}
    assert seen["wang"] == {cast.top.pk, cast.li_town.pk, cast.li_union.pk, cast.zhang_union.pk}


def test_a_model_that_says_nothing_is_not_shown(cast):
    class Silent:
        _meta = Activity._meta

    rows = Activity.objects.all()
    rows.model = Silent
    with pytest.raises(ImproperlyConfigured):
        cast.wang.narrow(rows)


def test_a_scope_narrows_downwards_only(cast):
    assert cast.wang.at(cast.li_union.pk).path.startswith(cast.li.path)
    assert cast.li.at(cast.li_town.pk) is cast.li
    with pytest.raises(PermissionDenied):
        cast.li.at(cast.zhang_union.pk)


def test_the_end_of_a_path_lets_no_neighbour_in():
    assert after("0001/000C/") > "0001/000C/ZZZZ/" and after("0001/000C/") < "0001/000D/"


def test_require_raises_what_can_denies(cast):
    scope = Scope(cast.county.pk, cast.top.pk, "0001/", frozenset({"orgs.view"}))
    scope.require("orgs.view")
    with pytest.raises(PermissionDenied):
        scope.require("orgs.edit")


def test_a_write_names_what_changed_and_grows_the_version(cast):
    row = activity(cast, cast.top)
    assert "theme" in write(row, scope=cast.wang)
    row.theme = "健康讲座"
    assert write(row, scope=cast.wang) == ["theme"]
    assert row.version == 2
    acts = list(Entry.objects.filter(record=row.pk).order_by("id").values_list("act", "details__fields"))
    assert [act for act, _ in acts] == ["add", "edit"] and acts[1][1] == ["theme"]
    assert "健康讲座" not in str(Entry.objects.filter(record=row.pk).values())


def test_a_write_that_changes_nothing_says_nothing(cast):
    row = activity(cast, cast.top)
    write(row, scope=cast.wang)
    before = Entry.objects.count()
    assert write(row, scope=cast.wang) == [] and Entry.objects.count() == before


def test_the_second_of_two_writers_is_told(cast):
    row = activity(cast, cast.top)
    write(row, scope=cast.wang)
    mine, theirs = Activity.objects.get(), Activity.objects.get()
    theirs.theme = "他改的"
    write(theirs, scope=cast.zhao)
    mine.theme = "我改的"
    with pytest.raises(Changed):
        write(mine, scope=cast.wang)
    assert Activity.objects.get().theme == "他改的"


def test_what_others_lean_on_is_not_removed(cast):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="不能删除"):
        remove(cast.li_town, scope=cast.wang)
    row = activity(cast, cast.top)
    write(row, scope=cast.wang)
    remove(row, scope=cast.wang, note="录错")
    assert not Activity.objects.exists()
    assert Entry.objects.get(act="remove").note == "录错"


def test_the_rows_that_point_to_a_row_are_asked_for_by_county(cast):
    """Their indexes begin with county, and a cluster finds them by it: one row's, and many rows' at once."""
    with CaptureQueriesContext(connection) as asked:
        assert cast.li_town.names.count() == 1
        orgs = list(Org.objects.filter(county=cast.county).order_by("number").prefetch_related(
            "places", models.Prefetch("names", OrgName.objects.order_by("first"))))
    assert [len(org.names.all()) for org in orgs] == [1] * 5
    assert [org.places.all()[0].org_id for org in orgs] == [org.pk for org in orgs]
    assert all(f'county_id" = {cast.county.pk}' in query["sql"] for query in asked.captured_queries)
