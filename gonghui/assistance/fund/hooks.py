"""What later sections add to money: the programmes there are, and checks of their own before a line is paid.

    @check("hardship.on_file")
    def on_file(lines, scope, on):
        \"\"\"lines: PayLine rows of one run (line.run is fetched).\"\"\"
        return {line.pk: [_("该对象在发放日没有有效档案。")] for line in lines if …}

    @programmes
    def ours(scope):
        return [("warmth", _("送温暖"))]
"""
from django.utils.translation import gettext_lazy as _

from gonghui.core import cleaning
from gonghui.core.flow import spoken

from . import rules

CHECKS: dict = {}
PROVIDERS: list = []
USUAL = [("living", _("生活救助")), ("medical", _("医疗救助")), ("schooling", _("助学救助")), ("legal", _("法律援助")),
         ("training", _("职业培训")), ("placement", _("职业介绍")), ("warmth", _("送温暖")),
         ("daughters", _("单亲女职工子女助学")), ("disaster", _("灾害救助")), ("temporary", _("临时救助")),
         ("heating", _("取暖救助"))]


def check(name):
    """Declares a check: function(lines, scope, on) → {line id: [sentences against]}."""
    def declare(function):
        CHECKS[name] = function
        return function
    return declare


def programmes(function):
    """Declares who knows more programmes: function(scope) → [(code, name)]."""
    PROVIDERS.append(function)
    return function


def known_programmes(scope):
    """[(code, name)] of all programmes; a section's own name for a code comes before the usual one."""
    known = dict(USUAL)
    for provider in PROVIDERS:
        known |= dict(provider(scope))
    return list(known.items())


def programme_name(scope, code):
    return str(dict(known_programmes(scope)).get(code, code))


def against(lines, scope, on):
    """{line id: [sentences]} of all checks together; lines without a reason are not in it."""
    found: dict = {}
    for function in CHECKS.values():
        for pk, reasons in function(lines, scope, on).items():
            if reasons:
                found.setdefault(pk, []).extend(reasons)
    return found


def account_fits(number):
    try:
        return bool(cleaning.bank_card(number))
    except cleaning.Refused:
        return False


@check("fund.account")
def payable(lines, scope, on):
    """The amount is above zero, the account is there and has a bank's form."""
    accounts = ((line, line.account) for line in lines)
    return {line.pk: spoken(rules.reasons_against_line(line.amount, account, account_fits(account)))
            for line, account in accounts}


@check("fund.twice")
def twice(lines, scope, on):
    """One account under two names, one recipient twice: among all lines of the run that are or will be paid."""
    if not lines:
        return {}
    run, ours = lines[0].run, {line.pk for line in lines}
    others = run.lines.exclude(status__in=["dropped", "returned", "resent"]).exclude(pk__in=ours) if run.fixed else []
    told = [(line.pk, line.payee, line.account_index, line.subject) for line in [*others, *lines]]
    return {pk: spoken(reasons) for pk, reasons in rules.reasons_among_lines(told).items() if pk in ours}


def warnings(line):
    """What is odd and yet no reason: old passbooks have no check digit."""
    number = line.account
    if account_fits(number) and not cleaning.luhn_holds(number):
        return spoken([rules.WARN_LUHN])
    return []
