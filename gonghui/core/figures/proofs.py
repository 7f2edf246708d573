"""Proof of a printed figure: the rows it was made of, kept so small that each printed number can keep its own.

Row ids are 16 bytes of which about ten are chance: written byte plane by byte plane and deflated, an id takes some
ten bytes and a row's measured value next to none where all are alike.
"""
import base64
import hashlib
import json
import sys
import zlib
from array import array
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import translation

from ..periods import Period
from . import places
from .declared import FIGURES
from .kinds import Quoted, Ratio


@dataclass(frozen=True)
class Explanation:
    """Why a figure says something else today: row by row. Measured values are 1 for a counted row, fen or heads."""

    then: object
    now: object
    added: dict  # {row id: measured now}
    removed: dict  # {row id: measured then}
    changed: dict  # {row id: (then, now)}
    reworded: bool  # the definition is another now
    parts: tuple = ()  # of a rate: the Explanations of its two figures

    def __bool__(self):
        return bool(self.then != self.now or self.added or self.removed or self.changed or self.reworded
                    or any(self.parts))


def proof(code, scope, period):
    """What stands behind a figure this moment, as a dict that JSON can keep.

    {code, label, definition, unit, first, last, value, county, org, path, count, ids, measured, digest}; a rate has
    the proofs of its two figures as `parts`, and its own rows are none.
    """
    declared = FIGURES[code]
    rows = _measured(declared, scope, period)
    with translation.override(settings.LANGUAGE_CODE):  # a kept paper says the same whoever made it
        said = {"label": str(declared.label), "definition": declared.said, "unit": str(declared.unit)}
    made = {
        "code": code, **said, "first": period.first.isoformat(), "last": period.last.isoformat(),
        "county": scope.county_id, "org": str(scope.org_id), "path": places.path_of(scope, period.last),
        "count": len(rows), **_packed(rows),
    }
    if isinstance(declared, Ratio):
        part, whole = made["parts"] = [proof(one, scope, period) for one in (declared.part, declared.whole)]
        made["value"] = _plain(declared.of(part["value"], whole["value"]))
    else:
        made["value"] = _plain(_value(declared, scope, period, rows))
    return made | {"digest": _digest(made, rows)}


def _measured(declared, scope, period):
    if isinstance(declared, Ratio):
        return {}
    if isinstance(declared, Quoted):
        row = declared.row(scope, period)
        return {row.pk: 1} if row else {}
    return declared.measured(declared.rows(scope, period))


def _value(declared, scope, period, rows):
    """Of counted and summed rows the sum of what they come to; heads and quoted values are asked for."""
    if isinstance(declared, Quoted) or declared.distinct:
        return declared.value(scope, period)
    return sum(rows.values())


def explain(then, now):
    """The Explanation of the difference between a kept proof and one made now of the same figure."""
    before, after = rows_of(then), rows_of(now)
    return Explanation(
        then["value"], now["value"],
        added={pk: value for pk, value in after.items() if pk not in before},
        removed={pk: value for pk, value in before.items() if pk not in after},
        changed={pk: (value, after[pk]) for pk, value in before.items() if after.get(pk, value) != value},
        reworded=then["definition"] != now["definition"],
        parts=tuple(explain(*pair) for pair in zip(then.get("parts", ()), now.get("parts", ()), strict=True)))


def proof_today(kept, scope):
    """The proof of the same figure, org and days from today's records; `scope`: that org's own, or one above it."""
    period = Period(date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"]))
    return proof(kept["code"], scope.at(UUID(kept["org"])), period)


def intact(kept):
    """Whether a kept proof says what it said when it was made: the digest covers definition, value, org, days, rows."""
    return kept["digest"] == _digest(kept, rows_of(kept)) and all(map(intact, kept.get("parts", ())))


def rows_of(kept):
    """{row id: measured value} of a kept proof. Ids that are whole numbers come back as the UUID of that number."""
    planes, values = (zlib.decompress(base64.b64decode(kept[name])) for name in ("ids", "measured"))
    ids = _across(planes, 16, back=True)
    measured = array("q", _across(values, 8, back=True))
    if sys.byteorder == "big":
        measured.byteswap()
    return {UUID(bytes=ids[16 * n:16 * n + 16]): value for n, value in enumerate(measured)}


def _packed(rows):
    ordered = sorted((_uuid(pk).bytes, value) for pk, value in rows.items())
    measured = array("q", (value for _, value in ordered))
    if sys.byteorder == "big":
        measured.byteswap()
    planes = {"ids": _across(b"".join(pk for pk, _ in ordered), 16), "measured": _across(measured.tobytes(), 8)}
    return {name: base64.b64encode(zlib.compress(plane, 6)).decode() for name, plane in planes.items()}


def _across(bytes_, width, back=False):
    """Records of `width` bytes written plane by plane, all first bytes, then all second bytes; and back again."""
    stride = len(bytes_) // width if back else width
    return b"".join(bytes_[n::stride] for n in range(stride))


def _uuid(pk):
    return pk if isinstance(pk, UUID) else UUID(int=pk)


def _plain(value):
    return value if value is None or isinstance(value, int) else str(value)


def _digest(made, rows):
    """SHA-256 of what the proof says, independent of how its rows are packed."""
    head = [made[name] for name in ("code", "definition", "first", "last", "county", "org", "value")]
    head.append([part["digest"] for part in made.get("parts", ())])
    digest = hashlib.sha256(json.dumps(head, ensure_ascii=False).encode())
    for pk, value in sorted((_uuid(pk).bytes, value) for pk, value in rows.items()):
        digest.update(pk + value.to_bytes(8, "big", signed=True))
    return digest.hexdigest()
