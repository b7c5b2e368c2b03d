"""Contexts: order, names, and what an unknown one means (openbadges section 2.1)."""

from typing import Any

import pytest

from badgeservice.openbadges.conformance import (
    find_endorsement_faults,
    find_faults,
    find_profile_faults,
    find_warnings,
)
from badgeservice.openbadges.vocabulary import OB_ALIAS
from openbadges.conformance.badges import EXTENSIONS, OB, SCHEMAS, V2, small_badge, spoiled
from openbadges.conformance.full_badges import full_endorsement

FOLDER = "https://purl.imsglobal.org/spec/ob/v3p0"
SCHEMA = {
    "id": f"{SCHEMAS}/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}


def faults(contexts: Any) -> list[tuple[str, str]]:
    badge = {**small_badge(), "@context": contexts}
    return [(finding.code, finding.pointer) for finding in find_faults(badge)]


@pytest.mark.parametrize(
    "contexts",
    [
        [V2, OB],
        [V2, f"{FOLDER}/context-3.0.2.json"],
        [V2, f"{FOLDER}/context-3.0.1.json"],
        [V2, f"{FOLDER}/context.json"],
        [V2, OB_ALIAS],
        [V2, OB, EXTENSIONS],
        [V2, OB, "https://w3id.org/security/data-integrity/v2", EXTENSIONS],
    ],
)
def test_contexts_in_the_order_of_the_standard_are_taken(contexts: list[str]) -> None:
    assert faults(contexts) == []


@pytest.mark.parametrize(
    ("contexts", "expected"),
    [
        (V2, [("data.context_order", "/@context")]),
        ([], [("data.context_order", "/@context")]),
        ([V2], [("data.context_order", "/@context")]),
        (None, [("data.context_order", "/@context")]),
        (
            [OB, V2],
            [("data.context_order", "/@context/0"), ("data.context_order", "/@context/1")],
        ),
        (
            ["https://www.w3.org/2018/credentials/v1", OB],
            [("data.context_order", "/@context/0")],
        ),
        ([V2, EXTENSIONS, OB], [("data.context_order", "/@context/1")]),
        ([V2, 7], [("data.context_order", "/@context/1")]),
        ([V2, {"name": "urn:x"}], [("data.context_order", "/@context/1")]),
        (
            [V2, f"{FOLDER}/context-3.0.3.json\n"],
            [("data.context_order", "/@context/1")],
        ),
        ([V2, f"{FOLDER}/context-3.٣.3.json"], [("data.context_order", "/@context/1")]),
        ([V2, f"{FOLDER}/context-3.0.9.json"], [("context.not_allowed", "/@context/1")]),
        ([V2, OB, "https://x.example/c"], [("context.not_allowed", "/@context/2")]),
        ([V2, OB, {"name": "urn:x"}], [("data.context_inline", "/@context/2")]),
        ([V2, OB, None], [("data.type", "/@context/2")]),
        ([V2, OB, 7], [("data.type", "/@context/2")]),
        ([V2, OB, [EXTENSIONS]], [("data.type", "/@context/2")]),
        ([V2, OB, OB], [("data.duplicate_value", "/@context/2")]),
    ],
)
def test_contexts_that_are_wrong_are_told_one_by_one(contexts: Any, expected: Any) -> None:
    assert sorted(faults(contexts)) == expected


def test_an_operator_may_add_a_context() -> None:
    badge = {**small_badge(), "@context": [V2, OB, "https://x.example/c"]}
    assert find_faults(badge, known_contexts={V2, OB, "https://x.example/c"}) == ()


@pytest.mark.parametrize(
    "nested",
    ["/issuer/@context", "/credentialSubject/@context", "/credentialSubject/achievement/@context"],
)
@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"name": "https://schema.org/description"}, "data.context_inline"),
        ([{"name": "urn:x"}], "data.context_inline"),
        ("https://x.example/c", "context.not_allowed"),
        (7, "data.type"),
    ],
)
def test_a_context_deeper_down_cannot_redefine_terms(nested: str, value: Any, code: str) -> None:
    found = find_faults(spoiled(small_badge(), nested, value))
    assert [finding.code for finding in found] == [code]


def test_a_published_profile_may_carry_known_contexts() -> None:
    assert find_profile_faults({**small_badge()["issuer"], "@context": [V2, OB]}) == ()


@pytest.mark.parametrize(
    "used",
    [
        {"credentialSchema": [SCHEMA]},
        {"credentialSchema": SCHEMA},
        {"refreshService": {"id": "https://x.example/r", "type": "1EdTechCredentialRefresh"}},
        {"credentialStatus": {"id": "https://x.example/s", "type": "1EdTechRevocationList"}},
    ],
)
def test_what_only_the_extensions_context_defines_needs_it(used: Any) -> None:
    badge = {**small_badge(), **used}
    (finding,) = find_faults(badge)
    assert (finding.code, finding.pointer) == ("data.context_extensions", "/@context")
    assert find_faults({**badge, "@context": [V2, OB, EXTENSIONS]}) == ()


def test_an_endorsement_inherits_the_extensions_context_but_cannot_leave_with_it() -> None:
    endorsement = {**full_endorsement("x"), "@context": [V2, OB]}
    badge = {**small_badge(), "endorsement": [endorsement], "@context": [V2, OB, EXTENSIONS]}
    assert find_faults(badge) == ()
    assert ("data.context_extensions", "/endorsement/0/@context") in [
        (finding.code, finding.pointer) for finding in find_warnings(badge)
    ]
    assert [finding.code for finding in find_endorsement_faults(endorsement)] == [
        "data.context_extensions"
    ]


def test_an_endorsement_without_extensions_anywhere_is_refused() -> None:
    endorsement = {**full_endorsement("x"), "@context": [V2, OB]}
    found = find_faults({**small_badge(), "endorsement": [endorsement]})
    assert [(finding.code, finding.pointer) for finding in found] == [
        ("data.context_extensions", "/endorsement/0/@context")
    ]


def test_an_endorsement_with_contexts_out_of_order_is_refused() -> None:
    endorsement = {**full_endorsement("x"), "@context": [OB, V2, EXTENSIONS]}
    found = find_faults({**small_badge(), "endorsement": endorsement})
    assert [finding.pointer for finding in found] == [
        "/endorsement/@context/0",
        "/endorsement/@context/1",
    ]
