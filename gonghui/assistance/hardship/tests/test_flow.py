"""A file from application to approval and out again: who takes a step, from where, and why not."""
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from gonghui.assistance.hardship import actions
from gonghui.assistance.hardship.models import Exclusion, File, Income, Member
from gonghui.assistance.hardship.views.standings import intact, parts
from gonghui.core.flow import Refused

from .households import BEGUN, DAY, applied, filed, furnished, judged, line, noticed


@pytest.fixture(autouse=True)
def _line(cast):
    line(cast)


def step(file, name, cast, who="li", on=BEGUN, note=""):
    return file.flow.take(file, name, scope=getattr(cast, who), on=on, note=note)


def test_an_application_gets_the_next_number_and_its_main_person(cast):
    first, second = applied(cast), applied(cast, "吕叶")
    assert [file.number for file in (first, second)] == ["220422201000001", "220422201000002"]
    assert [(m.name, m.relation) for m in second.members.all()] == [("吕叶", "本人")]


def test_it_is_accepted_with_its_papers_only(cast):
    file = applied(cast)
    with pytest.raises(Refused) as refused:
        step(file, "accept", cast)
    assert "缺少证明材料：申请书（签字）。" in refused.value.reasons
    assert "请先登记家庭收入；没有收入的，登记为零。" in refused.value.reasons
    furnished(cast, file)
    assert step(file, "accept", cast).accepted_on == BEGUN


def test_a_visit_by_one_is_none(cast):
    file = applied(cast)
    visit = furnished(cast, file)
    visit.visitors = "李干事、 "
    actions.put(file, visit, scope=cast.li)
    file = step(step(file, "accept", cast), "first_review", cast)
    with pytest.raises(Refused, match="须至少2人"):
        step(file, "visit", cast, on=BEGUN + DAY)


def test_who_is_of_age_agrees_to_the_check_himself(cast):
    file = applied(cast)
    furnished(cast, file)
    actions.put(file, Member(name="何苗", relation="子女", born_on=date(1985, 1, 1), insurance="居民医保",
                             work_state="学生"), scope=cast.li)
    for name, day in (("accept", 0), ("first_review", 0), ("visit", 1)):
        file = step(file, name, cast, on=BEGUN + day * DAY)
    with pytest.raises(Refused, match="缺少何苗的家庭经济状况核对授权"):
        step(file, "check", cast, on=BEGUN + DAY)


def test_the_panel_keeps_the_class_and_says_why_it_differs(cast):
    file = judged(cast)
    assert (file.category, file.decided_on) == ("edge", BEGUN + 2 * DAY)
    with pytest.raises(Refused, match="须写明理由"):
        actions.assess(file, scope=cast.li, on=BEGUN, year=2010, category="mishap")
    row = actions.assess(file, scope=cast.li, on=BEGUN, year=2010, category="mishap", note="丈夫工伤未获赔偿")
    assert (row.proposed, row.category, row.version) == ("edge", "mishap", "2010")
    assert len(row.standards) == 3


def test_an_exclusion_stops_it(cast):
    file = applied(cast)
    furnished(cast, file)
    item = Exclusion.objects.get(file=file, item="vehicle")
    item.hit = True
    actions.put(file, item, scope=cast.li)
    for name, day in (("accept", 0), ("first_review", 0), ("visit", 1), ("check", 1)):
        file = step(file, name, cast, on=BEGUN + day * DAY)
    actions.assess(file, scope=cast.li, on=BEGUN + DAY, year=2010)
    with pytest.raises(Refused, match="有不予建档的情形：经常使用非营运机动车"):
        step(file, "judge", cast, on=BEGUN + 2 * DAY)


def test_it_is_not_approved_before_the_notice_ends(cast):
    file = judged(cast)
    file = step(file, "announce", cast, on=file.decided_on)
    with pytest.raises(Refused, match="公示"):
        step(file, "approve", cast, "qian", on=file.decided_on)


