"""Second thoughts on a concept: what the sentence as a whole, or the figure before, says of it.

The words nearest a figure are often the general ones (救助资金, 共救助…人) where the programme
or the season that the figure belongs to was named at the sentence's beginning, and a total and
what was added to it are told in the same nouns.
"""

import re

from . import clauses
from .clauses import AHEAD, FURTHEST, HEADS, STOP, Place
from .numbers import Number


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
    programme(r"[水洪火旱雪震冰]灾|灾[后害区情民]|[成遭]灾|大火|暴雨|山洪|受灾|因灾(?![^,。;]{0,14}致[困贫])|救灾|抗灾|地震|洪涝|倒房|泥石流", "AID22"),
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
#: How many figures may stand between a programme's name and a figure that is still of it.
AT_MOST = 1
SUMS_UP = re.compile(r"全年|[一两三四五]年来|今年以来|近年|总计|各类|各项|同时|此外|另外|还|先后")
FIGURE = re.compile(r"\d[\d.,]*(?![\d.,]*[年月日])")
#: A sum with no word but 救助资金 may belong to the heads told in the sentence before.
SAME_BREATH = re.compile(r"[,。;]?(?:共|累计|合计|共计|总)?(?:发放|支付|落实|拨付|使用)?(?:各类)?(?:救助|帮扶|补助|救济|资助)[^,。;\d]{0,6}")

#: Parts that are told as a concept of their own, though the whole is another.
PARTICULAR = {
    "INN04": {"INN05"}, "RTS01": {"RTS03", "RTS06"}, "ORG03": {"ORG04"}, "ORG01": {"ORG02", "ORG09", "ORG22"},
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


def doubtful(text: str, number: Number, code: str) -> bool:
    """Whether a concept should not be asserted: employers are counted and it counts none, or it speaks
    of aid in general and a programme was named not far before."""
    place = Place(text, number)
    if code in GENERAL:
        return any(words.search(place.long_before) for words, _ in PROGRAMMES)
    return clauses.miscounts(place, code)


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
    place = Place(text, number)
    reached = number.sort in (*HEADS, "单位") and codes[0] in OF_NO_ONE and REACHED.search(place.clause)
    if reached and (to := led if led and led not in OF_NO_ONE else named):
        return [to, *[code for code in codes if code != to]][:3]
    if done := clauses.of_doers(place):
        return [done, *[code for code in codes if code != done]][:3]
    told = next((code for code, its in ((breath, False), (named, own), (led, False))
                 if yields(codes[0], code, its)), "") or clauses.told(place, codes)
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
    particular = codes[0] in PARTICULAR.get(whole, ())
    own = not listed and (particular if bare else whole not in codes or particular)
    return codes if own else [whole, *[code for code in codes if code != whole]][:3]
