"""Attachments, uploaded sheets and error workbooks: checked by content and size, encrypted at rest, with digests.

They lie outside the web root, in FILES_DIR, under names of the program's own: `attachments/…` for what belongs to a
record, `passing/…` for sheets and error workbooks, which the worker deletes after a standard's days.
"""
import hashlib
from datetime import datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import audit, secrets, standards
from ..county import CountyModel, data_check, uuid7
from .kinds import KINDS, clean_name, fault

KEPT, PASSING = "attachments", "passing"


def _of_records_in_scope(rows, scope):
    """An attachment is seen by whoever sees the record that it belongs to."""
    seen = Q(pk=None)
    for label in rows.order_by("model").values_list("model", flat=True).distinct():
        seen |= Q(model=label, record__in=scope.rows(apps.get_model(label)).values("pk"))
    return rows.filter(seen)


class Attachment(CountyModel):
    """A photograph or document that belongs to one record."""

    model = models.CharField(max_length=60)
    record = models.UUIDField()
    name = models.CharField(gettext_lazy("文件名"), max_length=150)
    kind = models.CharField(gettext_lazy("类型"), max_length=10)
    size = models.PositiveBigIntegerField(gettext_lazy("大小（字节）"))
    digest = models.CharField(max_length=64)  # SHA-256 of the content before encryption
    stored = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+",
                           verbose_name=gettext_lazy("上传人"))
    at = models.DateTimeField(gettext_lazy("上传时间"), default=timezone.now)
    scoped_by = _of_records_in_scope

    class Meta:
        verbose_name = gettext_lazy("附件")
        indexes = [models.Index(fields=["county", "record"], name="attachment_record")]
        ordering = ["county", "at", "id"]

    def __str__(self):
        return self.name

    @property
    def media_type(self):
        """What the browser is told; the page that serves it adds nosniff and a file name."""
        return KINDS[self.kind].media_type


def keep(scope, upload, kinds, obj):
    """Checks an upload, encrypts it to disk and ties it to a record of the scope; the Attachment.

    `kinds`: the endings allowed here, of `kinds.KINDS` ({"jpg", "pdf"}). Raises ValidationError with a sentence.
    """
    name = clean_name(upload.name)
    content = checked(upload, kinds)
    stored, digest = _write(KEPT, content)
    try:
        with transaction.atomic():
            attachment = Attachment(
                county_id=scope.county_id, model=obj._meta.label_lower, record=obj.pk, name=name,
                kind=name.rpartition(".")[2], size=len(content), digest=digest, stored=stored, by_id=scope.account_id)
            attachment.save(force_insert=True)
            audit.record(scope, "attach", obj, details={"attachment": str(attachment.pk), "digest": digest})
    except Exception:
        _path(stored).unlink(missing_ok=True)
        raise
    return attachment


def checked(upload, kinds):
    """The content of an upload, if its size, ending and content agree. Raises ValidationError with a sentence."""
    if upload.size > settings.UPLOAD_LIMIT:
        raise ValidationError(_("文件超过 %d 兆字节，请压缩或拆分后再上传。") % (settings.UPLOAD_LIMIT // 2**20))
    content = upload.read()
    if sentence := fault(clean_name(upload.name), content, kinds):
        raise ValidationError(sentence)
    return content


def of(obj):
    """The attachments of a record that the caller has reached through its scope."""
    return Attachment.objects.filter(county_id=obj.county_id, record=obj.pk).order_by("at", "id")


def open_sealed(attachment):
    """The content of an attachment. Raises `secrets.Unreadable` where it was changed."""
    return get(attachment.stored, attachment.digest)


def discard(scope, attachment):
    """Deletes an attachment; the file goes once the deletion is committed."""
    with transaction.atomic():
        audit.record(scope, "detach", model=attachment.model, details={
            "attachment": str(attachment.pk), "record": str(attachment.record), "digest": attachment.digest})
        Attachment.objects.filter(pk=attachment.pk, county_id=scope.county_id).delete()
        transaction.on_commit(lambda: _path(attachment.stored).unlink(missing_ok=True))


def put(content):
    """Keeps an uploaded sheet or an error workbook for a while; (its name here, the SHA-256 of its content)."""
    return _write(PASSING, content)


def get(stored, digest=""):
    """The content of a kept file. Raises FileNotFoundError, or `secrets.Unreadable` where it was changed."""
    content = secrets.unseal_bytes(_path(stored).read_bytes(), b"file")
    if digest and hashlib.sha256(content).hexdigest() != digest:
        raise secrets.Unreadable(_("文件内容与登记的校验码不符，请从备份中找回。"))
    return content


def remove_expired(today=None):
    """Deletes passing files older than the standard's days; how many went. Their names hold their moment."""
    today = today or timezone.localdate()
    days = standards.at("files.upload_days", today).number
    before = timezone.make_aware(datetime.combine(today, datetime.min.time())) - timedelta(days=days)
    gone = 0
    for path in (settings.FILES_DIR / PASSING).glob("*/*"):
        if int(path.name[:12], 16) / 1000 < before.timestamp():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _write(folder, content):
    """Encrypts to a new file, whole or not at all. Two places of the name spread files over 256 folders."""
    name = uuid7().hex
    stored = f"{folder}/{name[-2:]}/{name}"
    path = _path(stored)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_bytes(secrets.seal_bytes(content, b"file"))
    draft.replace(path)
    return stored, hashlib.sha256(content).hexdigest()


def _path(stored):
    path = (Path(settings.FILES_DIR) / stored).resolve()
    if not path.is_relative_to(Path(settings.FILES_DIR).resolve()):
        raise FileNotFoundError(stored)
    return path


@data_check
def attachments_there(county):
    """Every attachment's file is in its place."""
    rows = Attachment.objects.filter(county=county).order_by("id").values_list("id", "stored").iterator(2000)
    gone = [id for id, stored in rows if not _path(stored).exists()]
    if gone:
        yield _("有 %(count)s 个附件的文件不见了，第一个是 %(first)s，请从备份中找回。") % {"count": len(gone), "first": gone[0]}
