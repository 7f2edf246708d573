"""Second thoughts on a concept: what the sentence as a whole, or the figure before, says of it.

The words nearest a figure are often the general ones (救助资金, 共救助…人) where the programme
or the season that the figure belongs to was named at the sentence's beginning, and a total and
what was added to it are told in the same nouns.
"""

import re

from . import concepts
from .numbers import Number

HEADS = ("人", "人次", "户")


def programme(words: str, heads: str, money: str = "", units: str = "") -> tuple[re.Pattern[str], dict[str, str]]:
    """A programme's words, and the concept of a figure within it by the class of its unit."""
    codes = dict.fromkeys(HEADS, heads) | {"元": money or heads}
    return re.compile(words), codes | ({"单位": units} if units else {})


#: Programmes and seasons of aid.
PROGRAMMES = (
    programme(r"单亲", "AID23"),
    programme(r"助学|(?<!求学)(?<!求学“)圆梦|学子|大学生|高考|考[入上]大学|[上入就升]学|学费", "AID06", "AID07"),
    programme(r"大病|重病|医疗救[助济]|医疗帮扶", "AID08", "AID09"),
    programme(r"送?清凉|高温|防暑|酷暑|盛夏|炎夏", "AID21", "AID20", "AID05"),
    programme(r"[水洪火旱雪震冰]灾|灾[后害区情民]|[成遭]灾|暴雨|山洪|受灾|因灾(?![^,。;]{0,14}致[困贫])|救灾|抗灾|地震|洪涝|倒房|泥石流", "AID22"),
    programme(r"互助保[障险]|医疗互助|互助互济", "RTS19", "RTS20"),
    programme(r"抗击?疫|防疫|疫情(?!影响|期间|防控等)|新冠", "AID22"),
    programme(r"小额(?:担保|贴息)?(?:贷款|借款|信贷)", "", "AID17"),
    programme(r"元旦|春节|两节|双节|送温暖|新春|岁末", "AID02", "AID03", "AID05"),
)
PROGRAMMED = {code for _, codes in PROGRAMMES for code in codes.values()}
#: A sum whose own words say nothing (拿出8万元) is of the programme it is told in.
SUMS = {codes["元"] for _, codes in PROGRAMMES} - {"AID23"}
#: Concepts that speak of aid in general; they yield to a programme's own.
GENERAL = {"AID12", "AID13"}
#: What yields to which: a visit in the heat or after a flood is of that programme; an illness can be insured.
YIELDS = {
    "AID20": {"AID02", "AID03"}, "AID23": {"AID03", "AID07"}, "AID21": {"AID02"}, "AID22": {"AID02", "AID03"},
    "RTS19": {"AID08"}, "RTS20": {"AID09"},
}
#: A head count in general behind a class or an activity of one kind.
TRAINED = {"AID14": {"INN11"}, "INN14": {"INN11"}, "RTS23": {"INN11", "OFF02"}}
#: Heads told only as reached (惠及职工8708人) are those of the figure before; so these yield to it.
REACHED = re.compile(r"惠及|受益|覆盖|涉及|受惠|服务")
OF_NO_ONE = {"AID12", "ORG03", "ORG05", "ORG08", "ORG17", "OTHER"}
GIVEN = re.compile(r"投入|拿出|出资|救[助济]|帮[扶助]|资助|补助|慰问|走访|看望|发放|发给|筹|拨|捐|送|金|款|受益|解决")
#: A clause ends at a comma, an item of a list at 、 behind its figure.
CLAUSES = re.compile(r"[,:]|(?<=[人名位户元次家个份])、")
STOP = re.compile(r"[。!?\n]")
#: How many figures may stand between a programme's name and a figure that is still of it, and how many characters.
PLAINLY = 3.0
AT_MOST, FURTHEST, AHEAD = 1, 100, 45
SUMS_UP = re.compile(r"全年|[一两三四五]年来|今年以来|近年|总计|各类|各项|同时|此外|另外|还|先后")
FIGURE = re.compile(r"\d[\d.,]*(?![\d.,]*[年月日])")
#: A sum with no word but 救助资金 may belong to the heads told in the sentence before.
SAME_BREATH = re.compile(r"[,。;]?(?:共|累计|合计|共计|总)?(?:发放|支付|落实|拨付|使用)?(?:各类)?(?:救助|帮扶|补助|救济|资助)[^,。;\d]{0,6}")

