"""What a pay run's steps do to its lines, set by set: each within the step's own transaction, so that a run that is
killed is where it was, or a step further.

Lines change by the steps of their flow, many at once; the run's own entry in the audit trail says how many.
"""
from collections import defaultdict

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from gonghui.core import audit, figures, tables
from gonghui.core.flow import Refused

from . import hooks
from .ledger import Part, citing, move
from .models import PayLine

Status = PayLine.Status


def take_all(rows, name, scope, on, **also):
    """One step of the flow for all lines that stand where it begins; how many took it. also: fields set with it."""
    step = PayLine.flow.steps[name]
    scope.require(step.permission)
    chosen = rows.filter(county_id=scope.county_id, **{f"{PayLine.flow.field}__in": step.sources})
    days = list(chosen.order_by().values("paid_on", "returned_on").distinct())
    said = {PayLine.flow.field: step.target, "version": F("version") + 1, **dict.fromkeys(step.clears), **also}
    if step.stamps:
        said[step.stamps] = on
    done = chosen.update(**said)
    # A figure over lines looks again at the days they had and at the one they have now.
    figures.touched(PayLine, scope.county_id, [
        {"id": place, **had, **({step.stamps: on} if step.stamps else {})} for place, had in enumerate(days)])
    return done


def check(run, scope, on):
    """Holds the lines that speak against themselves, with their reasons; frees those that were put right."""
    lines = list(run.having(Status.PLANNED, Status.HELD).select_related("run").order_by("number"))
    found = hooks.against(lines, scope, on)
    same = defaultdict(list)
    for line in lines:
        why = "".join(found.get(line.pk, ()))[:400]
        if why != line.held_why or bool(why) != (line.status == Status.HELD):
            same[why].append(line.pk)
    for why, ids in same.items():
        for part in _parts(run, ids):
            take_all(part, "free", scope, on, held_why="")
            if why:
                take_all(part, "hold", scope, on, held_why=why)
    _warn(run, lines)
    run.recount()
    audit.record(scope, "check.lines", run, on=on, details={"lines": len(lines), "held": len(found)})


def _parts(run, ids, most=500):
    """Lines by their ids, some hundred at a time: SQLite takes so many parameters and no more."""
    for start in range(0, len(ids), most):
        yield run.lines.filter(pk__in=ids[start:start + most])


def _warn(run, lines):
    same = defaultdict(list)
    for line in lines:
        warning = "".join(hooks.warnings(line))
        if warning != line.warning:
            same[warning].append(line.pk)
    for warning, ids in same.items():
        for part in _parts(run, ids):
            part.update(warning=warning, version=F("version") + 1)


def approve(run, scope, on):
    """Commits the money of the lines that passed, and approves them. Held lines stay held; the others go on."""
    if run.planner_id == scope.account_id:
        raise Refused(_("这批名单是您拟定的，须由另一人批准。"))
    fit = run.having(Status.PLANNED)
    if _had_a_hand(run, fit, scope):
        raise Refused(_("名单上有您加入或更正的行，须由另一人批准。"))
    lines = list(fit.select_for_update(of=("self",)).select_related("run").order_by("number"))
    if worse := hooks.against(lines, scope, on):
        raise Refused(_("校验以后情况有变，有%d行不再符合条件，请退回重新校验。") % len(worse))
    fresh = sum(line.amount for line in lines if not line.again_id)
    if fresh:  # what came back is still committed
        _commit(run, fresh, scope, on)
    take_all(fit, "approve", scope, on)
    audit.record(scope, "approve.lines", run, on=on, details={"lines": len(lines), "fen": fresh})


def _commit(run, fen, scope, on):
    """Commits money to a run; out of what was set aside for its matter, where it draws on that."""
    if run.aside_id:
        run.aside.leave(-fen)
        move(scope, run.allocation, "release", [Part(fen, programme=run.programme, **citing(run.aside))], on=on)
    move(scope, run.allocation, "commit", [Part(fen, programme=run.programme, **citing(run))], on=on)


def _had_a_hand(run, lines, scope):
    """Whether the person put names on this list, corrected one of the lines, or the returned one that it pays again."""
    taken = audit.Entry.objects.filter(county_id=scope.county_id, by=scope.account_id)
    ids = {pk.hex for pair in lines.values_list("pk", "again") for pk in pair if pk}
    return (taken.filter(record=run.pk, act="list").exists()
            or taken.filter(record__among=tables.These(ids), act__in=["correct", "resend"]).exists())


def send(run, scope, on):
    """The lines of the bank's next file; its number stands on each of them."""
    batch = run.batches + 1
    count = take_all(run.having(Status.APPROVED), "send", scope, on, batch=batch)
    if not count:
        raise Refused(_("没有已批准、待送银行的行。"))
    type(run).objects.filter(pk=run.pk, county_id=scope.county_id).update(batches=batch, version=F("version") + 1)
    run.refresh_from_db(fields=["batches", "version"])
    audit.record(scope, "send.lines", run, on=on, details={"lines": count, "batch": batch})


def settle(run, scope, on):
    """Releases the money of payments that came back and were not paid again; their lines are given up with it."""
    returned = run.having(Status.RETURNED)
    if fen := returned.aggregate(fen=Sum("amount"))["fen"]:
        take_all(returned, "give_up", scope, on)
        move(scope, run.allocation, "release", [Part(fen, programme=run.programme, **citing(run))], on=on)
        run.recount()


def cancel(run, scope, on):
    """Takes all names off."""
    count = take_all(run.lines.all(), "drop", scope, on)
    run.recount()
    audit.record(scope, "drop.lines", run, on=on, details={"lines": count})
