"""用人单位: the employers, each with a credit code of its own, and the union that covers each at a time."""
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.core.county import CountyKey, Division, Record
from gonghui.core.fields import CreditCode, Phone, Prefixed

from .codes import EmployerKind, Industry


class Employers(models.QuerySet):
    def called(self, text):
        """Found by the beginning of its name, or by its whole credit code."""
        text = text.strip()
        return self.filter(Q(name__begins=text) | Q(credit_code=text.upper())) if text else self


class Employer(Record):
    """A legal entity that employs. `org` is the union that keeps its record: its own, or one above it."""

    name = Prefixed(_("单位名称"), max_length=120)
    credit_code = CreditCode(_("统一社会信用代码"), blank=True)
    old_code = models.CharField(_("原组织机构代码或注册号"), max_length=20, blank=True)  # in use until 2015
    org = CountyKey("orgs.Org", models.PROTECT, related_name="employers", verbose_name=_("归口工会"))
    division = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+",
                                 verbose_name=_("所在地"))
    address = models.CharField(_("地址"), max_length=200, blank=True)
    kind = models.CharField(_("单位类别"), max_length=3, choices=EmployerKind, blank=True)
    industry = models.CharField(_("行业"), max_length=1, choices=Industry, blank=True)
    head = models.CharField(_("法定代表人"), max_length=40, blank=True)
    contact = models.CharField(_("联系人"), max_length=40, blank=True)
    phone = Phone(_("联系电话"), blank=True)
    workers = models.PositiveIntegerField(_("职工人数"), null=True, blank=True)
    closed_on = models.DateField(_("注销日期"), null=True, blank=True)

    scoped_by = "org"
    objects = Employers.as_manager()

    class Meta:
        verbose_name = _("用人单位")
        constraints = [
            models.UniqueConstraint(fields=["county", "credit_code"], name="employer_credit_code",
                                    condition=~Q(credit_code=""),
                                    violation_error_message=_("该统一社会信用代码已登记，请核对。")),
        ]
        indexes = [
            models.Index(fields=["county", "name"], name="employer_name"),
            models.Index(fields=["county", "old_code"], name="employer_old_code"),
        ]
        ordering = ["name", "id"]

    def __str__(self):
        return self.name


class Cover(Record):
    """A union covers an employer, from a day until one. A joint union covers many; an employer has one at most."""

    org = CountyKey("orgs.Org", models.PROTECT, related_name="covers", verbose_name=_("工会组织"))
    employer = CountyKey(Employer, models.PROTECT, related_name="covers", verbose_name=_("用人单位"))
    first = models.DateField(_("起"))
    last = models.DateField(_("止"), null=True, blank=True)

    scoped_by = "org"

    class Meta:
        verbose_name = _("覆盖单位")
        constraints = [
            models.UniqueConstraint(fields=["county", "employer"], name="one_open_cover", condition=Q(last=None)),
            models.CheckConstraint(name="cover_days", condition=Q(last=None) | Q(last__gte=F("first"))),
        ]
        ordering = ["first", "id"]

    def __str__(self):
        return f"{self.org} · {self.employer}"
