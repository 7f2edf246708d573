"""The one place where money moves: entries and the allocation's balances, in one transaction, or not at all."""
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from gonghui.core import audit, figures
from gonghui.core.flow import Refused, spoken

from . import rules
from .models import Allocation, Posting

CHUNK = 2_000  # rows an INSERT


@dataclass(frozen=True)
class Part:
    """One entry of a move: its sum, and the record it rests on (its model's label and id)."""

    fen: int
    model: str = ""
    cites: UUID | None = None
    programme: str = ""
    note: str = ""


@transaction.atomic
def move(scope, allocation, kind, parts, *, on=None):
    """Moves money of an allocation, one entry a part, and returns the sum in fen.

    The balance is moved by one conditional UPDATE, so that of two who want the last money one is refused, on every
    database. Raises Refused with the sentences for an officer; then nothing was moved.
    """
    on, total = on or localdate(), sum(part.fen for part in parts)
    allocation = Allocation.objects.get(pk=allocation.pk, county_id=scope.county_id)
    reasons = [*rules.reasons_against_sum(min(part.fen for part in parts)), *_against_day(allocation, kind, on)]
    if kind == Posting.Kind.COMMIT:
        for programme in sorted({part.programme for part in parts}):
            reasons += rules.reasons_against_use(allocation.terms, on, programme)
    if reasons:
        raise Refused(*spoken(dict.fromkeys(reasons)))
    _balance(allocation, kind, total)
    _enter(scope, allocation, kind, parts, on)
    audit.record(scope, kind, allocation, on=on, details={"fen": total, "entries": len(parts)})
    return total


def _against_day(allocation, kind, on):
    since = None if kind == Posting.Kind.RECEIVE else allocation.approved_on
    return rules.reasons_against_day(on, localdate(), figures.closed_to(allocation.county_id), since)


def _balance(allocation, kind, total):
    out_of, into = rules.MOVES[kind]
    rows = Allocation.objects.filter(pk=allocation.pk, county_id=allocation.county_id)
    if kind == Posting.Kind.COMMIT:
        rows = rows.filter(status=Allocation.Status.APPROVED)
    changed = {"version": F("version") + 1}
    if out_of != rules.SOURCE:
        rows = rows.filter(**{f"{out_of}__gte": total})
        changed[out_of] = F(out_of) - total
    if into != rules.SOURCE:
        changed[into] = F(into) + total
    if not rows.update(**changed):
        raise Refused(*spoken([rules.not_enough(kind, str(allocation), total)]))


def _enter(scope, allocation, kind, parts, on):
    out_of, into = rules.MOVES[kind]
    rows = [Posting(county_id=scope.county_id, allocation_id=allocation.pk, kind=kind, out_of=out_of, into=into,
                    fen=part.fen, on=on, by_id=scope.account_id, programme=part.programme, model=part.model,
                    cites=part.cites, note=part.note) for part in parts]
    Posting.objects.bulk_create(rows, batch_size=CHUNK)
    # All lie on one day: one of them says what the figures must look at again.
    figures.touched(Posting, scope.county_id, [{"id": rows[0].pk, "on": on}])


def citing(record):
    """What an entry says of the record that it rests on."""
    return {"model": record._meta.label_lower, "cites": record.pk}
