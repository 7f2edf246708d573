"""Pages of posts and accounts."""
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core.pages import Add, Choice, Column, Facts, Listing, Page, Rows, Sheet, Under
from gonghui.core.pages.acts import Act

from .. import actions, forms
from ..models import ENDED, HELD, Post, all_roles, held
from ..roles import PERMISSIONS


class Posts(Listing):
    model = Post
    title = _("岗位与账号")
    permission = "posts.view"
    noun = _("个岗位")
    order = ("first", "id")
    columns = (
        Column("account.name", _("姓名"), link=True),
        Column("account.username", _("用户名")),
        Column("role", _("角色")),
        Column("org.name", _("工会")),
        Column("first", _("起"), sort="first"),
        Column("last", _("止"), sort="last"),
        Column("account.is_active", _("账号启用")),
        Column("document", _("依据"), shown=False),
    )
    filters = (
        Under("org", _("工会")),
        Choice("role", _("角色"), choices=lambda scope: [(role.pk, str(role)) for role in all_roles()]),
        Choice("state", _("在岗"), choices=((HELD, _("在岗")), (ENDED, _("已结束"))), default=HELD,
               apply_with=held("last")),
    )
    search_hint = _("姓名或用户名")
    add_permission = "posts.grant"
    export_permission = "posts.view"
    empty = _("这里将列出本级及所属工会的岗位，和各岗位上的账号。")

    @property
    def acts(self):
        """Other ways in, beside “新增”."""
        named = [(_("任职"), "duty_list", "posts.view"), (_("届次"), "term_list", "posts.view"),
                 (_("角色与权限"), "roles", "posts.view"), (_("开立账号"), "account_add", "accounts.edit")]
        return [(label, self.at(page)) for label, page, permission in named if self.scope.can(permission)]

    def rows(self):
        return self.scope.rows(Post).select_related("account", "role", "org")

    def found(self, rows, text):
        return rows.filter(account__name__startswith=text) | rows.filter(account__username__startswith=text)


class PostSheet(Sheet):
    model = Post
    permission = "posts.view"
    facts = (
        Facts(_("岗位"), (Column("role", _("角色")), Column("first", _("起")), Column("last", _("止")),
                        Column("document", _("依据")))),
        Facts(_("账号"), (Column("account.name", _("姓名")), Column("account.username", _("用户名")),
                        Column("account.phone", _("手机号码")), Column("account.is_active", _("启用")),
                        Column("account.password_given", _("首次登录须改密码")))),
    )
    tabs = (
        Rows("permissions", _("可以办理的事"), columns=(Column("label", _("权限"), value=str),),
             rows=lambda sheet, post: [PERMISSIONS.get(code, code) for code in post.role.permissions]),
        Rows("others", _("同一账号的其他岗位"),
             rows=lambda sheet, post: sheet.others(post),
             link=lambda sheet, row: sheet.sheet_of(row),
             columns=(Column("role", _("角色")), Column("org.name", _("工会")), Column("first", _("起")),
                      Column("last", _("止")))),
    )

    def rows(self):
        return self.scope.rows(Post).select_related("account", "role", "org")

    def others(self, post):
        return self.rows().filter(account=post.account_id).exclude(pk=post.pk).order_by("first")

    def owner(self, post):
        return post.org

    def acts(self, post):
        """Ending and handing over for who grants; password and closing for who keeps the accounts."""
        named = []
        if self.scope.can("posts.grant") and post.last is None:
            named += [(_("结束岗位"), "end"), (_("交接给他人"), "hand_over")]
        if self.scope.can("accounts.edit"):
            closing = _("停用账号") if post.account.is_active else _("重新启用账号")
            named += [(_("重置密码"), "password"), (closing, "switch")]
        return [(label, self.at(name, post.pk)) for label, name in named]


class Grant(Add):
    model, form_class, permission = Post, forms.PostForm, "posts.grant"
    title = _("授予岗位")

    def fresh(self, pk):
        return Post(id=pk, county_id=self.scope.county_id, first=localdate())

    def save(self, form):
        actions.grant(form.instance, scope=self.scope)


class EndPost(Act):
    model, form_class, permission = Post, forms.EndForm, "posts.grant"
    title = _("结束岗位")

    def act(self, post, said):
        actions.end(post, scope=self.scope, **said)


class HandOver(Act):
    model, form_class, permission = Post, forms.HandOverForm, "posts.grant"
    title = _("交接岗位")

    def act(self, post, said):
        actions.hand_over(post, scope=self.scope, **said)


class OpenAccount(Page):
    """`accounts/add/`: opens an account and shows its first password, this once."""

    permission = "accounts.edit"
    title = _("开立账号")

    def get(self, request):
        return self._form(forms.AccountForm())

    def post(self, request):
        form = forms.AccountForm(request.POST)
        if not form.is_valid():
            return self._form(form, status=422)
        password = actions.open_account(form.instance, scope=self.scope)
        return shown_once(self, form.instance, password)

    def _form(self, form, status=200):
        return self.show("pages/form.html", status, form=form, cancel=reverse("posts:list"))


def shown_once(page, account, password):
    """The page with a first password; no cache keeps it."""
    response = page.show("posts/password.html", account=account, password=password)
    response["Cache-Control"] = "no-store"
    return response


class ResetPassword(Act):
    model, permission = Post, "accounts.edit"
    title = _("重置密码")

    def post(self, request, pk):
        account = self.one(pk).account
        return shown_once(self, account, actions.reset_password(account, scope=self.scope))


class SwitchAccount(Act):
    model, permission = Post, "accounts.edit"
    title = _("停用或启用账号")

    def act(self, post, said):
        account = post.account
        actions.switch_account(account, active=not account.is_active, scope=self.scope)
        return _("已启用账号。") if account.is_active else _("已停用账号。")


class Roles(Page):
    """What each role may do: the office's table of rights, to be read and printed."""

    model = Post
    permission = "posts.view"
    title = _("角色与权限")

    def get(self, request):
        roles = [(role, [PERMISSIONS.get(code, code) for code in role.permissions])
                 for role in all_roles()]
        return self.show("posts/roles.html", roles=roles)
