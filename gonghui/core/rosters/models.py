"""One import of one sheet, and what each of its chunks wrote."""
import orjson
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import secrets
from ..county import CountyKey, CountyModel, Record

LABEL = b"core.import"


def sealed(said):
    """Anything JSON-ready, sealed: sheets hold names and numbers wherever their columns slipped."""
    return secrets.seal_bytes(orjson.dumps(said), LABEL)


def unsealed(blob):
    return orjson.loads(secrets.unseal_bytes(blob, LABEL)) if blob else None


class Import(Record):
    """导入: one sheet on its way in. Where it stands is said by its moments: read, taken, finished, undone."""

    roster = models.CharField(_("名册"), max_length=60)
    org = models.UUIDField(_("办理工会"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+",
                           verbose_name=_("办理人"))
    name = models.CharField(_("文件名"), max_length=150)
    stored = models.CharField(max_length=60)  # the sheet, encrypted, for as long as uploads are kept
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    mapping = models.JSONField(default=dict)  # {heading: field, or "" to leave the column out}, as the officer chose
    read_at = models.DateTimeField(_("读取时间"), null=True)
    understood = models.BinaryField(default=b"")  # sealed: headings, counts, first rows masked, faults found
    taken_at = models.DateTimeField(_("开始导入"), null=True)
    finished_at = models.DateTimeField(_("完成时间"), null=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True)
    chunks = models.PositiveIntegerField(default=0)  # moves in the transaction that writes the chunk
    tally = models.JSONField(default=dict)  # {"add": …, "change": …, "same": …, "refused": …, "review": …}
    left = models.JSONField(default=list)  # ids that an undo could not take back: written to since
    refusal = models.TextField(_("未能读取的原因"), blank=True)

    scoped_by = "org"

    class Meta:
        verbose_name = _("导入")
        indexes = [models.Index(fields=["county", "roster", "made_at"], name="import_made")]
        ordering = ["-made_at", "id"]

    def __str__(self):
        return self.name

    @property
    def seen(self):
        """What was understood of the sheet: {"headings", "rows", "first", "faults", "skipped", …}."""
        return unsealed(self.understood) or {}

    @property
    def takes(self):
        """How many lines of the sheet may be taken in: those that are not refused."""
        tally = self.seen.get("tally", {})
        return sum(tally.values()) - tally.get("refused", 0)


class ImportChunk(CountyModel):
    """What one chunk did: the lines it refused and why; the rows it wrote, with what they held before."""

    run = CountyKey(Import, models.CASCADE, db_index=False, related_name="parts")
    number = models.PositiveIntegerField()
    refused = models.BinaryField(default=b"")  # sealed [[line, [[heading, sentence], …]], …]
    written = models.BinaryField(default=b"")  # sealed, for the undo; its shape is the roster's own

    scoped_by = "run__org"

    class Meta:
        verbose_name = _("导入分段")
        constraints = [models.UniqueConstraint(fields=["county", "run", "number"], name="import_chunk")]
        ordering = ["run", "number"]

    def __str__(self):
        return f"{self.run} · {self.number}"
