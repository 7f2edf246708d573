"""Classes, lectures, fairs and feasts: planned, held, put off, called off, or entered as held by mistake."""
from datetime import timedelta

from django.utils.timezone import localdate

from gonghui.core.flow import take
from gonghui.core.writing import write
from gonghui.registry.activities.models import Activity
from gonghui.registry.people.models import Membership

from .books import book, bring_in
from .tables import day, rows

HEADS = {"活动主题": "theme", "开始日期": "first_on", "姓名": "name", "证件号码": "id", "单位": "employer", "职务": "position",
         "到场": "present", "证书编号": "certificate"}


def hold_all(cast, orgs, table, sheet):
    """The gatherings of a table, in the order of their days; their lists of names come in as one sheet, so called.
    Returns its workbook."""
    made = [(plan(cast, orgs, row), row) for row in table]
    listed = [line for activity, row in made if row["names"] for line in names(activity, row)]
    content = book(HEADS, listed)
    bring_in(cast["sun"], "activities.names", sheet, content)
    for activity, row in made:
        settle(cast, activity, row)
    return content


def of_late():
    """The gatherings measured from today, as the table of 2010 tells its own."""
    for row in rows("lately"):
        on = (localdate() + timedelta(days=int(row["days"]))).isoformat()
        yield row | {"first_on": on, "last_on": "", "on": on, "place": "县职工活动中心", "cost": ""}


def plan(cast, orgs, row):
    activity = Activity(
        org=orgs[row["org"]], kind=row["kind"], theme=row["theme"], first_on=day(row["first_on"]),
        last_on=day(row["last_on"]), place=row["place"], cost=int(row["cost"] or 0) * 100 or None,
        counted_by="names" if row["names"] else "heads", heads=int(row["heads"] or 0) or None)
    write(activity, scope=cast.of(row["org"]), on=activity.first_on)
    return activity


def settle(cast, activity, row):
    """What became of it."""
    ours, on = cast.of(row["org"]), day(row["on"])
    if row["outcome"] == "planned":
        return activity
    if row["outcome"] == "cancelled":
        return take(activity, "cancel", scope=ours, on=on, note="参加对象另有任务")
    activity = take(activity, "hold", scope=ours, on=on)
    if row["outcome"] == "mistaken":
        activity = take(activity, "reopen", scope=cast["qian"], on=on, note="当天没有举办，登记有误")
        activity = take(activity, "cancel", scope=ours, on=on, note="场地临时占用")
    return activity


def names(activity, row):
    """The lines of a list of names: members of the organiser's unions. Some did not come; nobody to what is planned."""
    present, absent = int(row["names"]), int(row["absent"] or 0)
    for nth, membership in enumerate(attending(activity, present + absent), 1):
        person, came = membership.person, nth <= present and row["outcome"] != "planned"
        yield {"theme": activity.theme, "first_on": row["first_on"], "name": person.name, "id": person.id_number,
               "employer": person.employer_name or membership.org.name, "present": "是" if came else "否",
               "position": "工会委员" if activity.kind == "cadre_class" else "",
               "certificate": f"东工培{activity.first_on:%Y%m%d}-{nth:02d}" if came and "class" in activity.kind else ""}


def attending(activity, count):
    """So many members of the organiser's unions, from different ones as far as there are."""
    women = {"person__sex": "女"} if activity.kind == "health_lecture" else {}
    rolls = Membership.objects.on_rolls(activity.first_on).filter(
        county_id=activity.county_id, org__in=_beneath(activity.org), person__id_index__isnull=False, **women)
    rolls = list(rolls.select_related("person", "org").order_by("joined_on", "id"))
    return rolls[::max(1, len(rolls) // count)][:count]


def _beneath(org):
    return type(org).ids_under(org.county_id, org.path)
