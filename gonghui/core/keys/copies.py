"""Who has put a copy of the key file in the safe, and when: until somebody has, a page nags."""
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import audit
from . import fingerprint


class KeyCopy(models.Model):
    """One confirmation: whoever confirmed it has read the check word at the end of the copy."""

    check_word = models.CharField(gettext_lazy("校验字"), max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
                           verbose_name=gettext_lazy("确认人"))
    at = models.DateTimeField(gettext_lazy("确认时间"), default=timezone.now)
    place = models.CharField(gettext_lazy("存放地点"), max_length=100)

    class Meta:
        verbose_name = gettext_lazy("密钥备份")
        ordering = ["-at"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d} {self.place}"

    @classmethod
    def of_these_keys(cls):
        """The confirmations that hold for the keys as they are now."""
        return cls.objects.filter(check_word=fingerprint(settings.KEYS)).order_by("-at")


def confirm(scope, check_word, place):
    """Writes down that a copy lies in a place; the check word is read off the copy. Raises ValidationError."""
    scope.require("keys.view")
    if check_word.strip().lower() != fingerprint(settings.KEYS):
        raise ValidationError(_("校验字不符：这份备份不是现在所用密钥文件的备份，请重新复制密钥文件，再读出末尾 check 后的校验字。"))
    if not place.strip():
        raise ValidationError(_("请填写备份存放的地点，例如“办公室保险柜”。"))
    copy = KeyCopy.objects.create(check_word=fingerprint(settings.KEYS), by_id=scope.account_id, place=place.strip())
    audit.record(scope, "confirm_key_copy", model=KeyCopy._meta.label_lower, note=copy.place)
    return copy
