"""Audit entries as sentences: who, when, what, why."""
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import BinaryField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..audit import Entry
from ..standards import Standard
from .doors import REVEALED

ACTS = {
    "add": gettext_lazy("登记了"),
    "edit": gettext_lazy("修改了"),
    "remove": gettext_lazy("删除了"),
    "import": gettext_lazy("由表格导入了"),
    "undo": gettext_lazy("撤销了导入"),
    "reveal": gettext_lazy("查看了受保护的内容"),
    "export": gettext_lazy("导出了"),
    "sign_in": gettext_lazy("登录了"),
    "close": gettext_lazy("结账"),
    "confirm_key_copy": gettext_lazy("确认了密钥备份"),
}


def of(obj, scope, limit=200):
    """The record's own entries, newest first, as {at, by, said, note, on, under}; under: the standards held to."""
    entries = scope.rows(Entry).filter(record=obj.pk).select_related("by").order_by("-id")[:limit]
    held = {pk for entry in entries for pk in entry.details.get("standards", ())}
    standards = Standard.objects.in_bulk(held) if held else {}
    return [told(entry) | {"under": [standards[pk] for pk in entry.details.get("standards", ()) if pk in standards]}
            for entry in entries]


def told(entry):
    """One entry as the timeline shows it."""
    return {"at": entry.at, "by": entry.by or _("系统"), "said": said(entry), "note": entry.note, "on": entry.on}


def said(entry):
    """修改了联系电话、住址 · 查看了受保护的内容：证件号码 · 办理“批准”."""
    model = _model(entry.model)
    step = getattr(model, "flow", None) and model.flow.steps.get(entry.act)
    if step:
        return _("办理“%s”") % step.label
    words = str(getattr(model, "acts", {}).get(entry.act) or ACTS.get(entry.act, entry.act))
    if entry.act == "reveal":
        name = entry.details.get("field", "")
        return _("%(act)s：%(field)s") % {"act": words, "field": REVEALED.get(model, {}).get(name, name)}
    return words + (_names(model, entry.details.get("fields", [])) if entry.act == "edit" else "")


def last_act(obj, scope):
    """“王主席刚刚修改了电话”: what a conflict message begins with."""
    entry = scope.rows(Entry).filter(record=obj.pk).select_related("by").order_by("-id").first()
    return f"{entry.by or _('系统')}{said(entry)}" if entry else _("别人修改了")


def noun(entry):
    """What kind of record the entry is about: 工会组织."""
    model = _model(entry.model)
    return model._meta.verbose_name if model else entry.model


def _model(label):
    try:
        return apps.get_model(label) if label else None
    except (LookupError, ValueError):
        return None


def _names(model, names):
    return "、".join(filter(None, (_verbose(model, name) for name in names)))


def _verbose(model, name):
    """What an officer calls a field; "" for what only follows from others (an index, a sound)."""
    try:
        field = model._meta.get_field(name.removesuffix("_id"))
    except (FieldDoesNotExist, AttributeError):
        return name
    return str(field.verbose_name) if field.editable or isinstance(field, BinaryField) else ""
