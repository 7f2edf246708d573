"""What holds a digit or numeral and is no figure: dates, names, marks of headings.

Rules of form, in order; the first that covers a place decides it.
"""

import re

from .units import UNIT

CN = "一二三四五六七八九十"
YEAR = r"(?:(?:19|20)\d\d|[一二][九〇零○O0][〇零○O0一二三四五六七八九]{2})"
MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{CN[:9]}])"
DAY = rf"(?:[12]\d|3[01]|0?[1-9]|二?十[{CN[:9]}]?|三十一?|[{CN[:9]}])"
TO = r"\s*(?:[-—–~至到、和]|——|--)\s*"
PART = r"(?:份|底|末|初|上旬|中旬|下旬|以来|间)?"
ABSTRACT = (
    "方面|环节|机制|体系|转变|结合|机遇|原则|确保|坚持|到位|层面|普遍|代表(?!队|团|组|处)|"
    "维护|意识|自信|阶段|步骤|突破|抓手|主题|工作(?!室|站|日|坊|者)|任务|措施|要求|举措|内容|工程|制度|职能|责任|职责|职权|功能|难题|"
    "文明|一批|关系|统一|全覆盖|有利|必须|务必|确立|全面|重点|关键|重要|新的|维度|着力|加强|强化|提升|延伸|创新(?!工作室|项目|成果|团队|型|企业)|"
    "主线|硬仗|战役|攻坚战|防线|底线|短板|法宝|纽带|合力|高地|考验|没有|不让|不变|不|确保|多元|载体|亮点|特点|坚强|字|专项行动|"
    "严格|能力|聚焦|围绕|建设(?!项目|工地|单位)|融入|思路|目标|理念|基本|"
    "突出|一流|服务(?!中心|站|点|队|窗口|项目)|明确|满意|文化(?!广场|活动|站|宫|中心)|"
    "服从|更|优先|率先|牢牢|深化|注重|渠道|走进|提高|深入|推进(?!会)|落实|联动|同步|需要|指标|优势|纳入|问题|转移|狠抓|抓"
)