def test_it_is_approved_by_another_than_its_judge(cast):
    file, after = noticed(cast, judged(cast, scope=cast.wang), scope=cast.wang)
    with pytest.raises(Refused, match="须由另一人办理"):
        step(file, "approve", cast, "wang", on=after)
    with pytest.raises(PermissionDenied):
        step(file, "approve", cast, on=after)
    file = step(file, "approve", cast, "qian", on=after)
    assert (file.status, file.filed_on) == ("on_file", after)
    assert [(s.category, s.first_on, s.last_on) for s in file.spans.all()] == [(file.category, after, None)]


def test_one_household_one_file(cast):
    file = applied(cast)
    member = Member(name="何苗", relation="子女", insurance="居民医保", work_state="学生")
    member.id_number = "229922200501010017"
    actions.put(file, member, scope=cast.li)
    other = applied(cast, "吕叶")
    again = Member(name="何苗", relation="子女", insurance="居民医保", work_state="学生")
    again.id_number = "229922200501010017"
    with pytest.raises(ValidationError, match="已在另一份困难职工档案中"):
        actions.put(other, again, scope=cast.li)


def test_a_change_of_class_leaves_the_past_as_it_was(cast):
    file = filed(cast)
    later = date(2011, 2, 1)
    line(cast, 300, first=date(2011, 1, 1))
    actions.put(file, Income(member=file.members.get(), kind="wage", year=2011, amount=3_000_00), scope=cast.li)
    with pytest.raises(Refused, match="请先按当前标准测算"):
        step(file, "review", cast, on=later)
    actions.assess(file, scope=cast.li, on=later, year=2011)
    with pytest.raises(Refused, match="请办理“调整类别”"):
        step(file, "review", cast, on=later)
    file = step(file, "reclass", cast, "qian", on=later)
    spans = [(s.category, s.first_on, s.last_on) for s in file.spans.all()]
    assert spans == [("edge", file.filed_on, later - DAY), ("allowance", later, None)]


def test_relieved_and_relapsed(cast):
    file = filed(cast)
    out = date(2011, 3, 1)
    with pytest.raises(Refused, match="脱困须先测算"):
        step(file, "relieve", cast, "qian", on=out)
    actions.put(file, Income(member=file.members.get(), kind="wage", year=2011, amount=30_000_00), scope=cast.li)
    file.main_cause = "schooling"
    actions.correct(file, scope=cast.li)
    assert actions.assess(file, scope=cast.li, on=out, year=2011).category == ""
    file = step(file, "relieve", cast, "qian", on=out)
    assert (file.ended_on, file.spans.get().last_on, file.members.get().last_on) == (out, out - DAY, out)
    with pytest.raises(Refused, match="档案已经办结"):
        actions.put(file, Income(member=file.members.get(), kind="pension", year=2011, amount=1), scope=cast.li)
    file = step(file, "relapse", cast, on=date(2012, 1, 5), note="失业")
    assert (file.ended_on, file.filed_on, file.members.get().last_on) == (None, None, None)
    assert File.objects.on_file(date(2010, 12, 31)).count() == 1
    assert File.objects.on_file(out).count() == 0


def test_a_file_opens_as_it_stood(cast):
    file = filed(cast)
    kept = file.standings.get()
    file.address = "渭津镇西街2号"
    actions.correct(file, scope=cast.li)
    shown = dict(next(iter(parts(kept)))[2])
    assert shown["家庭住址"] == "白泉镇东街1号"
    assert intact(kept)
    kept.content = kept.content.replace("东街", "西街")
    assert not intact(kept)


def test_a_row_that_stands_already_is_refused_in_words(cast):
    file = applied(cast)
    one, again = (Income(member=file.members.get(), kind="wage", year=2010, amount=1) for _twice in range(2))
    actions.put(file, one, scope=cast.li)
    with pytest.raises(ValidationError, match="这类收入已登记"):
        actions.put(file, again, scope=cast.li)
