"""Who is in hardship, by which rule, and what a file still lacks before its next step."""
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from gonghui.core.rules import Reason

_ = str  # marks the sentence for translation; it is translated where it is shown

OLD, NEW = "2010", "2018"
# What the standard of the class rule says in words, and which version of the rule that is.
VERSIONS = {"低保户、低保边缘户、意外致困户": OLD, "深度困难、相对困难、意外致困": NEW}
NAMES = {"allowance": _("低保户"), "edge": _("低保边缘户"), "mishap": _("意外致困户"), "deep": _("深度困难"),
         "relative": _("相对困难"), "accident": _("意外致困")}
CATEGORIES = {OLD: ("allowance", "edge", "mishap"), NEW: ("deep", "relative", "accident")}
PUBLISH, CHECK, CHILD = "publish", "check", "child"
OTHER_CAUSES = 3  # beside the main one, as the national form has it


@dataclass(frozen=True)
class Household:
    """What a class is reckoned from: heads, and fen a year. `allowance`: draws the state's subsistence allowance;
    `struck`: hit by an accident, a disaster or a serious illness; `loss`: what that cost."""

    people: int
    income: int
    expenses: int = 0
    loss: int = 0
    allowance: bool = False
    struck: bool = False


@dataclass(frozen=True)
class Lines:
    """The standards of the day: the subsistence line in fen a month for one person, and how far beyond it the second
    class reaches (times the line); the share of a year's income that a loss must exceed, where the office set one."""

    line: int
    reach: float
    share: float | None = None


def proposed(version, home, lines):
    """(class, or "" for none; what it was reckoned from, as a Reason) by a version of the rule.

    2010: the list of the time: below the line or on the allowance; up to `reach` times the line; struck by an accident.
    2018: (income - rigid expenses) / 12 / people below the line; below `reach` times it; a loss beyond the share.
    """
    if home.people < 1 or lines.line <= 0:
        raise ValueError("a household has people, and the line is above zero")
    spent = home.expenses if version == NEW else 0
    monthly = (home.income - spent) / 12 / home.people
    facts = {"monthly": f"{monthly / 100:,.2f}", "line": f"{lines.line / 100:,.2f}"}
    if version == NEW:
        told = Reason(_("扣除刚性支出后月人均%(monthly)s元，低保线%(line)s元。"), **facts)
        return _by_expenses(home, lines, monthly), told
    told = Reason(_("月人均收入%(monthly)s元，低保线%(line)s元。"), **facts)
    return _by_income(home, lines, monthly), told


def _by_income(home, lines, monthly):
    if home.allowance or monthly < lines.line:
        return "allowance"
    if monthly <= lines.line * lines.reach:
        return "edge"
    return "mishap" if home.struck else ""


def _by_expenses(home, lines, monthly):
    if monthly < lines.line:
        return "deep"
    if monthly < lines.line * lines.reach:
        return "relative"
    beyond = lines.share is not None and home.loss > home.income * lines.share
    return "accident" if home.struck and beyond else ""


def reasons_against_category(version, category, proposed, note):
    """A class is one of the version's, or none (""); one that differs from what the rule proposes says why."""
    if category and category not in CATEGORIES[version]:
        return [Reason(_("%(name)s不是现行标准的困难类别，请重新选择。"), name=NAMES.get(category, category))]
    if category != proposed and not note.strip():
        return [_("所定类别与按标准测算的不一致，须写明理由。")]
    return []


def reasons_against_causes(main, others):
    """One main cause, up to three others, none twice."""
    if main in others or len(set(others)) < len(others):
        return [_("同一致困原因不能重复填写。")]
    if len(others) > OTHER_CAUSES:
        return [Reason(_("次要致困原因最多%(most)d项。"), most=OTHER_CAUSES)]
    return []


def missing_consents(members, consents, on, child_age):
    """Whose consent to the check of a household's means is missing: each adult's own, a guardian's for each child.

    members: [(id, name, birth date or None)]; consents: {(kind, member id)} in force. child_age: years, below which a
    guardian consents (personal information protection law, article 31).
    """
    reasons: list[str] = []
    for pk, name, born in members:
        child = born is not None and age(born, on) < child_age
        if (CHILD if child else CHECK, pk) not in consents:
            sentence = _("缺少%(name)s的监护人同意书。") if child else _("缺少%(name)s的家庭经济状况核对授权。")
            reasons.append(Reason(sentence, name=name))
    return reasons


def missing_visit(visitors, photographs, least):
    """A home is visited by so many persons at least, who bring photographs."""
    reasons: list[str] = []
    if visitors < least:
        reasons.append(Reason(_("入户调查须至少%(least)d人，请登记调查人。"), least=least))
    if not photographs:
        reasons.append(_("入户调查须有照片，请上传。"))
    return reasons


def missing_exclusions(answered, every, hits):
    """Each item of the checklist is answered before the panel meets, and none is hit. answered, every: codes; hits:
    the names of the items that are."""
    if left := len(set(every) - set(answered)):
        return [Reason(_("还有%(left)d项不予建档情形没有核查。"), left=left)]
    return [Reason(_("有不予建档的情形：%(item)s。"), item=item) for item in hits]


def months_above(monthly, line):
    """For how many months in a row, counted back from the last, the income of one head was above the line."""
    run = 0
    for value in reversed(monthly):
        if value <= line:
            break
        run += 1
    return run


def age(born, on):
    """Full years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def review_due(last, months):
    """The day by which a file reviewed on a day is to be reviewed again; of the 31st the month's last."""
    years, month = divmod(last.month - 1 + months, 12)
    year, month = last.year + years, month + 1
    return date(year, month, min(last.day, monthrange(year, month)[1]))
