"""What a figure's own clause says against the concept that the words around it suggest.

Who is counted (employers, persons who take part, areas), what is done for or by them, and what a
sum is for are told in a clause's grammar, not by the nearness of words. Each rule takes a place
and the concepts in order and hands back the concept that it says, or ''.
"""

import re
from dataclasses import dataclass

from . import concepts
from .concepts import OTHER
from .numbers import Number

HEADS = ("人", "人次", "户")
#: How many characters before a figure may still speak of it, and how many behind.
FURTHEST, AHEAD = 100, 45
STOP = re.compile(r"[。!?\n]")


@dataclass(frozen=True)
class Place:
    """A figure where it stands: its clause before it, its clause behind it, its whole sentence."""

    text: str
    number: Number

    @property
    def clause(self) -> str:
        """What stands before the figure in its clause."""
        return re.split(r"[,。;:!?\n]", self.text[max(0, self.number.start - 40):self.number.start])[-1]

    @property
    def behind(self) -> str:
        """What stands behind the figure in its clause."""
        return re.split(r"[,。;\n]", self.text[self.number.end:self.number.end + 24])[0]

    @property
    def sentence(self) -> str:
        """The sentence, as far as it may speak of the figure."""
        before = STOP.split(self.text[max(0, self.number.start - FURTHEST):self.number.start])[-1]
        return before + STOP.split(self.text[self.number.end:self.number.end + AHEAD])[0]

    @property
    def long_before(self) -> str:
        """What was told not too far before."""
        return self.text[max(0, self.number.start - 2 * FURTHEST):self.number.start]

    def counts(self, noun: re.Pattern[str]) -> bool:
        """Whether such a noun stands right behind the figure."""
        return noun.match(self.text, self.number.end) is not None


#: 3个科室, 9个文艺团体: nouns of which the catalogue counts none.
STRANGE = re.compile(
    r"(?:的)?(?!先进|优秀|文明|示范|模范|考[入上]|来自|进入|[到在])[\u4e00-\u9fff]{0,5}?(?:部门|科室|处室|股室|(?<!企)事业单位|团体|俱乐部|协会|学会|商会|"
    r"节目|奖项|大奖|方面|环节|步骤|阶段|层面|类别|档次|栏目|模块|系统|平台|品牌|制度|办法|规定|方案|文件|论文|课题报告|调研报告|"
    r"房间|车辆|床位|志愿者|党员|党支部|团员|律师|专家|教授|讲师|教练|裁判|嘉宾|商家|商户|银行|院校|高校|班级|开发区|小区|协作区|"
    r"监测点|委员(?!会)|公里|小分队|突击队|服务队|宣讲团|军人|孩子|老人)(?![\u4e00-\u9fff]{0,2}(?:工会|职工|员工|子女|企业))")


STRANGE_BEFORE = re.compile(
    r"(?:调解委员会|调解组织|调委会|监督委员会|检查委员会|监督组织|领导小组|俱乐部|协会|社团)(?:共|有|已|达|共有|已有|达到)*$")


def of_strangers(place: Place, codes: list[str]) -> str:
    """A noun that the catalogue does not count."""
    strange = place.counts(STRANGE) or place.number.sort == "单位" and STRANGE_BEFORE.search(place.clause)
    return OTHER if strange and place.number.sort != "元" else ""


#: Relief without a visit or a feast is aid in general; a visit is of the heat only where one is spoken of.
SUPPORT = re.compile(r"(?:生活|困难|临时)?(?:救助|救济|补助)|帮扶(?:资金|金|款)")
FESTIVE = re.compile(r"慰问|走访|看望|送温暖|元旦|春节|两节|双节|新春|过年|年关|岁末|节日")
RELIEF = {"AID02": "AID12", "AID03": "AID13"}
HEAT = re.compile(r"清凉|高温|防暑|降温|[解避消]暑|暑|烈日|炎|夏|藿香")
COOLER = {"AID20": "AID03", "AID21": "AID02"}


def of_seasons(place: Place, codes: list[str]) -> str:
    """Aid told as of a season that nothing speaks of."""
    if codes[0] in RELIEF and SUPPORT.search(place.clause + place.behind) and not FESTIVE.search(place.sentence):
        return RELIEF[codes[0]]
    if codes[0] in COOLER and not HEAT.search(
            place.long_before + place.text[place.number.start:place.number.end + AHEAD]):
        return COOLER[codes[0]]
    return ""


#: Those who take part in something are no members in a count of members, and no new unions.
TOOK_PART = re.compile(r"(?:参与|参加|参赛|参训)的?(?:职工|会员|人员|人数|员工|干部职工)*(?:达到?|共|约|近|超过?)*$")
TAKING_PART = re.compile(r"[\u4e00-\u9fff、]{0,8}?(?:报名参加|参加|参与|投身|到场|报名)(?!了?工会)")
ALL_OF_THEM = {"ORG01", "ORG02", "ORG03", "ORG04", "ORG05"}
#: A contest whose name stands somewhere before.
SAFETY = {"INN02": "INN20", "INN03": "INN19"}
OTHER_CONTEST = re.compile(r"技能|技术|大赛|比武|练兵|建议|劳动竞赛|百日")
#: Those who sit in an assembly are counted by none.
ASSEMBLED = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:参加|出席|与会|到会)(?:了?(?:大会|会议))?(?=[,。;\n]|$)")
ASSEMBLY = re.compile(r"(?:大会|会议|座谈会|推进会|仪式|表彰会)(?:召开|举行)?[^。;]{0,8}$")


