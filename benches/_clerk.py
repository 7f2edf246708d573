"""Another clerk, who saves one record every tenth of a second while an import runs; prints how long each save took.

`python -m benches._clerk SECONDS`, in the data folder of the import.
"""
import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.settings")

import django

django.setup()

from gonghui.core.writing import write  # noqa: E402
from gonghui.registry.orgs.models import Org  # noqa: E402
from gonghui.registry.posts.models import Post  # noqa: E402


def main(seconds):
    post = Post.objects.select_related("account").get(account__name="李干事")
    scope, org = post.scope(), Org.objects.get(pk=post.org_id)
    waits, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        org.phone = f"138{len(waits):08d}"
        began = time.perf_counter()
        write(org, scope=scope)
        waits.append(time.perf_counter() - began)
        time.sleep(0.1)
    print(json.dumps({"saves": len(waits), "longest": max(waits), "mean": sum(waits) / len(waits)}))


if __name__ == "__main__":
    main(float(sys.argv[1]))
