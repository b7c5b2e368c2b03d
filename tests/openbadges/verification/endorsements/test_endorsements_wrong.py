"""Endorsements that are wrong: told as such, and nothing of the badge changes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from badgeservice.openbadges.status_list import status_entry
from badgeservice.proofs.keys import PrivateKey
from openbadges.verification.endorsements.endorser import (
    BADGE_ID,
    SCHOOL,
    Endorser,
    an_endorsement,
    an_endorser,
    code_of,
)
from simulator import DID, LIST_URL, POSITION, a_credential


@pytest.fixture
def school() -> Endorser:
    return an_endorser()


# --- wrong ones -------------------------------------------------------------------------------


def _wrong(school: Endorser) -> Iterator[tuple[str, Any]]:
    signed = school.sign(an_endorsement())
    yield "changed", signed | {"name": "Lof"}
    yield "unsigned", an_endorsement()
    yield (
        "by another key",
        replace(school, key=PrivateKey.from_seed(b"\x06" * 32)).sign(an_endorsement()),
    )
    yield "in another name", signed | {"issuer": {"id": DID, "type": ["Profile"]}}
    yield "ended", school.sign(an_endorsement(validUntil="2026-11-03T00:00:00Z"))
    yield "to come", school.sign(an_endorsement(validFrom="2027-11-03T00:00:00Z"))
    yield "of no subject", school.sign(an_endorsement(credentialSubject={"id": BADGE_ID}))
    yield "another kind", school.sign(an_endorsement(type=["VerifiableCredential"]))
    yield "a badge", school.sign(a_credential(issuer={"id": SCHOOL, "type": ["Profile"]}))
    yield "endorsed itself", school.sign(an_endorsement(endorsementJwt=["x.y.z"]))
    yield "no credential", {"id": "urn:x"}
    yield "a text", "x"
    yield "a token among the others", school.sign_token(an_endorsement())[:-6]
    yield "nothing", None
    yield "a number", 5


@pytest.mark.parametrize(
    ("name", "wrong"), [pytest.param(*one, id=one[0]) for one in _wrong(an_endorser())]
)
def test_an_endorsement_that_is_wrong_is_told_and_changes_no_word(name: str, wrong: Any) -> None:
    school = an_endorser()
    assert code_of(wrong, school) == "endorsement.invalid", name


@pytest.mark.parametrize(
    "token",
    ["", "x", "a.b.c", "..", "{}", "[]", "<svg/>", "é", '{"type":["VerifiableCredential"]}', 5, {}],
)
def test_a_token_that_is_none_is_wrong(school: Endorser, token: Any) -> None:
    assert code_of(token, school, "endorsementJwt") == "endorsement.invalid"


@pytest.mark.parametrize("claims", [{"iss": DID}, {"sub": "urn:x"}, {"nbf": None}, {"jti": None}])
def test_a_token_is_held_to_the_claims_of_open_badges(
    school: Endorser, claims: dict[str, Any]
) -> None:
    token = school.sign_token(an_endorsement(), **claims)
    assert code_of(token, school, "endorsementJwt") == "endorsement.invalid"


def test_a_revoked_endorsement_is_wrong(school: Endorser) -> None:
    endorsement = an_endorsement(credentialStatus=status_entry(LIST_URL, POSITION))
    signed = school.sign(endorsement)
    assert code_of(signed, school) == "endorsement.ok"
    school.revoked = (POSITION,)
    assert code_of(signed, school) == "endorsement.invalid"
