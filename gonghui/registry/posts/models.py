"""Posts that give an account its rights, duties that people hold in a union, and the terms of its committees."""
from functools import cache

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core.accounts import Account, Role
from gonghui.core.county import CountyKey, Record
from gonghui.core.fields import Fen, Phone
from gonghui.core.scope import Scope
from gonghui.registry.orgs.models import Org, lasting

HELD, ENDED = "held", "ended"
ASKED_EACH_TIME = ("account", "county__name", "county__demonstration", "county__division", "org__county", "org__name",
                   "role__name", "role__name_en", "role__permissions")  # of a post, for the frame of every page


def held(field):
    """A filter's function: rows that hold today, or those that have ended. field: the name of the last day."""
    def narrowed(rows, value):
        first = field.replace("last", "first")
        return rows.filter(lasting(localdate(), first, field)) if value == HELD else \
            rows.filter(**{f"{field}__lt": localdate()})
    return narrowed


def all_roles():
    """The roles in their order, for filters and for the table of rights."""
    return Role.objects.order_by("order", "code")


def account_called(username):
    """The account of that user name that may still sign in, or None."""
    return Account.objects.filter(username=username.strip(), is_active=True).first()


class Posts(models.QuerySet):
    def on(self, day):
        """Posts held on a day."""
        return self.filter(lasting(day))

    def placed(self):
        """Those whose org stands in the tree today, with `path`: where it stands."""
        return self.filter(org__places__last=None, org__places__path__gt="").annotate(path=F("org__places__path"))

    def for_each_request(self):
        """Those with what every page's frame shows of them; put together once, as every request asks."""
        return _for_each_request().all()


@cache
def _for_each_request():
    return (Post.objects.placed().select_related("org", "role", "county").only(*ASKED_EACH_TIME)
            .order_by("first", "id"))


class Post(Record):
    """岗位: an account acts for an org in a role, from a day until one. Rights come with posts and end with them."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="posts", verbose_name=_("账号"))
    org = CountyKey(Org, models.PROTECT, related_name="posts", verbose_name=_("工会组织"))
    role = models.ForeignKey(Role, models.PROTECT, related_name="+", verbose_name=_("角色"))
    first = models.DateField(_("起"))
    last = models.DateField(_("止"), null=True, blank=True)
    document = models.CharField(_("依据"), max_length=80, blank=True)

    scoped_by = "org"
    objects = Posts.as_manager()
    acts = {"grant": _("授予了岗位"), "end": _("结束了岗位")}

    class Meta:
        verbose_name = _("岗位")
        constraints = [
            models.UniqueConstraint(fields=["county", "account", "org", "role"], name="post_once",
                                    condition=Q(last=None)),
            models.CheckConstraint(name="post_days", condition=Q(last=None) | Q(last__gte=F("first"))),
        ]
        ordering = ["first", "id"]

    def __str__(self):
        return f"{self.org} · {self.role}"

    @classmethod
    def acting(cls, account, chosen=None):
        """The post an account acts in today: the one it chose, if it still holds it, else its first; or None."""
        held = list(cls.objects.for_each_request().filter(account=account).on(localdate()))
        return next((post for post in held if str(post.pk) == str(chosen)), held[0] if held else None)

    def scope(self):
        """What the post lets its account see and do: its org and all beneath it, by today's tree."""
        path = getattr(self, "path", None) or self.org.place().path
        return Scope(self.county_id, self.org_id, path, frozenset(self.role.permissions), account_id=self.account_id,
                     post_id=self.pk, whole=path.count("/") == 1)


class Duties(models.QuerySet):
    def on(self, day):
        """Duties held on a day."""
        return self.filter(lasting(day, "first_on", "last_on"))

    def chairs(self):
        return self.filter(position=Duty.Position.CHAIR)


