"""Two counties without a tree: what the machinery itself needs to be tried."""
import pytest

from gonghui.core import jobs
from gonghui.core.accounts import Account
from gonghui.core.county import County, Division, uuid7
from gonghui.core.scope import Scope

EVERYTHING = frozenset({"standards.edit", "jobs.view", "keys.view", "audit.view"})


def office(code, name, username):
    division, _ = Division.objects.get_or_create(code=code, defaults={"name": name})
    county = County.objects.create(name=name, division=division)
    account = Account.objects.create_user(username, "not-a-real-password", name=username)
    return Scope(county.pk, uuid7(), "0001/", EVERYTHING, account.pk, whole=True)


@pytest.fixture
def here(db):
    """The scope of one county's federation."""
    return office("220422", "东辽县", "王主席")


@pytest.fixture
def there(db):
    """The scope of another county's."""
    return office("220421", "东丰县", "刘主席")


@pytest.fixture
def kind(monkeypatch):
    """Declares the work that a test's jobs do."""
    def declare(function, name="test.work"):
        monkeypatch.setitem(jobs.KINDS, name, function)
        return name
    return declare
