"""What other sections do with money: commit it, release it, pay it out, take back what was returned.

    actions.commit(scope, allocation, 50_000, programme="living", on=day, for_=plan)

Each moves whole fen and raises `Refused` with a sentence: not enough left, outside its days, kept for another purpose,
a closed period, not approved. `for_` is the record that the money is for. The caller has asked for the permission.
"""
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gonghui.core.flow import Refused
from gonghui.core.writing import locked, write

from . import rules
from .ledger import Part, citing, move


def commit(scope, allocation, fen, **said):
    """Sets money aside for a record: available → committed. said: programme, on, for_, note."""
    return _one(scope, allocation, "commit", fen, said)


def release(scope, allocation, fen, **said):
    """Gives up what was set aside: committed → available."""
    return _one(scope, allocation, "release", fen, said)


def pay(scope, allocation, fen, **said):
    """Money that reached somebody: committed → paid. A record is paid once."""
    return _one(scope, allocation, "pay", fen, said)


def take_back(scope, allocation, fen, **said):
    """A payment that came back: paid → committed, to be paid again or released."""
    return _one(scope, allocation, "return", fen, said)


def _one(scope, allocation, kind, fen, said):
    on, for_ = said.pop("on", None), said.pop("for_", None)
    return move(scope, allocation, kind, [Part(fen, **said, **(citing(for_) if for_ else {}))], on=on)


@transaction.atomic
def correct_draft(row, *, scope):
    """Saves what was changed in an allocation or a setting-aside that is still a draft."""
    if not locked(row).editable:
        raise Refused(_("已经报批的不能再改，请先退回修改。"))
    return write(row, scope=scope)


@transaction.atomic
def correct_decision(decision, *, scope):
    """Saves what was changed in a decision, as long as no money was approved by it."""
    if locked(decision).relied_on:
        raise Refused(_("已有资金或发放批次依据这项决定批准，不能再改；请另行登记。"))
    return write(decision, scope=scope)


@transaction.atomic
def correct_run(run, *, scope):
    """Saves what was changed in a pay run; once money was committed its allocation and programme stand."""
    stored = locked(run)
    if not stored.open:
        raise Refused(_("这批已经报批或办结，不能再改；请先撤回修改。"))
    if stored.fixed and any(getattr(stored, name) != getattr(run, name)
                            for name in ("allocation_id", "aside_id", "decision_id", "programme", "season")):
        raise Refused(_("这批已经批准过，资金、依据、项目和期次不能再改。"))
    changed = write(run, scope=scope)
    if {"season", "programme"} & set(changed):
        _carry_season(run)
    return changed


def _carry_season(run):
    try:
        with transaction.atomic():
            run.lines.update(season=rules.season_key(run.programme, run.season))
    except IntegrityError:
        raise ValidationError(_("名单上有人已列入这个项目的这一期，请先撤下。")) from None
