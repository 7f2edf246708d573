"""An activity from plan to held, cancelled or corrected: one test a step."""
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gonghui.core.flow import Refused, take
from gonghui.core.writing import write
from gonghui.registry.activities import actions
from gonghui.registry.activities.models import Activity, Attendance

DAY = date(2010, 7, 6)


def planned(cast, **said):
    row = Activity(**{"org": cast.li_town, "kind": "health_lecture", "theme": "女性健康知识讲座", "first_on": DAY,
                      "heads": 45} | said)
    write(row, scope=cast.li)
    return row


def listed(cast, *names):
    activity = planned(cast, kind="cadre_class", theme="工会干部培训班", counted_by="names", heads=None)
    for name in names:
        actions.enrol(activity, Attendance(name=name, employer="白泉镇机械厂"), scope=cast.li)
    return activity


def test_a_lecture_is_held(cast):
    row = take(planned(cast), "hold", scope=cast.li, on=DAY)
    assert (row.status, row.held_on) == ("held", DAY)
    assert Activity.objects.with_came().get(pk=row.pk).came == 45


def test_hold_needs_to_know_how_many_came(cast):
    with pytest.raises(Refused, match="请先填写参加人数"):
        take(planned(cast, heads=None), "hold", scope=cast.li, on=DAY)


def test_hold_is_not_entered_before_its_day(cast):
    with pytest.raises(Refused, match="不能晚于今天"):
        take(planned(cast), "hold", scope=cast.li, on=localdate() + timedelta(days=1))


def test_a_class_counts_those_of_its_list_who_came(cast):
    activity = listed(cast, "何花", "吕叶", "施果")
    with pytest.raises(Refused, match="谁已到场"):
        take(activity, "hold", scope=cast.li, on=DAY)
    marks = {row.pk: (row.name != "施果", "") for row in activity.attendances.all()}
    assert actions.mark(activity, marks, scope=cast.li) == 2
    take(activity, "hold", scope=cast.li, on=DAY)
    assert Activity.objects.with_came().get(pk=activity.pk).came == 2


def test_cancel_needs_a_reason(cast):
    row = planned(cast)
    with pytest.raises(Refused, match="须填写理由"):
        take(row, "cancel", scope=cast.li, on=DAY)
    row = take(row, "cancel", scope=cast.li, on=DAY, note="暴雨")
    assert (row.status, row.cancelled_on, row.held_on) == ("cancelled", DAY, None)


def test_hold_is_not_for_a_cancelled_one(cast):
    row = take(planned(cast), "cancel", scope=cast.li, on=DAY, note="暴雨")
    with pytest.raises(Refused, match="当前状态不能办理"):
        take(row, "hold", scope=cast.li, on=DAY)


def test_reopen_corrects_with_a_reason_even_to_an_earlier_day(cast):
    row = take(planned(cast), "hold", scope=cast.li, on=DAY)
    with pytest.raises(PermissionDenied):
        take(row, "reopen", scope=cast.li, note="日期录错")
    with pytest.raises(Refused, match="须填写理由"):
        take(row, "reopen", scope=cast.wang)
    row = take(row, "reopen", scope=cast.wang, note="日期录错")
    assert (row.status, row.held_on) == ("planned", None)
    assert take(row, "hold", scope=cast.li, on=DAY - timedelta(days=3)).held_on == DAY - timedelta(days=3)


def test_the_finance_officer_takes_no_step(cast):
    with pytest.raises(PermissionDenied):
        take(planned(cast), "hold", scope=cast.zhao, on=DAY)


def test_the_list_is_closed_when_the_class_has_been_held(cast):
    activity = listed(cast, "何花", "吕叶")
    he, lv = activity.attendances.order_by("id")
    actions.mark(activity, {he.pk: (True, "")}, scope=cast.li)
    take(activity, "hold", scope=cast.li, on=DAY)
    for act in (lambda: actions.enrol(activity, Attendance(name="后来"), scope=cast.li),
                lambda: actions.strike(Attendance.objects.get(pk=lv.pk), scope=cast.li),
                lambda: actions.mark(activity, {lv.pk: (True, "")}, scope=cast.li)):
        with pytest.raises(Refused, match="请先办理“更正”"):
            act()
    assert actions.mark(activity, {he.pk: (True, "辽工培2010001")}, scope=cast.li) == 1
    with pytest.raises(Refused, match="吕叶：未到场的人不能发证书"):
        actions.mark(activity, {lv.pk: (False, "辽工培2010002")}, scope=cast.li)


def test_an_activity_of_heads_takes_no_names(cast):
    with pytest.raises(Refused, match="只填人数"):
        actions.enrol(planned(cast), Attendance(name="何花"), scope=cast.li)


def test_a_certificate_number_is_given_once_in_the_county(cast):
    first, second = listed(cast, "何花", "吕叶"), listed(cast, "何花")
    he, lv = first.attendances.order_by("id")
    actions.mark(first, {he.pk: (True, "001")}, scope=cast.li)
    with pytest.raises(Refused, match="吕叶：该证书编号已发给别人"):
        actions.mark(first, {lv.pk: (True, "001")}, scope=cast.li)
    with pytest.raises(Refused, match="已发给别人"):
        actions.mark(second, {second.attendances.get().pk: (True, "001")}, scope=cast.li)


@pytest.mark.parametrize("wrong", [
    {"counted_by": "names", "heads": 3}, {"status": "held"}, {"held_on": DAY}, {"cancelled_on": DAY}, {"cost": -1},
    {"last_on": DAY - timedelta(days=1)},
])
def test_the_database_refuses_what_cannot_be(cast, wrong):
    row = planned(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=row.pk).update(**wrong)
