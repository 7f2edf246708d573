"""The unions: what is known of one, how it is founded and dissolved, and where it stands in the tree."""
from types import SimpleNamespace

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core import secrets, standards
from gonghui.core.county import Division, DivisionName, Record
from gonghui.core.fields import CreditCode, Phone, Prefixed
from gonghui.core.flow import Flow, Step
from gonghui.core.scope import after
from gonghui.core.writing import write

from . import rules
from .codes import BASIC, EmployerKind, Industry, Kind
from .employers import Cover, Employer
from .places import EVER, OrgName, OrgPlace, lasting

__all__ = ["EVER", "Cover", "Employer", "Org", "OrgName", "OrgPlace", "known_unions", "lasting"]

ACCOUNT_LABEL = b"orgs.org.account"


def _part_of(whole, part):
    """A split of a count never exceeds the count."""
    return models.CheckConstraint(name=f"org_{part}", condition=Q(**{f"{part}__lte": F(whole)}))


class Orgs(models.QuerySet):
    def in_being(self, day):
        """Unions founded and not dissolved on a day."""
        return self.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=day), founded_on__lte=day)

    def placed(self, day=None):
        """With `path` and `parent_id`: each org's place in the tree on a day, today's unless said."""
        places = OrgPlace.objects.filter(lasting(day), county_id=OuterRef("county_id"), org_id=OuterRef("pk"))
        places = places.order_by("-first")[:1]
        return self.annotate(path=Subquery(places.values("path")), parent_id=Subquery(places.values("parent_id")))

    def called(self, text):
        """Found by the beginning of its name, of a name it bore, or of a former name of its division."""
        text = text.strip()
        if not text:
            return self
        bore = OrgName.objects.filter(county_id=OuterRef("county_id"), org_id=OuterRef("pk"), name__begins=text)
        lay_in = DivisionName.objects.filter(name__startswith=text).values("division")
        return self.filter(Q(name__begins=text) | models.Exists(bore) | Q(division__in=lay_in))

    def with_children(self):
        """With `parent_name` and `children`: how many orgs stand directly beneath it today."""
        below = OrgPlace.objects.filter(lasting(), county_id=OuterRef("county_id"), parent_id=OuterRef("pk"))
        own = OrgPlace.objects.filter(lasting(), county_id=OuterRef("county_id"), org_id=OuterRef("pk"))
        counted = below.order_by().values("parent_id").annotate(n=models.Count("pk")).values("n")
        return self.annotate(children=Coalesce(Subquery(counted), 0),
                             parent_name=Subquery(own.values("parent__name")[:1]))

    def children_of(self, org):
        """The orgs that stand directly beneath an org today."""
        places = OrgPlace.objects.filter(lasting(), county_id=org.county_id, parent_id=org.pk)
        return self.filter(county_id=org.county_id, pk__in=places.values("org_id"))

    def known_names(self):
        """{name: org id}: each org's present name, and every former name that is not another's present one."""
        present = {name: pk for pk, name in self.values_list("pk", "name").order_by("dissolved_on", "number")}
        former = OrgName.objects.filter(org__in=self.values("pk")).order_by("first").values_list("name", "org_id")
        return {**dict(former), **present}


