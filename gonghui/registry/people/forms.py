"""The page of one person. The member roster takes its columns from these very fields and rules."""
from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core import cleaning
from gonghui.core.cleaning import MASKED, masked, words
from gonghui.core.fields import Cleaned, Named, Word, mask_last4
from gonghui.core.forms import Day, Finder, styled
from gonghui.core.pages.acts import ActForm
from gonghui.core.rosters import RuledForm
from gonghui.registry.orgs.models import Org, known_unions

from . import rules
from . import words as terms
from .models import Honour, registered

YES_NO = [("", ""), ("是", _("是")), ("否", _("否"))]
WHO = ("name", "id_kind", "id_number", "sex", "birth_date", "ethnicity", "politics", "education")
HOME = ("household", "native_place", "phone", "address", "bank", "bank_card")
WORK = ("employer_name", "job", "skill", "employment", "migrant")
MEMBERSHIP = ("org", "joined_on", "standing", "left_on")


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
    groups = ((_("身份"), WHO), (_("联系与开户"), HOME), (_("工作"), WORK), (_("会籍"), MEMBERSHIP))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        styled(self)

    @property
    def parts(self):
        """[(title, [bound fields])]: the fields as the page draws them."""
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.groups
                if any(name in self.fields for name in names)]


class RosterForm(MemberForm):
    """The sheet's own columns besides: what follows from the union, and what an export says of its rows."""

    org_code = Cleaned(clean=words(20), label=_("工会编码"))
    township = Cleaned(clean=words(40), label=_("乡镇"))
    record = Cleaned(clean=words(40), label=_("记录号"))
    version = Cleaned(clean=words(10), label=_("版本"))


class PersonForm(MemberForm):
    """A registered person's facts. The membership has acts of its own; hidden numbers left as they stand stay."""

    def __init__(self, *args, instance, **options):
        self.instance = instance
        shown = {name: getattr(instance, name) for name in (*WHO, *HOME, *WORK)}
        shown |= {"id_number": mask_last4(instance.id_number), "bank_card": mask_last4(instance.bank_card),
                  "migrant": {True: "是", False: "否"}.get(instance.migrant, "")}
        super().__init__(*args, initial=shown, today=localdate(), **options)
        for name in MEMBERSHIP:
            del self.fields[name]

    def clean(self):
        said = super().clean()
        if not self.errors:
            self._refuse_registered(said["id_number"])
            for name, value in said.items():
                if value != MASKED:
                    setattr(self.instance, name, value)
            self.instance.id_kind = said["id_kind"] or rules.CITIZEN
            self._follow_number()
        return said

    def _refuse_registered(self, number):
        others = registered(self.scope.county_id, number).exclude(pk=self.instance.pk)
        if number not in ("", MASKED) and others.exists():
            self.add_error("id_number", _("该证件号已登记在另一人名下，请先查找核对；如不在您的管辖范围内，请报县总核对。"))

    def _follow_number(self):
        number = self.instance.id_number
        if len(number) == 18:
            self.instance.birth_date, self.instance.sex = cleaning.born_on(number), cleaning.sex_of(number)


class DayForm(ActForm):
    """The day of an act on a membership, and what there is to say about it."""

    on = forms.DateField(label=_("办理日期"), initial=localdate, widget=Day(),
                         help_text=_("实际办理的那一天；补录时填当时的日期。"))
    note = forms.CharField(label=_("说明"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class TransferForm(DayForm):
    to_org = forms.ModelChoiceField(label=_("转入工会"), queryset=None, widget=Finder("orgs"))
    picks = {"to_org": Org}
    field_order = ("to_org", "on", "note")


class RejoinForm(DayForm):
    to_org = forms.ModelChoiceField(label=_("入会的工会"), queryset=None, widget=Finder("orgs"))
    picks = {"to_org": Org}
    field_order = ("to_org", "on", "note")


class LeaveForm(DayForm):
    why = forms.ChoiceField(label=_("离会原因"), choices=[(word, _(word)) for word in rules.LEFT])
    field_order = ("why", "on", "note")


class RetainForm(DayForm):
    why = forms.CharField(label=_("保留原因"), max_length=40, help_text=_("如退休、失业、停薪留职。"))
    field_order = ("why", "on", "note")


class HonourForm(ActForm):
    title = forms.CharField(label=_("荣誉称号"), max_length=80)
    level = forms.ChoiceField(label=_("级别"), choices=Honour.LEVELS)
    body = forms.CharField(label=_("授予单位"), max_length=80)
    awarded_on = forms.DateField(label=_("授予日期"), widget=Day())
    document = forms.CharField(label=_("文号"), max_length=60, required=False)


class ExportForm(forms.Form):
    """Whole numbers leave the office only for a reason."""

    reason = forms.CharField(label=_("用途"), min_length=4, max_length=200,
                             help_text=_("写明办什么事要用完整号码。用途和您的姓名会记入审计记录。"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        styled(self)

    @property
    def parts(self):
        return [("", self.visible_fields())]