#: Honours, where the persons who hold them are visited.
HONOURED = {"INN15", "INN17", "INN24"}
GIFT_BEHIND = re.compile(r"(?:发放|送上|送去|补助|帮扶金|慰问金)")
VISIT = re.compile(r"(?:走访|慰问|看望)(?!团|组|队)")
#: 292个单位: the noun behind says that employers are counted, which these concepts do.
EMPLOYERS_BEHIND = re.compile(r"(?:重点|规模以上|规上|非公|困难|民营|基层|参赛|成员|企?事业)?(?:企业|单位|公司|班组|工地|项目部)(?!工会)")
EMPLOYERS_BEFORE = re.compile(r"(?:企业|用人单位)(?:共|有|约|近|达|达到|共有)?$")
JOBS, UNIONS = {"AID18", "AID19"}, {"ORG01"}
OF_EMPLOYERS = set("ORG08 ORG17 ORG21 INN03 INN19 RTS01 RTS03 RTS06 RTS07 RTS08 RTS17 RTS18 AID05".split())
NAMED_OF_EMPLOYERS = {"INN16", "INN17", "ORG16", "OTHER"}
OF_PERSONS = {"AID01", "AID02", "AID12"}
#: 26个省, which are no townships; 8个村(社区)工会, which are unions.
AREAS_BEHIND = re.compile(r"(?:省|(?:地级?|省辖)?市|县级?市?|市县|城市|国家)(?!直|级|总)")
UNIONS_BEHIND = re.compile(r"[^,。;\d]{1,8}工会")
#: 3个科室, 9个文艺团体: nouns of which the catalogue counts none.
STRANGE_BEHIND = re.compile(
    r"(?:的)?(?!先进|优秀|文明|示范|模范)[\u4e00-\u9fff]{0,5}?(?:部门|科室|处室|股室|(?<!企)事业单位|团体|俱乐部|协会|学会|商会|节目|奖项|大奖|方面|环节|步骤|阶段|层面|类别|档次|"
    r"栏目|模块|系统|平台|品牌|制度|办法|规定|方案|文件|论文|课题报告|调研报告|房间|车辆|床位|志愿者|党员|党支部|团员|律师|专家|教授|讲师|教练|"
    r"裁判|嘉宾|商家|商户|银行|院校|高校|班级|开发区|小区|监测点|委员(?!会)|公里|小分队|突击队|服务队|宣讲团|军人|孩子|老人)"
    r"(?![\u4e00-\u9fff]{0,2}(?:工会|职工|员工|子女|企业))")
#: Heads told of in passing: who takes part in something is no member in a count of members.
TOOK_PART = re.compile(r"(?:参与|参加|参赛|参训)的?(?:职工|会员|人员|人数|员工|干部职工)*(?:达到?|共|约|近|超过?)*$")
TAKING_PART = re.compile(r"[\u4e00-\u9fff、]{0,8}?(?:报名参加|参加|参与|投身|到场|报名)(?!了?工会)")
ALL_OF_THEM = {"ORG01", "ORG02", "ORG03", "ORG04", "ORG05"}
#: Contests whose name stands somewhere before.
SAFETY = {"INN02": "INN20", "INN03": "INN19"}
#: Visits are of the heat, and relief of a disaster, only where one is spoken of.
HEAT = re.compile(r"清凉|高温|防暑|降温|解暑|避暑|消暑|暑|烈日|炎|夏")
#: Relief without a visit or a feast is aid in general.
SUPPORT = re.compile(r"(?:生活|困难|临时)?(?:救助|救济|补助)|帮扶(?:资金|金|款)")
FESTIVE = re.compile(r"慰问|走访|看望|送温暖|元旦|春节|两节|双节|新春|过年|年关|岁末|节日")
RELIEF = {"AID02": "AID12", "AID03": "AID13"}
COOLER = {"AID20": "AID03", "AID21": "AID02"}
OF_NONE = set("INN01 INN04 INN06 INN09 INN12 INN18 AID11 AID18 AID19".split())

