"""The names on a pay run: put on, corrected, taken off, put right after they came back."""
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gonghui.core import audit, secrets
from gonghui.core.county import OtherCounty
from gonghui.core.flow import Refused
from gonghui.core.writing import locked, write
from gonghui.registry.people.models import Person

from . import rules
from .models import PayLine, PayRun
from .payments import ACCOUNT_LABEL, ID_LABEL

CHUNK = 1_000  # rows an INSERT


@transaction.atomic
def put_on(run, lines, *, scope):
    """Puts many names on a run's list; how many. lines: dicts of PayLine's fields, with `account` and `id_number` in
    clear, `subject` (a record the payment rests on) and `person_id` where known.

    Raises Refused where the list is closed, or where a recipient is listed already for this programme and season.
    """
    scope.require("fund.edit")
    run = _open(run)
    _ours(scope, {said.get("person_id") or getattr(said.get("person"), "pk", None) for said in lines} - {None})
    season, first = rules.season_key(run.programme, run.season), _last_number(run) + 1
    accounts = [said.get("account", "") for said in lines]
    numbers = [said.get("id_number", "") for said in lines]
    sealed = zip(secrets.seal(accounts, ACCOUNT_LABEL), secrets.blind_all(accounts), secrets.seal(numbers, ID_LABEL),
                 strict=True)
    rows = [_line(run, n, season, said) for n, said in enumerate(lines, start=first)]
    for row, (account, index, number) in zip(rows, sealed, strict=True):
        row.account_sealed, row.account_index, row.id_sealed = account, index, number
    try:
        with transaction.atomic():
            PayLine.objects.bulk_create(rows, batch_size=CHUNK)
    except IntegrityError:
        raise Refused(_listed_already(rows)) from None
    if rows:
        run.recount()
        audit.record(scope, "list", run, details={"first": first, "lines": len(rows)})
    return len(rows)


def _open(run):
    """The run, locked, if its list may still be changed."""
    run = locked(run)
    if not run.open:
        raise Refused(_("这批的名单现在不能改：已批准的先送银行，已办结的请另立一批。"))
    return run


def _ours(scope, people):
    """Persons named on lines are the county's."""
    known = Person.objects.filter(county_id=scope.county_id, pk__in=people).count() if people else 0
    if known != len(people):
        raise OtherCounty("PayLine.person points into another county")


def _last_number(run):
    return run.lines.aggregate(last=Max("number"))["last"] or 0


def _line(run, number, season, said):
    said = {name: value for name, value in said.items() if name not in ("account", "id_number", "subject")} | (
        {"subject_model": said["subject"]._meta.label_lower, "subject": said["subject"].pk} if said.get("subject")
        else {})
    return PayLine(county_id=run.county_id, run=run, number=number, season=season, **said)


def _listed_already(rows):
    """Who of these is on a list of the same programme and season."""
    subjects = {row.subject: row.payee for row in rows}
    there = PayLine.objects.filter(county_id=rows[0].county_id, season=rows[0].season, subject__in=subjects)
    names = [subjects[pk] for pk in there.exclude(status__in=["dropped", "returned"]).order_by("number")
             .values_list("subject", flat=True)[:5]]
    return _("%(names)s已列入这个项目的这一期，不能重复发放，请从名单中去掉。") % {
        "names": "、".join(names) or _("名单中同一对象")}


@transaction.atomic
def correct_line(line, *, scope):
    """Saves what was changed in a line that is not approved yet; a held one is checked again with the run."""
    _open(line.run)
    if locked(line).status not in {"planned", "held"}:
        raise Refused(_("这一行已经批准，不能再改；退票后可以更正重发。"))
    changed = write(line, scope=scope, act="correct")
    line.run.recount()
    return changed


@transaction.atomic
def pay_again(line, said, *, scope):
    """A returned payment, put right: a new line that names the old one, to be checked and approved by another person.

    said: {"bank": …, "account": …, "payee": …}, what is to be otherwise than on the old line. Returns the new line.
    """
    run = _open(line.run)
    try:
        with transaction.atomic():
            old = line.flow.take(line, "resend", scope=scope)
    except IntegrityError:
        raise Refused(_listed_already([line])) from None
    new = PayLine(county_id=old.county_id, run=run, number=_last_number(run) + 1, season=old.season, again=old,
                  **{name: getattr(old, name) for name in (
                      "payee", "person_id", "id_sealed", "employer", "category", "subject_model", "subject", "amount",
                      "bank", "phone", "proxy", "note")})
    new.account = old.account
    for name, value in said.items():
        setattr(new, name, value)
    write(new, scope=scope, details={"again": str(old.pk)})
    run.recount()
    return new


@transaction.atomic
def plan_run(run, *, scope):
    """Begins a pay run; who begins it does not approve it."""
    run.planner_id = scope.account_id
    write(run, scope=scope)
    return run


def begin(scope, title, programme, **said):
    """Plans a run of the scope's own org for another section; it goes on with `put_on`. said: fields of PayRun."""
    scope.require("fund.edit")
    return plan_run(PayRun(county_id=scope.county_id, org_id=scope.org_id, title=title, programme=programme, **said),
                    scope=scope)
