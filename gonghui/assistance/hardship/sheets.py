"""The columns of a sheet of hardship files, and the look-up across the county that a line needs."""
from django.utils.translation import gettext_lazy as _

from gonghui.core import cleaning, secrets
from gonghui.core.cleaning import words as text
from gonghui.core.fields import Cleaned, Word
from gonghui.core.rosters import RuledForm
from gonghui.registry.orgs.sheets import in_chinese_pairs, union_field
from gonghui.registry.people.models import Person

from . import rules, words
from .models import File

CODES = {"level": in_chinese_pairs(words.LEVELS), "main_cause": in_chinese_pairs(words.CAUSES),
         "category": in_chinese_pairs([(code, name) for code, name, _version in words.CATEGORIES])}
CAUSE_ALIASES = {"本人大病": "患重特大疾病", "大病": "患重特大疾病", "疾病": "患重特大疾病", "下岗": "下岗失业", "失业": "下岗失业",
                 "子女就学": "子女上学", "意外灾害": "遭受意外事故", "自然灾害": "遭受自然灾害"}


class FileLine(RuledForm):
    """One file that stands already, as a sheet tells it."""

    name = Cleaned(clean=cleaning.required(cleaning.person_name), label=_("姓名"))
    id_number = Cleaned(clean=cleaning.required(cleaning.masked(cleaning.document_number)), label=_("证件号码"))
    org = union_field(_("建档工会"))
    category = Word(allowed=CODES["category"], label=_("困难类别"), required=True)
    main_cause = Word(allowed=CODES["main_cause"], aliases=CAUSE_ALIASES, label=_("主要致困原因"), required=True)
    filed_on = Cleaned(clean=cleaning.required(cleaning.day), label=_("建档日期"))
    level = Word(allowed=CODES["level"], label=_("档案级别"))
    work_state = Word(allowed=words.WORK_STATES, label=_("工作状态"), required=True,
                      aliases={"下岗": "下（待）岗", "待岗": "下（待）岗", "失业": "失（无）业", "无业": "失（无）业"})
    employer_name = Cleaned(clean=text(120), label=_("工作单位"))
    housing = Word(allowed=words.HOUSING, label=_("住房类型"))
    registration = Word(allowed=words.REGISTRATION, label=_("户口类型"))
    marriage = Word(allowed=words.MARRIAGE, label=_("婚姻状况"))
    single_parent = Cleaned(clean=cleaning.yes_no, label=_("单亲家庭"))
    address = Cleaned(clean=text(200), label=_("家庭住址"))
    phone = Cleaned(clean=cleaning.phone, label=_("联系电话"))

    record = Cleaned(clean=text(40), label=_("记录号"))
    version = Cleaned(clean=text(10), label=_("版本"))

    rules = (rules.filed_in_time,)


def people_by_number(county_id, numbers):
    """{ID number: person} of the county's persons."""
    wanted = {secrets.blind(number): number for number in numbers if number and number != cleaning.MASKED}
    rows = Person.objects.filter(county_id=county_id, id_index__in=wanted).select_related("org")
    return {wanted[person.id_index]: person for person in rows}


def files_of(county_id, people):
    """{person id: his file, if it has not ended} of the county."""
    rows = File.objects.filter(county_id=county_id, person__in=people).working()
    return {row.person_id: row for row in rows.order_by("id")}
