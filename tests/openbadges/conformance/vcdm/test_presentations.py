"""Each refusal of the data model for presentations, one row per refusal."""

import pytest

from badgeservice.document import JsonObject
from badgeservice.openbadges.conformance.vcdm import find_vp_faults

V2 = "https://www.w3.org/ns/credentials/v2"

PRESENTATION: JsonObject = {
    "@context": [V2],
    "type": ["VerifiablePresentation"],
    "holder": "did:example:holder",
    "verifiableCredential": [{"type": "EnvelopedVerifiableCredential"}],
}

PRESENTED = "/verifiableCredential/0"
REFUSALS: list[tuple[str, JsonObject, str, str]] = [
    ("no context", {"@context": None}, "vcdm.context", "/@context"),
    ("another first context", {"@context": ["a:b", V2]}, "vcdm.context_order", "/@context/0"),
    ("a number among the contexts", {"@context": [V2, 5]}, "vcdm.context", "/@context/1"),
    ("type null", {"type": None}, "vcdm.type", "/type"),
    ("another type", {"type": ["VerifiableCredential"]}, "vcdm.type", "/type"),
    ("id is no URL", {"id": "presentation"}, "vcdm.id", "/id"),
    ("id is a list", {"id": ["a:b"]}, "vcdm.id", "/id"),
    ("holder is no URL", {"holder": "z6Mk"}, "vcdm.holder", "/holder"),
    ("holder is null", {"holder": None}, "vcdm.holder", "/holder"),
    ("holder is a list", {"holder": ["a:b"]}, "vcdm.holder", "/holder"),
    ("holder without id", {"holder": {"name": "A"}}, "vcdm.id", "/holder/id"),
    ("holder whose id is no URL", {"holder": {"id": "z6Mk"}}, "vcdm.id", "/holder/id"),
    ("a URL as credential", {"verifiableCredential": ["a:b"]}, "vcdm.object", PRESENTED),
    ("a number as credential", {"verifiableCredential": 4}, "vcdm.object", PRESENTED),
    ("null as credential", {"verifiableCredential": None}, "vcdm.object", PRESENTED),
    ("terms of use without type", {"termsOfUse": {"id": "a:b"}}, "vcdm.type", "/termsOfUse/type"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("members", "code", "pointer"),
    [row[1:] for row in REFUSALS],
    ids=[row[0] for row in REFUSALS],
)
def test_what_the_data_model_forbids_is_found(members: JsonObject, code: str, pointer: str) -> None:
    findings = find_vp_faults({**PRESENTATION, **members})
    assert (code, pointer) in {(one.code, one.pointer) for one in findings}


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"holder": {"id": "did:example:holder", "name": "Sanne"}},
        {"verifiableCredential": []},
        {"verifiableCredential": {"type": "EnvelopedVerifiableCredential"}},
        {"type": ["https://a.example/T", "VerifiablePresentation"], "id": "urn:a:b"},
    ],
    ids=["as it is", "holder as object", "no credentials", "one credential", "more types"],
)
def test_what_the_data_model_allows_is_left_alone(members: JsonObject) -> None:
    assert find_vp_faults({**PRESENTATION, **members}) == ()


def test_a_presentation_needs_no_holder() -> None:
    members = {name: value for name, value in PRESENTATION.items() if name != "holder"}
    assert find_vp_faults(members) == ()
