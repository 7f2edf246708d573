"""What kind of figure a number is: a count, a sum, a rate, a change, a rule's parameter, a target ..."""

import re

from .numbers import Number

EACH = re.compile(
    r"每(?!年度?[,举开组召培评]|季度|个?月(?!\d)|周|天|次|逢|到)"
    r"(?:[一1]?(?:个|名|位|户|家|人|件|份|条|例|场|期|班|篇|项|村|镇|乡|镇街|车间|年|年度|台|辆|桌|支|处|月|孩|生))[^,。;\d]{0,18}$"
    r"|每[人户家村生][^,。;\d]{0,10}$|每(?:满|\d+)[^,。;]{0,10}$"
)
PER_HEAD = re.compile(r"(?:人均|户均|平均每|日均|月均|年均|均为|家均|件均|场均)[^,。;\d]{0,12}$")
ONE_EACH = re.compile(r"分别(?:领取|领到|获得|得到)了?$|(?<![种类级项])各"
                      r"(?:发放?|补助|奖励|给予|获|捐|送|赠|慰问|救助|得|送去|送上|赠送|奖|补贴|资助)?(?:了)?(?:价值|现金|人民币|奖金|慰问金|补助金|助学金)?$")
PER_BEHIND = re.compile(r"\s*/\s*(?:人|户|月|年|天|日|家|个|例|份|次|场|名)|(?:左右|以上)?(?:的)?标准")
STANDARD = re.compile(r"(?:标准|单价|定额)(?:为|是|由|从|提高到|提高至|调整为|达到?|:)?(?:每\S{1,3})?$|按(?:照)?(?:每\S{1,4})?$")
RISE = re.compile(
    r"(?:同比|环比|增长|增涨|增加|提高|提升|上升|上涨|下降|减少|降低|递增|递减|增幅|涨幅|降幅|增速|上调|下调|升高|缩减|压减|翻|超出|高出|多出)"
    r"(?:率|额|幅度)?(?:约|近|了|为|达|达到|超过?|逾|高达|约为|分别(?:为|达)?|幅度|将近|各)*\s*$"
)
RISE_CLAUSE = re.compile(
    r"(?:同比|环比|比(?:上年|去年|前年|上一?年度?|年初|上届|上期|上次|上月|上季度?|同期|19\d\d|20\d\d|计划)"
    r"|较(?:上年|去年|上一?年度?|年初|同期|20\d\d|往年))[^,。;]{0,14}$"
)
LEVEL = re.compile(r"(?:到|至|为)\s*$")
NET = re.compile(r"净(?:增|减|增长|增加)[^,。;\d]{0,8}$")
LIMITED = re.compile(
    r"(?:的|\s)?(?:[^,。;、\d]{0,6}?)(?:企业|单位|公司|车间|村|机构|家庭|乡镇|工程|用人|事故|非公|小微|民营|厂|工会组织|基层工会|规模|群体|案件|争议|事件|集体)"
)
UNDER_RULE = re.compile(r"(?:[近超]|上|逾|不足|不满|低于|少于|不超过|高于|超过|达到|满|未满|未达|人数在|职工在|职工)$")
RULED = re.compile(r"(?:以上|以下)?的(?:设|配|应|须|[^,。;\d]{0,10}(?:企业|单位|公司|家庭|职工|人员|户))")
CEILING = re.compile(r"(?:最高(?!的)|最多|上限|封顶|不超过|限额|起付)[^,。;\d]{0,8}$")
FORECAST = re.compile(r"(?:预计|预期|有望|可望|预测|估计|年[末底]可|可(?:实现|达到?|完成|突破|争取到?)|将可)[^。;]{0,22}$")
THIS_TIME = re.compile(r"(?:本次|首批|此次|已经?)[^,。;]{0,8}$")
TARGET = re.compile(
    r"(?:力争|确保(?!了)|拟(?:在|于|新|投|建|举|发|筹|安|培|组|用)?|"
    r"(?<!原)(?<!的)计划(?=在|用|于|新|投|建|举|发|筹|安|培|组|年内|完成|实现|覆盖|创|评|选|打造|到|公开|表彰|"
    r"推荐|增加|扩大|再|每|对|为|将|资助|慰问|救助|帮扶|命名|授予|购|印|吸纳|改造|下拨|出资|选派|引进)|"
    r"争取(?=在|用|年内|全年|实现|达到|完成|建成|新建|发展|到20)|目标(?:任务)?(?:是|为|数|:)|(?:目标任务|任务数?|指标)(?:是|为|:)(?=\d|$)|"
    r"到(?:20\d\d|明)年(?:底|末)?,?(?:要|将|力争|实现|全|新|建)|"
    r"(?<![不即])将(?=对|为|于|有望|新建|投入|举办|开展|培训|建|发放|达到|完成|筹集|组织|发展|慰问|救助|资助|帮扶|走访|评选|公布|提供|开放|推出)|下一步|明年|来年)[^。;]{0,30}$"
)
AIMED_AT = re.compile(r"的?(?:目标)?(?:任务|指标)|的(?:年度)?目标")
SHARE_OF = re.compile(r"的\d[\d.]*%")
AIM = re.compile(r"任务|目标|计划|指标")
#: Words of the time to come that reach to the end of their sentence, however long.
TO_THE_END = re.compile(
    r"(?<![不即])将(?:着力|继续|进一步|重点|全面|围绕|力争|努力|聚焦|大力|切实|在[^。;]{2,50}(?:上|方面|中))[^。;]*$"
    r"|(?:今年|全年|年内|本年度?|下半年)(?:还|仍|共)?要(?!求[,:])[^。;]*$"
    r"|(?<![不即])将[为对向给][^。;]*$"
    r"|(?:\d年|全[省市县区镇乡])(?:都|还|共)?要(?!求)[^。]*$|总?目标(?:任务)?(?:是|为)[^。;]*$"
    r"|(?<![虚模比])拟(?:授予|表彰|推荐|评选|命名|安排|新建|投入|开展|举办)[^。;]*$")