class Duty(Record):
    """任职: somebody serves a union in a position, full or part time, from a day until one."""

    class Position(models.TextChoices):
        CHAIR = "chair", _("主席")
        VICE_CHAIR = "vice_chair", _("副主席")
        ORGANISER = "organiser", _("组织员")
        MEMBER = "member", _("委员")
        AUDIT_HEAD = "audit_head", _("经费审查委员会主任")
        AUDIT_MEMBER = "audit_member", _("经费审查委员会委员")
        WOMEN_HEAD = "women_head", _("女职工委员会主任")
        WOMEN_MEMBER = "women_member", _("女职工委员会委员")
        MEDIATION_HEAD = "mediation_head", _("劳动争议调解委员会主任")
        MEDIATION_MEMBER = "mediation_member", _("劳动争议调解委员会委员")
        PROTECTION_HEAD = "protection_head", _("劳动保护监督检查委员会主任")
        PROTECTION_MEMBER = "protection_member", _("劳动保护监督检查委员会委员")
        OFFICER = "officer", _("专职工会干部")

    org = CountyKey(Org, models.PROTECT, related_name="duties", verbose_name=_("工会组织"))
    person = CountyKey("people.Person", models.PROTECT, null=True, blank=True, related_name="duties",
                       verbose_name=_("会员"))
    name = models.CharField(_("姓名"), max_length=40)
    position = models.CharField(_("职务"), max_length=20, choices=Position)
    full_time = models.BooleanField(_("专职"), default=False)
    phone = Phone(_("联系电话"), blank=True)
    first_on = models.DateField(_("任职日期"))
    last_on = models.DateField(_("离任日期"), null=True, blank=True)
    document = models.CharField(_("任免文号"), max_length=80, blank=True)
    allowance = Fen(_("每月津贴"), null=True, blank=True)

    scoped_by = "org"
    objects = Duties.as_manager()
    acts = {"appoint": _("登记了任职"), "leave": _("登记了离任")}

    class Meta:
        verbose_name = _("任职")
        constraints = [
            models.UniqueConstraint(fields=["county", "org", "position", "name"], name="duty_once",
                                    condition=Q(last_on=None),
                                    violation_error_message=_("此人已在任这一职务，请核对。")),
            models.CheckConstraint(name="duty_days", condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                                   violation_error_message=_("离任日期不能早于任职日期。")),
            models.CheckConstraint(name="duty_allowance", condition=Q(allowance=None) | Q(allowance__gte=0),
                                   violation_error_message=_("津贴不能是负数。")),
        ]
        indexes = [models.Index(fields=["county", "position", "first_on"], name="duty_position")]
        ordering = ["first_on", "id"]

    def __str__(self):
        return f"{self.name} · {self.get_position_display()}"


class Terms(models.QuerySet):
    def due(self, day):
        """Terms that run and whose years are over by a day."""
        return self.filter(ended_on=None, due_on__lte=day)


class Term(Record):
    """届次: a committee's time between two elections. `due_on`: when its years are over; `ended_on`: when it ended."""

    org = CountyKey(Org, models.PROTECT, related_name="terms", verbose_name=_("工会组织"))
    number = models.PositiveSmallIntegerField(_("届次"))
    first_on = models.DateField(_("当选日期"))
    due_on = models.DateField(_("届满日期"))
    ended_on = models.DateField(_("换届日期"), null=True, blank=True)
    document = models.CharField(_("选举结果批复文号"), max_length=80, blank=True)

    scoped_by = "org"
    objects = Terms.as_manager()
    acts = {"elect": _("登记了换届选举"), "end": _("换届，本届结束")}

    class Meta:
        verbose_name = _("届次")
        constraints = [
            models.UniqueConstraint(fields=["county", "org", "number"], name="term_number",
                                    violation_error_message=_("该工会已有这一届，请核对。")),
            models.UniqueConstraint(fields=["county", "org"], name="one_open_term", condition=Q(ended_on=None),
                                    violation_error_message=_("上一届还没有结束，请先填写它的换届日期。")),
            models.CheckConstraint(name="term_days", condition=Q(due_on__gt=F("first_on"))),
            models.CheckConstraint(name="term_ended", condition=Q(ended_on=None) | Q(ended_on__gte=F("first_on"))),
        ]
        indexes = [models.Index(fields=["county", "due_on"], name="term_due", condition=Q(ended_on=None))]
        ordering = ["first_on", "id"]

    def __str__(self):
        return str(_("%(org)s第%(number)d届")) % {"org": self.org, "number": self.number}
