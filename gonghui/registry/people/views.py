"""Pages of members: the list, a person's sheet, entering and correcting, acts on the membership, what to review."""

from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonghui.core.fields import mask_last4, mask_phone
from gonghui.core.pages import (
    Act,
    Add,
    Choice,
    Column,
    Edit,
    Facts,
    Listing,
    Reveal,
    Rows,
    Sheet,
    Under,
)
from gonghui.core.search import searched

from . import actions, forms
from .models import Person
from .rosters import enter
from .words import SEXES

STANDINGS = [("member", _("在会")), ("retained", _("保留会籍")), ("left", _("已离会"))]


def hint(person):
    """What tells namesakes apart: the union, the year of birth, the last four digits of the number."""
    born = person.birth_year and gettext("%s年生") % person.birth_year
    last4 = person.id_number and gettext("尾号%s") % person.id_number[-4:]
    return " · ".join(filter(None, [person.org.name, born, last4]))


@searched("people", _("职工与会员"), permission="people.view", hint=hint)
def find_people(scope, text):
    return scope.rows(Person).select_related("org").called(text).order_by("pinyin", "id")


def field_columns(names):
    """Facts of a sheet, each under its field's own name."""
    return tuple(Column(name, Person._meta.get_field(name).verbose_name) for name in names)


def present_term(person):
    return person.terms[0] if person.terms else None


def standing(person):
    """会员状态 in the reader's language."""
    term = present_term(person)
    return gettext(term.standing) if term else ""


def word(name):
    """A function (row) → its word of the register in the reader's language; free text stays as it is."""
    return lambda row: gettext(said) if (said := getattr(row, name)) else ""


class People(Listing):
    model = Person
    title = _("职工与会员")
    permission = "people.view"
    noun = _("人")
    order = ("pinyin", "id")
    columns = (
        Column("name", _("姓名"), sort="pinyin", link=True),
        Column("sex", _("性别")),
        Column("birth_year", _("出生年")),
        Column("org.name", _("所属工会")),
        Column("standing", _("会员状态"), value=standing),
        Column("joined_on", _("入会日期"), value=lambda person: (term := present_term(person)) and term.joined_on),
        Column("phone", _("手机号"), value=lambda person: mask_phone(person.phone) if person.phone else ""),
        Column("masked_id", _("证件号码"), shown=False),
        Column("employer_name", _("单位名称"), shown=False),
        Column("education", _("文化程度"), shown=False),
        Column("politics", _("政治面貌"), shown=False),
        Column("ethnicity", _("民族"), shown=False),
        Column("job", _("工种"), shown=False),
    )
    filters = (
        Under("org", _("工会"), lookup="org"),
        Choice("standing", _("会员状态"), choices=STANDINGS, apply_with=lambda rows, value: rows.standing(value)),
        Choice("sex", _("性别"), choices=[(sex, _(sex)) for sex in SEXES]),
    )
    search_hint = _("姓名、拼音、首字母、证件后四位或手机号")
    add_permission, export_permission, import_permission = "people.edit", "people.export", "people.import"
    import_page = "rosters:people.members"
    empty = _("这里将列出本级及所属工会的职工和会员。")

    def rows(self):
        return self.scope.rows(Person).with_membership()

    def found(self, rows, text):
        return rows.called(text)

    @property
    def sorted_by(self):
        """A search by name lists its finds in the order of the names: the index then gives the first fifty at once."""
        return ("name", "id") if self.text and not self.text.isascii() and not self.sort else super().sorted_by

    @property
    def acts(self):
        query = self.request.GET.urlencode()
        named = [(_("待核对"), self.at("review_list"), "people.edit"),
                 (_("导出花名册"), f"{self.at('roster')}?{query}", "people.export"),
                 (_("导出完整号码"), f"{self.at('roster_unmasked')}?{query}", "people.export_unmasked")]
        return [(label, address) for label, address, permission in named if self.scope.can(permission)]