HANDED_DOWN = re.compile(r"(?:下达|分解|交办|分配|规定|确定)了?(?:给[^,。;\d]{1,8})?的?$")
DONE_CUE = re.compile(r"(?:已经?|现有|目前|现已|去年|上年|截至目前|截止目前|前年)[^。;,]{0,14}$|在[^。;,]{0,18}$(?<=[筹完])|去年[^。;]{0,16}$")
FUTURE = re.compile(r"力争|争取|确保|要|将|计划|拟|前|力求|必须|逐步|全面|应|须")
PAST = re.compile(r"了|已|共|先后|累计|超额")
WITHIN = re.compile(r"\s*(?:之内|以内|内|前|之前|为限)")
GROWS_TOO = re.compile(r"[,、](?:新增|增加|净增|减少)[^,。;\d]{0,10}")
MOVED_TO = re.compile(
    r"\s*,?(?:统一)?(?:提高|增加|上调|调整|提升|上升|增长|扩大|降低|下调|减少|降|升|涨)[^,。;\d]{0,2}[到至为]\s*(?:每[人户月年])?\s*")
BEGINS_WITH_JOIN = re.compile(r"^\s*(?:、|和|及|与|以及|或|,\s*(?:其中)?)\s*$")


def kind_of(text: str, number: Number, planned: bool) -> str:
    """The kind of a number from the words around it. ``planned``: it stands in a section of plans."""
    before = clause_before(text, number.start)
    after = text[number.end:number.end + 14]
    if number.sort == "时":
        return time_kind(text, number, planned)
    if is_threshold(text, number, before, after):
        return "threshold"
    if number.hint:
        return number.hint
    future = future_kind(text, number, planned)
    if future:
        return future
    if is_change(number, before):
        return "change"
    if number.sort == "%":
        return "rate per head" if PER_HEAD.search(before) and not number.word.startswith(("%", "成")) else "ratio"
    if is_rate(number, before, after):
        return "rate per head"
    return "money" if number.unit == "元" else "count"


def clause_before(text: str, place: int) -> str:
    """What stands before a place in its own clause."""
    return re.split(r"[,。;\n!?]", text[max(0, place - 60):place])[-1]


def sentence_before(text: str, place: int) -> str:
    """What stands before a place in its own sentence."""
    return re.split(r"[。;\n!?]", text[max(0, place - 80):place])[-1]


def time_kind(text: str, number: Number, planned: bool) -> str:
    """A span of time is a deadline where something is to be done within it, else a duration."""
    inside = number.bound == "le" or WITHIN.match(text, number.end)
    if re.match(r"的?时间", text[number.end:]) and re.search(r"(?:计划|争取|力争|拟|要)用$", text[:number.start][-5:]):
        return "deadline"
    sentence = re.split(r"[。;\n]", text[number.end:number.end + 60])[0]
    before = sentence_before(text, number.start)
    if PER_HEAD.search(clause_before(text, number.start)):
        return "rate per head"
    if text[number.start:number.end].endswith(("以上", "以下")) and re.match(r"(?:的|工龄|龄|[^,。;]{0,4}的)", text[number.end:]):
        return "threshold"
    if number.word in ("岁", "周岁"):
        return "threshold" if number.bound in ("ge", "le") else "count"
    if inside and (planned or FUTURE.search(before[-14:]) or not PAST.search(before + sentence)):
        return "deadline"
    return "duration"


