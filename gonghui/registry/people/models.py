"""One person once; memberships that join, are retained and end; honours held; lines of sheets to be looked at."""
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from gonghui.core import secrets
from gonghui.core.county import CountyKey, Record
from gonghui.core.fields import Prefixed, mask_last4
from gonghui.core.flow import Flow, Step
from gonghui.registry.orgs.models import Employer

from . import words
from .pinyin import sound

ID_LABEL, CARD_LABEL, REVIEW_LABEL = b"people.person.id", b"people.person.card", b"people.review.row"


def choices(allowed):
    return [(word, _(word)) for word in allowed]


def registered(county_id, number):
    """The county's persons with this ID number, wherever they are: one at most."""
    return Person.objects.filter(county_id=county_id, id_index=secrets.blind(number))


def known_employers(county_id):
    """{name: id as 32 hex digits} of the county's employers whose name is theirs alone."""
    known = {}
    for name, pk in Employer.objects.filter(county_id=county_id).values_list("name", "pk").order_by("name"):
        known[name] = None if name in known else pk.hex
    return known


class People(models.QuerySet):
    """Rows of persons. Each search is a range of an index, never a scan."""

    def called(self, text):
        """Found as an officer searches: name, pinyin, initials, last four of the number, or phone, each from its
        beginning. A whole ID number finds its one holder."""
        text = text.strip()
        if not text:
            return self
        if len(text) == 18 and text[:17].isdigit():
            return self.filter(id_index=secrets.blind(text.upper()))
        if len(text) == 4 and text[:3].isdigit():
            return self._either(Q(id_last4_index=secrets.blind_last4(text.upper())), Q(phone__begins=text))
        if text.isdigit():
            return self.filter(phone__begins=text)
        if text.isascii():
            sounds = text.lower().replace(" ", "").replace("'", "")
            return self.none() if not sounds else self._either(Q(pinyin__begins=sounds), Q(initials__begins=sounds))
        return self.filter(name__begins=text)

    def _either(self, *ways):
        """Rows found in either of two ways, each by its own index: of a plain OR the databases read every row."""
        found = [way for way in ways if self.filter(way).order_by().exists()]
        if len(found) < 2:
            return self.filter(*found) if found else self.none()
        one, other = (self.filter(way).order_by().values("pk") for way in found)
        return self.filter(pk__in=one.union(other))

    def with_membership(self):
        """With `terms`: each person's memberships, the running or last one first, fetched for all at once."""
        terms = Membership.objects.order_by(models.F("left_on").desc(nulls_first=True), "-joined_on", "id")
        return self.select_related("org").prefetch_related(models.Prefetch("memberships", terms, to_attr="terms"))

    def standing(self, standing):
        """Those in a standing: 在会, 保留会籍 or 已离会."""
        terms = Membership.objects.order_by()
        open_ = terms.filter(county_id=OuterRef("county_id"), person_id=OuterRef("pk"), left_on=None)
        if standing == "member":
            return self.filter(Exists(open_.filter(retained_on=None)))
        if standing == "retained":
            return self.filter(pk__in=terms.filter(left_on=None, retained_on__isnull=False).values("person"))
        return self.filter(~Exists(open_), pk__in=terms.filter(left_on__isnull=False).values("person"))


