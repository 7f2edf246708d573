"""The office's secret keys: one small file outside the database, made on first run, readable by its owner only.

Without this file the encrypted columns can never be read again, so a copy belongs in the office's safe.
"""
import json
import os
import secrets
from pathlib import Path

NAMES = ("django", "index", "last_four", "audit")


def load(path):
    """{name: key as hex, "sealing": {version: key}}; makes the file when there is none.

    Two processes that start together agree: the file is created exclusively, and the loser reads the winner's.
    """
    path = Path(path)
    if not path.exists():
        _make(path)
    return json.loads(path.read_text())


def _make(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = {name: secrets.token_hex(32) for name in NAMES} | {"sealing": {"1": secrets.token_hex(32)}}
    # Written whole under another name first: a reader must never see half a file.
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(keys, file, indent=1)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        if not path.exists():
            os.replace(draft, path)
            return
    draft.unlink(missing_ok=True)