def is_threshold(text: str, number: Number, before: str, after: str) -> bool:
    """A rule's parameter: 25人以上的企业, 年收入低于…元的家庭, 最高可贷…万元."""
    ends = text[number.start:number.end].endswith(("以上", "以下", "以内"))
    sized = number.word in ("人", "名", "元", "户", "岁", "年", "平方米", "人次")
    if not sized:
        return False
    if ends and LIMITED.match(after) and not re.search(r"(?:走访|慰问|培训|帮助|救助|发展|表彰)[^,。;]{0,8}$", before):
        return not (number.word == "元" and re.match(r"的?(?:企业家|单位\d)", after))
    if ends and re.match(r"的|(?:应|须|必须|都要|均)", after) and not re.search(r"达|超|共|计", before[-6:]):
        return True
    if UNDER_RULE.search(before[-4:]) and RULED.match(after):
        return True
    return number.word == "元" and CEILING.search(before) is not None


def is_rate(number: Number, before: str, after: str) -> bool:
    """Told for one of many: 每人, 人均, 各300元, 元/月."""
    if number.unit == "元" and re.match(r"\s*每[人户月家年]", after):
        return True
    if EACH.search(before) or PER_HEAD.search(before) or ONE_EACH.search(before) or PER_BEHIND.match(after):
        return True
    return number.unit == "元" and STANDARD.search(before) is not None


def is_change(number: Number, before: str) -> bool:
    """A difference between two levels, not a level."""
    if number.word in ("个百分点", "百分点", "番"):
        return True
    if number.word == "倍":
        return True
    if LEVEL.search(before) and not re.search(r"(?:分别|幅度?|率|增速)(?:为|达到)\s*$", before):
        return False
    if number.sort == "%":
        return bool(RISE.search(before)) or bool(RISE_CLAUSE.search(before) and re.search(
            r"[增减升降]$", before)) or bool(re.search(r"(?:增幅|涨幅|降幅|增速|增长率)[^,。;\d]{0,4}$", before))
    return bool(NET.search(before)) or bool(
        RISE_CLAUSE.search(before) and re.search(r"(?:增|减|多|少|降|升|提高|上涨)[^,。;\d]{0,8}$", before))


def future_kind(text: str, number: Number, planned: bool) -> str:
    """'target' or 'forecast' for what is still to come, '' for what is done."""
    sentence = sentence_before(text, number.start)
    if is_forecast(sentence, clause_before(text, number.start)):
        return "forecast"
    if number.sort == "%" and re.match(r"(?:的)?(?:目标)?(?:任务|计划|目标)", text[number.end:]):
        return ""
    if number.sort != "%" and AIMED_AT.match(text[number.end:]):
        return "target"
    if number.sort != "%" and SHARE_OF.match(text[number.end:]) and AIM.search(clause_before(text, number.start)):
        return "target"
    if HANDED_DOWN.search(clause_before(text, number.start)) and re.match(
            r"[^,。;\d]{0,12}(?:任务|指标|计划)", text[number.end:]):
        return "target"
    if planned:
        return "" if DONE_CUE.search(sentence) or is_start(text, number) else "target"
    whole = re.split(r"[。\n!?]", text[max(0, number.start - 160):number.start])[-1]
    if TO_THE_END.search(whole) and not DONE_CUE.search(sentence):
        return "target"
    if TARGET.search(sentence) and not re.search(r"完成(?:了)?[^,。;]{0,12}任务[^,。;]{0,6}$", sentence):
        return "target"
    return ""


def is_forecast(sentence: str, clause: str) -> bool:
    """What is expected, unless the figure's own clause means to do it or tells of this time."""
    if not FORECAST.search(sentence) or re.search(r"(?:超过?|突破|高于)预[计期]", sentence):
        return False
    meant = TARGET.search(clause) and not FORECAST.search(clause)
    return not meant and not THIS_TIME.search(sentence)


def is_start(text: str, number: Number) -> bool:
    """The level from which something is to move: 由每人1000元提高到1500元."""
    before = clause_before(text, number.start)
    return bool(re.search(r"(?:由|从)[^,。;]{0,10}$", before)) and bool(
        re.match(r"[^,。;\d]{0,4}(?:提高|增加|上升|扩大|增长|提升|减少|降低|下降|降|增)[^,。;\d]{0,2}[到至为]", text[number.end:]))


def grows_too(text: str, before: Number, number: Number) -> bool:
    """Whether a growth told against last year goes on: 比上年同期新增单位11个,新增职工317人."""
    between = text[before.end:number.start]
    return GROWS_TOO.fullmatch(between) is not None and RISE_CLAUSE.search(
        clause_before(text, before.start)) is not None


def inherits(between: str) -> bool:
    """Whether two numbers stand in one row (3.2%和4.5%), so that the second is of the first's kind."""
    return BEGINS_WITH_JOIN.match(between) is not None and "," not in between


def moves_to(between: str) -> bool:
    """Whether a number is where the one before is moved to: 由每人300元提高到500元."""
    return MOVED_TO.fullmatch(between) is not None