def of_takers(place: Place, codes: list[str]) -> str:
    """Who takes part, and in what."""
    first = codes[0]
    if place.number.sort == "人" and place.counts(ASSEMBLED) and ASSEMBLY.search(
            place.text[max(0, place.number.start - 30):place.number.start]):
        return OTHER
    if first in ALL_OF_THEM and (place.counts(TAKING_PART) or TOOK_PART.search(place.clause)):
        first = next((code for code in codes if code not in ALL_OF_THEM), OTHER)
    if first in SAFETY and "安康杯" in place.long_before + place.behind and not OTHER_CONTEST.search(
            place.clause + place.behind):
        return SAFETY[first]
    return first if first != codes[0] else ""


#: The stock of a thing and what was added to it in the period.
ADDED = {"ORG01": "ORG02", "ORG03": "ORG04"}
ADDS = re.compile(r"新建|新增|新组建|新成立|新发展|组建|增加|发展(?!到|至|为)|吸收|吸纳|成立|建立")
STANDS = re.compile(
    r"共有|现有|已有|已建|共建|累计|总数|达到|达|总计|截[至止]|发展[到至]|增加[到至]|健全|现已|共建立|已组建|已成立")
#: Proposals made, and those of them that were taken up.
ADOPTED = re.compile(r"(?:建议|意见)?(?:已|均|都)?(?:被|获|得到|予以|付诸)?(?:采纳|采用|实施|落实|推广)")
PROPOSED = re.compile(r"(?:收到|征集|征得|提出|收集)(?!.*(?:采纳|实施|采用))")


def of_growth(place: Place, codes: list[str]) -> str:
    """What was added to a stock; which proposals were taken up."""
    first = codes[0]
    if first in ADDED and ADDS.search(place.clause) and not STANDS.search(place.clause):
        return ADDED[first]
    if first == "INN04" and ADOPTED.match(place.behind):
        return "INN05"
    return "INN04" if first == "INN05" and PROPOSED.search(place.clause) else ""


#: Honours, where the persons who hold them are visited or given something.
HONOURED = {"INN15", "INN17", "INN24"}
VISIT = re.compile(r"(?:走访|慰问|看望)(?!团|组|队)")
EXAMINED = re.compile(r"体检|查体|健康检查")
GIFT = re.compile(r"发放|送上|送去|补助|帮扶金|慰问金")
TITLED = re.compile(
    r"[\u4e00-\u9fff、]{0,14}?(?:荣获|获得?|被评为|被授予|被命名为?)[^,。;]{2,18}?(?:称号|荣誉)|"
    r"[\u4e00-\u9fff、]{0,8}?受到?[^,。;]{0,6}表彰")
#: What those counted are named: 4名职工被授予技术能手称号.
NAMED = re.compile(r"(?:被?评为|被?授予|荣获|获得?|被命名)[^,。;]*?(?:(?P<INN15>劳动模范|劳模(?!创新))|"
                   r"(?P<INN17>五一劳动奖|劳动奖[章状]|先锋号)|(?P<INN24>技术能手|技能标兵|岗位能手|技术状元|工匠|首席)|"
                   r"(?P<ORG16>职工之家|职工小家))")


def of_honours(place: Place, codes: list[str]) -> str:
    """Who is honoured, and with what; who holds an honour and is visited."""
    if codes[0] in HONOURED and EXAMINED.search(place.behind):
        return "RTS23"
    if codes[0] in HONOURED and place.number.sort in HEADS and (
            VISIT.search(place.clause) or GIFT.search(place.behind)):
        return "AID04"
    if codes[0] == "INN16" or codes[0] not in HONOURED and TITLED.match(place.behind):
        named = NAMED.search(place.behind)
        return (named and named.lastgroup) or "INN16"
    return ""


#: 292个单位: the noun says that employers are counted, which these concepts do.
EMPLOYERS = re.compile(
    r"(?:重点|规模以上|规上|非公|困难|民营|基层|参赛|成员|企?事业)?(?:企业|单位|公司|班组|工地|项目部)(?!工会)")
