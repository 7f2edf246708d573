"""A household's file, its people, what they earn and must spend, and the spans of days it was on file."""
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.core import secrets
from gonghui.core.county import CountyKey, Record
from gonghui.core.fields import Fen, Phone, Prefixed, Sealed, mask_last4
from gonghui.registry.orgs.models import Org, lasting
from gonghui.registry.people.models import Person

from .. import words
from ..course import COURSE, Status

ID_LABEL = b"hardship.member.id"
NUMBER_FROM = 6  # digits: what is shorter are a number's last four, what begins with 1 is a telephone
CATEGORIES = [(code, name) for code, name, _version in words.CATEGORIES]


class Files(models.QuerySet):
    def on_file(self, day):
        """Files that stood on a day, by their spans."""
        return self.filter(pk__in=Span.objects.on(day).filter(county_id=F("county_id")).values("file"))

    def called(self, county_id, text):
        """Found as an officer searches: by the file's number, or as the main person is found."""
        text = text.strip()
        if text.isdigit() and NUMBER_FROM <= len(text) != 18 and not text.startswith("1"):
            return self.filter(number__begins=text)
        people = Person.objects.filter(county_id=county_id).called(text)
        return self.filter(person__in=people.order_by().values("pk"))


class File(Record):
    """困难职工档案: one household in hardship. The main person is the worker for whom the union files it."""

    org = CountyKey(Org, models.PROTECT, related_name="hardship_files", verbose_name=_("建档工会"))
    person = CountyKey(Person, models.PROTECT, related_name="hardship_files", verbose_name=_("困难职工"))
    number = Prefixed(_("档案编号"), max_length=24, blank=True, editable=False)
    level = models.CharField(_("档案级别"), max_length=10, choices=words.LEVELS, default="county")
    category = models.CharField(_("困难类别"), max_length=10, choices=CATEGORIES, blank=True, editable=False)
    civil_class = models.CharField(_("民政认定"), max_length=20, blank=True, choices=words.choices(words.CIVIL_CLASSES))
    main_cause = models.CharField(_("主要致困原因"), max_length=16, choices=words.CAUSES)
    other_causes = models.JSONField(_("次要致困原因"), default=list, blank=True)
    circumstances = Sealed(_("困难情况"), blank=True, default="")
    work_state = models.CharField(_("工作状态"), max_length=10, choices=words.choices(words.WORK_STATES))
    model_worker = models.CharField(_("劳模类型"), max_length=10, choices=words.choices(words.MODEL_WORKER),
                                    default=words.MODEL_WORKER[0])
    employer_name = models.CharField(_("工作单位"), max_length=120, blank=True)
    unit_kind = models.CharField(_("单位性质"), max_length=20, blank=True, choices=words.choices(words.UNIT_KINDS))
    unit_state = models.CharField(_("企业状况"), max_length=10, blank=True, choices=words.choices(words.UNIT_STATES))
    housing = models.CharField(_("住房类型"), max_length=10, choices=words.choices(words.HOUSING))
    floor_area = models.DecimalField(_("建筑面积（平方米）"), max_digits=6, decimal_places=1, null=True, blank=True)
    registration = models.CharField(_("户口类型"), max_length=10, choices=words.choices(words.REGISTRATION))
    marriage = models.CharField(_("婚姻状况"), max_length=4, choices=words.choices(words.MARRIAGE))
    single_parent = models.BooleanField(_("单亲家庭"), default=False)
    none_employed = models.BooleanField(_("零就业家庭"), default=False)
    able = models.BooleanField(_("有一定自救能力"), default=False)
    phone = Phone(_("联系电话"), blank=True)
    address = models.CharField(_("家庭住址"), max_length=200)
    applied_on = models.DateField(_("申请日期"))
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    accepted_on = models.DateField(_("受理日期"), null=True, editable=False)
    decided_on = models.DateField(_("评审日期"), null=True, editable=False)
    filed_on = models.DateField(_("建档日期"), null=True, editable=False)
    review_on = models.DateField(_("应复核日期"), null=True, editable=False)
    ended_on = models.DateField(_("出档日期"), null=True, editable=False)

    scoped_by = "org"
    objects = Files.as_manager()
    flow = COURSE
    tones = {"draft": "wait", "temporary": "wait", "on_file": "good", "suspended": "wait", "rejected": "bad",
             "relieved": "done", "left": "done", "cancelled": "done"}
    acts = {"put": _("登记了档案内容"), "strike": _("删去了档案内容"), "assess": _("测算了困难类别"), "attach": _("添加了材料"),
            "announce": _("编制了公示")}

    class Meta:
        verbose_name = _("困难职工档案")
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="file_number", condition=~Q(number="")),
            models.CheckConstraint(name="file_area", condition=Q(floor_area=None) | Q(floor_area__gt=0),
                                   violation_error_message=_("建筑面积应大于零。")),
            models.CheckConstraint(name="file_on_file", condition=~Q(status="on_file")
                                   | Q(filed_on__isnull=False, ended_on=None) & ~Q(category="") & ~Q(number="")),
        ]
        indexes = [
            models.Index(fields=["county", "org", "status"], name="file_org"),
            models.Index(fields=["county", "status", "review_on"], name="file_review"),
            models.Index(fields=["county", "person"], name="file_person"),
            models.Index(fields=["county", "applied_on"], name="file_applied"),
        ]
        ordering = ["-applied_on", "-id"]

    def __str__(self):
        return f"{self.person.name} · {self.number}"

    @property
    def open(self):
        """Whether it may still be written on."""
        return self.status not in (Status.REJECTED, Status.RELIEVED, Status.LEFT, Status.CANCELLED)


