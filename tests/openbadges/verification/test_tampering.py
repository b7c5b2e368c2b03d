"""Flip, delete or add any leaf of a signed badge, anywhere: it is never valid."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import Refusal
from badgeservice.openbadges.verification import Verdict
from badgeservice.openbadges.vocabulary import BADGE_CONTEXTS
from badgeservice.proofs.strict_json import write_json
from simulator import LIST_URL, NOW, Simulator, a_credential

Place = tuple[str | int, ...]

_ELSEWHERE = Simulator()
_MATERIALS = _ELSEWHERE.materials()


def _rich_credential() -> dict[str, Any]:
    credential = a_credential(
        validUntil="2027-11-01T09:30:00Z",
        awardedDate="2026-10-31T20:00:00+01:00",
        evidence=[
            {
                "id": "https://issuer.example/evidence/1",
                "type": ["Evidence"],
                "narrative": "Trainde een seizoen de JO11.",
            }
        ],
    )
    credential["issuer"]["address"] = {
        "type": ["Address"],
        "addressLocality": "Oss",
        "geo": {"type": "GeoCoordinates", "latitude": 51.765, "longitude": 5.518},
    }
    subject = credential["credentialSubject"]
    subject["identifier"] = [
        {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": "sha256$" + "0f" * 32,
            "identityType": "emailAddress",
            "salt": "een-zout",
        }
    ]
    described = "https://issuer.example/achievements/1#niveau"
    subject["result"] = [{"type": ["Result"], "resultDescription": described, "value": "Gevorderd"}]
    subject["achievement"]["resultDescription"] = [
        {
            "id": described,
            "type": ["ResultDescription"],
            "name": "Niveau",
            "resultType": "PerformanceLevel",
            "allowedValue": ["Beginner", "Gevorderd"],
        }
    ]
    return credential


_SIGNED = _ELSEWHERE.sign(_rich_credential())

# What an attacker may try to put in: terms that exist, terms that do not, and nothing at all.
_MEMBERS: dict[str, Any] = {
    "honours": "cum laude",
    "name": "Ander",
    "id": "urn:uuid:00000000-0000-4000-8000-000000000000",
    "@id": "urn:uuid:00000000-0000-4000-8000-000000000000",
    "@type": ["Profile"],
    "@graph": [],
    "@included": [{"id": "urn:x:y"}],
    "@reverse": {},
    "@nest": {},
    "@index": "1",
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "description": "",
    "https://schema.org/name": "Ander",
    "nothing": None,
    "narrative": None,
    "tag": [],
    "image": {},
    "role": "trainer",
    "awardedDate": "2026-11-01T09:30:00Z",
    "holder": "did:web:thief.example",
    "nonce": "1",
    "domain": "elsewhere",
}
_ITEMS: tuple[Any, ...] = (None, "", "x", 0, True, {}, [], {"id": "urn:x:y"}, "Profile")


def _places(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    yield place, value
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _places(member, (*place, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _places(item, (*place, index))


def _at(document: Any, place: Place) -> Any:
    for step in place:
        document = document[step]
    return document


def _flips(value: Any) -> list[Any]:
    if isinstance(value, str):
        changed = [value + "x", value[:-1], value.swapcase(), " " + value, value + " ", ""]
        joined = [value + "\u0000", value + "\u200b", "x" + value, value * 2, value.upper()]
        return [*changed, *joined, value[::-1], None, 0, True, [], {}, {"@value": value + "x"}]
    if isinstance(value, bool):
        return [not value, int(value), str(value), None]
    if isinstance(value, int | float):
        return [value + 1, -value, f"{value}", f"{value}0", None, True, [], {}]
    if isinstance(value, list):
        return [[], None, {}, "x", 0]
    return [[], None, {}, "x", 0, {"id": "urn:x:y"}]


def _flipped(signed: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for place, value in _places(signed):
        if not place:
            continue
        for flip in _flips(value):
            if flip == value and type(flip) is type(value):
                continue
            changed = deepcopy(signed)
            _at(changed, place[:-1])[place[-1]] = flip
            yield f"{place} becomes {flip!r}", changed


def _deleted(signed: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for place, _ in _places(signed):
        if place:
            changed = deepcopy(signed)
            del _at(changed, place[:-1])[place[-1]]
            yield f"{place} is gone", changed


def _added(signed: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for place, value in _places(signed):
        if isinstance(value, dict):
            for name, member in _MEMBERS.items():
                if name not in value:
                    changed = deepcopy(signed)
                    _at(changed, place)[name] = member
                    yield f"{place} gains {name}", changed
        elif isinstance(value, list):
            for item in (*_ITEMS, value[0], deepcopy(value[-1])):
                changed = deepcopy(signed)
                _at(changed, place).append(item)
                yield f"{place} gains {item!r}", changed


def _verdict(raw: bytes) -> Verdict | None:
    try:
        return _ELSEWHERE.verify(raw).verdict
    except Refusal:
        return None


def test_the_badge_that_is_tampered_with_below_is_valid() -> None:
    assert _verdict(write_json(_SIGNED)) is Verdict.VALID


@pytest.mark.parametrize("change", [_flipped, _deleted, _added])
def test_no_change_of_any_leaf_leaves_a_badge_valid(change: Any) -> None:
    tried = 0
    for sentence, changed in change(_SIGNED):
        assert _verdict(write_json(changed)) is not Verdict.VALID, sentence
        tried += 1
    assert tried > {_flipped: 1_200, _deleted: 85, _added: 400}[change]


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_no_random_text_in_any_place_leaves_a_badge_valid(data: Any) -> None:
    changed = deepcopy(_SIGNED)
    leaves = [place for place, value in _places(changed) if isinstance(value, str)]
    place = data.draw(st.sampled_from(leaves))
    fresh = data.draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
    if fresh == _at(changed, place):
        return
    _at(changed, place[:-1])[place[-1]] = fresh
    assert _verdict(write_json(changed)) is not Verdict.VALID


def test_no_change_of_any_character_leaves_a_token_valid() -> None:
    token = _ELSEWHERE.sign_token()
    assert _verdict(token.encode()) is Verdict.VALID
    for index in range(0, len(token), 3):
        for fresh in ("A", "B", "_", ".", "=", " "):
            if token[index] == fresh:
                continue
            changed = token[:index] + fresh + token[index + 1 :]
            assert _verdict(changed.encode()) is not Verdict.VALID, (index, fresh)


@pytest.mark.parametrize("old", [b'"name":"Teamspeler"', b'"id":"urn:uuid:3f0b7b0c'])
def test_a_second_member_of_the_same_name_is_refused(old: bytes) -> None:
    raw = write_json(_SIGNED)
    assert old in raw
    name = old.split(b":", 1)[0]
    assert _verdict(raw.replace(old, name + b':"Kampioen",' + old, 1)) is None


def test_an_extra_known_context_adds_nothing_and_an_unknown_one_is_never_valid() -> None:
    unknown = deepcopy(_SIGNED)
    unknown["@context"].append("https://evil.example/v1")
    inline = deepcopy(_SIGNED)
    inline["@context"].append({"name": "https://schema.org/alternateName"})
    twice = deepcopy(_SIGNED)
    twice["@context"].append(twice["@context"][-1])
    for changed in (unknown, inline, twice):
        assert _verdict(write_json(changed)) is not Verdict.VALID


@pytest.mark.parametrize(
    "contexts",
    [
        [*BADGE_CONTEXTS, "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"],
        [*BADGE_CONTEXTS, "https://w3id.org/security/data-integrity/v2"],
    ],
)
def test_a_known_context_that_changes_no_meaning_is_the_one_thing_that_is_not_signed(
    contexts: list[str],
) -> None:
    """Decision 26: the signature covers what is said, and this says the same."""
    changed = deepcopy(_SIGNED) | {"@context": contexts}
    assert _verdict(write_json(changed)) is Verdict.VALID


def test_a_context_of_its_own_in_the_proof_is_never_valid() -> None:
    changed = deepcopy(_SIGNED)
    changed["proof"]["@context"] = changed["@context"]
    assert _verdict(write_json(changed)) is not Verdict.VALID


def test_the_moment_and_list_of_these_tests_are_those_of_the_simulator() -> None:
    assert _ELSEWHERE.now == NOW
    assert LIST_URL in _MATERIALS.status_lists
