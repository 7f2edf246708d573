"""How many queries pages ask: {what: [session, address]} as JSON comes in, {what: count} goes out."""
import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


def count(session, address):
    """At a second look: a first one fills what is remembered for a minute."""
    client = Client(headers={"Host": "127.0.0.1"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


if __name__ == "__main__":
    print(json.dumps({what: count(*where) for what, where in json.load(sys.stdin).items()}))
