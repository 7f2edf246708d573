"""Rows that belong to one county: the same models on SQLite, PostgreSQL and a cluster spread by county.

A county's row never changes county, and a key inside a county never leaves it. `save()` refuses; bulk writers,
which bypass `save()`, check set by set; `manage.py check_data` proves it for any database.
"""
import os
import struct
import time
import uuid

from django.apps import apps
from django.core import checks
from django.db import DatabaseError, connection, models
from django.db.models.fields.related_descriptors import ReverseManyToOneDescriptor
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


def uuid7():
    """A new row's id: 48 bits of milliseconds, 74 random bits (RFC 9562), so that rows lie in order of making."""
    moment, noise = time.time_ns() // 1_000_000, int.from_bytes(os.urandom(10), "big")
    return uuid.UUID(int=moment << 80 | 7 << 76 | (noise >> 68) << 64 | 2 << 62 | noise & (1 << 62) - 1)


def uuid7s(count):
    """Many new ids at once, each as 32 hex digits and in rising order: milliseconds, a counter, 62 random bits."""
    moment, noise = time.time_ns() // 1_000_000, struct.unpack(f">{count}Q", os.urandom(8 * count))
    return [f"{moment + (i >> 12):012x}7{i & 4095:03x}{n & 0x3FFFFFFFFFFFFFFF | 0x8000000000000000:016x}"
            for i, n in enumerate(noise)]


class Division(models.Model):
    """行政区划: GB/T 2260 to the county, nine digits to the township. Small and shared by all counties."""

    code = models.CharField(_("代码"), max_length=12, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, verbose_name=_("上级"), related_name="children")

    class Meta:
        verbose_name = _("行政区划")
        ordering = ["code"]

    def __str__(self):
        return self.name

    @property
    def chain(self):
        """This division's code and its superiors', nearest first: 220422100 → 220422, 220400, 220000."""
        county = self.code[:6]
        codes = [self.code, county, county[:4] + "00", county[:2] + "0000"]
        return list(dict.fromkeys(codes))


class DivisionName(models.Model):
    """A name a division bore, with its days: 金洲乡 until 2019-10-30, 金州乡 after. Both find it."""

    division = models.ForeignKey(Division, models.CASCADE, related_name="names")
    name = models.CharField(_("名称"), max_length=60)
    first = models.DateField(_("起"), null=True)
    last = models.DateField(_("止"), null=True)

    class Meta:
        ordering = ["division", "first"]


class County(models.Model):
    """The tenant: one county's federation and all beneath it."""

    name = models.CharField(_("名称"), max_length=60)
    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("行政区划"))
    demonstration = models.BooleanField(_("示例数据"), default=False)

    class Meta:
        verbose_name = _("县")

    def __str__(self):
        return self.name


class CountyRows(ReverseManyToOneDescriptor):
    """The rows that point to a row (`person.memberships`): asked for by county too, as their indexes begin with it."""

    @cached_property
    def related_manager_cls(self):
        class Manager(super().related_manager_cls):
            def __init__(self, instance):
                super().__init__(instance)
                self.core_filters["county"] = instance.county_id

            def get_prefetch_querysets(self, instances, querysets=None):
                rows = querysets[0] if querysets else self.model._default_manager.all()
                return super().get_prefetch_querysets(instances, [rows.filter(county=instances[0].county_id)])

        return Manager


class CountyKey(models.ForeignKey):
    """A key to a row of the same county: joins and fetches carry the county too."""

    related_accessor_class = CountyRows

    def get_extra_descriptor_filter(self, instance):
        return {"county_id": instance.county_id}

    def get_extra_restriction(self, alias, related_alias):
        if not (alias and related_alias):
            return None
        there, here = (model._meta.get_field("county").get_col(table)
                       for model, table in ((self.related_model, alias), (self.model, related_alias)))
        return models.sql.where.WhereNode([there.target.get_lookup("exact")(there, here)])


class OtherCounty(DatabaseError):
    """A row was about to point into another county, or to change its own."""


