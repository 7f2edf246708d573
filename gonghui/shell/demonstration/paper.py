"""The county's summary of 2010, drafted and sent up, ready to be issued: every number in it is a figure."""
from datetime import date

from gonghui.annual.summary.actions import start
from gonghui.annual.summary.models import Section, Summary
from gonghui.core.flow import take
from gonghui.core.writing import write

from .members import FIRST, LAST

SENT_UP = date(2010, 11, 12)
ADDED = {  # what the officer wrote beneath the text a summary begins with, by the place of the section
    1: "七月举办的一期，参加{activities.cadres_trained|7月}，来自各乡镇和系统的基层工会。",
    2: "讲座分别由县、乡镇和系统工会举办，上年同期举办{activities.health_lectures|上年}，参加{activities.lecture_attendances|上年}。",
    4: "上年同期新建工会{orgs.founded|上年}，发展会员{people.joined|上年}。到期末，全县会员总数为{people.members}。",
}


def draft(cast):
    """Writes it down as the section officer. It waits for somebody else to issue it."""
    summary = Summary(title="东辽县总工会2010年工作总结", addressee="县委", first=FIRST, last=LAST, names="2010年工作总结")
    start(summary, cast["sun"])
    for section in Section.objects.filter(county=cast.county, summary=summary, place__in=ADDED).order_by("place"):
        section.text += "\n" + ADDED[section.place]
        write(section, scope=cast["sun"])
    return take(summary, "send_up", scope=cast["sun"], on=SENT_UP)
