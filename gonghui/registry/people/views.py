"""Pages of members: the list, a person's sheet, entering and correcting, acts on the membership, what to review."""
import hashlib

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from gonghui.core import audit
from gonghui.core.fields import mask_last4, mask_phone
from gonghui.core.pages import (
    Act,
    Add,
    Choice,
    Column,
    Edit,
    Facts,
    Listing,
    Page,
    Reveal,
    Rows,
    Sheet,
    TakeStep,
    Under,
)
from gonghui.core.rosters import books
from gonghui.core.rosters.views import workbook
from gonghui.core.search import searched
from gonghui.core.todos import todo

from . import actions, forms
from .models import Honour, Person, Review
from .rosters import MemberRoster, enter
from .words import SEXES

STANDINGS = [("member", _("在会")), ("retained", _("保留会籍")), ("left", _("已离会"))]


@searched("people", _("职工与会员"), permission="people.view", hint=lambda person: person.org.name)
def find_people(scope, text):
    return scope.rows(Person).select_related("org").called(text).order_by("pinyin", "id")


@todo("people.to_review", _("待核对的会员"), permission="people.edit", link="/people/reviews/?status=open")
def to_review(scope):
    return scope.rows(Review).filter(status=Review.OPEN)


def field_columns(names):
    """Facts of a sheet, each under its field's own name."""
    return tuple(Column(name, Person._meta.get_field(name).verbose_name) for name in names)


def present_term(person):
    return person.terms[0] if person.terms else None


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
        Column("standing", _("会员状态"), value=lambda person: term.standing if (term := present_term(person)) else ""),
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
        Choice("sex", _("性别"), choices=[(sex, sex) for sex in SEXES]),
    )
    search_hint = _("姓名、拼音、首字母、证件后四位或手机号")
    add_permission, export_permission, import_permission = "people.edit", "people.export", "people.import"
    import_page = "rosters:people.members"
    empty = _("这里将列出本级及所属工会的职工和会员。可以下载空白表填好后导入，也可以逐人新增。")

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


class ExportRoster(People):
    """`roster/`: the list, as filtered, as a sheet that can be changed and taken in again; numbers hidden."""

    permission = "people.export"

    def get(self, request):
        return self._sheet(unmasked=False)

    def post(self, request):
        return HttpResponseRedirect(self.at("list"))

    def _sheet(self, unmasked, note=""):
        roster = MemberRoster(self.scope, localdate())
        people = list(self.selected)
        content = books.filled(roster, roster.lines(people, unmasked))
        audit.exported(self.scope, f"{roster.code}{'.unmasked' if unmasked else ''}", " ".join(filter(None, (
            note, self.scope_words))), len(people), hashlib.sha256(content).hexdigest())
        return workbook(content, f"{roster.label}-{localdate():%Y%m%d}")


class ExportUnmasked(ExportRoster):
    """`roster/unmasked/`: the same with whole numbers: a right of its own, and a reason each time."""

    permission = "people.export_unmasked"

    def get(self, request):
        return self._ask(forms.ExportForm())

    def post(self, request):
        form = forms.ExportForm(request.POST)
        if not form.is_valid():
            return self._ask(form, status=422)
        return self._sheet(unmasked=True, note=form.cleaned_data["reason"])

    def _ask(self, form, status=200):
        return self.show("pages/form.html", status, form=form, title=translate("导出完整号码"), cancel=self.at("list"))


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
            Column("standing", _("会员状态"), value=lambda person: term.standing if (term := present_term(person)) else ""),
            Column("joined_on", _("入会日期"), value=lambda person: (term := present_term(person)) and term.joined_on))),
        Facts(_("工作"), field_columns(("employer_name", "job", "skill", "employment", "migrant"))),
        Facts(_("联系与开户"), (
            Column("phone", _("手机号"), value=lambda person: mask_phone(person.phone) if person.phone else ""),
            *field_columns(("household", "native_place", "address", "bank")),
            Column("bank_card", _("银行卡号"), value=lambda person: mask_last4(person.bank_card)))),
    )
    tabs = (
        Rows("memberships", _("会籍经历"),
             rows=lambda sheet, person: person.memberships.select_related("org").order_by("joined_on", "id"),
             columns=(Column("org.name", _("工会")), Column("joined_on", _("入会日期")), Column("how", _("方式")),
                      Column("retained_on", _("保留会籍日期")), Column("retained_why", _("保留原因")),
                      Column("left_on", _("离会日期")), Column("left_why", _("离会原因")))),
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


class AddHonour(Add):
    """`<uuid:pk>/honour/`: a title of one person."""

    model, form_class, permission = Honour, forms.HonourForm, "people.edit"
    title = _("登记荣誉")

    def dispatch(self, request, pk, **options):
        self.holder = pk
        return super().dispatch(request, **options)

    def fresh(self, pk):
        person = PersonOf(self.scope).one(self.holder)
        return Honour(id=pk, county_id=self.scope.county_id, person=person)

    def sheet_of(self, obj):
        return reverse("people:sheet", args=[self.holder])


class PersonOf(Page):
    """Reaches a person through the scope, or answers 404."""

    model = Person

    def __init__(self, scope):
        super().__init__()
        self.scope = scope


class Reviews(Listing):
    model, prefix, permission = Review, "review_", "people.edit"
    title = _("待核对的会员")
    noun = _("件")
    order = ("-id",)
    columns = (
        Column("person", _("已登记的人"), link=True),
        Column("kind", _("事项")),
        Column("status", _("状态"), kind="badge"),
        Column("from_org.name", _("现所属工会")),
        Column("org.name", _("表中的工会")),
        Column("run", _("来自"), value=lambda review: review.run or ""),
        Column("line", _("行号"), kind="number"),
        Column("made_at", _("登记时间"), sort="made_at"),
    )
    filters = (Choice("status", _("状态"), choices=Review.STATES), Choice("kind", _("事项"), choices=Review.KINDS))
    empty = _("导入时遇到转会、疑似同一人等须由人决定的行，会列在这里。")

    def rows(self):
        return self.scope.rows(Review).select_related("person", "org", "from_org", "run")


class ReviewSheet(Sheet):
    model, prefix, permission = Review, "review_", "people.edit"
    facts = (
        Facts(_("事项"), (
            Column("kind", _("事项")), Column("person", _("已登记的人")), Column("from_org.name", _("现所属工会")),
            Column("org.name", _("表中的工会")), Column("run", _("来自"), value=lambda review: review.run or ""),
            Column("line", _("行号")), Column("decided_on", _("决定日期")))),
    )

    def acts(self, review):
        seen = PersonOf(self.scope).rows().filter(pk=review.person_id).exists()
        return [(_("打开已登记的人"), reverse("people:sheet", args=[review.person_id]))] if seen else []


class ReviewStep(TakeStep):
    model, prefix, permission = Review, "review_", "people.edit"

    def take(self, obj, step, said):
        actions.decide(obj, step.name, scope=self.scope, **said)
