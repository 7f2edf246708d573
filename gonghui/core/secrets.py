"""Encryption at rest and the blind indexes of ID numbers, under separate keys; a column at a time.

A sealed value is one byte (bit 7: the algorithm, bits 0–6: the key's version), 12 bytes of nonce, ciphertext and a
16-byte tag. The label binds a value to its column, so that one moved to another column does not open. Nonces are
random: a key serves some four thousand million values (2³²), then `keys.rotate` adds the next version; old values
keep theirs and stay readable.
"""
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from django.conf import settings
from django.utils.translation import gettext as _

NONCE, TAG = 12, 16
AES, SM = "AES-256-GCM", "SM4-GCM"


class Unreadable(Exception):
    """A sealed value does not open: it was changed, belongs to another column, or its key is not at hand."""


class SM4GCM:
    """SM4 (GB/T 32907) in Galois counter mode, with the interface of `AESGCM`."""

    def __init__(self, key):
        self.cipher = SM4(key)

    def encrypt(self, nonce, text, label):
        sealing = Cipher(self.cipher, modes.GCM(nonce)).encryptor()
        sealing.authenticate_additional_data(label)
        return sealing.update(text) + sealing.finalize() + sealing.tag

    def decrypt(self, nonce, sealed, label):
        opening = Cipher(self.cipher, modes.GCM(nonce, sealed[-TAG:])).decryptor()
        opening.authenticate_additional_data(label)
        return opening.update(sealed[:-TAG]) + opening.finalize()


@lru_cache(maxsize=64)
def _box(sm, key):
    """The cipher of one key. SM4 takes 128 bits: its key is drawn from the same secret, never equal to it."""
    secret = bytes.fromhex(key)
    if sm:
        return SM4GCM(hmac.digest(secret, b"SM4-GCM", "sha256")[:16])
    return AESGCM(secret)


def _newest():
    """(first byte, cipher) for values sealed now."""
    version = max(map(int, settings.KEYS["sealing"]))
    if settings.SEALING not in (AES, SM):
        raise ValueError(f"SEALING is {AES} or {SM}, not {settings.SEALING}")
    sm = settings.SEALING == SM
    return bytes([sm << 7 | version]), _box(sm, settings.KEYS["sealing"][str(version)])


def seal(texts, label):
    """A column of texts as sealed bytes; an empty text stays empty (b""). `label`: bytes that name the column."""
    head, box = _newest()
    encrypt, noise = box.encrypt, os.urandom(NONCE * len(texts))
    nonces = [noise[i:i + NONCE] for i in range(0, len(noise), NONCE)]
    return [head + nonce + encrypt(nonce, text.encode(), label) if text else b""
            for nonce, text in zip(nonces, texts, strict=True)]


def seal_one(text, label):
    """One text, sealed."""
    return seal([text], label)[0]


def unseal(sealed, label):
    """The text in a sealed value; "" for an empty one. Raises Unreadable."""
    return unseal_bytes(sealed, label).decode() if sealed else ""


def seal_bytes(content, label):
    """The content of a file, sealed."""
    head, box = _newest()
    nonce = os.urandom(NONCE)
    return head + nonce + box.encrypt(nonce, content, label)


def unseal_bytes(sealed, label):
    """The content of a sealed file. Raises Unreadable."""
    sealed = bytes(sealed)
    version = str(sealed[0] & 127) if sealed else ""
    key = settings.KEYS["sealing"].get(version)
    if key is None:
        raise Unreadable(_("密钥文件里没有这项内容所用的密钥（第 %s 版），请换回原来的密钥文件。") % version)
    try:
        return _box(sealed[0] >> 7, key).decrypt(sealed[1:1 + NONCE], sealed[1 + NONCE:], label)
    except (InvalidTag, ValueError) as error:
        raise Unreadable(_("这项加密内容已被改动或不属于这一栏，无法解密，请从备份中找回。")) from error


@lru_cache(maxsize=8)
def _hashed(key):
    """HMAC-SHA256 with its two key blocks hashed once: (inner, outer), to be copied for each text."""
    block = bytes.fromhex(key).ljust(64, b"\0")
    return (hashlib.sha256(bytes(b ^ 0x36 for b in block)), hashlib.sha256(bytes(b ^ 0x5C for b in block)))


def macs(key, texts):
    """HMAC-SHA256 of each text (bytes) under a key given as hex, as 64 hex digits; three times faster than `hmac`."""
    first, second = _hashed(key)
    found = []
    for text in texts:
        inner, outer = first.copy(), second.copy()
        inner.update(text)
        outer.update(inner.digest())
        found.append(outer.hexdigest())
    return found


def blind(text):
    """The blind index of a whole number: 32 hex digits by which equal numbers meet and none can be read back."""
    return macs(settings.KEYS["index"], (text.encode(),))[0][:32]


def blind_all(texts):
    """The blind indexes of a column of numbers; None for an empty one."""
    found = iter(macs(settings.KEYS["index"], [text.encode() for text in texts if text]))
    return [next(found)[:32] if text else None for text in texts]


@lru_cache(maxsize=32768)
def _last4(key, four):
    return macs(key, (four.encode(),))[0][:32]


def blind_last4(text):
    """The blind index of a number's last four places, under a key of its own. There are 11,000: remembered."""
    return _last4(settings.KEYS["last_four"], text[-4:])