DATES = [
    rf"{YEAR}年?{TO}{YEAR}年(?:度|底|末|初)?",
    rf"{YEAR}年度?{MONTH}月(?:{DAY}[日号])?(?:{TO}(?:{MONTH}月)?(?:{DAY}[日号])?)?{PART}",
    rf"{YEAR}\s*年(?:度|底|末|初|上半年|下半年|春节|[一二三四]季度)?(?:{TO}{MONTH}月{PART})?(?:以来|期间)?",
    r"(?:19|20)\d\d[-./](?:1[0-2]|0?[1-9])[-./](?:[12]\d|3[01]|0?[1-9])(?!\d)(?:\s*\d{1,2}:\d\d(?::\d\d)?)?",
    rf"{MONTH}(?:月份?)?{TO}{MONTH}月(?:{DAY}[日号])?{PART}",
    rf"{MONTH}月{DAY}[日号]?{TO}(?:{MONTH}月)?{DAY}[日号]{PART}",
    rf"{MONTH}月{DAY}[日号]{PART}",
    rf"(?<![\d个历]){MONTH}月{PART}(?!活动)",
    rf"{DAY}[日号](?:上午|下午|晚|早|至|,|。|(?=在|说|召开|举行|举办|前往|赴|电|讯|起|从|发布|启动))",
    r"\d{1,2}[:]\d\d(?!\d)|[上下]午\d{1,2}(?:时|点)半?",
    rf"第[{CN}1-4]季度|[{CN[:4]}、]+季度|前[{CN[:4]}]季度",
    r"(?<!\d)(?:19|20)\d\d(?=度|元旦|春节|中秋|国庆|财年|学年|届)",
    rf"(?:近|前|后|今后|未来|过去|这|连续以来|最近|上|头|至今)的?[{CN[:9]}两几\d]+(?:个)?[年月天](?:来|间|里|中)?",
    rf"(?<=的)[{CN[:9]}]年(?=[,。;\n])",
    r"(?<![\d.])0\d年(?:度|底|末|初)?(?!\d)|(?<![\d.])[6-9]\d年(?=[底末初]|代|\d{1,2}月)",
    rf"[{CN[:9]}两几]+年(?=工作(?:总结|回顾|报告|情况|历程|\s))|\d{{1,2}}年(?:来|间)(?!内)",
    rf"(?:^|(?<=[,。;:\s]))[{CN[:9]}两\d]+年(?=(?:先后|累计|一?共|总共|合计|帮|贡献))",
    rf"[{CN[:9]}两几]+年多?(?:来|间)(?!内)|(?<![了期达])一年(?:一度|来|中|里|之|的|以来)?(?!内|以上|以内)|[半整]年",
]
NAMES = [
    r"《[^》\n]{1,60}》",
    r"(?:不(?:让|漏|落下?|丢)|没有)[一1](?=[个名人家户])",
    r"[〔\[【((]\s*(?:19|20)\d\d\s*[〕\]】))]\s*(?:第?\d+号)?",
    rf"第[\d{CN}百千两几]+(?:个五年|[个次届期批名轮季条章款项号部代站课位线者责产国时手一]|(?=[^\d元人]))",
    rf"[{CN}]{{1,3}}届[{CN}\d]{{1,3}}次(?:[^,。;\n]{{0,4}}?(?:全委|全会|会议|代表大会|职代会))?",
    rf"[{CN}]{{1,3}}届(?:[{CN}]{{1,2}}中)?(?:全会)?",
    rf"[{CN}]{{1,3}}中全会|(?:党的|中国工会|工会)?[{CN}]{{2,3}}大(?=[精报以会召代胜、,。的后”])|(?:党的|迎接|学习)[{CN}]{{2,3}}大",
    rf"“?十[{CN[:9]}]”?五(?:”|规划|期间|时期|计划|末|开局|收官)|“十[{CN[:9]}]五”",
    r"“[^”“\n]{0,3}\d{1,2}[.·]\d{1,2}[^”“\n]{0,6}”",
    rf"前(?:\d{{1,2}}|[{CN}两]+)(?:名|位|强|列|三)",
    r"\d{3,4}-\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{5}(?=热线|维权|服务|职工|电话|专线|法律|”)",
    rf"(?:热线|电话|邮编|传真|专线|QQ|ID|微信号)[:]?\s*[“\"]?\d{{4,}}(?![\d.,]*\s?(?:[余多万亿]|{UNIT}))",
    r"\d+[.]?\d*\s*(?:[KMG]B|kb)|[A-Za-z]+[-_]?\d[\d:.-]*|\d+[A-Z](?![A-Za-z]*[元人])(?:级|级景区)?",
    r"\d+(?:\+(?:\d+|[NXnx]))+",
    r"\d+号(?=文|楼|令|公|线|院|机|地|厅|通|会|标|工)",
    r"24小时(?=[^,。;\n]{0,4}(?:驿站|自助|书屋|热线|值|服务|开放|开通|在线|不打烊|接听|受理|援助))",
    rf"[{CN[:9]}两\d]年(?=规划|行动|攻坚|任期)",
    r"\d{1,3}周年|[一二三四五六七八九十百]+周年|世界500强|\d+强(?=企业|县)",
    r"(?:五一|三八|六一|七一|八一|十一|五四)(?![个名人家元万])",
    rf"[{CN}\d](?:星级?|等奖|等功|级(?!工会主席\d)|类(?=企业|单位|竞赛|地区|人员|职工|资质)|等(?=奖))",
    rf"[{CN}]+是(?!一)|[{CN[:6]}]要(?=[^,。;]{{2}})|其[{CN[:6]}][,是、]",
    rf"[{CN}两双百]+大(?=[\u4e00-\u9fff])|[{CN}两双]+型(?=[^号]) ?",
    rf"[{CN}两]+(?:个|项|种|条|次|类|支|件|大|位|场|张|道)(?=(?:“|{ABSTRACT}))",
    rf"[{CN}两]种|[{CN}两]个[{CN}百]|[{CN}两]个(?:先进|率先)(?![集个单])",
    rf"[{CN}](?:送|创|增|争|助|进|比|查|看|访|问|帮|提|带|必|化|有|优|评|亮|讲|公开|书|证|员|站)[{CN}两]",
    rf"(?<!支)[{CN[:9]}]队(?!伍|员)|一次(?=对|将|把|就|集中|性)",
    rf"[{CN}两](?:类|大)(?=人群|群体|人员|对象)",
    r"0\d{1,3}版|每(?:年|半年|季度?|月|周|天|学期)[一两二三四]次",
    r"72行|360行|三百六十行|七十二行|双百|百日|千日|百强",
    r"(?<![近上超过达满逾逼破数几多来一二两三四五六七八九十\d零余万千])[百千万](?=[名人家个企户件场条项支村队厂岗店部次](?!以上|余))",
    r"(?<![近上超过达满逾数几多来余一二两三四五六七八九十\d])[百千万](?=佳|优|联|强|里|岗|企)",
    r"(?:数|几|成)[十百千万]+(?:多|余)?",
    r"\d+:\d+(?!\d)|\d{7,}(?=[^\d万亿人元]|$)(?!\s*[|\t])",
    r"(?<!分)之一|(?<!翻)(?<!翻了)一番",
]
WORDS = (
    "统一 进一步 一定 一些 一线 一体 一致 一流 一贯 一直 一起 一切 一方面 一系列 一把手 一手 一路 一带 一般 一律 一旦 一批 一度 一再 一向 一同 "
    "一时 一心 一阵 一片 一并 一经 一面 一次性 一如既往 一年来 一年里 唯一 逐一 专一 单一 万一 同一 每一 另一 又一 新一 一大 一对一 一条龙 "
    "一站式 一卡通 一户一 一人一 一企一 一事一 一岗双责 一视同仁 一支部 一道 一整套 一整 一揽子 十分 十足 万众 千家万户 千方百计 百分百 三农 "
    "两会 两节 两新 两癌 两优 两学一做 三严三实 四化 五险 双向 三位一体 四位一体 五位一体 三方 三公 三产 四个全面 两手 一席之地 一丝不苟 一鼓作气 "
    "零距离 零事故 零接触 零突破 零就业 零投诉 一张网 一盘棋 一股绳 一颗心 一份力 一件件 一桩桩 一次次 一个个 一名名 一项项 一层层 一句话 一家人 一家亲 一年一 "
    "一元化 百花 百家争鸣 三下乡 三支一扶 三来一补 一代 一门心思 一个时期 一段时间 一定程度 一项重要 一件大事 一条重要 一种 一个重要 一个良好 一个新 一支 一位 一点 一套 一场 "
    "一个好 一个平台 一次全面 一级 二级 三级 四级 一期工程 二期工程 一档 一策 一品 一本账 一分 一天 一日 三三制 三期 五小 四有 "
    "五有 六有 五好 双爱双评 四德 五比 一步 一项 一张 一座 一所 一部分 一名 一个 一家 一件 一条 一份"
).split()
#: One of these is a count, not an article, when a finished act stands before it or it ends the clause.
ARTICLES = set("一起 一支 一场 一套 一位 一名 一个 一家 一件 一条 一份 一项 一张 一座 一所".split())
DONE = re.compile(
    r"(?:举办|召开|开展|组织|建立|建成|成立|新建|组建|命名|评选|荣获|获得?|培训|慰问|救助|推荐|购置|编印|投入|配备|创建|"
    r"评为|新增|承办|举行|组队|选派|选树|签订|完成|建设|设立|开办|创办|资助|聘请|开通|制作|拍摄|印发|有|其中|由|共)(?:了|起)?[^,。;、\d]{0,3}$"
)

