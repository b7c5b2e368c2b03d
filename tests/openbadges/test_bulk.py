"""Signing in bulk gives, byte for byte, what signing one by one gives, and refuses the same."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from badgeservice.errors import NotConformant
from badgeservice.openbadges.award import AchievementVersion, Award, AwardState
from badgeservice.openbadges.bulk import BulkSigner, SignedForms
from badgeservice.openbadges.issuer import Issuer, IssuerKind
from badgeservice.openbadges.issuing import (
    IssuerSigner,
    prepare,
    sign,
    sign_token,
    unsigned_credential,
)
from badgeservice.openbadges.publishing import Addresses
from badgeservice.proofs.keys import PrivateKey

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ADDRESSES = Addresses("https://badges.example")
DID = "did:web:badges.example:issuers:club"
ISSUER = Issuer(DID, "club", "SV", IssuerKind.SPORT_CLUB, "https://sv.example", None, None, NOON)
ACHIEVEMENT = AchievementVersion(
    achievement_id="a1",
    issuer_did=DID,
    version=1,
    body={
        "id": "https://badges.example/achievements/a1",
        "type": ["Achievement"],
        "name": "Teamspeler “é”",
        "description": "Je werkt\ngoed samen.",
        "criteria": {"narrative": "Een seizoen lang."},
    },
    image_svg="",
    published_at=NOON,
)
KEY = IssuerSigner(PrivateKey.from_seed(b"\x07" * 32), f"{DID}#k1", "https://badges.example/k1")
TOKEN_KEY = IssuerSigner(PrivateKey.generate("P-256"), f"{DID}#k2", "https://badges.example/k2")


def an_award(number: int = 1, **changes: Any) -> Award:
    award = Award(
        award_id=f"award-{number}",
        issuer_did=DID,
        achievement_id="a1",
        achievement_version=1,
        credential_id=f"urn:uuid:00000000-0000-4000-8000-{number:012}",
        subject_id=f"urn:uuid:00000000-0000-4000-9000-{number:012}",
        recipient_name="Sanne van der Linden",
        recipient_email="sanne@example.org",
        narrative=None,
        awarded_at=NOON,
        state=AwardState.ACCEPTED,
        status_list_id="list-1",
        status_position=number,
        idempotency_key=f"key-{number}",
        request_digest="",
    )
    return replace(award, **changes)


def a_signer(**changes: Any) -> BulkSigner:
    told: dict[str, Any] = {"created": NOON, "token_key": TOKEN_KEY} | changes
    return BulkSigner(ACHIEVEMENT, ISSUER, ADDRESSES, KEY, **told)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"narrative": "Goed gedaan."},
        {"narrative": ""},
        {"narrative": 'Met "tekens" \\ en\nregels, é en 🏑.'},
        {"narrative": "https://example.org/a b <c> {d}"},
        {"narrative": "urn:uuid:00000000-0000-4000-8000-000000000001"},
        {"narrative": "Teamspeler “é”"},
        {"awarded_at": datetime(1900, 1, 1, tzinfo=UTC)},
        {"status_position": 0},
        {"status_position": 131_071, "status_list_id": "list-2"},
    ],
)
def test_each_award_gets_the_bytes_it_gets_alone(changes: dict[str, Any]) -> None:
    signer = a_signer()
    signer.sign(an_award(9, narrative="Een ander."))
    award = an_award(**changes)
    prepared = prepare(unsigned_credential(award, ACHIEVEMENT, ISSUER, ADDRESSES))
    expected = SignedForms(sign(prepared, KEY, created=NOON), sign_token(prepared, TOKEN_KEY))
    assert signer.sign(award) == expected
    assert signer.sign(award) == expected


def test_without_a_token_key_there_is_no_token() -> None:
    assert a_signer(token_key=None).sign(an_award()).token is None


def test_nothing_of_the_recipient_is_in_what_is_signed() -> None:
    signed = a_signer().sign(an_award())
    for personal in ("Sanne", "Linden", "example.org"):
        assert personal not in signed.document.decode() + str(signed.token)


@pytest.mark.parametrize("text", ["a\x07b", "a\u202eb", "a\ue000", "a\x00", "a\ud800"])
def test_a_text_that_is_refused_alone_is_refused_here(text: str) -> None:
    signer = a_signer()
    signer.sign(an_award(9))
    award = an_award(narrative=text)
    with pytest.raises(NotConformant) as alone:
        prepare(unsigned_credential(award, ACHIEVEMENT, ISSUER, ADDRESSES))
    with pytest.raises(NotConformant) as here:
        signer.sign(award)
    assert here.value.findings == alone.value.findings != ()


def test_an_achievement_that_is_refused_alone_is_refused_here() -> None:
    spoiled = replace(ACHIEVEMENT, body={**ACHIEVEMENT.body, "criteria": {}})
    with pytest.raises(NotConformant):
        BulkSigner(spoiled, ISSUER, ADDRESSES, KEY, created=NOON).sign(an_award())
