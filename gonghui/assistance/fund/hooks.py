"""What later sections add to money: checks of their own before a line is paid.

    @check("hardship.on_file")
    def on_file(lines, scope, on):
        # lines: PayLine rows of one run, which is fetched; line.run.allocation.national_only is one limit
        return {line.pk: [_("该对象在发放日没有有效档案。")] for line in lines if …}
"""
from gonghui.core import cleaning
from gonghui.core.flow import spoken

from . import rules

CHECKS: dict = {}


def check(name):
    """Declares a check: function(lines, scope, on) → {line id: [sentences against]}."""
    def declare(function):
        CHECKS[name] = function
        return function
    return declare


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