#: 一个月 is a span of time.
SPAN_BEHIND = re.compile(r"月|多月|半月|星期|季度|小时|工作日")
NUMERAL = re.compile(rf"[\d{CN}百千万两〇零双]")
QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’“\n]{1,18})[”\"」』’]")
SENTENCE_LIKE = re.compile(r"\d+(?:\.\d+)?(?:万|亿|多|余)*[元人户%]")


def compiled(patterns: list[str]) -> re.Pattern[str]:
    """One pattern that tries its parts in order at each place."""
    return re.compile("|".join(f"(?:{part})" for part in patterns))


DATE = compiled(DATES)
NAME = compiled(NAMES)
WORD = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))


def find(text: str, headings: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Spans that are no figures, none overlapping: heading, name, date, or "" for a mere word."""
    spans = [(start, end, "heading") for start, end in headings]
    for match in QUOTED.finditer(text):
        inner = match.group(1)
        if NUMERAL.search(inner) and not SENTENCE_LIKE.search(inner):
            spans.append((*match.span(), "name"))
    spans += [(*match.span(), "date") for match in DATE.finditer(text)]
    spans += [(*match.span(), "name") for match in NAME.finditer(text)]
    spans += [(*match.span(), "") for match in WORD.finditer(text) if not counted_one(text, match)]
    return apart(spans)


def counted_one(text: str, match: re.Match[str]) -> bool:
    """Whether '一个', '一名' ... is a number: behind a finished act, or as the end of a clause."""
    if match.group() not in ARTICLES:
        return False
    start, end = match.span()
    if match.group() == "一个" and SPAN_BEHIND.match(text, end):
        return True
    if text[start - 1:start] and text[start - 1] in CN + "十百千万每第同任另哪某这那唯逐单":
        return text[start - 1] in "十百千万"
    if match.group() == "一起":
        return bool(re.search(r"(?:事故|案|案件|纠纷|争议|事件)$|(?:调解|化解|处理|受理|办结|代理|查处|发生)了?$", text[:start][-4:]))
    return bool(DONE.search(text[max(0, start - 9):start])) or text[end:end + 1] in ",。;、" or not text[end:]


def apart(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Of overlapping spans the one that came first in the rules' order."""
    taken: list[tuple[int, int, str]] = []
    covered: set[int] = set()
    for start, end, kind in spans:
        if covered.isdisjoint(range(start, end)):
            covered.update(range(start, end))
            taken.append((start, end, kind))
    return sorted(taken)
