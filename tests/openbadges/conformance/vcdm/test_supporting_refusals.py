"""Each refusal about what stands beside the claims, one row per refusal."""

import pytest

from openbadges.conformance.vcdm.refusal_tables import (
    ABSENT,
    CREDENTIAL,
    JULY_SRI,
    V2,
    Refused,
    found,
    refused,
    spoiled,
)

A = "did:example:a"
ENTRY = {
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "7",
    "statusListCredential": "https://list.example/1",
}
RESOURCE = {"id": "https://school.example/plan.pdf", "digestSRI": "sha256-AAAA"}
WRONG = "uM4RgWQc3RUDtjJCSgTJtTfvpZ7SPEg_LNO0ESlovQC0"
SUPPORTING = ("credentialStatus", "credentialSchema", "refreshService", "termsOfUse", "evidence")
NO_OBJECT = {"null": None, "an empty array": [], "empty": {}, "a string": A, "a number": 4}
NO_TYPE = {"no type": ABSENT, "type null": None, "type a number": 4, "no types": [], "empty": ""}
NO_URL = {"id null": None, "id no URL": "x", "id a list": [A], "id a number": 7}
NO_INDEX = {
    "a truth value": True,
    "a negative number": -1,
    "a sign": "+7",
    "leading zero": "07",
    "a blank": " 7",
    "an underscore": "1_0",
    "a wide digit": "７",
    "an Arabic digit": "٣",
    "a fraction": "7.0",
    "null": None,
}


def entries(member: str, values: dict[str, object]) -> dict[str, object]:
    return {title: {**ENTRY, member: value} for title, value in values.items()}


def typed(values: dict[str, object], member: str) -> dict[str, object]:
    whole = {"id": A, "type": "https://a.example/T"}
    return {title: spoiled(whole, member, value) for title, value in values.items()}


REFUSALS = [
    *(row for name in SUPPORTING for row in refused(name, "vcdm.object", NO_OBJECT)),
    *(
        row
        for name in SUPPORTING
        for row in refused(name, "vcdm.type", typed(NO_TYPE, "type"), at=f"/{name}/type")
    ),
    *(
        row
        for name in SUPPORTING
        for row in refused(name, "vcdm.id", typed(NO_URL, "id"), at=f"/{name}/id")
    ),
    *refused(
        "termsOfUse", "vcdm.type", {"second": [{"type": "T"}, {"id": A}]}, at="/termsOfUse/1/type"
    ),
    *refused("evidence", "vcdm.object", {"a string among": [{"type": "T"}, A]}, at="/evidence/1"),
    *refused(
        "credentialSchema",
        "vcdm.id",
        {"without id": {"type": "JsonSchema"}},
        at="/credentialSchema/id",
    ),
    *refused(
        "credentialStatus",
        "vcdm.status_entry",
        entries("statusListIndex", {**NO_INDEX, "a number": 7}),
        at="/credentialStatus/statusListIndex",
    ),
    *refused(
        "credentialStatus",
        "vcdm.status_entry",
        entries("statusPurpose", {"null": None, "a list": ["revocation"]}),
        at="/credentialStatus/statusPurpose",
    ),
    *refused(
        "credentialStatus",
        "vcdm.status_entry",
        entries("statusListCredential", {"null": None, "no URL": "list"}),
        at="/credentialStatus/statusListCredential",
    ),
    *refused(
        "credentialStatus",
        "vcdm.status_entry",
        entries("id", {"that of the list": ENTRY["statusListCredential"]}),
        at="/credentialStatus/id",
    ),
    *refused("relatedResource", "vcdm.object", NO_OBJECT),
    *refused(
        "relatedResource",
        "vcdm.object",
        {"strings": ["https://a.example"]},
        at="/relatedResource/0",
    ),
    *refused(
        "relatedResource",
        "vcdm.id",
        {"no id": [{"digestSRI": "sha256-AAAA"}], "no URL": [{**RESOURCE, "id": "plan"}]},
        at="/relatedResource/0/id",
    ),
    *refused(
        "relatedResource",
        "vcdm.related_twice",
        {"one name twice": [RESOURCE, {**RESOURCE, "digestSRI": "sha256-BBBB"}]},
        at="/relatedResource/1/id",
    ),
    *refused("relatedResource", "vcdm.related_digest", {"none": {"id": "https://a.example"}}),
    *refused(
        "relatedResource",
        "vcdm.related_digest",
        {
            "a number": {**RESOURCE, "digestSRI": 1},
            "empty": {**RESOURCE, "digestSRI": ""},
            "known to be wrong": {"id": V2, "digestSRI": "sha384-_rCVIV7f"},
            "that of nothing": {"id": V2, "digestSRI": f"sha256-{'A' * 43}="},
        },
        at="/relatedResource/digestSRI",
    ),
    *refused(
        "relatedResource",
        "vcdm.related_digest",
        {
            "known to be wrong": {"id": V2, "digestMultibase": WRONG},
            "right and wrong": {"id": V2, "digestSRI": JULY_SRI, "digestMultibase": WRONG},
        },
        at="/relatedResource/digestMultibase",
    ),
]


@pytest.mark.parametrize("row", REFUSALS, ids=lambda row: row.title)
def test_what_the_data_model_forbids_is_found(row: Refused) -> None:
    assert (row.code, row.pointer) in found(spoiled(CREDENTIAL, row.member, row.value))


@pytest.mark.parametrize("index", NO_INDEX.values(), ids=NO_INDEX.keys())
def test_an_index_that_says_no_position_is_never_read(index: object) -> None:
    changed = spoiled(CREDENTIAL, "credentialStatus", {**ENTRY, "statusListIndex": index})
    wanted = {("vcdm.status_entry", "/credentialStatus/statusListIndex")}
    assert found(changed, issuing=False) == wanted


def test_what_others_signed_may_hold_a_number_as_index_and_a_proof() -> None:
    changed = spoiled(CREDENTIAL, "credentialStatus", {**ENTRY, "statusListIndex": 7})
    assert found({**changed, "proof": {}}, issuing=False) == set()
