"""The officers of the demonstration county, and the posts in which they act."""
from datetime import date

from gonghui.core.accounts import Account, Role
from gonghui.core.scope import Scope
from gonghui.core.writing import write
from gonghui.registry.orgs.models import Org
from gonghui.registry.posts.actions import grant
from gonghui.registry.posts.models import Post

TOP = "东辽县总工会"
SINCE = date(2008, 1, 10)
OFFICERS = (  # user name, name, role, union
    ("wang", "王主席", "county_chair", TOP),
    ("qian", "钱副主席", "approver", TOP),
    ("sun", "孙干事", "section_officer", TOP),
    ("zhao", "赵会计", "finance", TOP),
    ("li", "李干事", "township_officer", "白泉镇总工会"),
    ("zhang", "张干事", "township_officer", "渭津镇总工会"),
    ("chen", "陈主席", "basic_chair", "白泉镇穗岑木业有限公司工会"),
    ("zhou", "周审计", "auditor", TOP),
    ("xitong", "系统管理员", "system_admin", TOP),
    ("anquan", "安全管理员", "security_admin", TOP),
    ("shenji", "审计管理员", "audit_admin", TOP),
)


def unions(county):
    """{name: org} of all unions not dissolved, by the names they bear now."""
    return {org.name: org for org in Org.objects.filter(county=county, dissolved_on=None).order_by("number")}


class Cast(dict):
    """{user name: the scope of the post}. Accounts come without a password: whoever starts the program gives them."""

    def __init__(self, county, top):
        super().__init__()
        self.county = county
        username, name, role, _org = OFFICERS[0]
        chair = Account.objects.create_user(username, None, name=name)
        whole = Scope(county.pk, top.pk, "", account_id=chair.pk, whole=True)
        write(Post(account=chair, org=top, role=Role.objects.get(code=role), first=SINCE), scope=whole)
        self[username] = Post.acting(chair).scope()
        self.join({TOP: top})

    def join(self, orgs):
        """Those whose unions there are by now, and who have no post yet, get account and post from the chair."""
        for username, name, role, org in OFFICERS:
            if username not in self and org in orgs:
                account = Account.objects.create_user(username, None, name=name)
                grant(Post(account=account, org=orgs[org], role_id=role, first=SINCE), scope=self["wang"])
                self[username] = Post.acting(account).scope()

    def of(self, township):
        """The officer who does a township's work: its own where it has one, else the county's."""
        return self[{"白泉镇总工会": "li", "渭津镇总工会": "zhang"}.get(township, "sun")]
