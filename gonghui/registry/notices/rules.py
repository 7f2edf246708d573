"""What a public notice may show and when it is over; an empty list of reasons means it may be.

Sources: 《中华人民共和国个人信息保护法》第六条 (no more than needed), 第二十五条 (publishing needs consent of its own),
第二十八条 (health, money accounts and children are sensitive).
"""
import re
from datetime import date

from gonghui.core.rules import Reason

_ = str  # marks the sentence for translation; it is translated where it is shown

PUBLICITY_DAYS, ANSWER_DAYS = "notices.publicity_days", "notices.answer_days"
ADULT = 18  # years; 《中华人民共和国民法典》第十七条
NAME, WORDS = 40, 120  # letters of a name, and of an employer or what is shown
NAMED = 5  # how many lines a refusal names
TWICE = _("这条记录已在这份公示里，不能重复公示。")

# Surnames of two characters (复姓) that are borne today.
COMPOUND = frozenset((
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "司空", "夏侯", "长孙",
    "宇文", "轩辕", "端木", "独孤", "南宫", "东郭", "西门", "百里", "呼延", "闻人", "赫连", "澹台", "公冶", "宗政",
    "濮阳", "淳于", "单于", "太叔", "申屠", "仲孙", "钟离", "鲜于", "闾丘", "万俟", "拓跋", "完颜", "纳兰", "叶赫"))

# The states of health and disabilities of a hardship file's form (健康状况、残疾类别), as words one would write.
DIAGNOSES = (
    "癌", "心血管病", "脑血管病", "尿毒症", "精神病", "肝病", "血液病", "白血病", "糖尿病", "肿瘤", "腰椎病", "颈椎病",
    "高血压", "肺病", "疾病", "残疾")

_DIGITS = re.compile(r"\d(?:\s?\d){5,}")  # full-width ones too; bank numbers are often written in fours
_WORDS = re.compile(r"[\w'-]+|[^\w'-]+")
_LATIN = re.compile(r"[A-Za-z]")


def masked_name(name):
    """A name as the public reads it: 张三 → 张*, 李小明 → 李*明, 欧阳小明 → 欧阳*明; of a name with a dot, or in Latin
    letters, each part keeps its first letter: 阿依古丽·买买提 → 阿***·买**."""
    if "·" in name or _LATIN.search(name):
        return "".join(part[0] + "*" * (len(part) - 1) if part[0].isalnum() else part for part in _WORDS.findall(name))
    surname = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
    given = name[surname:]
    last = given[-1] if len(given) > 1 else ""
    return name[:surname] + "*" * (len(given) - len(last)) + last


def reasons_against_digits(text):
    """No part of an identity or bank number: six digits of the first tell a county, the next eight a birth date."""
    if not _DIGITS.search(text):
        return []
    return [_("公示内容里不能有六位以上的连续数字，以免泄露证件号码、银行账号或电话；金额请加千分号，如154,000元。")]


def reasons_against_words(text):
    """Why a text may not be published: numbers, and what tells somebody's health."""
    found = next((word for word in DIAGNOSES if word in text), "")
    health = [Reason(_("公示内容里不能写健康状况（“%(word)s”），请改写，如“医疗救助”。"), word=found)] if found else []
    return [*reasons_against_digits(text), *health]


def reasons_against_age(born, day):
    """No child's name: the guardian is named in its place. born: the birth date, or None where nobody knows."""
    if born and age(born, day) < ADULT:
        return [_("未满18周岁的人不能公示姓名，请改写监护人的姓名。")]
    return []


def age(born, day):
    """Full years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def reasons_against_consent(consent_on: date | None, day: date):
    """Consent is given before it is written down."""
    return [_("同意公示的日期不能晚于今天。")] if consent_on and consent_on > day else []


def reasons_against_line(name, employer, matter):
    """Why a line may not be published, whoever it is about. An employer may be a hospital: only numbers are refused."""
    if not name.strip():
        return [_("请填写公示的姓名。")]
    if len(name) > NAME or max(len(employer), len(matter)) > WORDS:
        return [_("姓名不能超过40个字，单位和公示内容不能超过120个字，请缩短。")]
    return [*reasons_against_digits(name + " " + employer), *reasons_against_words(matter)]


def reasons_against_notice(title, matter, place):
    """Why a notice's own words may not be published."""
    return [*reasons_against_words(title + " " + matter), *reasons_against_digits(place)]


def reasons_against_change(draft):
    """Why a notice and its lines may not be changed: what hangs on the wall is what was approved."""
    if draft:
        return []
    return [_("公示已经张贴，内容不能再改；确有错误的，请办理“撤回”，另拟一份公示。")]


def missing_to_post(place, phone, lines, unconsented):
    """Why a notice cannot be posted yet. lines: whether it has any; unconsented: [(number, name)] of those whose
    consent to publish is not recorded."""
    missing = [] if place else [_("请先填写张贴地点。")]
    missing += [] if phone else [_("请先填写受理异议的电话。")]
    missing += [] if lines else [_("请先登记公示的人员。")]
    if unconsented:
        named = "、".join(f"{number}号{name}" for number, name in unconsented[:NAMED])
        missing.append(Reason(_("%(named)s等%(count)d人还没有登记公示同意书，请先登记或从名单中删除。"), named=named,
                              count=len(unconsented)))
    return missing


def reasons_against_print(hung):
    """What hangs on the wall bears its days."""
    return [] if hung else [_("请先办理“张贴”，公示期定下来以后再打印。")]


def reasons_against_end(ends_on, day):
    """A notice is over when its last day has wholly passed."""
    if ends_on and day <= ends_on:
        return [Reason(_("公示到%(last)s止，过了这一天才能办理。"), last=ends_on)]
    return []


def reasons_against_objection(hung, posted_on, ends_on, received_on, today):
    """Why an objection cannot be entered. hung: whether the notice is posted or has ended; an objection received in
    time may be entered late."""
    if not hung:
        return [_("只有已经张贴的公示才能登记异议。")]
    if received_on > today:
        return [_("收到异议的日期不能晚于今天。")]
    if not posted_on <= received_on <= ends_on:
        return [Reason(_("公示期是%(first)s至%(last)s，公示期以外收到的意见请按来信来访办理。"), first=posted_on,
                       last=ends_on)]
    return []


def reasons_against_answer(received_on, day):
    """An objection is answered when it is there."""
    return [_("日期不能早于收到异议的日期。")] if day < received_on else []


def reasons_against_next(line, day):
    """Why what a line announces may not go on to its next step on a day. line: None where nothing was announced,
    else it has status ("draft", "posted", "ended", "withdrawn"), ends_on, contested and struck."""
    if line is None:
        return [_("还没有公示，请先拟公示并张贴。")]
    if line.status == "draft":
        return [_("公示还没有张贴，请先办理“张贴”。")]
    if line.status == "withdrawn":
        return [_("公示已经撤回，请另拟公示。")]
    reasons = reasons_against_end(line.ends_on, day)
    if not reasons and line.status == "posted":
        reasons = [_("公示期已满，请先把公示办理“结束”。")]
    reasons += [_("对这一条的异议已经成立，不能继续办理。")] if line.struck else []
    reasons += [_("对这一条有异议还没有答复，请先答复异议。")] if line.contested else []
    return reasons