class PersonSheet(Sheet):
    model = Person
    permission = "people.view"
    edit_permission = "people.edit"
    template = "people/sheet.html"
    facts = (
        Facts(_("身份"), (
            *field_columns(("sex", "ethnicity", "politics", "education", "id_kind")),
            Column("birth_year", _("出生年")), Column("masked_id", _("证件号码")))),
        Facts(_("会籍"), (
            Column("org.name", _("所属工会")),
            Column("standing", _("会员状态"), value=standing),
            Column("joined_on", _("入会日期"), value=lambda person: (term := present_term(person)) and term.joined_on))),
        Facts(_("工作"), field_columns(("employer_name", "job", "skill", "employment", "migrant"))),
        Facts(_("联系与开户"), (
            Column("phone", _("手机号"), value=lambda person: mask_phone(person.phone) if person.phone else ""),
            *field_columns(("household", "native_place", "address", "bank")),
            Column("bank_card", _("银行卡号"), value=lambda person: mask_last4(person.bank_card)))),
    )
    tabs = (
        Rows("memberships", _("会籍经历"),
             rows=lambda sheet, person: sheet.scope.narrow(person.memberships.select_related("org")).order_by(
                 "joined_on", "id"),
             columns=(Column("org.name", _("工会")), Column("joined_on", _("入会日期")), Column("how", _("方式")),
                      Column("retained_on", _("保留会籍日期")), Column("retained_why", _("保留原因"), value=word("retained_why")),
                      Column("left_on", _("离会日期")), Column("left_why", _("离会原因"), value=word("left_why")))),
        Rows("honours", _("荣誉"), rows=lambda sheet, person: person.honours.order_by("-awarded_on", "id"),
             columns=(Column("title", _("荣誉称号")), Column("level", _("级别")), Column("body", _("授予单位")),
                      Column("awarded_on", _("授予日期")), Column("document", _("文号")), Column("revoked_on", _("撤销日期")))),
    )

    def rows(self):
        return self.scope.rows(Person).with_membership()

    def owner(self, person):
        return person.org

    @property
    def may_reveal(self):
        return self.scope.can("people.reveal")

    def acts(self, person):
        term = present_term(person)
        if not self.scope.can("people.edit"):
            return []
        named = [(_("登记荣誉"), "honour")]
        if term and not term.left_on:
            named += [(_("转会"), "transfer"), (_("离会"), "leave")]
            named += [(_("恢复会籍"), "resume")] if term.retained_on else [(_("保留会籍"), "retain")]
        elif term:
            named += [(_("重新入会"), "rejoin")]
        return [(label, self.at(name, person.pk)) for label, name in named]


class AddPerson(Add):
    model, permission = Person, "people.edit"
    title = _("新增会员")

    def form(self, instance, bound):
        form = forms.MemberForm(self.request.POST if bound else None, scope=self.scope, today=localdate())
        form.instance = instance
        return form

    def save(self, form):
        enter(form)


class EditPerson(Edit):
    model, form_class, permission = Person, forms.PersonForm, "people.edit"

    def form(self, instance, bound):
        return forms.PersonForm(self.request.POST if bound else None, instance=instance, scope=self.scope)


class RevealNumber(Reveal):
    model, permission = Person, "people.reveal"
    fields = {
        "id_number": (_("证件号码"), lambda person: person.id_number),
        "bank_card": (_("银行卡号"), lambda person: person.bank_card),
        "phone": (_("手机号"), lambda person: person.phone),
    }


class Transfer(Act):
    model, form_class, permission = Person, forms.TransferForm, "people.edit"
    title = _("转会")

    def act(self, person, said):
        actions.transfer(person, scope=self.scope, **said)


class Rejoin(Act):
    model, form_class, permission = Person, forms.RejoinForm, "people.edit"
    title = _("重新入会")

    def act(self, person, said):
        actions.rejoin(person, scope=self.scope, **said)


class Leave(Act):
    model, form_class, permission = Person, forms.LeaveForm, "people.edit"
    title = _("离会")

    def act(self, person, said):
        actions.leave(person, scope=self.scope, **said)


class Retain(Act):
    model, form_class, permission = Person, forms.RetainForm, "people.edit"
    title = _("保留会籍")

    def act(self, person, said):
        actions.retain(person, scope=self.scope, **said)


class Resume(Act):
    model, form_class, permission = Person, forms.DayForm, "people.edit"
    title = _("恢复会籍")

    def act(self, person, said):
        actions.resume(person, scope=self.scope, **said)


class AddHonour(Act):
    """`<uuid:pk>/honour/`: a title that the person holds."""

    model, form_class, permission = Person, forms.HonourForm, "people.edit"
    title = _("登记荣誉")

    def act(self, person, said):
        actions.enter_honour(person, said, scope=self.scope)
