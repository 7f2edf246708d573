"""The audit trail: who did what, to which record, when, and why. Entries are never edited.

Entries are written by the machinery (`core.writing`, `core.flow`, rosters, reveals, exports), never by a view.
They name the fields that changed, never a protected value: else nothing could ever be erased. Each carries an HMAC
under a key that is not in the database; `sealing` chains them; `guards` makes the database refuse to change them.
"""
from datetime import UTC

import orjson
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import secrets
from ..county import CountyKey, CountyModel, uuid7s

COLUMNS = ("id", "county_id", "at", "by_id", "org", "act", "model", "record", "on", "before", "after", "note",
           "details")


class Seal(CountyModel):
    """A link of the chain over a county's entries: how many, their root, and the link before."""

    number = models.PositiveBigIntegerField(_("编号"))
    at = models.DateTimeField(_("时间"))
    count = models.PositiveIntegerField(_("记录数"))
    root = models.CharField(max_length=64)
    link = models.CharField(max_length=64)
    scoped_by = ""

    class Meta:
        verbose_name = _("审计封条")
        constraints = [models.UniqueConstraint(fields=["county", "number"], name="seal_number")]
        ordering = ["county", "number"]

    def __str__(self):
        """As it stands at the foot of an issued paper, and as `verify_audit --seal` takes it."""
        return f"{self.number}:{self.link[:16]}"


class Entry(CountyModel):
    """One act. `record` is the id of the row acted on, `on` the day in the world, `at` the moment of entry."""

    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+",
                           verbose_name=_("操作人"))
    org = models.UUIDField(_("代表工会"), null=True)
    act = models.CharField(_("操作"), max_length=60)
    model = models.CharField(_("对象"), max_length=60)
    record = models.UUIDField(null=True)
    on = models.DateField(_("发生日期"), null=True)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    note = models.TextField(_("说明"), blank=True)
    details = models.JSONField(default=dict)
    mac = models.CharField(max_length=64)
    seal = CountyKey(Seal, models.PROTECT, null=True, db_index=False, related_name="entries")
    scoped_by = ""  # the auditors' trail; a record's own timeline is read through the record

    class Meta:
        verbose_name = _("审计记录")
        indexes = [
            models.Index(fields=["county", "record"], name="entry_record"),
            models.Index(fields=["county", "at"], name="entry_at"),
            models.Index(fields=["county", "id"], name="entry_unsealed", condition=models.Q(seal=None)),
        ]
        ordering = ["county", "id"]


def record(scope, act, obj=None, *, model="", **said):
    """Writes one entry. `said`: on, before, after, note, org (acted for), details (JSON; no protected value)."""
    entry = Entry(
        county_id=scope.county_id, by_id=scope.account_id, org=said.pop("org", None) or scope.org_id, act=act,
        at=timezone.now(), model=model or (obj._meta.label_lower if obj is not None else ""),
        record=getattr(obj, "pk", None), **said,
    )
    entry.mac = mac(entry)
    entry.save(force_insert=True)
    return entry


def reveal(scope, obj, field, reason):
    """Writes down that a protected field of a record is read, and why; the caller decrypts it after.

    Raises ValidationError where no reason is given.
    """
    if not reason.strip():
        raise ValidationError(_("请填写查看理由，写明办理什么事项需要看这项内容。"))
    return record(scope, "reveal", obj, note=reason.strip(), details={"field": field})


def exported(scope, what, filter, rows, checksum):
    """Writes down that a list left the program: what (a model's or roster's label), its filter as shown to the
    officer, how many rows, and the SHA-256 of the file that was handed out."""
    return record(scope, "export", model=what, details={"filter": filter, "rows": rows, "checksum": checksum})


def columns(scope, acts, model, records, details):
    """One entry a record, as columns for `tables.insert(Entry, …)`: a bulk import's way to leave its trail.

    `acts`: one word, or one a record · `model`: the model or its label · `records`: ids, as UUIDs or as 32 hex
    digits · `details`: a JSON-ready dict a record. All entries bear the same moment. Write them in the transaction
    that writes the records.
    """
    count, moment = len(records), timezone.now()
    label = model if isinstance(model, str) else model._meta.label_lower
    ids = uuid7s(count)
    acts = [acts] * count if isinstance(acts, str) else list(acts)
    records = [r if isinstance(r, str) else r.hex for r in records]
    texts = [orjson.dumps(said, option=orjson.OPT_SORT_KEYS) for said in details]
    org, at, dumps, fragment = scope.org_id and scope.org_id.hex, _moment(moment), orjson.dumps, orjson.Fragment
    county, by = scope.county_id, scope.account_id
    said = [dumps([id, county, at, by, org, act, label, row, None, "", "", "", fragment(text)])
            for id, act, row, text in zip(ids, acts, records, texts, strict=True)]
    stored = Entry._meta.get_field("at").get_db_prep_save(moment, connection)
    same = {"county_id": county, "at": stored, "by_id": by, "org": org, "model": label, "on": None, "before": "",
            "after": "", "note": "", "seal_id": None}
    return {"id": ids, "act": acts, "record": records, "details": [text.decode() for text in texts],
            "mac": secrets.macs(settings.KEYS["audit"], said),
            **{name: [value] * count for name, value in same.items()}}


def _moment(at):
    return at.astimezone(UTC).isoformat()


def mac(entry):
    """HMAC-SHA256 over everything an entry says, under a key that is not in the database."""
    return macs([[getattr(entry, name) for name in COLUMNS]])[0]


def macs(rows):
    """The MACs that stored entries should bear. `rows`: their values in the order of COLUMNS."""
    return secrets.macs(settings.KEYS["audit"], [
        orjson.dumps([
            id.hex, county, _moment(at), by, org and org.hex, act, model, row and row.hex, on and on.isoformat(),
            before, after, note, details,
        ], option=orjson.OPT_SORT_KEYS)
        for id, county, at, by, org, act, model, row, on, before, after, note, details in rows
    ])


from .sealing import broken, last_seal, seal_entries, unsealed  # noqa: E402, F401
