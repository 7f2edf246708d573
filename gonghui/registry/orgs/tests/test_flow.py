"""Founding a union step by step: who takes a step, from where, and in what words it is refused."""
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from gonghui.core import standards, todos
from gonghui.core.audit import Entry
from gonghui.core.flow import Refused, take
from gonghui.core.writing import write
from gonghui.registry.orgs import actions
from gonghui.registry.orgs.models import Employer, Org

SENT, APPROVED, ELECTED = date(2010, 3, 1), date(2010, 3, 20), date(2010, 4, 2)


@pytest.fixture
def union(cast):
    """A union in preparation beneath 李干事's township, with all it needs to be reported."""
    org = actions.prepare(Org(name="白泉镇砖厂工会", kind="40", division_id="220422100", members=32, committee_size=5),
                          parent=cast.li_town, scope=cast.li)
    employer = Employer(name="白泉镇砖厂", org=org)
    write(employer, scope=cast.li)
    actions.cover(org, employer, first=date(2010, 2, 1), scope=cast.li)
    return org


def approved(cast, union):
    union = take(union, "send_up", scope=cast.li, on=SENT)
    union.approval_number = "东工发〔2010〕12号"
    write(union, scope=cast.wang)
    return take(union, "approve", scope=cast.qian, on=APPROVED)


def founded(cast, union):
    union = approved(cast, union)
    union.elected_on = ELECTED
    write(union, scope=cast.li)
    return take(union, "found", scope=cast.li, on=ELECTED)


def test_a_union_is_founded(cast, union):
    union = founded(cast, union)
    assert (union.status, union.applied_on, union.approved_on, union.founded_on) == ("active", SENT, APPROVED, ELECTED)
    assert set(Org.objects.in_being(ELECTED)) >= {union}
    assert union not in Org.objects.in_being(date(2010, 4, 1))


def test_send_up_says_what_is_missing(cast, union):
    union.members, union.committee_size = None, None
    write(union, scope=cast.li)
    with pytest.raises(Refused, match="请先填写会员人数"):
        take(union, "send_up", scope=cast.li, on=SENT)


def test_the_least_number_of_members_is_that_of_the_day_they_were_counted(cast, union):
    union.members, union.committee_size, union.counted_on = 24, None, date(2022, 6, 1)
    write(union, scope=cast.li)
    assert "会员不足25人" in union.missing_to_apply()[0]


def test_by_when_an_application_is_to_be_answered(cast, union):
    """By the office's standard of the day it was sent up, in working days; none is due where it has set none."""
    assert take(union, "send_up", scope=cast.li, on=SENT).answer_due_on is None
    union = take(union, "send_back", scope=cast.qian, on=SENT, note="人数不实")
    for first, days in ((date(2010, 1, 1), 3), (date(2010, 3, 2), 30)):
        standards.add(cast.wang, standards.Standard(key="org.founding_answer_days", value=days, unit="工作日", first=first,
                                                    division_id="220422", citation="办事规程"))
    union = take(union, "send_up", scope=cast.li, on=SENT)
    assert (SENT.strftime("%A"), union.answer_due_on) == ("Monday", date(2010, 3, 4))
    assert union.flow.deadline(union) == date(2010, 3, 4)
    entry = Entry.objects.filter(act="send_up").latest("id")
    assert [standard.key for standard in standards.Standard.objects.filter(pk__in=entry.details["standards"])] == [
        "org.founding_answer_days", "org.min_members"]
    assert "依据标准：" in cast.client("li").get(f"/orgs/{union.pk}/?tab=timeline").content.decode()
    ours = next(row for day, item, row in todos.urgent(cast.qian) if day == date(2010, 3, 4))
    assert ours == union
    assert take(union, "send_back", scope=cast.qian, on=SENT, note="再补材料").answer_due_on is None


def test_approve_is_not_for_a_township(cast, union):
    union = take(union, "send_up", scope=cast.li, on=SENT)
    with pytest.raises(PermissionDenied):
        take(union, "approve", scope=cast.li, on=APPROVED)


def test_approve_needs_the_papers_number(cast, union):
    union = take(union, "send_up", scope=cast.li, on=SENT)
    with pytest.raises(Refused, match="批复文号"):
        take(union, "approve", scope=cast.qian, on=APPROVED)


def test_approve_is_for_another_person_whatever_post_he_holds(cast, union):
    union.approval_number = "东工发〔2010〕12号"
    write(union, scope=cast.li)
    union = take(union, "send_up", scope=cast.wang, on=SENT)
    other_post = replace(cast.wang, post_id=None)
    with pytest.raises(Refused, match="须由另一人办理"):
        take(union, "approve", scope=other_post, on=APPROVED)


