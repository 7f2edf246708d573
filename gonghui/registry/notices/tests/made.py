"""Notices as an office has them: five working days of publicity, persons who were asked."""
from datetime import date

from gonghui.core.standards import Standard
from gonghui.registry.notices import actions, rules
from gonghui.registry.notices.actions import Subject
from gonghui.registry.notices.models import Objection
from gonghui.registry.people.models import Person

POSTED, LAST, OVER = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 10)  # a Monday, the fifth working day after it
CONSENT = date(2009, 11, 2)


def standard(key=rules.PUBLICITY_DAYS, value=5, unit="工作日"):
    """What the office has set."""
    return Standard.objects.create(key=key, value=value, unit=unit, division_id="220422", first=date(2005, 1, 1),
                                   citation="东工发〔2005〕1号")


def person(cast, name, org=None):
    return Person.objects.create(county=cast.county, org=org or cast.li_union, name=name)


def subject(row, **said):
    return Subject(row._meta.label, row.pk, row.name, **{"employer": "白泉镇机械厂", "matter": "相对困难",
                                                         "consent_on": CONSENT} | said)


def draft(cast, *rows, org=None, subjects=None, **said):
    """A draft that announces the rows (persons) for a township's union."""
    return actions.announce(
        cast.wang, subjects=subjects or [subject(row) for row in rows],
        **{"org": org or cast.li_town, "kind": "hardship", "title": "困难职工建档公示", "matter": "拟为下列职工建立困难职工档案",
           "place": "镇政府公示栏", "phone": "04375550101"} | said)


def posted(cast, *rows, on=POSTED, **said):
    notice = draft(cast, *rows, **said)
    return notice.flow.take(notice, "post", scope=cast.wang, on=on)


def objected(cast, line, on=POSTED, text="家有商铺"):
    return actions.object_to(line, Objection(received_on=on, text=text), scope=cast.wang)