class Org(Record):
    """工会组织: the county's federation, a township's, a sector's, a basic union or a branch of one."""

    class Status(models.TextChoices):
        PREPARING = "preparing", _("筹建中")
        APPLIED = "applied", _("已报批")
        APPROVED = "approved", _("已批准")
        ACTIVE = "active", _("已成立")
        DISSOLVED = "dissolved", _("已撤销")

    number = models.PositiveIntegerField(_("编号"), editable=False)
    name = Prefixed(_("工会名称"), max_length=80)
    kind = models.CharField(_("组织类型"), max_length=2, choices=Kind)
    division = models.ForeignKey(Division, models.PROTECT, verbose_name=_("所在地"), related_name="+")
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.PREPARING, editable=False)
    applied_on = models.DateField(_("报批日期"), null=True, editable=False)
    answer_due_on = models.DateField(_("批复期限"), null=True, editable=False)
    approved_on = models.DateField(_("批准日期"), null=True, editable=False)
    approval_number = models.CharField(_("批复文号"), max_length=60, blank=True)
    elected_on = models.DateField(_("选举日期"), null=True, blank=True)
    founded_on = models.DateField(_("成立日期"), null=True, editable=False)
    dissolved_on = models.DateField(_("撤销日期"), null=True, editable=False)

    address = models.CharField(_("地址"), max_length=200, blank=True)
    phone = Phone(_("联系电话"), blank=True)
    employer_kind = models.CharField(_("单位类别"), max_length=3, choices=EmployerKind, blank=True)
    industry = models.CharField(_("行业"), max_length=1, choices=Industry, blank=True)
    workers = models.PositiveIntegerField(_("职工人数"), null=True, blank=True)
    workers_women = models.PositiveIntegerField(_("女职工"), null=True, blank=True)
    workers_migrant = models.PositiveIntegerField(_("农民工"), null=True, blank=True)
    workers_dispatched = models.PositiveIntegerField(_("劳务派遣工"), null=True, blank=True)
    members = models.PositiveIntegerField(_("会员人数"), null=True, blank=True)
    members_women = models.PositiveIntegerField(_("女会员"), null=True, blank=True)
    members_migrant = models.PositiveIntegerField(_("农民工会员"), null=True, blank=True)
    members_dispatched = models.PositiveIntegerField(_("劳务派遣工会员"), null=True, blank=True)
    counted_on = models.DateField(_("人数统计日期"), null=True, blank=True)

    committee_size = models.PositiveSmallIntegerField(_("委员人数"), null=True, blank=True)
    has_audit = models.BooleanField(_("设经费审查委员会"), default=False)
    has_women = models.BooleanField(_("设女职工委员会"), default=False)
    has_mediation = models.BooleanField(_("设劳动争议调解委员会"), default=False)
    has_protection = models.BooleanField(_("设劳动保护监督检查委员会"), default=False)

    bank = models.CharField(_("开户银行"), max_length=80, blank=True)
    account_name = models.CharField(_("账户名称"), max_length=80, blank=True)
    account_sealed = models.BinaryField(_("银行账号"), default=b"", editable=False)
    legal_code = CreditCode(_("工会统一社会信用代码"), blank=True)
    legal_number = models.CharField(_("法人资格证书号"), max_length=40, blank=True)
    legal_first = models.DateField(_("证书有效期起"), null=True, blank=True)
    legal_last = models.DateField(_("证书有效期止"), null=True, blank=True)

    scoped_by = "id"
    objects = Orgs.as_manager()
    tones = {"preparing": "wait", "applied": "wait", "approved": "wait", "active": "good", "dissolved": "done"}
    acts = {"register": _("补录了这个工会"), "move": _("改变了上级工会"), "rename": _("更改了名称")}

    flow = Flow(
        "status",
        Step("send_up", _("报批"), (Status.PREPARING,), Status.APPLIED, "orgs.edit",
             unmet=lambda org: org.missing_to_apply(), stamps="applied_on",
             due=("answer_due_on", "org.founding_answer_days"), under=lambda org: [org.least_members]),
        Step("send_back", _("退回"), (Status.APPLIED,), Status.PREPARING, "orgs.approve", needs_note=True,
             clears=("applied_on", "answer_due_on")),
        Step("approve", _("批准"), (Status.APPLIED,), Status.APPROVED, "orgs.approve", not_by="send_up",
             asks=("approval_number",), stamps="approved_on",
             unmet=lambda org: rules.missing_to_approve(org.approval_number)),
        Step("found", _("成立"), (Status.APPROVED,), Status.ACTIVE, "orgs.edit", stamps="founded_on",
             unmet=lambda org: rules.missing_to_found(org.kind in BASIC, org.elected_on, org.approved_on)),
        Step("take_back", _("更正成立日期"), (Status.ACTIVE,), Status.APPROVED, "orgs.approve", needs_note=True,
             clears=("founded_on",), corrects=True),
        Step("dissolve", _("撤销"), (Status.ACTIVE,), Status.DISSOLVED, "orgs.approve", needs_note=True,
             unmet=lambda org: rules.reasons_not_to_dissolve(org.open_below()), stamps="dissolved_on",
             then=lambda org, scope, on: org.let_go(scope, on)),
        Step("restore", _("更正撤销"), (Status.DISSOLVED,), Status.ACTIVE, "orgs.approve", needs_note=True,
             clears=("dissolved_on",), corrects=True),
    )

    class Meta:
        verbose_name = _("工会组织")
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="org_number"),
            models.UniqueConstraint(fields=["county", "name"], name="org_name", condition=Q(dissolved_on=None),
                                    violation_error_message=_("本县已有同名的工会，请核对。")),
            models.UniqueConstraint(fields=["county", "legal_code"], name="org_legal_code",
                                    condition=~Q(legal_code=""),
                                    violation_error_message=_("该统一社会信用代码已属于另一个工会，请核对。")),
            models.CheckConstraint(name="org_founded_when", condition=Q(founded_on__isnull=False) | ~Q(
                status__in=("active", "dissolved"))),
            models.CheckConstraint(name="org_dissolved_when",
                                   condition=Q(status="dissolved", dissolved_on__isnull=False)
                                   | ~Q(status="dissolved") & Q(dissolved_on=None)),
            models.CheckConstraint(name="org_days", condition=Q(dissolved_on__gte=F("founded_on"))),
            models.CheckConstraint(name="org_legal_days", condition=Q(legal_last__gte=F("legal_first"))),
            *(_part_of(whole, f"{whole}_{part}") for whole in ("workers", "members")
              for part in ("women", "migrant", "dispatched")),
        ]
        indexes = [
            models.Index(fields=["county", "kind", "status"], name="org_kind"),
            models.Index(fields=["county", "founded_on"], name="org_founded"),
        ]
        ordering = ["number"]

    def __str__(self):
        return self.name

    @classmethod
    def directly_under(cls, scope):
        """The orgs directly beneath the scope's own, dissolved ones last: what filters and comparisons offer."""
        own = cls(pk=scope.org_id, county_id=scope.county_id)
        return scope.rows(cls).children_of(own).placed().order_by(F("dissolved_on").asc(nulls_first=True), "number")

    @staticmethod
    def ids_under(county_id, path, day=None):
        """The places (each with its `org_id`) at or beneath a path, on a day or today: a range, never a LIKE."""
        under = OrgPlace.objects.filter(lasting(day), county_id=county_id, path__gte=path, path__lt=after(path))
        return under.values("org_id")

    @cached_property
    def path(self):
        """Its place in the tree today ("" for none), unless the query brought it (`placed`)."""
        place = self.place()
        return place.path if place else ""

    def place(self, day=None):
        """Where it stands in the tree on a day, today unless said; None where it stood nowhere."""
        places = OrgPlace.objects.filter(lasting(day), county_id=self.county_id, org_id=self.pk)
        return places.select_related("parent").order_by("-first").first()

    def open_below(self):
        """How many unions beneath it are not dissolved, whatever their state."""
        place = self.place()
        below = Org.ids_under(self.county_id, place.path) if place else []
        return Org.objects.filter(county_id=self.county_id, pk__in=below, dissolved_on=None).exclude(pk=self.pk).count()

    def let_go(self, scope, on):
        """A dissolved union covers nobody: its employers are free to be covered by another."""
        for row in self.covers.filter(last=None):
            row.last = max(on, row.first)
            write(row, scope=scope, act="uncover", on=on)

    @property
    def least_members(self):
        """The standard from how many members a committee is due, on the day they were counted. Raises NotSet."""
        return standards.at("org.min_members", self.counted_on or localdate(), self.division_id)

    def missing_to_apply(self):
        """The reasons why its founding cannot be reported yet, by the law of the day its members were counted."""
        try:
            least = self.least_members.number
        except standards.NotSet as why:
            return [str(why)]
        place = self.place()
        return rules.missing_to_apply(SimpleNamespace(
            kind=Kind(self.kind).name.lower(), parent=place and place.parent_id, members=self.members,
            committee=self.committee_size, employers=self.covers.filter(last=None).count(), least=least))

    @property
    def account_number(self):
        """The bank account, unsealed. Shown only masked, or after an audited reveal."""
        return secrets.unseal(self.account_sealed, ACCOUNT_LABEL)

    @account_number.setter
    def account_number(self, number):
        if number != self.account_number:  # sealing anew would make other bytes of the same number
            self.account_sealed = secrets.seal_one(number, ACCOUNT_LABEL)


def known_unions(scope):
    """({name: id} of the scope's unions, the names of the county's other unions): ids as 32 hex digits.

    Names that unions bore before count too, as old sheets write them.
    """
    every = Org.objects.filter(county_id=scope.county_id).known_names()
    ours = None if scope.whole else set(scope.rows(Org).values_list("pk", flat=True))
    mine = {name: pk.hex for name, pk in every.items() if ours is None or pk in ours}
    return mine, every.keys() - mine.keys()