def test_send_back_needs_a_reason_and_starts_anew(cast, union):
    union = take(union, "send_up", scope=cast.li, on=SENT)
    with pytest.raises(Refused, match="须填写理由"):
        take(union, "send_back", scope=cast.qian, on=SENT)
    union = take(union, "send_back", scope=cast.qian, on=SENT, note="人数不实")
    assert (union.status, union.applied_on) == ("preparing", None)


def test_found_needs_the_election(cast, union):
    with pytest.raises(Refused, match="选举日期"):
        take(approved(cast, union), "found", scope=cast.li, on=ELECTED)


def test_found_is_not_before_the_approval(cast, union):
    union = approved(cast, union)
    union.elected_on = ELECTED
    write(union, scope=cast.li)
    with pytest.raises(Refused, match="不能早于上一步的日期"):
        take(union, "found", scope=cast.li, on=SENT)


def test_a_wrong_day_is_taken_back_and_entered_right(cast, union):
    union = take(founded(cast, union), "take_back", scope=cast.wang, note="日期录错")
    assert union.founded_on is None
    union = take(union, "found", scope=cast.li, on=ELECTED)
    assert union.founded_on == ELECTED


def test_dissolve_needs_a_reason_and_nothing_beneath(cast, union):
    with pytest.raises(Refused, match="下面还有2个工会"):
        take(cast.li_town, "dissolve", scope=cast.wang, note="撤乡并镇")
    union = take(founded(cast, union), "dissolve", scope=cast.wang, on=date(2012, 1, 31), note="企业注销")
    assert union.dissolved_on == date(2012, 1, 31)
    assert union.covers.get().last == date(2012, 1, 31)
    assert union in Org.objects.in_being(date(2012, 1, 30))
    assert union not in Org.objects.in_being(date(2012, 1, 31))
    assert take(union, "restore", scope=cast.wang, note="误办").dissolved_on is None


def test_a_union_that_is_not_founded_is_not_dissolved(cast, union):
    with pytest.raises(Refused, match="当前状态不能办理"):
        take(union, "dissolve", scope=cast.wang, note="不办了")


@pytest.mark.parametrize("wrong", [
    {"status": "active", "founded_on": None}, {"dissolved_on": date(2010, 1, 1)},
    {"members": 3, "members_women": 4}, {"name": "白泉镇总工会"}, {"number": 2},
])
def test_the_database_refuses_what_cannot_be(cast, union, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Org.objects.filter(pk=union.pk).update(**wrong)


def test_a_joint_union_covers_many_and_a_single_one_one(cast, union):
    joint = actions.prepare(Org(name="白泉镇商贸联合工会", kind="41", division_id="220422100", members=12),
                            parent=cast.li_town, scope=cast.li)
    shops = [Employer(name=f"白泉镇第{n}商店", org=joint) for n in range(3)]
    for shop in shops:
        write(shop, scope=cast.li)
    actions.cover(joint, shops[0], first=SENT, scope=cast.li)
    assert "现在登记了1个" in joint.missing_to_apply()[0]
    row = actions.cover(joint, shops[1], first=SENT, scope=cast.li)
    assert joint.missing_to_apply() == []
    with pytest.raises(Refused, match="单一基层工会只覆盖一个"):
        actions.cover(union, shops[2], first=SENT, scope=cast.li)
    with pytest.raises(Refused, match="请先在那里结束覆盖"):
        actions.cover(cast.li_town, shops[1], first=SENT, scope=cast.li)
    actions.uncover(row, last=APPROVED, scope=cast.li)
    assert actions.cover(cast.li_town, shops[1], first=ELECTED, scope=cast.li).last is None


def test_what_is_left_unsaid_by_the_law_is_asked_of_the_office(cast, union):
    union.counted_on = date(1990, 1, 1)
    assert "标准" in union.missing_to_apply()[0]


def test_a_former_name_may_be_used_by_another_after_dissolution(cast):
    take(cast.li_union, "dissolve", scope=cast.wang, note="企业注销")
    assert cast.found(cast.li_union.name, "40", cast.li_town).number == 6


def test_a_name_in_use_is_refused_in_words(cast):
    with pytest.raises(ValidationError, match="本县已有同名的工会"):
        Org(county=cast.county, number=99, name=cast.li_union.name, kind="40", division_id="220422").full_clean()
