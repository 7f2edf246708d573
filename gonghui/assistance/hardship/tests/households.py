"""A household as the tests file it: 何花 of 李干事's township, laid off, a sick husband, a child at school."""
from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from gonghui.assistance.hardship import actions, words
from gonghui.assistance.hardship.models import (
    Check,
    Consent,
    Evidence,
    Exclusion,
    File,
    Income,
    Visit,
)
from gonghui.core import files, standards
from gonghui.core.standards import Standard
from gonghui.core.writing import write
from gonghui.registry.notices.models import Notice
from gonghui.registry.notices.rules import PUBLICITY_DAYS
from gonghui.registry.people.models import Person

DAY = timedelta(days=1)
BEGUN = date(2010, 3, 1)
PICTURE = (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
           b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND"
           b"\xaeB`\x82")


def line(cast, yuan=245, first=date(2010, 1, 1)):
    """The subsistence line of the county from a day on, and for how many days a notice hangs."""
    values = {actions.LINE: (yuan, "元/月"), PUBLICITY_DAYS: (5, "工作日")}
    for key, (value, unit) in values.items():
        standards.add(cast.wang, Standard(key=key, value=Decimal(value), unit=unit, first=first, division_id="220422",
                                          citation="县政府文件"))


def applied(cast, name="何花", *, scope=None, org=None, on=BEGUN, **said):
    """An application of a registered person, with the main person as its first member."""
    org = org or cast.li_town
    person = Person(name=name, org=org, birth_date=date(1980, 1, 1))
    write(person, scope=cast.wang)
    file = File(**{"org": org, "person": person, "main_cause": "illness", "work_state": "下（待）岗", "housing": "租房",
                   "registration": "非农业", "marriage": "已婚", "address": "白泉镇东街1号", "applied_on": on} | said)
    return actions.apply(file, scope=scope or cast.li, insurance="居民医保")


def furnished(cast, file, *, scope=None, income=3_000_00, on=BEGUN):
    """Everything that the file needs up to the panel: papers, incomes, consents, a visit, an answer, the checklist."""
    scope = scope or cast.li
    main = file.members.get(relation="本人")
    rows = [Evidence(kind=kind, received_on=on) for kind in ("application", "identity", "income", "minutes")]
    rows += [Income(member=main, kind="wage", year=on.year, amount=income)]
    rows += [Consent(member=main, kind=kind, given_on=on) for kind in ("check", "publish")]
    rows += [Exclusion(item=code, grounds="入户查看", checked_on=on) for code, _name in words.EXCLUSIONS]
    rows += [Check(asked_on=on, answered_on=on + DAY, result="agrees")]
    for row in rows:
        actions.put(file, row, scope=scope)
    visit = Visit(on=on + DAY, visitors="李干事、王主席", met="何花", findings="租住一间平房，丈夫常年卧床。")
    actions.put(file, visit, scope=scope)
    files.keep(scope, SimpleUploadedFile("门口.png", PICTURE), {"png"}, visit)
    return visit


def judged(cast, name="何花", *, scope=None, on=BEGUN, **said):
    """A file that the panel has judged, two days after it was accepted."""
    file = applied(cast, name, scope=scope, on=on, **said)
    scope = scope or cast.li
    furnished(cast, file, scope=scope, on=on)
    for step in ("accept", "first_review"):
        file = file.flow.take(file, step, scope=scope, on=on)
    for step in ("visit", "check"):
        file = file.flow.take(file, step, scope=scope, on=on + DAY)
    actions.assess(file, scope=scope, on=on + DAY, year=on.year)
    return file.flow.take(file, "judge", scope=scope, on=on + 2 * DAY)


def noticed(cast, file, *, scope=None, on=None):
    """The file after its public notice is over; (the file, the first day on which it may be approved)."""
    on = on or file.decided_on
    file = file.flow.take(file, "announce", scope=scope or cast.li, on=on)
    notice = Notice.objects.get(status="draft", lines__subject=file.pk)
    notice.place, notice.phone = "镇政府公示栏", "04371234567"
    write(notice, scope=cast.wang)
    notice = notice.flow.take(notice, "post", scope=cast.wang, on=on)
    after = notice.ends_on + DAY
    notice.flow.take(notice, "end", scope=cast.wang, on=after)
    return file, after


def filed(cast, name="何花", *, scope=None, on=BEGUN, **said):
    """A file that stands, by way of every step."""
    file, after = noticed(cast, judged(cast, name, scope=scope, on=on, **said), scope=scope)
    return file.flow.take(file, "approve", scope=cast.qian, on=after)


