"""What bites in reading a summary, point by point: sentences made up for the purpose."""
from decimal import Decimal

import pytest

from gonghui.annual.summary import reading


def figures(text, year=2010):
    return [one for one in reading.read(text, year) if one.is_figure]


def told(text, year=2010):
    """(value, upper end, unit, kind, bound) of each figure."""
    return [(one.value, one.value_hi, one.unit, one.kind, one.bound) for one in figures(text, year)]


def simple(value, unit, kind="count", bound="exact", high=None):
    return (Decimal(value), high and Decimal(high), unit, kind, bound)


@pytest.mark.parametrize(("text", "expected"), [
    # lines broken inside a number
    ("全年印发宣传手册1万\n余份,受到职工欢迎。", [simple(10000, "份", bound="ge")]),
    # thousands groups, full-width digits; the full-width comma parts two numbers
    ("会员12,468人。", [simple(12468, "人")]),
    ("会员3 000人。", [simple(3000, "人")]),
    ("发展会员\uff12\uff10\uff16人。", [simple(206, "人")]),
    ("建会25家\uff0c136户签约。", [simple(25, "家"), simple(136, "户")]),
    # 余, 多, 几 and +
    ("发放助学金22.5万余元。", [simple(225000, "元", "money", "ge")]),
    ("发放救助金410余万元。", [simple(4100000, "元", "money", "ge")]),
    ("参赛职工2200+人。", [simple(2200, "人", bound="ge")]),
    ("来了十几名志愿者。", [simple(10, "人", bound="ge")]),
    # bounds before and behind
    ("培训职工近300人。", [simple(300, "人", bound="le")]),
    ("培训职工超过500人。", [simple(500, "人", bound="ge")]),
    ("约200名职工参加。", [simple(200, "人", bound="approx")]),
    ("签订率达98%以上。", [simple(98, "%", "ratio", "ge")]),
    ("重点抓好30人以上企业建会。", [simple(30, "人", "threshold", "ge")]),
    # looks like a year
    ("在档困难职工2015户。", [simple(2015, "户")]),
    # the unit told once, or missing
    ("每户补助3至5万元。", [simple(30000, "元", "rate per head", "range", 50000)]),
    ("发放260元至500元不等。", [simple(260, "元", "money", "range", 500)]),
    ("两三百人参加。", [simple(200, "人", bound="range", high=300)]),
    ("会员总数13万。", [simple(130000, "人")]),
    ("分别表彰10、8和5名先进个人。", [simple(10, "人"), simple(8, "人"), simple(5, "人")]),
    # Chinese numerals, fractions
    ("总投入1亿2千万元。", [simple(120000000, "元", "money")]),
    ("涉及二百六十多个单位。", [simple(260, "个", bound="ge")]),
    ("2/3以上的企业建会。", [simple("66.67", "%", "ratio", "ge")]),
    ("三分之一的企业建会。", [simple("33.33", "%", "ratio")]),
    ("完成任务的六成。", [simple(60, "%", "ratio")]),
    ("满意率百分之九十五。", [simple(95, "%", "ratio")]),
    # rates, and what only looks like one
    ("资助学生40人,各300元。", [simple(40, "人"), simple(300, "元", "rate per head")]),
    ("补贴标准200元/月。", [simple(200, "元", "rate per head")]),
    ("举办各类培训12期。", [simple(12, "期")]),
    # changes and levels
    ("经费收入同比增长12%。", [simple(12, "%", "change")]),
    ("入会率提高到95%,上升3个百分点。", [simple(95, "%", "ratio"), simple(3, "个百分点", "change")]),
    ("已完成全年任务的55%。", [simple(55, "%", "ratio")]),
    ("会员由187人增加到193人。", [simple(187, "人"), simple(193, "人")]),
    # a head count followed by its sum
    ("救助职工96人6.9万元。", [simple(96, "人"), simple(69000, "元", "money")]),
    # plans, and words that speak of the time to come
    ("力争新建工会20家。", [simple(20, "家", "target")]),
    ("年底前可实现产值300万元。", [simple(3000000, "元", "forecast")]),
    ("要在三年内全面建会。", [simple(3, "年", "deadline")]),
    ("竞赛为期3个月。", [simple(3, "个月", "duration")]),
    ("制定培训计划,培训职工80人。", [simple(80, "人")]),
    # a heading's number before a span of years is no range
    ("二、两年内实现全覆盖。", [simple(2, "年", "deadline")]),
])
def test_a_number_is_read(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize("text", [
    "建设五型机关,开展四送一助活动,学习三个代表重要思想。",
    "第十七届四中全会召开,印发〔2012〕12号文件。",
    "开通12351热线,举办百名职工大比武,表彰前3名。",
    "深入一线,一是加强学习,二是改进作风。",
    "2010年5月1日至7日,八月份,三月底。",
    "推进“十二五”规划,组织“五一”活动,落实“1+3”制度。",
    "首届职工运动会获二等奖,评为五星级。",
    "进一步统一思想,一定程度上改善。",
    "联系电话0431-1234567。",
])
def test_names_and_dates_are_no_figures(text):
    assert figures(text) == []


@pytest.mark.parametrize("text", ["发展会员xx人。", "签订率为?9.8%。", "追回工资**万元。", "培训X名干部。", "20xx年工作。"])
def test_damaged_numbers_are_marked_and_not_guessed(text):
    (one,) = [one for one in reading.read(text) if one.kind == "damaged"]
    assert one.value is None
    assert one.damaged
    assert figures(text) == []


def test_everything_later_in_a_section_of_plans_is_a_target():
    text = ("某县总工会2010年工作总结\n一、工作回顾\n新建工会12家。\n二、2011年工作打算\n1、新建工会20家。\n"
            "2、筹集资金30万元,25人以上企业全部建会。\n")
    assert [one.kind for one in figures(text, None)] == ["count", "target", "target", "threshold"]


def test_traditional_characters_and_bracketed_pinyin():
    text = "發(fā)展會(huì)員3萬(wàn)人,慰問困難職工56戶。"
    assert told(text) == [simple(30000, "人"), simple(56, "户")]
    first = figures(text)[0]
    assert text[first.start:first.end] == "3萬(wàn)人"


def test_a_column_of_a_table_lends_its_unit():
    text = "项目\t户数\t金额(万元)\n医疗救助\t42\t31.5\n"
    assert [(one.value, one.unit) for one in figures(text)] == [(42, "户"), (315000, "元")]


def test_an_act_without_a_number_is_an_event():
    (one,) = [one for one in reading.read("4月28日召开了全县职工代表表彰大会,气氛热烈。") if one.kind == "event"]
    assert (one.value, one.unit) == (1, "次")


def test_a_row_behind_respectively_is_taken_in_order():
    first, second = figures("建会率和入会率分别达到93%和95%。")
    assert (first.concept, second.concept) == ("ORG06", "ORG07")


@pytest.mark.parametrize(("text", "concepts"), [
    # a season or programme named in the sentence, before or behind, or in an introduction without figures
    ("春节期间,对特困职工救助帮扶86户,发放救助金5万元。", ["AID02", "AID03"]),
    ("暴雨成灾,区总拿出6万元,对其中的12户实施了救助。", ["AID22", "AID22"]),
    ("总工会投入8万元,为300名职工“送清凉”。", ["AID20", "AID21"]),
    ("扎实开展金秋助学活动。通过努力,筹集资金9万元,救助了31名新生。", ["AID07", "AID06"]),
    # a sum told in one breath with its heads is of their programme
    ("金秋助学期间,共救助大学新生40人。救助资金3.2万元。", ["AID06", "AID07"]),
    # what was added is not what there is; those reached are of the figure before
    ("全县新建基层工会组织16个,现有基层工会组织320个。", ["ORG02", "ORG01"]),
    ("签订女职工专项集体合同64份,覆盖企业81家,覆盖女职工930人。", ["RTS06", "RTS06", "RTS06"]),
    # a part without a noun is of the whole, one with a noun of its own is not
    ("全镇会员860人,其中新发展会员90人。", ["ORG03", "ORG04"]),
    # goods by the bag, and provinces, are in no concept
    ("慰问困难职工30户,送去大米30袋。", ["AID02", "OTHER"]),
])
def test_the_sentence_says_what_a_figure_counts(text, concepts):
    assert [one.concept for one in figures(text)] == concepts


@pytest.mark.parametrize(("text", "kinds"), [
    ("完成市总下达的28家建会任务,新建工会30家。", ["target", "count"]),
    ("今年还要建会10家。", ["target"]),
    ("拟授予先进集体、先进个人和各行各业的班组市级工人先锋号21个。", ["target"]),
    ("救助标准由300元提高到500元。", ["rate per head", "rate per head"]),
    ("比上年同期新增参保单位11个,新增参保职工317人。", ["change", "change"]),
    ("1998年会员900人。2003年全县会员发展到1500人。", ["count", "count"]),
])
def test_kinds_that_more_than_one_clause_decides(text, kinds):
    assert [one.kind for one in figures(text, None)] == kinds


@pytest.mark.parametrize(("text", "expected"), [
    ("受理咨询电话2236个。", [simple(2236, "个")]),
    ("实现再就业300多万人次。", [simple(3000000, "人次", bound="ge")]),
    ("帮扶3万困难家庭。", [simple(30000, "户")]),
    ("仅用一个月完成。", [simple(1, "个月", "duration")]),
    ("04年全市走访96户。", [simple(96, "户")]),
    ("市直一队获胜,会议31日在京召开。", []),
])
def test_numbers_met_in_other_peoples_texts(text, expected):
    assert told(text) == expected


def test_the_same_figure_twice_is_two_places():
    text = "发展会员320人。这320人中农民工居多。"
    assert [one.start for one in figures(text)] == [4, 10]


@pytest.mark.parametrize(("text", "records", "agree"), [
    ("共二百六十多个单位", 260, True), ("共二百六十多个单位", 269, True), ("共二百六十多个单位", 270, False),
    ("会员3100余人", 3199, True), ("会员3100余人", 3200, False),
    ("近300人", 300, True), ("近300人", 301, False), ("近300人", 200, False),
    ("98%以上", 100, True), ("98%以上", 97, False), ("约200人", 210, True), ("约200人", 260, False),
    ("286条建议", 286, True), ("286条建议", 285, False), ("2至3期", 3, True), ("2至3期", 4, False), ("xx人", 5, False),
])
def test_records_agree_with_what_the_words_promise(text, records, agree):
    one = next(one for one in reading.read(text) if one.is_figure or one.kind == "damaged")
    assert reading.agrees(one, records) is agree


def test_a_sure_part_of_the_records_is_held_against_the_text():
    found = reading.read("发展会员320人,力争明年发展400人。", 2010)
    reading.hold(found, {"ORG04": ("people.joined", 318)}.get)
    held = [(one.code, one.records, one.equal) for one in found if one.is_figure]
    assert held == [("people.joined", 318, False), (None, None, None)]