NO_VISIT = {"OTHER", "ORG22", "AID02", "AID21", "AID25"}
VISITED_BEHIND = re.compile(
    r"(?!用工|参赛|参会|参加)[\u4e00-\u9fff]{0,5}?(?:企业|单位|公司|工地|站点|项目部|车间|班组)(?!的?工会)")
GOING = re.compile(r"前往|深入|奔赴|来到|走进|先后到|分赴|赴|给|为")
VISITING = re.compile(r"走访|慰问(?!组|团|队)|看望|送清凉|送温暖")

#: Proposals made, and those of them that were taken up.
ADOPTED_BEHIND = re.compile(r"(?:建议|意见)?(?:已|均|都)?(?:被|获|得到|予以|付诸)?(?:采纳|采用|实施|落实|推广)")
PROPOSED = re.compile(r"(?:收到|征集|征得|提出|收集)(?!.*(?:采纳|实施|采用))")

#: The stock of a thing and what was added to it in the period.
ADDED = {"ORG01": "ORG02", "ORG03": "ORG04"}
ADDS = re.compile(r"新建|新增|新组建|新成立|新发展|组建|增加|发展(?!到|至|为)|吸收|吸纳|成立|建立")
STANDS = re.compile(r"共有|现有|已有|已建|共建|累计|总数|达到|达|总计|截[至止]|发展[到至]|增加[到至]|健全|现已|共建立|已组建|已成立")


#: Parts that are told as a concept of their own, though the whole is another.
PARTICULAR = {
    "RTS01": {"RTS03", "RTS06"}, "ORG03": {"ORG04"}, "ORG01": {"ORG02", "ORG09", "ORG22"},
    "AID13": {"AID03", "AID07", "AID09", "AID20"}, "AID12": {"AID02", "AID06", "AID08", "AID21"},
}


def programme_of(text: str, number: Number) -> tuple[str, bool]:
    """The concept that the programme named in the sentence makes of a figure, and whether it is
    named in the figure's own clause; '' if none is named, or two at once."""
    before = STOP.split(text[max(0, number.start - FURTHEST):number.start])[-1]
    behind = re.split(r"[,。;!?\n\d]", text[number.end:number.end + 24])[0]
    groups = before.split(";")
    clauses = CLAUSES.split(groups[-1])
    if not GIVEN.search(clauses[-1] + behind) or re.search(r"其[他它余]", clauses[-1]):
        return "", False
    earlier = [clause for group in groups[:-1] if not FIGURE.search(group) for clause in CLAUSES.split(group)]
    passed = 0
    for place, clause in enumerate([clauses[-1] + " " + behind, *reversed(earlier + clauses[:-1])]):
        passed += len(FIGURE.findall(clause)) if place else 0
        named = [codes for words, codes in PROGRAMMES if words.search(clause)]
        if named or passed > AT_MOST:
            sure = len(named) == 1 and passed <= AT_MOST
            return (named[0].get(number.sort, "") if sure else ""), not place
    return announced(text, number) or begun(text, number), False


def begun(text: str, number: Number) -> str:
    """The one programme that the sentence before, without figures, leads to, unless the figure's sums up the year."""
    sentences = STOP.split(text[max(0, number.start - FURTHEST - AHEAD):number.start])
    if (len(sentences) < 2 or len(sentences[-1]) > AHEAD
            or SUMS_UP.search(sentences[-1]) or FIGURE.search(sentences[-2])):
        return ""
    named = [codes for words, codes in PROGRAMMES if words.search(sentences[-2])]
    return named[0].get(number.sort, "") if len(named) == 1 else ""


