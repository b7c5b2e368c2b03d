"""Ordinary badges: what the quick pass lets through, and what it leaves to the rules."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from badgeservice.openbadges.conformance import Shortcuts, choose_shortcuts
from badgeservice.openbadges.conformance.ordinary import find_ordinary
from openbadges.conformance.badges import OB, V2, JsonObject, small_badge, spoiled
from openbadges.conformance.ordinary.answers import ISSUER, PROOF, differences
from peers.documents import basic, rich


@pytest.fixture(autouse=True)
def as_it_starts() -> Iterator[None]:
    choose_shortcuts(Shortcuts())
    yield
    choose_shortcuts(Shortcuts())


# --- what is ordinary -------------------------------------------------------------------------

ORDINARY: dict[str, Callable[[], JsonObject]] = {
    "the smallest badge": small_badge,
    "a basic badge": lambda: basic(ISSUER),
    "a rich badge": lambda: rich(ISSUER),
    "a badge with an older context": lambda: spoiled(
        small_badge(), "/@context/1", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"
    ),
    "a badge with a member of an extension": lambda: {**small_badge(), "level": {"of": ["a", 1.5]}},
    "a badge with a further type": lambda: spoiled(
        small_badge(), "/issuer/type", ["Profile", "Organization"]
    ),
    "a badge with single values for arrays": lambda: spoiled(
        small_badge(), "/issuer/type", "Profile"
    ),
    "a badge of nobody": lambda: spoiled(small_badge(), "/credentialSubject/id", ...),
    "a badge without a name": lambda: spoiled(small_badge(), "/name", ...),
    "a badge of which the issuer has no name": lambda: spoiled(small_badge(), "/issuer/name", ...),
    "a badge that ends before it begins": lambda: {
        **small_badge(),
        "validUntil": "2020-01-01T00:00:00Z",
    },
    "a badge with its contexts in another order": lambda: spoiled(
        small_badge(), "/@context", [OB, V2]
    ),
    "a badge with a context that is not known": lambda: spoiled(
        small_badge(), "/@context", [V2, OB, "https://x.example/context"]
    ),
    "a badge that needs the extensions": lambda: {
        **small_badge(),
        "refreshService": {"id": "https://x.example/1", "type": "1EdTechCredentialRefresh"},
    },
    "a badge with half a status entry": lambda: {
        **small_badge(),
        "credentialStatus": {"type": "BitstringStatusListEntry"},
    },
    "a badge with a result of nothing": lambda: spoiled(
        small_badge(), "/credentialSubject/result", {"type": "Result", "resultDescription": "urn:x"}
    ),
    "a badge with a result off its scale": lambda: spoiled(
        rich(ISSUER), "/credentialSubject/result/1/value", "201"
    ),
    "a badge that repeats a profile by its id alone": lambda: spoiled(
        small_badge(),
        "/credentialSubject/achievement/creator",
        {"id": small_badge()["issuer"]["id"], "type": ["Profile"]},
    ),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_badge_is_told(name: str) -> None:
    assert find_ordinary(ORDINARY[name](), [PROOF]) is not None
    assert find_ordinary(ORDINARY[name](), [PROOF]) is not None
    assert differences({**ORDINARY[name](), "proof": PROOF}) == []


def test_what_an_ordinary_badge_says_about_results_is_known() -> None:
    gradings = find_ordinary(rich(ISSUER))
    assert gradings is not None
    assert [one.rpartition("/")[2] for one in gradings.descriptions] == ["niveau", "uren"]
    assert len(gradings.levels) == 3


def test_proofs_with_contexts_of_their_own_may_stand_beside_an_ordinary_badge() -> None:
    proofs = [{**PROOF, "@context": [V2, OB]}, {**PROOF, "proofValue": "z4"}]
    assert find_ordinary(small_badge(), [proofs]) is not None
    assert differences({**small_badge(), "proof": proofs}) == []


# --- what is not ------------------------------------------------------------------------------

_EVIDENCE = {"id": "https://badges.example/e", "type": ["Evidence"], "name": "Foto"}
NOT_ORDINARY: dict[str, tuple[str, Any]] = {
    "no context": ("/@context", ...),
    "a bare issuer": ("/issuer", ISSUER),
    "no achievement": ("/credentialSubject/achievement", ...),
    "several subjects": ("/credentialSubject", [{"id": "urn:x"}]),
    "an endorsement": ("/endorsement", []),
    "an endorsement as a text": ("/issuer/endorsement", "x"),
    "an endorsement as a token": ("/credentialSubject/achievement/endorsementJwt", "a.b.c"),
    "an endorsement where none belongs": ("/image/endorsement", "x"),
    "an endorsement in an extension": ("/extension", {"endorsementJwt": "x"}),
    "a context further down": ("/credentialSubject/@context", V2),
    "a keyword": ("/issuer/@id", "x"),
    "a keyword in an extension": ("/extension", [{"@type": "x"}]),
    "a null": ("/issuer/phone", None),
    "a null in an extension": ("/extension", [{"x": None}]),
    "an empty array": ("/extension", []),
    "an array in an array": ("/extension", [[1]]),
    "the same text twice": ("/credentialSubject/achievement/tag", ["a", "b", "a"]),
    "the same type twice": ("/issuer/type", ["Profile", "Profile"]),
    "the same id twice": ("/evidence", [_EVIDENCE, _EVIDENCE]),
    "a number no signature covers": ("/extension", 0.30000000000000004),
    "a number JSON cannot write": ("/extension", float("inf")),
    "a number beyond 64 bits": ("/extension", 2**70),
    "half a character": ("/name", "\ud800"),
    "half a character in the issuer": ("/issuer/name", "\ud800"),
    "a text for a number": ("/credentialSubject/creditsEarned", "1"),
    "a truth value for a number": ("/credentialSubject/creditsEarned", True),
    "a number for a text": ("/name", 1),
    "an array for a text": ("/name", ["x"]),
    "an object for a text": ("/name", {"nl": "x"}),
    "a text for an object": ("/image", "https://badges.example/x.png"),
    "an id with a blank": ("/id", "urn:x y"),
    "a date without a zone": ("/validFrom", "2026-03-01T10:00:00"),
    "a day that is none": ("/validUntil", "2026-02-30T10:00:00Z"),
    "a member that must be there": ("/validFrom", ...),
    "a member of the issuer that must be there": ("/issuer/id", ...),
    "a member of the achievement that must be there": ("/credentialSubject/achievement/name", ...),
    "another class": ("/issuer/type", ["Organization"]),
    "a member that a closed class lacks": ("/image/width", "10"),
    "a country that is no code": (
        "/issuer/address",
        {"type": "Address", "addressCountryCode": "x"},
    ),
    "a hash of no known form": (
        "/credentialSubject/identifier",
        {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": "x",
            "identityType": "emailAddress",
            "salt": "x",
        },
    ),
    "a national identity number": (
        "/issuer/otherIdentifier",
        {
            "type": "IdentifierEntry",
            "identifier": "1",
            "identifierType": "nationalIdentityNumber",
        },
    ),
    "criteria that say nothing": ("/credentialSubject/achievement/criteria", {}),
    "an id that says something twice": (
        "/credentialSubject/achievement/creator",
        {"id": small_badge()["issuer"]["id"], "type": ["Profile"], "name": "HC Oss"},
    ),
    "an id of an extension that says something twice": (
        "/extension",
        {"id": small_badge()["issuer"]["id"], "name": "HC Oss"},
    ),
}


@pytest.mark.parametrize("name", NOT_ORDINARY)
def test_what_may_need_a_finding_is_not_ordinary(name: str) -> None:
    pointer, value = NOT_ORDINARY[name]
    badge = spoiled(small_badge(), pointer, value)
    assert find_ordinary(badge) is None
    assert differences(badge) == []


@pytest.mark.parametrize(
    "proof",
    [
        {**PROOF, "id": small_badge()["issuer"]["id"], "name": "HC Oss"},
        {**PROOF, "identifierType": "nationalIdentityNumber"},
        {**PROOF, "addressCountryCode": "nl"},
        {**PROOF, "endorsement": "x"},
        {**PROOF, "x": None},
        [[PROOF]],
    ],
)
def test_what_stands_beside_a_badge_may_keep_it_from_being_ordinary(proof: Any) -> None:
    assert find_ordinary(small_badge(), [proof]) is None
    assert differences({**small_badge(), "proof": proof}) == []


def test_depth_is_not_ordinary() -> None:
    deep: JsonObject = {}
    for _ in range(62):
        deep = {"x": deep}
    assert find_ordinary({**small_badge(), "extension": deep}) is None


def test_a_part_that_needs_a_finding_is_never_taken_for_one_that_was_sound() -> None:
    """They are spelled alike where JSON has no word for a number; null is never sound."""
    badge = small_badge()
    assert find_ordinary(spoiled(badge, "/issuer/extension", 1.5)) is not None
    for value in (None, float("inf"), float("nan")):
        assert find_ordinary(spoiled(badge, "/issuer/extension", value)) is None
        assert find_ordinary(spoiled(badge, "/issuer/extension", value)) is None


def test_the_same_object_elsewhere_is_judged_anew() -> None:
    badge, other = small_badge(), small_badge()
    other["issuer"] = {"id": "did:web:other.example", "type": ["Profile"], "name": "Other"}
    assert find_ordinary(badge) is not None
    assert find_ordinary(other) is not None
    assert find_ordinary(spoiled(other, "/credentialSubject/achievement", badge["issuer"])) is None
    achievement = badge["credentialSubject"]["achievement"]
    assert find_ordinary(spoiled(other, "/issuer", achievement)) is None


def test_without_the_quick_pass_no_badge_is_ordinary() -> None:
    choose_shortcuts(Shortcuts(has_quick_pass=False))
    assert find_ordinary(small_badge()) is None
