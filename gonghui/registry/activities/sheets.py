"""The columns of a class's list of names, and the look-ups across the county that a line needs."""
from django.utils.translation import gettext_lazy as _

from gonghui.core import cleaning, secrets
from gonghui.core.cleaning import words
from gonghui.core.fields import Cleaned
from gonghui.core.rosters import RuledForm
from gonghui.registry.people.models import Person


class NameLine(RuledForm):
    """One name on the list of one activity."""

    theme = Cleaned(clean=cleaning.required(words(120)), label=_("活动主题"))
    first_on = Cleaned(clean=cleaning.required(cleaning.day), label=_("开始日期"))
    name = Cleaned(clean=cleaning.person_name, label=_("姓名"))
    id_number = Cleaned(clean=cleaning.masked(cleaning.document_number), label=_("证件号码"))
    employer = Cleaned(clean=words(120), label=_("单位"))
    position = Cleaned(clean=words(60), label=_("职务"))
    present = Cleaned(clean=cleaning.yes_no, label=_("到场"))
    certificate = Cleaned(clean=words(40), label=_("证书编号"))


def members_by_number(county_id, numbers):
    """{ID number: person} of the county's persons: a county's class has people of many unions on its list."""
    wanted = {secrets.blind(number): number for number in numbers if number and number != cleaning.MASKED}
    rows = Person.objects.filter(county_id=county_id, id_index__in=wanted)
    return {wanted[person.id_index]: person for person in rows}