def announced(text: str, number: Number) -> str:
    """The one programme that is named only behind a figure: 投入17.5万元,为7600名职工“送清凉”."""
    behind = STOP.split(text[number.end:number.end + AHEAD])[0].split(";")[0]
    named = [(match.start(), codes) for words, codes in PROGRAMMES if (match := words.search(behind))]
    if len(named) != 1 or len(FIGURE.findall(behind[:named[0][0]])) > AT_MOST:
        return ""
    return named[0][1].get(number.sort, "")


def own_clause(text: str, number: Number) -> str:
    """What stands before a figure in its clause."""
    return re.split(r"[,。;:!?\n]", text[max(0, number.start - 40):number.start])[-1]


#: 32个基层工会建立了女工委员会: the figure is of what those counted have or do.
DOERS = re.compile(
    r"的?[\u4e00-\u9fff“”]{0,8}?(?P<who>工会|企业|单位|公司|学校|厂)(?:已|都|均|全部|同时|先后|普遍|分别|全面|依法)*"
    r"(?P<what>(?:建立|设立|成立|组建|实行|开展|签订|推行|召开|配备|建起|建成|参加)(?:了|起)?[^,。;\n]{2,20})")


def done_by(text: str, number: Number) -> str:
    """The concept of what those whom a figure counts have or do; '' if it does not say so plainly."""
    match = DOERS.match(text, number.end)
    if match is None or number.sort not in ("单位", "户"):
        return ""
    weights = concepts.weigh({word: 1.0 for word in concepts.vocabulary() if word in match["what"]})
    scored = [(weight * concepts.fit(concepts.by_code()[code], number, "count"), code) for code, weight in weights.items()]
    best, code = max(scored, default=(0.0, ""))
    if code in ("ORG01", "ORG02") and match["who"] != "工会":
        return "ORG17"
    return code if best >= PLAINLY else ""


def sentence_around(text: str, number: Number) -> str:
    """The sentence a figure stands in, as far as it may speak of it."""
    before = STOP.split(text[max(0, number.start - FURTHEST):number.start])[-1]
    return before + STOP.split(text[number.end:number.end + AHEAD])[0]


def nearer(text: str, number: Number, codes: list[str]) -> str:
    """What the figure's own clause says against the first concept: a growth, a visit, employers; else ''."""
    first, clause = codes[0], own_clause(text, number)
    behind = re.split(r"[,。;\n]", text[number.end:number.end + 24])[0]
    if number.word not in ("元",) and STRANGE_BEHIND.match(text, number.end):
        return "OTHER"
    if first in RELIEF and SUPPORT.search(clause + behind) and not FESTIVE.search(sentence_around(text, number)):
        return RELIEF[first]
    if first in COOLER and not HEAT.search(text[max(0, number.start - 2 * FURTHEST):number.end + AHEAD]):
        return COOLER[first]
    if first in ALL_OF_THEM and (TAKING_PART.match(text, number.end) or TOOK_PART.search(clause)):
        first = next((code for code in codes if code not in ALL_OF_THEM), "OTHER")
    if first in SAFETY and "安康杯" in text[max(0, number.start - 2 * FURTHEST):number.start] + behind:
        return SAFETY[first]
    if first != codes[0]:
        return first
    if first in ADDED and ADDS.search(clause) and not STANDS.search(clause):
        return ADDED[first]
    if first in HONOURED and number.sort in HEADS and (VISIT.search(clause) or GIFT_BEHIND.search(behind)):
        return "AID04"
    if first == "INN04" and ADOPTED_BEHIND.match(behind):
        return "INN05"
    if first == "INN05" and PROPOSED.search(clause):
        return "INN04"
    if first in NO_VISIT and number.sort == "单位" and VISITED_BEHIND.match(text, number.end) and (
            VISITING.search(clause + behind) or GOING.search(clause) and VISITING.search(sentence_around(text, number))):
        return "AID05"
    if number.sort in ("单位", "户") and first in OF_PERSONS and EMPLOYERS_BEHIND.match(text, number.end):
        return "OTHER"
    if number.sort == "单位" and first != "GEN01" and AREAS_BEHIND.match(text, number.end):
        return "OTHER"
    if first == "GEN01" and UNIONS_BEHIND.match(text, number.end):
        return next((code for code in codes if code != first), "")
    if first in OF_NONE | UNIONS and (EMPLOYERS_BEHIND.match(text, number.end) or EMPLOYERS_BEFORE.search(clause)):
        return next((code for code in codes if code in OF_EMPLOYERS), "OTHER" if first in JOBS | UNIONS else "")
    return ""


