"""What of a badge must be shown for the rest to stay a badge (section 1, certification guide)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import NotConformant, PointerNotFound, TooLarge
from badgeservice.openbadges.conformance import find_faults
from badgeservice.openbadges.disclosure import (
    MAX_POINTERS,
    complete_pointers,
    mandatory_pointers,
)
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.proof_shape import ProofOutcome
from badgeservice.proofs.selective import (
    create_base_proof,
    derive_proof,
    select,
    verify_derived_proof,
)
from badgeservice.proofs.strict_json import json_pointer
from full_credential import full_credential, places
from openbadges.conformance.badges import small_badge
from openbadges.conformance.full_badges import full_badge

JsonObject = dict[str, Any]

KEY = PrivateKey.generate("P-256")
SUBJECT = "/credentialSubject"
ACHIEVEMENT = f"{SUBJECT}/achievement"
ALLOWED = f"{ACHIEVEMENT}/resultDescription/0/allowedValue"


def unsigned(document: JsonObject) -> JsonObject:
    return {name: value for name, value in document.items() if name != "proof"}


def issuer_and_creator() -> JsonObject:
    """A badge whose issuer is its creator too, with lists, results and a hashed identity."""
    badge = full_credential()
    del badge["endorsement"]
    badge["credentialSubject"]["identifier"][0]["identityHash"] = "sha256$" + "ab" * 32
    return badge


def pointers_into(document: JsonObject) -> list[str]:
    return [json_pointer(path) for path, _ in places(document)]


def part_of(document: JsonObject, *pointers: str) -> JsonObject:
    chosen = complete_pointers(document, pointers)
    part = select(unsigned(document), [*mandatory_pointers(document), *chosen])
    assert part is not None
    return part


def test_the_badges_of_these_tests_conform() -> None:
    for badge in (small_badge(), full_badge(), issuer_and_creator()):
        assert find_faults(badge) == ()


# --- mandatory --------------------------------------------------------------------------------


def test_a_small_badge_has_exactly_what_the_standard_asks_for() -> None:
    assert mandatory_pointers(small_badge()) == (
        "/issuer/id",
        "/issuer/name",
        "/issuer/url",
        "/validFrom",
        f"{ACHIEVEMENT}/id",
        f"{ACHIEVEMENT}/name",
        f"{ACHIEVEMENT}/description",
        f"{ACHIEVEMENT}/criteria",
    )


def test_a_full_badge_also_tells_until_when_and_where_to_ask() -> None:
    added = set(mandatory_pointers(full_badge())) - set(mandatory_pointers(small_badge()))
    assert added == {
        "/validUntil",
        "/awardedDate",
        "/credentialStatus",
        "/credentialSchema",
        "/termsOfUse",
        "/refreshService",
    }


@pytest.mark.parametrize("make", [small_badge, full_badge, issuer_and_creator])
def test_what_is_mandatory_is_a_conformant_badge_by_itself(make: Any) -> None:
    badge = unsigned(make())
    part = select(badge, mandatory_pointers(badge))
    assert part is not None
    assert find_faults(part) == ()
    assert part["issuer"].keys() == {"id", "type", "name", "url"}
    assert part["credentialSubject"].keys() == {"id", "type", "achievement"}


@pytest.mark.parametrize("member", ["evidence", "image", "name", "endorsement", "endorsementJwt"])
def test_what_a_badge_may_lack_is_not_mandatory(member: str) -> None:
    badge = full_badge()
    assert member in badge
    part = select(unsigned(badge), mandatory_pointers(badge))
    assert part is not None
    assert member not in part


def test_an_issuer_that_is_only_named_is_mandatory() -> None:
    badge = {**small_badge(), "issuer": "did:web:badges.example:issuers:hcoss"}
    assert mandatory_pointers(badge)[0] == "/issuer"
    assert find_faults(part_of(badge)) == ()


@pytest.mark.parametrize(
    ("count", "pointer"),
    [(None, f"{SUBJECT}/identifier"), (1, f"{SUBJECT}/identifier"), (2, f"{SUBJECT}/identifier/0")],
)
def test_a_subject_without_id_is_known_by_its_first_identifier(
    count: int | None, pointer: str
) -> None:
    badge = small_badge()
    del badge["credentialSubject"]["id"]
    identity = {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": "a@club.example",
        "identityType": "emailAddress",
    }
    other = {**identity, "identityHash": "b@club.example"}
    identities = [identity, other][: count or 1]
    badge["credentialSubject"]["identifier"] = identity if count is None else identities
    assert find_faults(badge) == ()
    assert mandatory_pointers(badge)[-1] == pointer
    part = part_of(badge)
    assert find_faults(part) == ()
    assert "b@club.example" not in str(part)


@pytest.mark.parametrize("document", [{}, {"issuer": 1, "credentialSubject": []}, {"issuer": {}}])
def test_what_is_no_badge_has_nothing_mandatory(document: JsonObject) -> None:
    assert mandatory_pointers(document) == ()


# --- completed --------------------------------------------------------------------------------


@pytest.mark.parametrize("pointer", pointers_into(unsigned(full_badge())))
def test_any_pointer_into_a_full_badge_is_completed_to_a_badge(pointer: str) -> None:
    badge = unsigned(full_badge())
    part = part_of(badge, pointer)
    assert find_faults(part) == ()
    only = select(badge, [pointer])
    assert set(map(repr, leaves(only))) <= set(map(repr, leaves(part)))


def leaves(value: object) -> list[object]:
    return [leaf for _, leaf in places(value) if not isinstance(leaf, dict | list)]


@pytest.mark.parametrize(
    ("pointer", "added"),
    [
        ("/name", ()),
        (f"{SUBJECT}/role", ()),
        (f"{ACHIEVEMENT}/tag/0", ()),
        (f"{ACHIEVEMENT}/alignment/0/targetCode", ("targetName", "targetUrl")),
        (f"{ACHIEVEMENT}/otherIdentifier/0/identifier", ("identifierType",)),
        (f"{ACHIEVEMENT}/resultDescription/0/valueMin", ("name", "resultType")),
        (f"{SUBJECT}/identifier/0/salt", ("hashed", "identityHash", "identityType")),
    ],
)
def test_only_what_the_class_requires_is_added(pointer: str, added: tuple[str, ...]) -> None:
    badge = full_badge()
    assert select(unsigned(badge), [pointer])
    place = pointer.rpartition("/")[0]
    wanted = {pointer, *(f"{place}/{name}" for name in added)}
    assert set(complete_pointers(badge, [pointer])) == wanted


@pytest.mark.parametrize("place", ["", "/issuer", ACHIEVEMENT])
def test_an_endorsement_is_shown_whole_or_not_at_all(place: str) -> None:
    badge = full_badge()
    pointer = f"{place}/endorsement/0/credentialSubject/endorsementComment"
    assert f"{place}/endorsement/0" in complete_pointers(badge, [pointer])
    assert "endorsementComment" not in str(part_of(badge, "/name"))


def with_results() -> JsonObject:
    badge = issuer_and_creator()
    badge["credentialSubject"]["achievement"]["resultDescription"] += [
        {
            "id": f"urn:x:{name}",
            "type": ["ResultDescription"],
            "name": name,
            "resultType": kind,
            "requiredLevel": f"urn:x:{name}:2",
            "rubricCriterionLevel": [
                {"id": f"urn:x:{name}:{n}", "type": ["RubricCriterionLevel"], "name": f"{name} {n}"}
                for n in (1, 2)
            ],
        }
        for name, kind in (("rubric", "RubricCriterionLevel"), ("state", "Status"))
    ]
    badge["credentialSubject"]["result"] += [
        {
            "type": ["Result"],
            "resultDescription": "urn:x:rubric",
            "achievedLevel": "urn:x:rubric:1",
        },
        {"type": ["Result"], "resultDescription": "urn:x:state", "status": "Completed"},
    ]
    assert find_faults(badge) == ()
    return badge


def test_a_result_brings_the_description_and_the_level_that_it_names() -> None:
    added = complete_pointers(with_results(), [f"{SUBJECT}/result/1"])
    described = f"{ACHIEVEMENT}/resultDescription/1"
    level = f"{described}/rubricCriterionLevel/0"
    wanted = {f"{described}/{name}" for name in ("id", "name", "resultType")}
    assert set(added[1:]) == {*wanted, f"{level}/id", f"{level}/name"}


def test_a_description_brings_the_level_that_it_requires_and_no_other() -> None:
    part = part_of(with_results(), f"{ACHIEVEMENT}/resultDescription/2/requiredLevel")
    assert [
        one["name"] for one in part["credentialSubject"]["achievement"]["resultDescription"]
    ] == ["state"]
    assert "state 2" in str(part)
    assert "state 1" not in str(part)
    assert "rubric 2" not in str(part)


def test_a_status_comes_with_the_result_that_needs_it() -> None:
    added = complete_pointers(with_results(), [f"{SUBJECT}/result/2/resultDescription"])
    assert f"{SUBJECT}/result/2/status" in added


def test_an_issuer_who_is_the_creator_says_as_much_in_both_places() -> None:
    badge, creator = issuer_and_creator(), f"{ACHIEVEMENT}/creator"
    assert "/issuer" in complete_pointers(badge, [creator])
    added = complete_pointers(badge, [f"{creator}/address/addressLocality"])
    assert {f"{creator}/name", f"{creator}/url", "/issuer/address/addressLocality"} <= set(added)
    assert "/issuer/address/addressLocality" not in complete_pointers(badge, ["/name"])


@pytest.mark.parametrize("pointer", ["/absent", "name", f"{ACHIEVEMENT}/alignment/9", "/proof"])
def test_a_pointer_that_leads_to_nothing_is_refused(pointer: str) -> None:
    with pytest.raises(PointerNotFound):
        complete_pointers(full_badge(), ["/name", pointer])


def test_too_many_pointers_are_refused() -> None:
    assert complete_pointers(small_badge(), ["/name"] * MAX_POINTERS) == ("/name",)
    with pytest.raises(TooLarge):
        complete_pointers(small_badge(), ["/name"] * (MAX_POINTERS + 1))


@pytest.mark.parametrize("member", ["validFrom", "issuer", "credentialSubject", "type"])
def test_a_badge_that_does_not_conform_has_no_conformant_part(member: str) -> None:
    badge = full_badge()
    del badge[member]
    with pytest.raises(NotConformant) as refusal:
        complete_pointers(badge, ["/name"])
    assert f"/{member}" in [found.pointer for found in refusal.value.findings]


def test_a_dangling_reference_is_not_completed() -> None:
    badge = issuer_and_creator()
    badge["credentialSubject"]["result"][0]["resultDescription"] = "urn:x:nowhere"
    with pytest.raises(NotConformant):
        complete_pointers(badge, [f"{SUBJECT}/result"])


CHOICES = [one for one in pointers_into(with_results()) if not one.startswith(f"{ALLOWED}/")]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(CHOICES), max_size=5))
def test_any_derived_badge_verifies_and_conforms(chosen: list[str]) -> None:
    badge = with_results()
    proof = create_base_proof(
        badge,
        signer=KEY,
        verification_method="did:web:club.example#p-256",
        created=datetime(2025, 3, 1, 10, 0, tzinfo=UTC),
        mandatory_pointers=mandatory_pointers(badge),
        random_bytes=lambda length: bytes(length),
    )
    pointers = complete_pointers({**badge, "proof": proof}, chosen)
    derived = derive_proof(badge, proof, selective_pointers=pointers)
    assert find_faults(derived) == ()
    derived_proof = derived.pop("proof")
    outcome = verify_derived_proof(derived, derived_proof, KEY.public_key)
    assert outcome is ProofOutcome.VERIFIED
