"""Signing keys at rest: sealed, bound to their verification method, useless without the KEK."""

import dataclasses
import json
from typing import Any

import pytest

from badgeservice.errors import KeyEncryptionKeyMissing, MalformedKey
from badgeservice.proofs.keys import AlgorithmName, PrivateKey
from badgeservice.proofs.wrapping import KeyEncryptionKey, WrappedKey, unwrap, wrap

KEK = KeyEncryptionKey("kek-2026-01", bytes(range(32)))
METHOD = "did:web:badges.example:issuers:club#key-1"
PKCS8 = PrivateKey.from_seed(b"\x05" * 32).to_pkcs8()


@pytest.mark.parametrize("algorithm", ["Ed25519", "P-256", "RSA-2048"])
def test_a_wrapped_key_opens_with_its_own_kek(algorithm: AlgorithmName) -> None:
    key = PrivateKey.generate(algorithm)
    wrapped = wrap(key.to_pkcs8(), KEK, bound_to=METHOD)
    opened = PrivateKey.from_pkcs8(unwrap(wrapped, KEK, bound_to=METHOD))
    assert opened.public_key == key.public_key


def test_a_wrapped_key_survives_its_text_form() -> None:
    wrapped = wrap(PKCS8, KEK, bound_to=METHOD)
    text = wrapped.to_text()
    assert WrappedKey.from_text(text) == wrapped
    assert unwrap(WrappedKey.from_text(text), KEK, bound_to=METHOD) == PKCS8
    assert "\n" not in text


def test_the_text_form_names_the_kek_and_holds_no_key_bytes() -> None:
    wrapped = wrap(PKCS8, KEK, bound_to=METHOD)
    members = json.loads(wrapped.to_text())
    assert members["kekId"] == "kek-2026-01"
    assert b"\x05" * 32 not in wrapped.ciphertext
    assert len(wrapped.ciphertext) == len(PKCS8) + 16


def test_wrapping_twice_gives_different_bytes() -> None:
    one, other = (wrap(PKCS8, KEK, bound_to=METHOD) for _ in range(2))
    assert one.nonce != other.nonce
    assert one.ciphertext != other.ciphertext


def test_a_kek_of_another_name_is_told_apart_as_missing() -> None:
    wrapped = wrap(PKCS8, KEK, bound_to=METHOD)
    other = KeyEncryptionKey("kek-2027-01", KEK.secret)
    with pytest.raises(KeyEncryptionKeyMissing):
        unwrap(wrapped, other, bound_to=METHOD)


def test_a_kek_of_the_same_name_with_other_bytes_opens_nothing() -> None:
    wrapped = wrap(PKCS8, KEK, bound_to=METHOD)
    with pytest.raises(MalformedKey):
        unwrap(wrapped, KeyEncryptionKey("kek-2026-01", bytes(32)), bound_to=METHOD)


@pytest.mark.parametrize(
    "other",
    [
        "did:web:badges.example:issuers:club#key-2",
        "did:web:badges.example:issuers:other#key-1",
        METHOD + " ",
        METHOD.upper(),
        "x",
    ],
)
def test_a_key_moved_to_another_verification_method_does_not_open(other: str) -> None:
    wrapped = wrap(PKCS8, KEK, bound_to=METHOD)
    with pytest.raises(MalformedKey):
        unwrap(wrapped, KEK, bound_to=other)


def test_a_key_bound_to_nothing_is_refused() -> None:
    with pytest.raises(MalformedKey):
        wrap(PKCS8, KEK, bound_to="")
    with pytest.raises(MalformedKey):
        unwrap(wrap(PKCS8, KEK, bound_to=METHOD), KEK, bound_to="")


def test_no_key_is_not_wrapped() -> None:
    with pytest.raises(MalformedKey):
        wrap(b"", KEK, bound_to=METHOD)


def test_every_flipped_bit_is_noticed() -> None:
    wrapped = wrap(PKCS8, KEK, bound_to=METHOD)
    for name in ("nonce", "ciphertext"):
        original: bytes = getattr(wrapped, name)
        for position in range(len(original)):
            spoiled = bytearray(original)
            spoiled[position] ^= 1 << position % 8
            changed = dataclasses.replace(wrapped, **{name: bytes(spoiled)})
            with pytest.raises(MalformedKey):
                unwrap(changed, KEK, bound_to=METHOD)


def test_a_renamed_row_is_noticed() -> None:
    # The name of the KEK is bound too: a row cannot be relabelled to another KEK with equal bytes.
    wrapped = dataclasses.replace(wrap(PKCS8, KEK, bound_to=METHOD), kek_id="kek-2027-01")
    with pytest.raises(MalformedKey):
        unwrap(wrapped, KeyEncryptionKey("kek-2027-01", KEK.secret), bound_to=METHOD)


@pytest.mark.parametrize("length", [0, 16, 24, 31, 33, 64])
def test_a_kek_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(MalformedKey):
        KeyEncryptionKey("kek", bytes(length))


@pytest.mark.parametrize("kek_id", ["", " ", "a b", "a/b", "é", "a\n", "x" * 65, 'a"b', "a:b"])
def test_a_kek_with_a_strange_name_is_refused(kek_id: str) -> None:
    with pytest.raises(MalformedKey):
        KeyEncryptionKey(kek_id, bytes(32))


def test_printing_a_kek_shows_its_name_alone() -> None:
    for text in (repr(KEK), str(KEK), repr([KEK])):
        assert "kek-2026-01" in text
        assert "secret" not in text
        assert KEK.secret.hex() not in text
        assert repr(KEK.secret) not in text


def changed_text(**members: Any) -> str:
    original = json.loads(wrap(PKCS8, KEK, bound_to=METHOD).to_text())
    return json.dumps({**original, **members})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        "text",
        '{"version":"1"',
        "\ud800",
        '{"version":"1","kekId":"k","kekId":"k","nonce":"AAAAAAAAAAAAAAAA","ciphertext":"AAAA"}',
        changed_text(version="2"),
        changed_text(version=1),
        changed_text(version=True),
        changed_text(version=None),
        changed_text(extra=1),
        changed_text(kekId=""),
        changed_text(kekId=None),
        changed_text(kekId="a b"),
        changed_text(nonce=""),
        changed_text(nonce="AAAA"),
        changed_text(nonce="AAAAAAAAAAAAAAA="),
        changed_text(nonce=[1]),
        changed_text(ciphertext=""),
        changed_text(ciphertext="AAAA"),
        changed_text(ciphertext="A" * 40_000),
        changed_text(ciphertext={"a": {"b": {"c": 1}}}),
    ],
)
def test_a_stored_text_that_is_not_exact_is_refused(text: str) -> None:
    with pytest.raises(MalformedKey):
        WrappedKey.from_text(text)


@pytest.mark.parametrize(
    ("nonce", "ciphertext"),
    [
        (b"", bytes(40)),
        (bytes(11), bytes(40)),
        (bytes(13), bytes(40)),
        (bytes(12), b""),
        (bytes(12), bytes(16)),
        (bytes(12), bytes(9_000)),
    ],
)
def test_a_wrapped_key_of_impossible_lengths_is_refused(nonce: bytes, ciphertext: bytes) -> None:
    with pytest.raises(MalformedKey):
        WrappedKey("kek", nonce, ciphertext)
