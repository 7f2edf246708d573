"""The cast of every test: one county, and the officers whose stories the tests tell.

王主席 leads the county federation, 李干事 and 张干事 each serve a township's union, 赵会计 keeps the county's money.
Under each township lies one basic union. A pytest plugin: the fixtures are `county` and `cast`.
"""
from datetime import date
from types import SimpleNamespace

import pytest

FOUNDED = date(2005, 5, 1)  # every union of the cast has been there since


@pytest.fixture
def county(db):
    """A county without orgs: division 220422. The program's divisions, roles and standards are laid down."""
    return make_county("东辽县")


@pytest.fixture
def cast(county):
    """The county with its orgs and officers.

    .wang .li .zhang .zhao: their scopes · .county · .top, .li_town, .zhang_town, .li_union, .zhang_union: orgs ·
    .accounts: {"wang": account, …} · .scope(who) · .client(who): a signed-in test client.
    """
    return Cast(county)


def queries(client, address, **said):
    """How many queries a page asks on a second visit: counts of the menu are remembered for a while by the first, and
    here by nothing older, so that none runs out between the two."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    cache.clear()
    client.get(address, said)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, said)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return len(asked)


def make_county(name, division="220422"):
    """A county as an office makes it. A test that commits empties the tables: what migrations lay down comes back."""
    from gonghui.core import standards
    from gonghui.core.accounts import Role
    from gonghui.core.county import County, Division, DivisionName
    from gonghui.registry.orgs import divisions
    from gonghui.registry.posts import roles

    divisions.load(Division, DivisionName)
    roles.load(Role)
    standards.seed()
    return County.objects.create(name=name, division_id=division)


class Cast(SimpleNamespace):
    OFFICERS = {  # who: (name, role, org)
        "wang": ("王主席", "county_chair", "top"),
        "li": ("李干事", "township_officer", "li_town"),
        "zhang": ("张干事", "township_officer", "zhang_town"),
        "zhao": ("赵会计", "finance", "top"),
        "qian": ("钱批办", "approver", "top"),
        "zhou": ("周审计", "audit_admin", "top"),
    }

    def __init__(self, county):
        super().__init__(county=county, accounts={})
        self._found_unions()
        for who, (name, role, org) in self.OFFICERS.items():
            setattr(self, who, self.officer(who, name, role, getattr(self, org)))

    def _found_unions(self):
        from gonghui.registry.orgs import actions

        self.top = actions.open_county(self.county, f"{self.county.name}总工会", founded_on=FOUNDED)
        self._builder = self._scope_of_builder()
        self.li_town = self.found("白泉镇总工会", "20", self.top, division="220422100")
        self.zhang_town = self.found("渭津镇总工会", "20", self.top, division="220422101")
        self.li_union = self.found("白泉镇机械厂工会", "40", self.li_town, division="220422100")
        self.zhang_union = self.found("渭津镇粮库工会", "40", self.zhang_town, division="220422101")
        self.orgs = SimpleNamespace(top=self.top, li_town=self.li_town, zhang_town=self.zhang_town,
                                    li_union=self.li_union, zhang_union=self.zhang_union)

    def _scope_of_builder(self):
        from gonghui.core.scope import Scope

        return Scope(self.county.pk, self.top.pk, self.top.place().path, frozenset({"orgs.edit"}), whole=True)

    def found(self, name, kind, parent, *, on=FOUNDED, division="220422", **fields):
        """A union that has been there since a day."""
        from gonghui.registry.orgs import actions
        from gonghui.registry.orgs.models import Org

        org = Org(name=name, kind=kind, division_id=division, **fields)
        return actions.register(org, parent=parent, founded_on=on, scope=self._builder)

    def officer(self, who, name, role, org):
        """Somebody with an account and one post; returns the scope of the post. The password is the user name."""
        from gonghui.core.accounts import Account
        from gonghui.registry.posts.models import Post

        account = Account.objects.create_user(f"{who}-{self.county.pk}", f"{who}-{self.county.pk}", name=name)
        self.accounts[who] = account
        Post.objects.create(county=self.county, account=account, org=org, role_id=role, first=FOUNDED)
        return Post.acting(account).scope()

    def scope(self, who):
        """The scope anew: after a role or the tree has changed."""
        from gonghui.registry.posts.models import Post

        return Post.acting(self.accounts[who]).scope()

    def client(self, who):
        """A browser in which the officer has signed in."""
        from django.test import Client

        client = Client()
        client.force_login(self.accounts[who], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client
