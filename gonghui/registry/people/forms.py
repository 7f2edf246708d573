"""The page of one person. The member roster takes its columns from these very fields and rules."""
from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.core import cleaning
from gonghui.core.cleaning import masked, words
from gonghui.core.fields import Cleaned, Named, Word
from gonghui.core.forms import Day, styled
from gonghui.core.rosters import RuledForm

from . import rules
from . import words as terms
from .models import known_unions

YES_NO = [("", ""), ("是", _("是")), ("否", _("否"))]


class MemberForm(RuledForm):
    """Everything the register asks about a member, as typed."""

    name = Cleaned(clean=cleaning.person_name, label=_("姓名"), required=True)
    id_kind = Word(allowed=terms.ID_KINDS, aliases=terms.ID_KIND_ALIASES, label=_("证件类型"))
    id_number = Cleaned(clean=masked(cleaning.document_number), label=_("证件号码"))
    sex = Word(allowed=terms.SEXES, aliases=terms.SEX_ALIASES, label=_("性别"))
    birth_date = Cleaned(clean=cleaning.day, label=_("出生日期"), widget=Day())
    ethnicity = Word(allowed=terms.ETHNICITIES, aliases=terms.ETHNIC_ALIASES, label=_("民族"))
    politics = Word(allowed=terms.POLITICS, aliases=terms.POLITICS_ALIASES, label=_("政治面貌"))
    education = Word(allowed=terms.EDUCATIONS, aliases=terms.EDUCATION_ALIASES, label=_("文化程度"))
    household = Word(allowed=terms.HOUSEHOLDS, aliases=terms.HOUSEHOLD_ALIASES, label=_("户籍类型"))
    native_place = Cleaned(clean=words(40), label=_("籍贯"))
    phone = Cleaned(clean=masked(cleaning.phone), label=_("手机号"))
    address = Cleaned(clean=words(200), label=_("家庭住址"))
    org = Named(known=known_unions, label=_("所属工会"), required=True,
                missing=_("没有名为“%s”的工会，请核对名称或先建立工会。"), outside=_("“%s”不在您的管辖范围内。"))
    employer_name = Cleaned(clean=words(120), label=_("单位名称"))
    job = Cleaned(clean=words(40), label=_("工种"))
    skill = Word(allowed=terms.SKILLS, aliases=terms.SKILL_ALIASES, label=_("技能等级"))
    employment = Word(allowed=terms.EMPLOYMENTS, aliases=terms.EMPLOYMENT_ALIASES, label=_("就业形态"))
    migrant = Cleaned(clean=cleaning.yes_no, label=_("农民工"), widget=forms.Select(choices=YES_NO))
    bank = Cleaned(clean=words(60), label=_("开户行"))
    bank_card = Cleaned(clean=masked(cleaning.bank_card), label=_("银行卡号"))
    joined_on = Cleaned(clean=cleaning.day, label=_("入会日期"), widget=Day())
    standing = Word(allowed=terms.STANDINGS, aliases=terms.STANDING_ALIASES, label=_("会员状态"))
    left_on = Cleaned(clean=cleaning.day, label=_("离会日期"), widget=Day())

    rules = (rules.number_fits_kind, rules.sex_agrees, rules.birth_agrees, rules.old_enough, rules.known_somehow,
             rules.not_in_future, rules.left_after_joining, rules.left_says_why)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        styled(self)


class RosterForm(MemberForm):
    """The sheet's own columns besides: what follows from the union, and what an export says of its rows."""

    org_code = Cleaned(clean=words(20), label=_("工会编码"))
    township = Cleaned(clean=words(40), label=_("乡镇"))
    record = Cleaned(clean=words(40), label=_("记录号"))
    version = Cleaned(clean=words(10), label=_("版本"))
