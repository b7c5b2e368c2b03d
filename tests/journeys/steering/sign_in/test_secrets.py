"""Secrets are read in one shape only, and a code cannot be worked out from its hash."""

from dataclasses import replace
from hashlib import sha256

import pytest

from badgeservice.journeys.keyring import Keyring
from badgeservice.journeys.steering.sign_in.secrets import (
    code_hash,
    form_mark,
    is_form_mark,
    new_code,
    new_secret,
    read_code,
    read_secret,
)
from badgeservice.proofs.wrapping import KeyEncryptionKey
from factories import a_service


def test_secrets_have_256_bits_and_codes_six_digits() -> None:
    parts = replace(a_service(), random_bytes=lambda length: b"\xff" * length)
    assert read_secret(new_secret(parts)) == "_" * 42 + "8"
    assert len(new_code(parts)) == 6
    zeros = replace(parts, random_bytes=lambda length: bytes(length))
    assert new_code(zeros) == "000000"


@pytest.mark.parametrize("text", [None, "", "a" * 42, "a" * 44, "a" * 42 + " ", "a" * 42 + "\n"])
def test_what_is_no_secret_is_none(text: str | None) -> None:
    assert read_secret(text) is None


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345x", "-------", "12345６"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert read_code(text) is None


def test_a_copy_of_the_database_does_not_give_the_code() -> None:
    parts = a_service()
    kept = code_hash(parts, "id", "123456")
    others = replace(parts, keyring=Keyring(KeyEncryptionKey("kek-test", bytes(32))))
    guesses = {sha256(text).digest() for text in (b"123456", b"id 123456", b"id123456")}
    assert kept not in guesses
    assert kept != code_hash(others, "id", "123456")
    assert kept != code_hash(replace(parts, keyring=Keyring(None)), "id", "123456")


def test_the_same_code_of_another_request_has_another_hash() -> None:
    parts = a_service()
    assert code_hash(parts, "one", "123456") != code_hash(parts, "two", "123456")


def test_a_mark_belongs_to_one_secret() -> None:
    mine, theirs = "m" * 43, "t" * 43
    assert is_form_mark(mine, form_mark(mine))
    for told in ("", mine, form_mark(theirs), form_mark(mine)[:-1], "é"):
        assert not is_form_mark(mine, told)
