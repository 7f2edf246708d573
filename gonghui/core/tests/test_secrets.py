"""Protected values at rest: sealed, bound to their column, readable after the key changes; indexes that match."""
import hmac
import json

import pytest
from django.core.exceptions import ValidationError

from gonghui.core import keys, secrets
from gonghui.core.keys import copies

KEY = "00112233445566778899aabbccddeeff" * 2
LABEL = b"person.id"


@pytest.fixture(params=["AES-256-GCM", "SM4-GCM"])
def algorithm(request, settings):
    settings.SEALING = request.param
    settings.KEYS = {"index": KEY, "last_four": KEY[::-1], "audit": KEY, "sealing": {"1": KEY}}
    return request.param


def test_a_column_goes_in_and_comes_out(algorithm):
    texts = ["330199198001010019", "", "㐀𠮷·阿"]
    sealed = secrets.seal(texts, LABEL)
    assert [secrets.unseal(value, LABEL) for value in sealed] == texts
    assert sealed[1] == b""
    assert b"330199" not in sealed[0]


def test_equal_texts_look_different(algorithm):
    assert len(set(secrets.seal(["甲"] * 50, LABEL))) == 50


@pytest.mark.parametrize(("name", "sealed"), [
    ("AES-256-GCM", "AES"), ("SM4-GCM", "SM4")])
def test_the_stored_form_is_the_standard_one(name, sealed, settings):
    from cryptography.hazmat.primitives.ciphers import Cipher, modes
    from cryptography.hazmat.primitives.ciphers.algorithms import AES

    settings.SEALING, settings.KEYS = name, {"sealing": {"1": KEY}}
    value = secrets.seal_one("工会", b"column")
    head, nonce, body, tag = value[0], value[1:13], value[13:-16], value[-16:]
    assert head == (1 if sealed == "AES" else 129)
    secret = bytes.fromhex(KEY)
    cipher = AES(secret) if sealed == "AES" else secrets.SM4(hmac.digest(secret, b"SM4-GCM", "sha256")[:16])
    opening = Cipher(cipher, modes.GCM(nonce, tag)).decryptor()
    opening.authenticate_additional_data(b"column")
    assert (opening.update(body) + opening.finalize()).decode() == "工会"


def test_sm4_gcm_gives_the_published_vector():
    """RFC 8998, appendix A.1."""
    box = secrets.SM4GCM(bytes.fromhex("0123456789abcdeffedcba9876543210"))
    text = bytes.fromhex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                         "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa")
    label = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    sealed = box.encrypt(bytes.fromhex("00001234567800000000abcd"), text, label)
    assert sealed.hex() == (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
        "83de3541e4c2b58177e065a9bf7b62ec")


@pytest.mark.parametrize("place", [1, 12, 13, -17, -1])
def test_a_changed_value_does_not_open(algorithm, place):
    value = bytearray(secrets.seal_one("330199198001010019", LABEL))
    value[place] ^= 1
    with pytest.raises(secrets.Unreadable, match="已被改动"):
        secrets.unseal(bytes(value), LABEL)


def test_a_value_moved_to_another_column_does_not_open(algorithm):
    with pytest.raises(secrets.Unreadable):
        secrets.unseal(secrets.seal_one("330199198001010019", LABEL), b"person.card")


def test_old_values_stay_readable_when_key_and_algorithm_change(algorithm, settings):
    old = secrets.seal_one("旧", LABEL)
    settings.KEYS["sealing"]["2"] = KEY[::-1]
    settings.SEALING = "SM4-GCM" if algorithm == "AES-256-GCM" else "AES-256-GCM"
    fresh = secrets.seal_one("新", LABEL)
    assert (old[0] & 127, fresh[0] & 127) == (1, 2)
    assert (secrets.unseal(old, LABEL), secrets.unseal(fresh, LABEL)) == ("旧", "新")


def test_without_its_key_a_value_says_which_key_is_missing(algorithm, settings):
    value = secrets.seal_one("甲", LABEL)
    settings.KEYS["sealing"] = {"2": KEY}
    with pytest.raises(secrets.Unreadable, match="第 1 版"):
        secrets.unseal(value, LABEL)


def test_blind_indexes_are_keyed_and_apart(algorithm, settings):
    number = "330199198001010019"
    assert secrets.blind(number) == hmac.new(bytes.fromhex(KEY), number.encode(), "sha256").hexdigest()[:32]
    assert secrets.blind_last4(number) == secrets.blind_last4("0019") != secrets.blind("0019")
    before = secrets.blind(number), secrets.blind_last4(number)
    settings.KEYS = settings.KEYS | {"index": KEY[::-1], "last_four": KEY}
    assert not {secrets.blind(number), secrets.blind_last4(number)} & set(before)


def test_the_key_file_is_the_owners_alone_and_made_once(tmp_path):
    path = tmp_path / "keys" / "gonghui.keys"
    first = keys.load(path)
    assert keys.load(path) == first
    assert path.stat().st_mode & 0o077 == 0
    assert [one.name for one in path.parent.iterdir()] == ["gonghui.keys"]
    assert json.loads(path.read_text())["check"] == keys.fingerprint(first)


def test_a_new_sealing_key_leaves_the_others_as_they_are(tmp_path):
    path = tmp_path / "gonghui.keys"
    before, after = keys.load(path), keys.rotate(path)
    assert set(after["sealing"]) == {"1", "2"}
    assert after["sealing"]["1"] == before["sealing"]["1"]
    assert [after[name] for name in keys.NAMES] == [before[name] for name in keys.NAMES]
    assert keys.fingerprint(after) != keys.fingerprint(before)


def test_a_copy_is_confirmed_by_its_check_word_until_the_keys_change(here, settings):
    assert not keys.copy_confirmed()
    with pytest.raises(ValidationError, match="校验字不符"):
        copies.confirm(here, "0" * 12, "保险柜")
    with pytest.raises(ValidationError, match="地点"):
        copies.confirm(here, keys.fingerprint(settings.KEYS), " ")
    copies.confirm(here, keys.fingerprint(settings.KEYS).upper(), "保险柜")
    assert keys.copy_confirmed()
    settings.KEYS = settings.KEYS | {"sealing": settings.KEYS["sealing"] | {"9": KEY}}
    assert not keys.copy_confirmed()
