"""Seals: the worker closes committed entries, every few seconds, under a chain of its own.

Entries are inserted freely, so that no hot row serialises an office's writes; one that is committed late, with an
older id, goes into a later seal. What a seal holds is the set of entries that point to it, in order of id. Root and
link are made under the audit key: whoever has the database alone can neither forge an entry nor close the chain again.
"""
import hashlib
import hmac
from itertools import islice

from django.conf import settings
from django.db import connections, router, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..county import County, data_check, uuid7
from . import guards

UNSEALED = (float("inf"), 0, "")  # entries that wait for a seal stand behind all that have one
MOST = 5000  # entries of one seal: bounds memory, and how long another clerk's save waits on SQLite


def _models():
    from . import Entry, Seal

    return Entry, Seal


def last_seal(county):
    """The county's newest seal, or None: printed at the foot of every issued paper."""
    Seal = _models()[1]
    return Seal.objects.filter(county=county).order_by("-number").first()


def unsealed(county):
    """How many committed entries wait for a seal."""
    return _models()[0].objects.filter(county=county, seal=None).count()


def seal_entries(county, most=MOST):
    """Seals up to `most` of a county's committed entries, oldest first; the new Seal, or None where none waits.
    `county`: a County or its id.

    One UPDATE … RETURNING takes the entries, so what it takes is exactly what the root is made over: an entry that
    another transaction commits meanwhile is in no part of it. Two sealers wait for each other on the county's row.
    """
    Entry, Seal = _models()
    using = router.db_for_write(Entry)
    with transaction.atomic(using=using):
        county = getattr(county, "pk", county)
        County.objects.using(using).select_for_update(no_key=True).get(pk=county)
        before = last_seal(county)
        seal = Seal(id=uuid7(), county_id=county, number=before.number + 1 if before else 1, at=timezone.now())
        taken = _take(Entry, seal, most, connections[using])
        if not taken:
            return None
        seal.count, seal.root = len(taken), _root(mac for _id, mac in sorted(taken)).hexdigest()
        seal.link = link(before.link if before else "", seal)
        seal.save(force_insert=True)
    return seal


def _take(model, seal, most, connection):
    """Points the oldest unsealed entries to the seal (whose row comes after: the key is checked at commit)."""
    table, prepare = model._meta.db_table, model._meta.get_field("seal").get_db_prep_save
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET seal_id = %s WHERE county_id = %s AND id IN (SELECT id FROM "{table}" '  # noqa: S608
            f"WHERE county_id = %s AND seal_id IS NULL ORDER BY id LIMIT %s) RETURNING id, mac",
            [prepare(seal.pk, connection), seal.county_id, seal.county_id, most])
        return [(str(id).replace("-", ""), mac) for id, mac in cursor.fetchall()]


def _root(macs):
    root = hashlib.sha256()
    for mac in macs:
        root.update(mac.encode())
    return root


def link(before, seal):
    """The chain's next link: everything a seal says and the link before it, under the audit key."""
    said = f"{before}|{seal.county_id}|{seal.number}|{seal.at.timestamp():.6f}|{seal.count}|{seal.root}"
    return hmac.digest(bytes.fromhex(settings.KEYS["audit"]), said.encode(), "sha256").hex()


def broken(county, printed=""):
    """A sentence that names the first broken place of a county's trail, or None where it is whole.

    `printed`: "NUMBER:LINK" from an issued paper; a tail that was cut off after it is seen. Entries are read once, in
    order of id, each seal's root growing as its entries pass: memory grows with the seals, not with the entries.
    """
    fault = _broken_chain(county) or _missing_print(county, printed)
    return fault or _broken_entries(county)


def _broken_chain(county):
    before, number = "", 0
    for seal in _models()[1].objects.filter(county=county).order_by("number").iterator(2000):
        if seal.number != number + 1:
            return _("第 %s 号封条不见了。") % (number + 1)
        if not hmac.compare_digest(seal.link, link(before, seal)):
            return _("第 %s 号封条被改动过。") % seal.number
        before, number = seal.link, seal.number
    return None


def _missing_print(county, printed):
    if not printed:
        return None
    number, _colon, text = printed.partition(":")
    if not number.isdecimal() or len(text) < 16:
        return _("封条“%s”的写法不对，应为“编号:不少于16位的校验码”，请照文件末尾的封条填写。") % printed
    seal = _models()[1].objects.filter(county=county, number=int(number)).first()
    if seal is None:
        return _("文件上印的第 %s 号封条不在库中：从它起的审计记录被截去了。") % number
    if not seal.link.startswith(text.lower()):
        return _("第 %s 号封条与文件上印的不一致：审计记录被整体替换过。") % number
    return None


def _broken_entries(county):
    """Of all faults the one in the lowest seal; entries not yet sealed come last."""
    Entry, Seal = _models()
    seals = {id: (number, count, root) for id, number, count, root in Seal.objects.filter(county=county)
             .order_by("number").values_list("id", "number", "count", "root").iterator(2000)}
    roots, counts, faults = {}, {}, {}
    for id, seal, stored, true in _checked(Entry, county):
        number, due, root = seals.get(seal, UNSEALED)
        if stored != true:
            faults.setdefault(number, _("审计记录 %s 被改动过。") % id)
        if seal is None:
            continue
        counts[seal] = counts.get(seal, 0) + 1
        roots.setdefault(seal, hashlib.sha256()).update(stored.encode())
        if counts[seal] == due and roots.pop(seal).hexdigest() != root:
            faults.setdefault(number, _("第 %s 号封条里的记录被换过。") % number)
    for seal, (number, due, _root) in seals.items():
        if counts.get(seal, 0) != due:
            faults.setdefault(number, _("第 %(number)s 号封条应有 %(due)s 条记录，现有 %(found)s 条。") % {
                "number": number, "due": due, "found": counts.get(seal, 0)})
    return faults[min(faults)] if faults else None


def _checked(model, county, size=5000):
    """(id, seal, the MAC it bears, the MAC it should bear) of every entry, in order of id."""
    from . import COLUMNS, macs

    rows = model.objects.filter(county=county).order_by("id").values_list("seal_id", "mac", *COLUMNS).iterator(size)
    while some := list(islice(rows, size)):
        for (seal, stored, id, *_rest), true in zip(some, macs(row[2:] for row in some), strict=True):
            yield id, seal, stored, true


@data_check
def trail_whole(county, printed=""):
    """The audit trail is whole, up to the seal printed on a paper, and the database refuses to change it."""
    if fault := broken(county, printed):
        yield fault
    for table, trigger in sorted(guards.missing()):
        yield _("数据库的保护触发器 %(trigger)s（表 %(table)s）不见了，请运行 manage.py migrate 恢复。") % {
            "table": table, "trigger": trigger}
