"""The program's settings for a test run: a data folder, keys and database of its own, in a temporary place.

Each process of a parallel run has its own folder. A test that starts `manage.py` as another process gives it
this process's environment, and it finds the same folder, keys and database.
"""
import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "GONGHUI_TEST_RUN" not in os.environ:
    os.environ["GONGHUI_TEST_RUN"] = tempfile.mkdtemp(prefix="gonghui-test-")
    atexit.register(shutil.rmtree, os.environ["GONGHUI_TEST_RUN"], ignore_errors=True)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["GONGHUI_DATA"] = str(Path(os.environ["GONGHUI_TEST_RUN"]) / WORKER)
os.environ.pop("GONGHUI_KEYS", None)

from gonghui.settings import *  # noqa: E402

# The ordinary hasher takes a third of a second by design; tests make hundreds of accounts.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["TEST"] = {"NAME": f"test_{WORKER}"}
    DATABASES["default"]["CONN_MAX_AGE"] = 0
else:
    # A file, not memory: threads and processes then meet the locks that an office's will.
    DATABASES["default"]["TEST"] = {"NAME": str(DATABASES["default"]["NAME"])}