class CountyModel(models.Model):
    """A row of one county. Every unique constraint of such a model contains `county`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    county = models.ForeignKey(County, models.PROTECT, editable=False, db_index=False, related_name="+")

    class Meta:
        abstract = True

    def save(self, *, changed=None, **options):
        """changed: the columns that differ from the stored row, where the writer knows them: other keys were asked
        about when they were written."""
        for field in self._meta.concrete_fields:
            if isinstance(field, CountyKey) and (changed is None or field.attname in changed):
                self._refuse_other_county(field)
        super().save(**options)

    def _refuse_other_county(self, field):
        value = getattr(self, field.attname)
        if value is None:
            return
        if field.is_cached(self):
            same = getattr(self, field.name).county_id == self.county_id
        else:
            same = field.related_model._base_manager.filter(pk=value, county_id=self.county_id).exists()
        if not same:
            raise OtherCounty(f"{self._meta.label}.{field.name} points into another county")

    def _do_update(self, base_qs, *args):
        done = super()._do_update(base_qs.filter(county_id=self.county_id), *args)
        if not (done or self._state.adding):
            raise OtherCounty(f"{self._meta.label} {self.pk} is gone, or its county was changed")
        return done

    @classmethod
    def check(cls, **kwargs):
        return [*super().check(**kwargs), *_county_rules(cls)]


class Record(CountyModel):
    """A row that officers write. `version` grows with each write, so that none overwrites another's unseen.

    `scoped_by` names the lookup by which its rows reach their org (see `core.scope`).
    """

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def _county_rules(model):
    meta = model._meta
    if meta.abstract or meta.proxy:
        return
    keys = [c.fields for c in meta.constraints if isinstance(c, models.UniqueConstraint)]
    keys += [tuple(k) for k in meta.unique_together]
    keys += [(f.name,) for f in meta.local_fields if f.unique and not f.primary_key]
    for key in keys:
        if "county" not in key:
            yield checks.Error(f"unique {key} lacks county", obj=model, id="county.E1")
    for field in meta.local_fields:
        target = field.related_model if field.remote_field else None
        if isinstance(target, type) and issubclass(target, CountyModel) and not isinstance(field, CountyKey):
            yield checks.Error("a key inside a county is a CountyKey", obj=field, id="county.E2")
    for field in meta.local_many_to_many:
        if field.remote_field.through._meta.auto_created:
            yield checks.Error("name the through model", obj=field, id="county.E3")
    if meta.pk.name != "id" or not isinstance(meta.pk, models.UUIDField):
        yield checks.Error("the key of a county's row is its UUIDv7 id", obj=model, id="county.E4")


DATA_CHECKS = []


def data_check(function):
    """Declares a check of what the database itself cannot keep: function(county) → sentences on what is wrong.

    Declare it beside the models it is about; `manage.py check_data` asks all of them for every county.
    """
    DATA_CHECKS.append(function)
    return function


@data_check
def keys_inside(county):
    """No key inside a county points to a row that is another county's, or to none."""
    for model in apps.get_models(include_auto_created=True):
        if not issubclass(model, CountyModel):
            continue
        for field in model._meta.local_fields:
            if isinstance(field, CountyKey):
                count, first = _strays(county, model, field)
                if count:
                    yield _("%(key)s：有 %(count)s 行指向别的县或不存在的行，第一行是 %(first)s。") % {
                        "key": f"{model._meta.label}.{field.name}", "count": count, "first": first}


def _strays(county, model, field):
    quote, target = connection.ops.quote_name, field.related_model._meta
    here, there, key = quote(model._meta.db_table), quote(target.db_table), quote(field.column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), min(CAST(a.id AS text)) FROM {here} a LEFT JOIN {there} b "  # noqa: S608
            f"ON b.{quote(target.pk.column)} = a.{key} AND b.county_id = a.county_id "
            f"WHERE a.county_id = %s AND a.{key} IS NOT NULL AND b.{quote(target.pk.column)} IS NULL", [county.pk])
        return cursor.fetchone()
