"""The columns of the sheets of unions and employers: how a cell is cleaned, and what must agree in a line.

County-wide look-ups stand here: what is registered beyond the scope is only said to be so.
"""
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from gonghui.core import cleaning
from gonghui.core.cleaning import words
from gonghui.core.county import County, Division, DivisionName
from gonghui.core.fields import Cleaned, Named, Word
from gonghui.core.rosters import RuledForm

from . import rules
from .codes import EmployerKind, Industry, Kind
from .models import Employer, Org, known_unions


def in_chinese_pairs(pairs):
    """{the word that sheets use: its code} of a code list's (code, name)."""
    with override("zh-hans"):
        return {str(name): code for code, name in pairs}


def in_chinese(choices):
    """The same of choices."""
    return in_chinese_pairs(choices.choices)


KINDS, EMPLOYER_KINDS, INDUSTRIES = map(in_chinese, (Kind, EmployerKind, Industry))
KIND_ALIASES = {"基层工会": "单一基层工会", "单位工会": "单一基层工会", "联合工会": "联合基层工会", "村工会": "村（社区）工会",
                "社区工会": "村（社区）工会", "乡镇工会": "乡镇（街道）工会", "街道工会": "乡镇（街道）工会"}


def known_divisions(scope):
    """({name: code} of the county and its townships, by present and former names, none beyond)."""
    county = County.objects.get(pk=scope.county_id).division_id
    former = DivisionName.objects.filter(division__code__startswith=county).values_list("name", "division_id")
    present = Division.objects.filter(code__startswith=county).values_list("name", "code")
    return {**dict(former.order_by("first")), **dict(present.order_by("code"))}, set()


def unions_named(scope, names):
    """{name: union} of the county's unions so called now."""
    rows = Org.objects.filter(county_id=scope.county_id, dissolved_on=None, name__in=set(names))
    return {org.name: org for org in rows}


def employers_meant(scope, codes, names):
    """({credit code: employer}, {name: employer}) of the county's employers with one of the codes or names."""
    rows = Employer.objects.filter(county_id=scope.county_id)
    return ({row.credit_code: row for row in rows.filter(credit_code__in={*codes} - {""})},
            {row.name: row for row in rows.filter(name__in=set(names)).order_by("closed_on", "id")})


def union_field(label):
    return Named(known=known_unions, label=label, missing=_("没有名为“%s”的工会，请核对名称或先登记这个工会。"),
                 outside=_("“%s”不在您的管辖范围内。"))


class OrgLine(RuledForm):
    """One union as a sheet tells it."""

    name = Cleaned(clean=cleaning.required(words(80)), label=_("工会名称"))
    kind = Word(allowed=[word for word in KINDS if KINDS[word] != Kind.COUNTY], aliases=KIND_ALIASES, label=_("组织类型"))
    parent = union_field(_("上级工会"))
    division = Named(known=known_divisions, label=_("所在地"), missing=_("没有名为“%s”的乡镇，请核对。"), outside="%s")
    founded_on = Cleaned(clean=cleaning.day, label=_("成立日期"))
    approval_number = Cleaned(clean=words(60), label=_("批复文号"))
    address = Cleaned(clean=words(200), label=_("地址"))
    phone = Cleaned(clean=cleaning.phone, label=_("联系电话"))
    employer_kind = Word(allowed=EMPLOYER_KINDS, label=_("单位类别"))
    industry = Word(allowed=INDUSTRIES, label=_("行业"))
    workers = Cleaned(clean=cleaning.count, label=_("职工人数"))
    workers_women = Cleaned(clean=cleaning.count, label=_("女职工"))
    workers_migrant = Cleaned(clean=cleaning.count, label=_("农民工"))
    workers_dispatched = Cleaned(clean=cleaning.count, label=_("劳务派遣工"))
    members = Cleaned(clean=cleaning.count, label=_("会员人数"))
    members_women = Cleaned(clean=cleaning.count, label=_("女会员"))
    members_migrant = Cleaned(clean=cleaning.count, label=_("农民工会员"))
    members_dispatched = Cleaned(clean=cleaning.count, label=_("劳务派遣工会员"))
    counted_on = Cleaned(clean=cleaning.day, label=_("人数统计日期"))
    committee_size = Cleaned(clean=cleaning.count, label=_("委员人数"))
    legal_code = Cleaned(clean=cleaning.credit_code, label=_("工会统一社会信用代码"))
    record = Cleaned(clean=words(40), label=_("记录号"))
    version = Cleaned(clean=words(10), label=_("版本"))

    rules = (rules.founded_by_now,)


class EmployerLine(RuledForm):
    """One employer as a sheet tells it."""

    name = Cleaned(clean=cleaning.required(words(120)), label=_("单位名称"))
    credit_code = Cleaned(clean=cleaning.credit_code, label=_("统一社会信用代码"))
    old_code = Cleaned(clean=words(20), label=_("原组织机构代码或注册号"))
    org = union_field(_("归口工会"))
    kind = Word(allowed=EMPLOYER_KINDS, label=_("单位类别"))
    industry = Word(allowed=INDUSTRIES, label=_("行业"))
    workers = Cleaned(clean=cleaning.count, label=_("职工人数"))
    address = Cleaned(clean=words(200), label=_("地址"))
    head = Cleaned(clean=words(40), label=_("法定代表人"))
    contact = Cleaned(clean=words(40), label=_("联系人"))
    phone = Cleaned(clean=cleaning.phone, label=_("联系电话"))
    closed_on = Cleaned(clean=cleaning.day, label=_("注销日期"))
    record = Cleaned(clean=words(40), label=_("记录号"))
    version = Cleaned(clean=words(10), label=_("版本"))
