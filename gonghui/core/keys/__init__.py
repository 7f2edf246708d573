"""The office's secret keys: one small file outside the database, made on first run, readable by its owner only.

Without this file the encrypted columns can never be read again, so a copy belongs in the office's safe. Its last line
is a check word: an officer who reads it off the copy proves that the copy is there and is this file's (`copies`).
"""
import hashlib
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


def fingerprint(keys):
    """The check word of a set of keys: twelve hex digits, from which none of them follows."""
    said = json.dumps({name: keys[name] for name in (*NAMES, "sealing")}, sort_keys=True)
    return hashlib.sha256(b"gonghui keys " + said.encode()).hexdigest()[:12]


def rotate(path):
    """Adds the next version of the sealing key, for values sealed from now on; returns all keys. Start the program
    and the worker again after it, and put a copy of the file in the safe: the old copy lacks the new key."""
    path = Path(path)
    keys = json.loads(path.read_text())
    version = max(map(int, keys["sealing"])) + 1
    if version > 127:
        raise ValueError("a sealed value has seven bits for its key's version")
    keys["sealing"][str(version)] = secrets.token_hex(32)
    os.replace(_draft(path, keys), path)
    return json.loads(path.read_text())


def copy_confirmed():
    """Whether an officer has confirmed a copy of the keys as they are now."""
    from .copies import KeyCopy

    return KeyCopy.of_these_keys().exists()


def _make(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = {name: secrets.token_hex(32) for name in NAMES} | {"sealing": {"1": secrets.token_hex(32)}}
    draft = _draft(path, keys)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        if not path.exists():
            os.replace(draft, path)
            return
    draft.unlink(missing_ok=True)


def _draft(path, keys):
    """The file's content written whole under another name first: a reader must never see half a file."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(keys | {"check": fingerprint(keys)}, file, indent=1)
    return draft
