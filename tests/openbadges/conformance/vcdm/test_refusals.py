"""Each refusal about who says what about whom, one row per refusal."""

import pytest

from badgeservice.openbadges.conformance.vcdm import find_vcdm_faults
from openbadges.conformance.vcdm.refusal_tables import (
    ABSENT,
    CREDENTIAL,
    LEGACY,
    V1,
    V2,
    Refused,
    found,
    refused,
    spoiled,
)

VC = "VerifiableCredential"
SUBJECT = "credentialSubject"
A, B = "did:example:a", "did:example:b"
NO_URL = {"null": None, "no URL": "sanne", "a list": [A], "a number": 5, "a blank": "a:b c"}
NO_OBJECT = {"null": None, "an empty array": [], "empty": {}, "a string": A, "a number": 4}
NO_TEXT = {
    "another member": {"@value": "A", "url": A},
    "a number": 4,
    "null": None,
    "no names": [],
    "no value": {"@language": "nl"},
    "a value that is a number": {"@value": 4},
    "no language": {"@value": "A", "@language": "a b"},
    "a language that is null": {"@value": "A", "@language": None},
    "no direction": {"@value": "A", "@direction": "up"},
    "a type": {"@value": "A", "@type": "https://a.example/T"},
}
NO_MOMENT = {
    "a day": "2026-01-31",
    "no zone": "2026-01-31T09:00:00",
    "a number": 1_769_850_000,
    "null": None,
    "not in the calendar": "2026-02-30T09:00:00Z",
    "a leap second": "2026-06-30T23:59:60Z",
    "a list": ["2026-01-31T09:00:00Z"],
}
NO_CONTEXTS = {"absent": ABSENT, "a string": V2, "empty": [], "null": None, "a number": 4, "{}": {}}
NO_TYPES = {"absent": ABSENT, "null": None, "a string": VC, "empty": [], "a number": 4}

REFUSALS = [
    *refused("@context", "vcdm.context", NO_CONTEXTS),
    *refused(
        "@context",
        "vcdm.context_order",
        {"another first": ["a:b", V2], "an inline first": [{}, V2], "null first": [None, V2]},
        at="/@context/0",
    ),
    *refused(
        "@context",
        "vcdm.context",
        {
            "a number": [V2, 4],
            "null": [V2, None],
            "an array": [V2, [V2]],
            "no URL": [V2, "not a url"],
            "a truth value": [V2, False],
        },
        at="/@context/1",
    ),
    *refused("type", "vcdm.type", {**NO_TYPES, "not a credential": ["https://a.example/T"]}),
    *refused(
        "type",
        "vcdm.type",
        {
            "a number among them": [VC, 4],
            "an object among them": [VC, {}],
            "null among them": [VC, None],
            "an empty one": [VC, ""],
            "a blank in one": [VC, "a b"],
        },
        at="/type/1",
    ),
    *refused("id", "vcdm.id", NO_URL),
    *refused("issuer", "vcdm.issuer", {**NO_URL, "absent": ABSENT, "a truth value": True}),
    *refused(
        "issuer",
        "vcdm.id",
        {
            "without id": {"name": "A"},
            "empty": {},
            **{f"id {title}": {"id": value} for title, value in NO_URL.items()},
        },
        at="/issuer/id",
    ),
    *refused(SUBJECT, "vcdm.object", {**NO_OBJECT, "absent": ABSENT, "a truth value": True}),
    *refused(
        SUBJECT,
        "vcdm.object",
        {"an empty one": [{"id": A}, {}], "a string among them": [{"id": A}, B]},
        at=f"/{SUBJECT}/1",
    ),
    *refused(
        SUBJECT,
        "vcdm.id",
        {f"id {title}": {"id": value} for title, value in NO_URL.items()},
        at=f"/{SUBJECT}/id",
    ),
    *refused(SUBJECT, "vcdm.id", {"second id": [{"id": A}, {"id": "b"}]}, at=f"/{SUBJECT}/1/id"),
    *refused("name", "vcdm.text", NO_TEXT),
    *refused("description", "vcdm.text", NO_TEXT),
    *refused(
        "name", "vcdm.text", {"second": [{"@value": "A"}, {"@value": "B", "x": 1}]}, at="/name/1"
    ),
    *refused("name", "vcdm.text", {"strings in an array": ["A"]}, at="/name/0"),
    *refused(
        "issuer",
        "vcdm.text",
        {f"name {title}": {"id": A, "name": value} for title, value in NO_TEXT.items()},
        at="/issuer/name",
    ),
    *refused(
        "issuer",
        "vcdm.text",
        {
            f"description {title}": {"id": A, "description": value}
            for title, value in NO_TEXT.items()
        },
        at="/issuer/description",
    ),
    *refused("validFrom", "vcdm.date", NO_MOMENT),
    *refused("validUntil", "vcdm.date", NO_MOMENT),
    *refused(
        "validUntil",
        "vcdm.period",
        {
            "before the start": "2026-01-31T08:59:59Z",
            "in another zone": "2026-01-31T09:30:00+01:00",
        },
    ),
    *refused(
        "validFrom",
        "vcdm.period",
        {"a hair after the end": "2027-01-31T09:00:00.0000000002Z"},
        at="/validUntil",
    ),
    *refused("proof", "vcdm.proof", {"there already": {"type": "DataIntegrityProof"}}),
]

LEGACY_REFUSALS = [
    *refused("issuanceDate", "vcdm.date", {**NO_MOMENT, "absent": ABSENT}),
    *refused("expirationDate", "vcdm.date", NO_MOMENT),
    *refused("expirationDate", "vcdm.period", {"before the start": "2025-01-31T09:00:00Z"}),
    *refused("refreshService", "vcdm.id", {"no id": {"type": "T"}}, at="/refreshService/id"),
    *refused("credentialStatus", "vcdm.id", {"no id": {"type": "T"}}, at="/credentialStatus/id"),
    *refused("@context", "vcdm.context_order", {"not first": [{}, V1]}, at="/@context/0"),
    *refused("issuer", "vcdm.issuer", NO_URL),
]


@pytest.mark.parametrize("row", REFUSALS, ids=lambda row: row.title)
def test_what_the_data_model_forbids_is_found(row: Refused) -> None:
    # An end a moment before than the latest start in the table.
    credential = {"validUntil": "2027-01-31T09:00:00.0000000001Z", **CREDENTIAL}
    assert (row.code, row.pointer) in found(spoiled(credential, row.member, row.value))


@pytest.mark.parametrize("row", LEGACY_REFUSALS, ids=lambda row: row.title)
def test_what_the_data_model_1_1_forbids_is_found(row: Refused) -> None:
    assert (row.code, row.pointer) in found(spoiled(LEGACY, row.member, row.value))


def test_every_fault_is_told_at_once() -> None:
    pointers = {pointer for _, pointer in found({})}
    assert pointers == {"/@context", "/type", "/issuer", "/credentialSubject"}


def test_a_finding_never_repeats_a_value() -> None:
    secret = "geheim 123"
    changed = {**CREDENTIAL, "id": secret, "issuer": secret, "credentialSubject": secret}
    said = " ".join(one.message for one in find_vcdm_faults(changed, issuing=True))
    assert said
    assert secret not in said
