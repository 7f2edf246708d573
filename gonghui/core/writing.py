"""The one way to write a record outside a bulk import: locked, compared, audited, and its figures marked stale."""
from contextlib import nullcontext

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from . import audit, figures


class Changed(ValidationError):
    """Somebody else wrote the record meanwhile; nothing was saved."""

    def __init__(self):
        super().__init__(_("这条记录刚被别人修改过，请刷新页面，核对后再保存。"))


def values(obj):
    """{attname: value} of the stored fields, as they are compared."""
    return {f.attname: getattr(obj, f.attname) for f in obj._meta.concrete_fields if f.name != "version"}


def locked(obj):
    """The stored row, locked until the transaction ends. SQLite locks by its IMMEDIATE transaction."""
    return type(obj)._base_manager.select_for_update().get(pk=obj.pk, county_id=obj.county_id)


def write(obj, *, scope, act="", stored=None, **said):
    """Saves one record and says so in the audit trail; returns the names of the fields that changed.

    `act` defaults to "add" or "edit"; `said` goes to the entry (note, on, before, after, org, details). Where
    nothing changed nothing is written. An object that was read at another version raises `Changed`.
    `stored`: its values as the caller's transaction found them when it locked the row, which is then not read again;
    that transaction is given up with any error, so it needs no savepoint here.
    """
    with nullcontext() if stored else transaction.atomic():
        return _write(obj, scope, act, stored, said)


def _write(obj, scope, act, stored, said):
    adding = obj._state.adding
    obj.county_id = obj.county_id or scope.county_id
    if obj.county_id != scope.county_id:
        raise ValueError("one transaction writes one county")
    before = {} if adding else stored or _before(obj)
    after = values(obj)
    names = sorted(name for name, value in after.items()
                   if before.get(name) != value and name not in ("id", "county_id"))
    if not names and not adding:
        return []
    _unless_closed(type(obj), scope, before, after)
    if not adding:
        obj.version += 1
    obj.save(force_insert=adding, changed=None if adding else names)
    details = said.pop("details", {}) | {"fields": names}
    audit.record(scope, act or ("add" if adding else "edit"), obj, details=details, **said)
    figures.touched(type(obj), scope.county_id, [row for row in (before, after) if row])
    return names


def _unless_closed(model, scope, before, after):
    if reasons := figures.reasons_against(scope, model, before, after):
        raise ValidationError(reasons)


def _before(obj):
    stored = locked(obj)
    if stored.version != obj.version:
        raise Changed
    return values(stored)


@transaction.atomic
def remove(obj, *, scope, note=""):
    """Deletes a record that nothing else leans on; raises ValidationError where something does."""
    before = values(locked(obj))
    _unless_closed(type(obj), scope, before, {})
    try:
        with transaction.atomic():
            type(obj)._base_manager.filter(pk=obj.pk, county_id=obj.county_id).delete()
    except (models.ProtectedError, IntegrityError):
        raise ValidationError(_("还有别的记录用到它，不能删除。")) from None
    audit.record(scope, "remove", obj, note=note)
    figures.touched(type(obj), scope.county_id, [before])