def doubtful(text: str, number: Number, code: str) -> bool:
    """Whether a concept should not be asserted: employers are counted and it counts none, or it speaks
    of aid in general and a programme was named not far before."""
    if code in GENERAL:
        before = text[max(0, number.start - 2 * FURTHEST):number.start]
        return any(words.search(before) for words, _ in PROGRAMMES)
    employers = number.sort == "单位" and EMPLOYERS_BEHIND.match(text, number.end) is not None
    return employers and code not in OF_EMPLOYERS | NAMED_OF_EMPLOYERS


def yields(code: str, to: str, own: bool) -> bool:
    """Whether a concept gives way to a more particular one that the surroundings suggest."""
    return bool(to) and code != to and (
        code in GENERAL and to not in GENERAL or code in YIELDS.get(to, ()) or code in TRAINED.get(to, ())
        or own and code in PROGRAMMED and to in PROGRAMMED or code == "OTHER" and to in SUMS
    )


def settle(text: str, number: Number, codes: list[str], led: str, between: str) -> list[str]:
    """The concepts in order after second thoughts; ``led`` is what the figure before leads to.

    The programme's own word in the sentence weighs more than what was told before, except for a
    sum told in one breath with its heads.
    """
    breath = led if SAME_BREATH.fullmatch(between) else ""
    named, own = programme_of(text, number)
    reached = number.sort in (*HEADS, "单位") and codes[0] in OF_NO_ONE and REACHED.search(own_clause(text, number))
    if reached and (to := led if led and led not in OF_NO_ONE else named):
        return [to, *[code for code in codes if code != to]][:3]
    if done := done_by(text, number):
        return [done, *[code for code in codes if code != done]][:3]
    told = next((code for code, its in ((breath, False), (named, own), (led, False))
                 if yields(codes[0], code, its)), "") or nearer(text, number, codes)
    return [told, *[code for code in codes if code != told]][:3] if told else codes


#: 其中 and nothing else before a part of a whole, and 、 with a short noun before the parts that follow.
PART, BARE_PART = re.compile(r"[,。;:(\s]*其中"), re.compile(r"[,。;:(\s]*其中[,:]?有?的?")
NEXT_PART = re.compile(r"[\u4e00-\u9fff]{0,8}[、和][\u4e00-\u9fff]{0,8}")


def part_of(between: str, codes: list[str], whole: str, listed: bool) -> list[str] | None:
    """The concepts of what follows on 其中 (or, ``listed``, on another part); None if it is no part.

    A part is of the whole's concept where that is among its own, or where it has no noun that says
    otherwise.
    """
    bare = BARE_PART.fullmatch(between) is not None
    if not (PART.match(between) or listed and NEXT_PART.fullmatch(between) and codes[0] == "OTHER"):
        return None
    own = not bare and not listed and (whole not in codes or codes[0] in PARTICULAR.get(whole, ()))
    return codes if own else [whole, *[code for code in codes if code != whole]][:3]
