"""The key file: where it is, and who has put a copy in the safe."""
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core.forms import styled
from gonghui.core.keys.copies import KeyCopy, confirm
from gonghui.core.pages import Page


class Copy(forms.Form):
    check_word = forms.CharField(
        label=gettext_lazy("备份末尾的校验字"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("用记事本打开备份的文件，抄下最后一行 check 后面的 12 个字符。"))
    place = forms.CharField(label=gettext_lazy("存放地点"), max_length=100,
                            help_text=gettext_lazy("例如“办公室保险柜”。"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        styled(self)


class Keys(Page):
    title = gettext_lazy("密钥备份")
    permission = "keys.view"

    def get(self, request):
        return self._show(Copy())

    def post(self, request):
        form = Copy(request.POST)
        if form.is_valid():
            try:
                confirm(self.scope, **form.cleaned_data)
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                cache.delete("keys_safe")
                messages.success(request, _("已确认密钥备份。"))
                return HttpResponseRedirect(request.path)
        return self._show(form, status=422)

    def _show(self, form, status=200):
        return self.show("shell/keys.html", status, form=form, file=settings.KEYS_FILE,
                         copies=KeyCopy.of_these_keys().select_related("by"))