class Person(Record):
    """职工: somebody the county's unions know. `org` is the union that keeps the person now."""

    name = Prefixed(_("姓名"), max_length=40)
    pinyin = Prefixed(_("拼音"), max_length=240, editable=False)
    initials = Prefixed(_("拼音首字母"), max_length=40, editable=False)
    sex = models.CharField(_("性别"), max_length=1, blank=True, choices=choices(words.SEXES))
    birth_date = models.DateField(_("出生日期"), null=True, blank=True)
    id_kind = models.CharField(_("证件类型"), max_length=20, default=words.ID_KINDS[0], choices=choices(words.ID_KINDS))
    id_sealed = models.BinaryField(_("证件号码"), default=b"", editable=False)
    id_index = models.CharField(max_length=32, null=True, editable=False)  # null: no number is known
    id_last4_index = models.CharField(max_length=32, blank=True, editable=False)
    ethnicity = models.CharField(_("民族"), max_length=10, blank=True, choices=choices(words.ETHNICITIES))
    politics = models.CharField(_("政治面貌"), max_length=10, blank=True, choices=choices(words.POLITICS))
    education = models.CharField(_("文化程度"), max_length=10, blank=True, choices=choices(words.EDUCATIONS))
    household = models.CharField(_("户籍类型"), max_length=10, blank=True, choices=choices(words.HOUSEHOLDS))
    native_place = models.CharField(_("籍贯"), max_length=40, blank=True)
    phone = Prefixed(_("手机号"), max_length=20, blank=True)
    address = models.CharField(_("家庭住址"), max_length=200, blank=True)
    job = models.CharField(_("工种"), max_length=40, blank=True)
    skill = models.CharField(_("技能等级"), max_length=10, blank=True, choices=choices(words.SKILLS))
    employment = models.CharField(_("就业形态"), max_length=10, blank=True, choices=choices(words.EMPLOYMENTS))
    migrant = models.BooleanField(_("农民工"), null=True, blank=True)
    bank = models.CharField(_("开户行"), max_length=60, blank=True)
    card_sealed = models.BinaryField(_("银行卡号"), default=b"", editable=False)
    org = CountyKey("orgs.Org", models.PROTECT, db_index=False, related_name="people", verbose_name=_("所属工会"))
    employer = CountyKey("orgs.Employer", models.PROTECT, null=True, blank=True, db_index=False,
                         related_name="people", verbose_name=_("用人单位"))
    employer_name = models.CharField(_("单位名称"), max_length=120, blank=True)  # as written, also where unregistered
    # Of a line that carried no number: keeps the same line, taken in again, from making a second person.
    fingerprint = models.CharField(max_length=32, null=True, editable=False)

    scoped_by = "org"
    objects = People.as_manager()
    acts = {"import.add": _("由花名册登记了"), "import.change": _("按花名册更新了"), "import.undo": _("随导入一起撤销了"),
            "transfer": _("办理了转会"), "leave": _("办理了离会"), "retain": _("保留了会籍"), "resume": _("恢复了会籍"),
            "rejoin": _("办理了重新入会")}

    class Meta:
        verbose_name = _("职工")
        constraints = [
            models.UniqueConstraint(fields=["county", "id_index"], name="person_once"),
            models.UniqueConstraint(fields=["county", "fingerprint"], name="person_line_once",
                                    condition=Q(fingerprint__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["county", "name", "org"], name="person_name"),  # org: others' rows are not read
            models.Index(fields=["county", "pinyin", "org"], name="person_pinyin"),
            models.Index(fields=["county", "initials", "org"], name="person_initials"),
            models.Index(fields=["county", "id_last4_index"], name="person_last4"),
            models.Index(fields=["county", "phone", "org"], name="person_phone"),
            models.Index(fields=["county", "org", "sex"], name="person_org"),  # counts by sex read no row
            models.Index(fields=["county", "employer"], name="person_employer", condition=Q(employer__isnull=False)),
        ]
        ordering = ["pinyin", "id"]

    def __str__(self):
        return self.name

    @property
    def id_number(self):
        """The number, unsealed. Shown only masked, or after an audited reveal."""
        return secrets.unseal(self.id_sealed, ID_LABEL)

    @id_number.setter
    def id_number(self, number):
        # Sealing anew makes other bytes of the same number: only a changed one is sealed.
        if (index := secrets.blind(number) if number else None) != self.id_index or not number:
            self.id_sealed, self.id_index = secrets.seal_one(number, ID_LABEL), index
            self.id_last4_index = secrets.blind_last4(number) if number else ""

    @property
    def masked_id(self):
        return mask_last4(self.id_number)

    @property
    def bank_card(self):
        return secrets.unseal(self.card_sealed, CARD_LABEL)

    @bank_card.setter
    def bank_card(self, number):
        if number != self.bank_card:
            self.card_sealed = secrets.seal_one(number, CARD_LABEL)

    @property
    def birth_year(self):
        """What lists show: the day with the last four digits would give the number away."""
        return self.birth_date and self.birth_date.year

    def save(self, **options):
        self.pinyin, self.initials = sound(self.name)
        super().save(**options)


class Memberships(models.QuerySet):
    def on_rolls(self, day):
        """Memberships that ran on a day, retained ones not counted. One whose first day nobody wrote down is old."""
        begun = Q(joined_on=None) | Q(joined_on__lte=day)
        running = Q(left_on=None) | Q(left_on__gt=day)
        return self.filter(begun, running, Q(retained_on=None) | Q(retained_on__gt=day))


class Membership(Record):
    """会籍: one person's time in one union, from joining to leaving. A person has one that runs, at most."""

    class How(models.TextChoices):
        JOIN = "join", _("入会")
        TRANSFER = "transfer", _("转入")
        REJOIN = "rejoin", _("重新入会")
        RESUME = "resume", _("恢复会籍")

    person = CountyKey(Person, models.PROTECT, db_index=False, related_name="memberships", verbose_name=_("会员"))
    org = CountyKey("orgs.Org", models.PROTECT, db_index=False, related_name="memberships", verbose_name=_("工会"))
    employer = CountyKey("orgs.Employer", models.PROTECT, null=True, blank=True, db_index=False,
                         related_name="memberships", verbose_name=_("用人单位"))
    joined_on = models.DateField(_("入会日期"), null=True, blank=True)
    how = models.CharField(_("入会方式"), max_length=10, choices=How, default=How.JOIN)
    retained_on = models.DateField(_("保留会籍日期"), null=True, blank=True)
    retained_why = models.CharField(_("保留原因"), max_length=40, blank=True)
    left_on = models.DateField(_("离会日期"), null=True, blank=True)
    left_why = models.CharField(_("离会原因"), max_length=40, blank=True)
    came_from = CountyKey("self", models.PROTECT, null=True, blank=True, db_index=False, related_name="went_to",
                          verbose_name=_("转出的会籍"))

    scoped_by = "org"
    objects = Memberships.as_manager()
    acts = Person.acts | {"transfer_out": _("办理了转出"), "transfer_in": _("办理了转入")}

    class Meta:
        verbose_name = _("会籍")
        constraints = [
            models.UniqueConstraint(fields=["county", "person"], name="one_membership_open", condition=Q(left_on=None)),
            models.CheckConstraint(name="membership_in_order", condition=Q(left_on=None) | Q(joined_on=None) | Q(
                left_on__gte=models.F("joined_on"))),
        ]
        indexes = [
            models.Index(fields=["county", "id"], name="membership_made"),
            models.Index(fields=["person", "county"], name="membership_person"),
            models.Index(fields=["came_from"], name="membership_came_from", condition=Q(came_from__isnull=False)),
            models.Index(fields=["county", "org", "joined_on"], name="membership_joined"),
            models.Index(fields=["county", "person"], name="membership_left", condition=Q(left_on__isnull=False)),
            models.Index(fields=["county", "person"], name="membership_kept", condition=Q(retained_on__isnull=False)),
        ]
        ordering = ["joined_on", "id"]

    def __str__(self):
        return f"{self.person} · {self.org}"

    @property
    def standing(self):
        """会籍状态 in the words of the roster."""
        if self.left_on:
            return self.left_why or "退会"
        return "保留会籍" if self.retained_on else "在会"


class Honour(Record):
    """荣誉: a title somebody holds, from the body that gave it."""

    LEVELS = [("national", _("国家级")), ("province", _("省级")), ("city", _("市级")), ("county", _("县级")), ("unit", _("单位"))]

    person = CountyKey(Person, models.PROTECT, related_name="honours", verbose_name=_("获得者"))
    title = models.CharField(_("荣誉称号"), max_length=80)
    level = models.CharField(_("级别"), max_length=10, choices=LEVELS)
    body = models.CharField(_("授予单位"), max_length=80)
    awarded_on = models.DateField(_("授予日期"))
    document = models.CharField(_("文号"), max_length=60, blank=True)
    revoked_on = models.DateField(_("撤销日期"), null=True, blank=True)

    scoped_by = "person__org"

    class Meta:
        verbose_name = _("荣誉")
        constraints = [models.UniqueConstraint(fields=["county", "person", "title", "awarded_on"], name="honour_once")]
        ordering = ["-awarded_on", "id"]

    def __str__(self):
        return self.title


def reviews_in(rows, scope):
    """A transfer is shown to either union's officers; where somebody unknown to them is, only to the county."""
    if scope.whole:
        return rows
    here, there = Q(org__in=scope.org_ids()), Q(from_org__in=scope.org_ids())
    return rows.filter(Q(here | there, kind=Review.TRANSFER) | Q(here & there, kind=Review.LOOKALIKE))


class Review(Record):
    """待核对: a line of a sheet that a person must decide. `person` is the one already registered."""

    TRANSFER, ELSEWHERE, LOOKALIKE = "transfer", "elsewhere", "lookalike"
    KINDS = [(TRANSFER, _("转会建议")), (ELSEWHERE, _("证件号已在别处登记")), (LOOKALIKE, _("疑似同一人"))]
    OPEN, ACCEPTED, DECLINED = "open", "accepted", "declined"
    STATES = [(OPEN, _("待核对")), (ACCEPTED, _("已采纳")), (DECLINED, _("不采纳"))]

    kind = models.CharField(_("事项"), max_length=10, choices=KINDS)
    status = models.CharField(_("状态"), max_length=10, choices=STATES, default=OPEN)
    person = CountyKey(Person, models.PROTECT, related_name="reviews", verbose_name=_("已登记的人"))
    org = CountyKey("orgs.Org", models.PROTECT, db_index=False, related_name="+", verbose_name=_("表中的工会"))
    from_org = CountyKey("orgs.Org", models.PROTECT, db_index=False, related_name="+", verbose_name=_("现所属工会"))
    run = CountyKey("core.Import", models.PROTECT, null=True, db_index=False, related_name="+", verbose_name=_("导入"))
    line = models.PositiveIntegerField(_("表中行号"))
    row_sealed = models.BinaryField(editable=False)  # the cleaned line, as JSON
    fingerprint = models.CharField(max_length=32, editable=False)
    made_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    decided_on = models.DateField(_("决定日期"), null=True, editable=False)

    scoped_by = staticmethod(reviews_in)
    tones = {OPEN: "wait", ACCEPTED: "good", DECLINED: "done"}
    flow = Flow("status",
                Step("accept", _("采纳"), [OPEN], ACCEPTED, "people.edit", stamps="decided_on"),
                Step("decline", _("不采纳"), [OPEN], DECLINED, "people.edit", stamps="decided_on", needs_note=True))

    class Meta:
        verbose_name = _("待核对事项")
        constraints = [models.UniqueConstraint(fields=["county", "fingerprint"], name="review_once")]
        indexes = [models.Index(fields=["county", "status", "org"], name="review_open")]
        ordering = ["-id"]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.person}"
