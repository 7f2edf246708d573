"""A change of status is a step: who may take it, when, and what it leaves behind."""
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from gonghui.core import figures
from gonghui.core.audit import Entry
from gonghui.core.county import uuid7
from gonghui.core.flow import Refused
from gonghui.registry.activities.models import Activity
from gonghui.registry.orgs import actions
from gonghui.registry.orgs.models import Org

pytestmark = pytest.mark.django_db


@pytest.fixture
def union(cast):
    """A union that 李干事 prepares beneath his township."""
    org = Org(id=uuid7(), name="白泉镇新厂工会", kind="50", division_id="220422100")
    return actions.prepare(org, parent=cast.li_town, scope=cast.li)


@pytest.fixture
def assembly(cast):
    """A county assembly that is planned."""
    activity = Activity(id=uuid7(), county=cast.county, org=cast.top, kind="assembly", theme="表彰大会",
                        first_on=date(2010, 4, 30), audience="全县职工", heads=120, place="礼堂")
    activity.save()
    return activity


def reasons(call, *args, **options):
    with pytest.raises(Refused) as refused:
        call(*args, **options)
    return "".join(map(str, refused.value.reasons))


def test_a_step_stamps_the_day_and_writes_who_when_and_why(assembly, cast):
    held = assembly.flow.take(assembly, "hold", scope=cast.wang, on=date(2010, 4, 30), note="按计划举办")
    assert (held.status, held.held_on, held.version) == ("held", date(2010, 4, 30), assembly.version + 1)
    entry = Entry.objects.get(record=assembly.pk, act="hold")
    assert (entry.by_id, entry.on, entry.before, entry.after, entry.note) == (
        cast.wang.account_id, date(2010, 4, 30), "planned", "held", "按计划举办")
    assert "held_on" in entry.details["fields"]


def test_a_step_from_another_status_is_refused(assembly, cast):
    assembly.flow.take(assembly, "hold", scope=cast.wang, on=date(2010, 4, 30))
    assert "当前状态不能办理" in reasons(assembly.flow.take, assembly, "hold", scope=cast.wang)


def test_a_step_without_the_right_is_refused(assembly, cast):
    with pytest.raises(PermissionDenied):
        assembly.flow.take(assembly, "hold", scope=cast.scope("zhou"))


def test_a_step_that_needs_a_note_says_so(assembly, cast):
    assert "须填写理由" in reasons(assembly.flow.take, assembly, "cancel", scope=cast.wang, note="  ")


def test_a_step_is_not_taken_tomorrow(assembly, cast):
    tomorrow = localdate() + timedelta(days=1)
    assert "不能晚于今天" in reasons(assembly.flow.take, assembly, "hold", scope=cast.wang, on=tomorrow)


def test_a_step_is_not_taken_before_the_one_before_it(union, cast):
    flow = union.flow
    flow.take(union, "send_up", scope=cast.li, on=date(2010, 5, 10))
    said = reasons(flow.take, union, "send_back", scope=cast.qian, on=date(2010, 5, 9), note="补材料")
    assert "2010-05-10" in said


def test_four_eyes_counts_persons_not_posts(union, cast):
    from gonghui.registry.posts.models import Post

    union.flow.take(union, "send_up", scope=cast.li, on=date(2010, 5, 10))
    second = Post.objects.create(county=cast.county, account=cast.accounts["li"], org=cast.top, role_id="approver",
                                 first=date(2005, 5, 1))
    assert "须由另一人办理" in reasons(union.flow.take, union, "approve", scope=second.scope(), on=date(2010, 5, 12))


def test_a_closed_period_takes_corrections_only(assembly, cast):
    figures.close(cast.wang, date(2010, 12, 31))
    day = date(2010, 4, 30)
    assert "是更正" in reasons(assembly.flow.take, assembly, "hold", scope=cast.wang, on=day)
    outsider = cast.officer("wu", "吴干事", "section_officer", cast.top)
    assert not outsider.can("figures.correct")
    assert "有权更正" in reasons(assembly.flow.take, assembly, "hold", scope=outsider, on=day, note="补录")
    assert assembly.flow.take(assembly, "hold", scope=cast.wang, on=day, note="补录").held_on == day


def test_a_refused_step_leaves_nothing_behind(assembly, cast):
    before = Entry.objects.count()
    reasons(assembly.flow.take, assembly, "cancel", scope=cast.wang)
    assembly.refresh_from_db()
    assert assembly.status == "planned" and Entry.objects.count() == before


def test_the_buttons_are_those_of_the_status_and_the_right(assembly, cast):
    assert {step.name for step, _ in assembly.flow.open_to(assembly, cast.wang)} == {"hold", "cancel"}
    assert assembly.flow.open_to(assembly, cast.scope("zhou")) == []


def test_the_diagram_is_drawn_from_the_steps(assembly):
    drawn = assembly.flow.mermaid({"planned": "计划中"})
    assert "planned --> held" in drawn and "planned: 计划中" in drawn