class Member(Record):
    """共同生活成员: somebody who lives of the household's means, the main person among them (本人), while it lasts."""

    file = CountyKey(File, models.PROTECT, related_name="members", verbose_name=_("档案"))
    name = models.CharField(_("姓名"), max_length=40)
    relation = models.CharField(_("与本人关系"), max_length=10, choices=words.choices(words.RELATIONS))
    id_sealed = models.BinaryField(_("证件号码"), default=b"", editable=False)
    id_index = models.CharField(max_length=32, null=True, editable=False)  # null: no number is known
    born_on = models.DateField(_("出生日期"), null=True, blank=True)
    health = Sealed(_("健康状况"), default=words.HEALTH[0], choices=words.choices(words.HEALTH))
    disability = Sealed(_("残疾类别和等级"), blank=True, default="")
    insurance = models.CharField(_("医保状况"), max_length=10, choices=words.choices(words.INSURANCE))
    work_state = models.CharField(_("身份"), max_length=10, choices=words.choices(words.WORK_STATES))
    unit = models.CharField(_("单位或学校"), max_length=120, blank=True)
    stage = models.CharField(_("在读阶段"), max_length=14, blank=True, choices=words.STAGES)
    entered_in = models.PositiveSmallIntegerField(_("入学年份"), null=True, blank=True)
    last_on = models.DateField(_("不再共同生活的日期"), null=True, editable=False)

    scoped_by = "file__org"

    class Meta:
        verbose_name = _("家庭成员")
        constraints = [
            models.UniqueConstraint(fields=["county", "id_index"], name="member_in_one_file",
                                    condition=Q(last_on=None, id_index__isnull=False)),
            models.UniqueConstraint(fields=["county", "file"], name="one_main_person",
                                    condition=Q(relation="本人", last_on=None),
                                    violation_error_message=_("一份档案只有一名困难职工本人。")),
        ]
        indexes = [models.Index(fields=["county", "file"], name="member_file")]
        ordering = ["id"]

    def __str__(self):
        return self.name

    @property
    def id_number(self):
        """The number, unsealed. Shown only masked."""
        return secrets.unseal(self.id_sealed, ID_LABEL)

    @id_number.setter
    def id_number(self, number):
        if (index := secrets.blind(number) if number else None) != self.id_index or not number:
            self.id_sealed, self.id_index = secrets.seal_one(number, ID_LABEL), index

    @property
    def masked_id(self):
        return mask_last4(self.id_number)


class _Sum(Record):
    """What a household had or spent in a year."""

    year = models.PositiveSmallIntegerField(_("年度"))
    amount = Fen(_("全年金额（元）"))
    note = models.CharField(_("说明"), max_length=120, blank=True)

    scoped_by = "file__org"

    class Meta:
        abstract = True


class Income(_Sum):
    """收入: what a member of the household had in a year."""

    file = CountyKey(File, models.PROTECT, related_name="incomes", verbose_name=_("档案"))
    member = CountyKey(Member, models.PROTECT, related_name="incomes", verbose_name=_("家庭成员"))
    kind = models.CharField(_("收入类别"), max_length=10, choices=words.INCOMES)

    class Meta:
        verbose_name = _("收入")
        constraints = [
            models.CheckConstraint(name="income_amount", condition=Q(amount__gte=0),
                                   violation_error_message=_("收入不能是负数。")),
            models.UniqueConstraint(fields=["county", "member", "year", "kind"], name="income_once",
                                    violation_error_message=_("此人这一年度的这类收入已登记，请修改原来的一行。")),
        ]
        indexes = [models.Index(fields=["county", "file", "year"], name="income_file")]
        ordering = ["-year", "id"]

    def __str__(self):
        return f"{self.year} · {self.get_kind_display()}"


class Expense(_Sum):
    """刚性支出: what the household had to spend in a year and could not choose."""

    file = CountyKey(File, models.PROTECT, related_name="expenses", verbose_name=_("档案"))
    kind = models.CharField(_("支出类别"), max_length=10, choices=words.EXPENSES)

    class Meta:
        verbose_name = _("刚性支出")
        constraints = [models.CheckConstraint(name="expense_amount", condition=Q(amount__gt=0),
                                              violation_error_message=_("支出应大于零。"))]
        indexes = [models.Index(fields=["county", "file", "year"], name="expense_file")]
        ordering = ["-year", "id"]

    def __str__(self):
        return f"{self.year} · {self.get_kind_display()}"


class Spans(models.QuerySet):
    def on(self, day):
        """Spans that ran on a day."""
        return self.filter(lasting(day, "first_on", "last_on"))


class Span(Record):
    """在档期间: a file stood in a class from a day until one. A change of class ends one span and begins another, so
    that the past stays as it was."""

    file = CountyKey(File, models.PROTECT, related_name="spans", verbose_name=_("档案"))
    category = models.CharField(_("困难类别"), max_length=10, choices=CATEGORIES)
    cause = models.CharField(_("主要致困原因"), max_length=16, choices=words.CAUSES)
    first_on = models.DateField(_("起"))
    last_on = models.DateField(_("止"), null=True)

    scoped_by = "file__org"
    objects = Spans.as_manager()

    class Meta:
        verbose_name = _("在档期间")
        constraints = [
            models.UniqueConstraint(fields=["county", "file"], name="one_open_span", condition=Q(last_on=None)),
            models.CheckConstraint(name="span_days", condition=Q(last_on=None) | Q(last_on__gte=F("first_on"))),
        ]
        indexes = [models.Index(fields=["county", "first_on"], name="span_first")]
        ordering = ["first_on", "id"]

    def __str__(self):
        return f"{self.get_category_display()} {self.first_on}—{self.last_on or ''}"
