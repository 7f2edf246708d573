"""The audit trail: who did what, to which record, when, and why. Entries are never edited.

Entries are written by the machinery (`core.writing`, `core.flow`, rosters, reveals, exports), never by a view.
They name the fields that changed, never a protected value: else nothing could ever be erased.
"""
import hashlib
import hmac

import orjson
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .county import CountyKey, CountyModel


class Seal(CountyModel):
    """A link of the chain over a county's entries: how many, their root, and the link before."""

    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    link = models.CharField(max_length=64)
    scoped_by = ""

    class Meta:
        verbose_name = _("审计封条")
        constraints = [models.UniqueConstraint(fields=["county", "number"], name="seal_number")]
        ordering = ["county", "number"]


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


def mac(entry):
    """HMAC-SHA256 over everything an entry says, under a key that is not in the database."""
    said = orjson.dumps([
        str(entry.id), entry.county_id, entry.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(), entry.by_id,
        entry.org and str(entry.org), entry.act, entry.model, entry.record and str(entry.record),
        entry.on and str(entry.on), entry.before, entry.after, entry.note, entry.details,
    ], option=orjson.OPT_SORT_KEYS)
    return hmac.new(bytes.fromhex(settings.KEYS["audit"]), said, hashlib.sha256).hexdigest()


