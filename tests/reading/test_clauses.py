"""What a clause's grammar says of a figure, against the words that stand near: sentences made up for the purpose."""

import pytest

from gonghui.annual.summary import reading


def concepts_of(text):
    return [one.concept for one in reading.read(text, 2012) if one.is_figure]


@pytest.mark.parametrize(("text", "concepts"), [
    # nouns that the catalogue does not count
    ("机关设综合办公室和困难职工帮扶中心4个科室。", ["OTHER"]),
    ("建立劳动争议调解委员会310个。", ["OTHER"]),
    # who takes part is no member; who sits in an assembly is counted by none
    ("有36名会员参加了义务植树。", ["OTHER"]),
    ("全县工会工作会议召开,210人参加。", ["OTHER"]),
    # relief without a visit, and a visit that no heat is spoken of
    ("为85名困难职工发放生活救助金8.5万元。", ["AID12", "AID13"]),
    ("春节前慰问环卫工人120名。", ["AID02"]),
    # what those counted have or do
    ("42个基层工会建立了女职工委员会。", ["ORG11"]),
    ("16家酒店企业组建了工会。", ["ORG17"]),
    # proposals and those taken up
    ("征集合理化建议640条,其中210条被采纳。", ["INN04", "INN05"]),
    # honours, named or not
    ("3名职工被授予市技术能手称号。", ["INN24"]),
    ("5名班长荣获优秀组织者称号。", ["INN16"]),
    ("为12名劳动模范发放慰问金。", ["AID04"]),
    # what a sum is for, told behind it
    ("筹集资金4.5万元,救助特困职工90人。", ["AID13", "AID12"]),
    # what is done for those counted stands behind
    ("对40名下岗人员进行了技能培训,对9名特困居民进行结对帮扶。", ["AID14", "AID12"]),
    # employers at a job fair
    ("举办招聘会3场,62家企业提供岗位1400个。", ["AID18", "OTHER", "AID19"]),
    # a contest named before
    ("深入开展“安康杯”活动,全市210家企业、1.6万名职工参加竞赛。", ["INN19", "INN20"]),
])
def test_the_clause_is_heard_over_the_neighbourhood(text, concepts):
    assert concepts_of(text) == concepts


@pytest.mark.parametrize(("text", "expected"), [
    ("县里下达了300人的培训计划。", ["target"]),
    ("今年目标是新建工会20家,会员入会率达到90%以上。", ["target", "target"]),
    ("预计发放防护包900份,本次发放200份。", ["forecast", "count"]),
    ("凡满30人的应设女工委员。", ["threshold"]),
    ("人均培训1.5天。", ["rate per head"]),
    ("收取会费3200元,比上期增加180元。", ["money", "change"]),
])
def test_kinds_told_at_some_distance(text, expected):
    assert [one.kind for one in reading.read(text, 2012) if one.is_figure] == expected


def test_a_table_of_years_has_its_units_in_its_labels():
    text = "指标 | 2011年 | 2010年 |\n基层工会数(个) | 812 | 790 |\n工会会员数(人) | 46210 | 44875 |\n其中:女会员 | 19004 | 18551 |"
    found = [(int(one.value), one.unit) for one in reading.read(text) if one.is_figure]
    assert found == [(812, "个"), (790, "个"), (46210, "人"), (44875, "人"), (19004, "人"), (18551, "人")]


def test_a_title_says_what_a_short_text_is_about():
    text = "县总工会举办“安康杯”竞赛\n全县共有88家企业参加竞赛活动。"
    assert concepts_of(text) == ["INN19"]


def test_a_thousands_group_broken_by_the_line_is_one_number():
    text = "全公司职工参与合理化建议活动热情很高,共计提出建议12\n345条。"
    assert [int(one.value) for one in reading.read(text) if one.is_figure] == [12345]


@pytest.mark.parametrize("text", ["突出三条主线抓落实。", "打赢四场硬仗。", "三年共同努力,成效明显。", "制定了三年规划。"])
def test_what_counts_nothing_is_no_figure(text):
    assert [one.text for one in reading.read(text) if one.is_figure] == []