EMPLOYERS_BEFORE = re.compile(r"(?:企业|用人单位)(?:共|有|约|近|达|达到|共有)?$")
OF_EMPLOYERS = set("ORG08 ORG17 ORG21 INN03 INN19 RTS01 RTS03 RTS06 RTS07 RTS08 RTS17 RTS18 AID05".split())
NAMED_OF_EMPLOYERS = {"INN16", "INN17", "ORG16", OTHER}
OF_PERSONS = {"AID01", "AID02", "AID12"}
NO_EMPLOYERS = {"AID18", "AID19", "ORG01"}
OF_NONE = set("INN01 INN04 INN06 INN09 INN12 INN18 AID11".split()) | NO_EMPLOYERS
#: 26个省, which are no townships; 8个村(社区)工会, which are unions.
AREAS = re.compile(r"(?:省|(?:地级?|省辖)市|市(?=提供|[已都均]|全部|开展|建立|[、和,。]|参加|成为|的|$)|县级?市?|市县|城市|国家)(?!直|级|总)")
UNIONS = re.compile(r"[^,。;\d]{1,8}工会")
NO_VISIT = {OTHER, "ORG22", "AID02", "AID21", "AID25"}
VISITED = re.compile(
    r"(?!用工|参赛|参会|参加)[\u4e00-\u9fff]{0,7}?(?:企业|单位|公司|工地|站点|项目部|工程|车间|班组)(?!的?工会)")
GOING = re.compile(r"前往|深入|奔赴|来到|走进|先后到|分赴|赴|给|为")
VISITING = re.compile(r"走访|慰问(?!组|团|队)|看望|送清凉|送温暖")


def of_employers(place: Place, codes: list[str]) -> str:
    """Employers, areas or unions where the concept counts something else."""
    first, sort = codes[0], place.number.sort
    if first in NO_VISIT and sort == "单位" and place.counts(VISITED) and (
            VISITING.search(place.clause + place.behind)
            or GOING.search(place.clause) and VISITING.search(place.sentence)):
        return "AID05"
    if sort in ("单位", "户") and first in OF_PERSONS and place.counts(EMPLOYERS):
        return OTHER
    if sort == "单位" and first != "GEN01" and place.counts(AREAS) and not place.counts(UNIONS):
        return OTHER
    if first == "GEN01" and place.counts(UNIONS):
        return next((code for code in codes if code != first), "")
    if first in OF_NONE and (place.counts(EMPLOYERS) or EMPLOYERS_BEFORE.search(place.clause)):
        return next((code for code in codes if code in OF_EMPLOYERS), OTHER if first in NO_EMPLOYERS else "")
    return ""


#: 筹集16.5万元,救助困难职工720人: a sum whose own clause says nothing is for what follows it.
RAISED = re.compile(
    r"(?:先后|共|累计|共计|自筹|多方|积极)*(?:筹集|筹措|筹|募集|拿出|出资|投入|拨出|拨付|拨款|争取|安排|自筹)(?:了)?"
    r"(?:各类|专项|帮扶)?(?:资金|经费|款)?(?:近|约|共|达|共计|超过)?$")
PURPOSE = re.compile(
    r"[,](?:用于|先后|共|累计|对|为|向|给)*[^,。;]{0,24}?(?:(?P<AID20>清凉|防暑)|(?P<AID07>助学|学生|学子|上学)|"
    r"(?P<AID09>大病|医疗救)|(?P<AID03>慰问|走访|看望)|(?P<AID13>救助|帮扶|补助|救济|资助))")


def of_sums(place: Place, codes: list[str]) -> str:
    """What a sum is for, told behind it."""
    if place.number.unit != "元" or codes[0] != OTHER or not RAISED.search(place.clause):
        return ""
    purpose = PURPOSE.match(place.text, place.number.end)
    return purpose.lastgroup or "" if purpose else ""


#: 32个基层工会建立了女工委员会: the figure is of what those counted have or do.
DOERS = re.compile(
    r"的?[\u4e00-\u9fff“”]{0,8}?(?P<who>工会|企业|单位|公司|学校|厂)(?:已|都|均|全部|同时|先后|普遍|分别|全面|依法)*"
    r"(?P<what>(?:建立|设立|成立|组建|实行|开展|签订|推行|召开|配备|建起|建成|参加)(?:了|起)?[^,。;\n]{2,20})")
PLAINLY = 3.0


def of_doers(place: Place) -> str:
    """The concept of what those whom a figure counts have or do, where it says so plainly."""
    match = DOERS.match(place.text, place.number.end)
    if match is None or place.number.sort not in ("单位", "户"):
        return ""
    weights = concepts.weigh({word: 1.0 for word in concepts.vocabulary() if word in match["what"]})
    scored = [(weight * concepts.fit(concepts.by_code()[code], place.number, "count"), code)
              for code, weight in weights.items()]
    best, code = max(scored, default=(0.0, ""))
    if code in ("ORG01", "ORG02") and match["who"] != "工会":
        return "ORG17"
    return code if best >= PLAINLY else ""


RULES = (of_strangers, of_seasons, of_takers, of_growth, of_honours, of_employers, of_sums)


def told(place: Place, codes: list[str]) -> str:
    """The concept that a figure's clause says against the first of ``codes``, or ''."""
    return next((code for rule in RULES if (code := rule(place, codes))), "")


def miscounts(place: Place, code: str) -> bool:
    """Whether employers are counted by a concept that counts none."""
    return place.number.sort == "单位" and place.counts(EMPLOYERS) and code not in OF_EMPLOYERS | NAMED_OF_EMPLOYERS
