"""What the data model allows and Open Badges does not, left alone."""

import pytest

from openbadges.conformance.vcdm.refusal_tables import (
    ABSENT,
    CREDENTIAL,
    JULY_MULTIBASE,
    JULY_SRI,
    LEGACY,
    TODAY_MULTIBASE,
    TODAY_SRI,
    V2,
    found,
    spoiled,
)

ENTRY = {
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "7",
    "statusListCredential": "https://list.example/1",
}
NAMES = [{"@value": "Zwemmen", "@language": "nl"}, {"@value": "Swimming", "@language": "en-GB"}]
TYPE = "https://a.example/T"


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("issuer", "did:example:issuer"),
        ("validFrom", ABSENT),
        ("id", ABSENT),
        ("validFrom", "2026-01-31T09:00:00.123Z"),
        ("validFrom", "2026-01-31T09:00:00-05:00"),
        ("validUntil", "2026-01-31T09:00:00Z"),
        ("type", [TYPE, "VerifiableCredential"]),
        ("credentialSubject", [{"id": "did:example:a"}, {"name": "B"}]),
        ("@context", [V2, {"T": TYPE}]),
        ("name", {"@value": "Zwemmen", "@language": "nl", "@direction": "ltr"}),
        ("name", NAMES),
        ("credentialStatus", ENTRY),
        ("credentialStatus", [ENTRY, {"type": TYPE}]),
        ("credentialSchema", [{"id": "a:b", "type": "JsonSchema"}]),
        ("evidence", [{"type": [TYPE], "id": "a:b"}]),
        ("relatedResource", {"id": "https://a.example/plan", "digestMultibase": "uEiAj"}),
        ("relatedResource", {"id": V2, "digestSRI": JULY_SRI}),
        ("relatedResource", {"id": V2, "digestMultibase": JULY_MULTIBASE}),
        ("relatedResource", {"id": V2, "digestSRI": TODAY_SRI}),
        ("relatedResource", [{"id": V2, "digestMultibase": TODAY_MULTIBASE}]),
    ],
)
def test_what_the_data_model_allows_is_left_alone(member: str, value: object) -> None:
    assert found(spoiled(CREDENTIAL, member, value)) == set()


def test_a_period_that_has_passed_is_left_alone() -> None:
    passed = {"validFrom": "2001-01-01T00:00:00Z", "validUntil": "2002-01-01T00:00:00Z"}
    assert found({**CREDENTIAL, **passed}) == set()


def test_a_credential_of_the_old_version_is_left_alone() -> None:
    assert found(spoiled(LEGACY, "expirationDate", "2027-01-31T09:00:00Z")) == set()
