"""Recipients: the vectors of the standard, what is written, and what matches."""

import hashlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import InvalidRequest
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.subject import find_identity_faults
from badgeservice.openbadges.model import IdentityObject
from badgeservice.openbadges.recipient import hashed_identity, matches, plain_identity

KOSHER = "b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
FLEUR_DE_SEL = "658625b25ab3d75d613ca97d9a5a77f70e2192feca5557f4ad09a4d4f121f5fc"
KOSHER_MD5 = "ddd142639a792e74751ee7e129237efa"


def identity(text: str, **members: Any) -> dict[str, Any]:
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": text,
        "identityType": "emailAddress",
        "salt": "Kosher",
        **members,
    }


@pytest.mark.parametrize(
    ("address", "salt", "digits"),
    [
        ("a@example.com", "Kosher", KOSHER),
        ("jjefferson18@example.com", "FleurDeSel", FLEUR_DE_SEL),
    ],
)
def test_the_published_hashes_are_made_and_matched(address: str, salt: str, digits: str) -> None:
    made = hashed_identity(address, "emailAddress", salt)
    assert made == identity(f"sha256${digits}", salt=salt)
    assert matches(made, address, "emailAddress")


def test_what_is_written_is_an_identity_object_of_the_model() -> None:
    for made in (
        hashed_identity("Jan@Club.example", "emailAddress", "zout"),
        plain_identity("12AB", "ext:BRIN"),
    ):
        IdentityObject.model_validate(made)
        assert list(find_identity_faults(Place(made))) == []


@pytest.mark.parametrize("written", [" A@Example.com", "A@EXAMPLE.COM\n", "a@example.com"])
def test_an_address_is_trimmed_and_lower_cased_before_it_is_hashed(written: str) -> None:
    made = hashed_identity(written, "emailAddress", "Kosher")
    assert made["identityHash"] == f"sha256${KOSHER}"
    assert matches(made, written, "emailAddress")


def test_other_identifiers_are_taken_as_they_are() -> None:
    assert plain_identity(" Ab ", "identifier")["identityHash"] == " Ab "
    made = hashed_identity("Ab", "identifier", "zout")
    assert matches(made, "Ab", "identifier")
    assert not matches(made, "ab", "identifier")


def test_an_issuer_that_hashed_the_raw_address_is_understood() -> None:
    digits = hashlib.sha256(b"A@Example.comKosher").hexdigest()
    assert matches(identity(f"sha256${digits}"), "A@Example.com", "emailAddress")
    assert not matches(identity(f"sha256${digits}"), "a@example.com", "emailAddress")


def test_hexadecimal_digits_may_be_upper_case() -> None:
    assert matches(identity(f"sha256${KOSHER.upper()}"), "a@example.com", "emailAddress")


def test_md5_is_read() -> None:
    assert matches(identity(f"md5${KOSHER_MD5}"), "a@example.com", "emailAddress")
    assert matches(identity(f"md5${KOSHER_MD5.upper()}"), "A@example.com", "emailAddress")


def test_a_hash_without_salt_is_read() -> None:
    unsalted = identity(f"sha256${hashlib.sha256(b'a@example.com').hexdigest()}")
    del unsalted["salt"]
    assert matches(unsalted, "a@example.com", "emailAddress")


def test_a_plain_address_is_compared_in_both_forms() -> None:
    plain = plain_identity("Jan@Club.example ", "emailAddress")
    assert plain["identityHash"] == "jan@club.example"
    assert plain["hashed"] is False
    assert matches(plain, "JAN@club.example", "emailAddress")
    assert matches(
        {**plain, "identityHash": "Jan@Club.example"}, "jan@club.example", "emailAddress"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"identityHash": f"sha256${FLEUR_DE_SEL}"},
        {"identityHash": KOSHER},
        {"identityHash": f"sha512${KOSHER}"},
        {"identityHash": f"SHA256${KOSHER}"},
        {"identityHash": f"md5${KOSHER}"},
        {"identityHash": f"sha256${KOSHER}0"},
        {"identityHash": f"sha256${KOSHER[:-1]}"},
        {"identityHash": "sha256$"},
        {"identityHash": ""},
        {"identityHash": None},
        {"identityHash": 7},
        {"identityHash": [f"sha256${KOSHER}"]},
        {"identityHash": f"sha256${KOSHER}\ud800"},
        {"salt": "kosher"},
        {"salt": None},
        {"salt": 7},
        {"hashed": "true"},
        {"hashed": 1},
        {"hashed": None},
        {"hashed": False},
        {"identityType": "userName"},
        {"identityType": None},
    ],
)
def test_a_wrong_or_malformed_identity_matches_nobody(wrong: dict[str, Any]) -> None:
    assert not matches(identity(f"sha256${KOSHER}", **wrong), "a@example.com", "emailAddress")
    assert not matches({}, "a@example.com", "emailAddress")


def test_a_hash_as_identifier_does_not_match_itself() -> None:
    made = identity(f"sha256${KOSHER}")
    assert not matches(made, made["identityHash"], "emailAddress")
    assert not matches(made, "a@example.com", "userName")


@pytest.mark.parametrize(
    ("identifier", "identity_type", "codes"),
    [
        ("", "emailAddress", ["data.required"]),
        ("  ", "emailAddress", ["data.required"]),
        ("  ", "name", ["data.required"]),
        ("123456782", "nationalIdentityNumber", ["data.national_identity_number"]),
        ("a@example.com", "email", ["data.enum"]),
        ("a@example.com", "xext:mail", ["data.enum"]),
        ("", "", ["data.required", "data.enum"]),
    ],
)
def test_a_recipient_that_must_not_be_written_is_refused_with_every_finding(
    identifier: str, identity_type: str, codes: list[str]
) -> None:
    for refused in (
        lambda: plain_identity(identifier, identity_type),
        lambda: hashed_identity(identifier, identity_type, "zout"),
    ):
        with pytest.raises(InvalidRequest) as refusal:
            refused()
        assert [finding.code for finding in refusal.value.findings] == codes


def test_a_hash_is_never_written_without_salt() -> None:
    with pytest.raises(ValueError, match="salt"):
        hashed_identity("a@example.com", "emailAddress", "")


@settings(deadline=None, max_examples=100)
@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_a_hashed_identity_matches_its_own_identifier_and_no_other(
    identifier: str, other: str, salt: str
) -> None:
    if not identifier.strip():
        return
    made = hashed_identity(identifier, "identifier", salt)
    assert matches(made, identifier, "identifier")
    assert matches(made, other, "identifier") == (other == identifier)
