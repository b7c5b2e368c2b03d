"""Endorsements: each judged by itself, about this badge or not, and never a change of the word."""

from dataclasses import replace
from typing import Any

import pytest

from badgeservice.openbadges.issuer import Recognition
from badgeservice.openbadges.status_list import status_entry
from badgeservice.openbadges.verification import (
    Materials,
    Outcome,
    Verdict,
    unwrap,
)
from badgeservice.openbadges.verification.endorsements import (
    find_endorsements,
)
from badgeservice.openbadges.verification.materials import Controller, Unreachable
from badgeservice.proofs.strict_json import write_json
from openbadges.verification.endorsements.endorser import (
    ACHIEVEMENT_ID,
    BADGE_ID,
    HOLDER_ID,
    SCHOOL,
    Endorser,
    an_endorsement,
    an_endorser,
    code_of,
    judged,
)
from simulator import DID, LIST_URL, NOW, POSITION, a_credential


@pytest.fixture
def school() -> Endorser:
    return an_endorser()


# --- sound ones -------------------------------------------------------------------------------


def test_a_badge_without_endorsements_says_so(school: Endorser) -> None:
    check, found = judged(a_credential(), school)
    assert (check.outcome, check.code) == (Outcome.NOT_APPLICABLE, "endorsement.none")
    assert found == ()


@pytest.mark.parametrize("about", [BADGE_ID, ACHIEVEMENT_ID, DID])
def test_an_endorsement_of_the_badge_its_achievement_or_issuer_is_right(
    school: Endorser, about: str
) -> None:
    assert code_of(school.sign(an_endorsement(about)), school) == "endorsement.ok"


@pytest.mark.parametrize(
    "spelled", [rb"endorsement", rb"\u0065ndorsement", rb"endorsemen\u0074Jwt"]
)
@pytest.mark.parametrize("place", ["credentialSubject", "evidence"])
def test_an_endorsement_is_found_however_its_name_is_spelled(spelled: bytes, place: str) -> None:
    badge = a_credential()
    badge[place] = {**badge.get(place, {}), "NAME": ["x", "y"]}
    found = find_endorsements(unwrap(write_json(badge).replace(b"NAME", spelled)), 20)
    name = "endorsementJwt" if spelled.endswith(b"Jwt") else "endorsement"
    assert [one.pointer for one in found] == [f"/{place}/{name}/{at}" for at in (0, 1)]


def test_an_endorsement_may_be_a_token(school: Endorser) -> None:
    token = school.sign_token(an_endorsement())
    assert code_of(token, school, "endorsementJwt") == "endorsement.ok"


def test_an_endorsement_has_its_own_report(school: Endorser) -> None:
    badge = a_credential(endorsement=[school.sign(an_endorsement())])
    _, (found,) = judged(badge, school)
    assert found.report is not None
    assert found.report.verdict is Verdict.VALID
    assert found.report.credential is not None
    assert found.report.credential["issuer"]["id"] == SCHOOL
    assert found.to_json()["pointer"] == "/endorsement/0"
    assert found.to_json()["report"]["verdict"] == "valid"


@pytest.mark.parametrize(
    ("path", "pointer"),
    [
        ((), "/endorsement/0"),
        (("issuer",), "/issuer/endorsement/0"),
        (
            ("credentialSubject", "achievement"),
            "/credentialSubject/achievement/endorsement/0",
        ),
    ],
)
def test_endorsements_are_found_wherever_they_stand(
    school: Endorser, path: tuple[str, ...], pointer: str
) -> None:
    badge = a_credential()
    place = badge
    for name in path:
        place = place[name]
    place["endorsement"] = [school.sign(an_endorsement())]
    _, (found,) = judged(badge, school)
    assert (found.pointer, found.code) == (pointer, "endorsement.ok")


def test_endorsements_come_in_the_order_of_the_document(school: Endorser) -> None:
    badge = {"endorsementJwt": "x", "endorsement": ["y"]} | a_credential()
    badge["issuer"]["endorsement"] = {"type": "z"}
    pointers = [found.pointer for found in find_endorsements(unwrap(write_json(badge)), 20)]
    assert pointers == ["/endorsement/0", "/endorsementJwt", "/issuer/endorsement"]


def test_what_stands_in_an_endorsement_is_no_endorsement_of_the_badge(school: Endorser) -> None:
    inner = an_endorsement()
    badge = a_credential(endorsement=[an_endorsement(endorsement=[inner])])
    assert len(find_endorsements(unwrap(write_json(badge)), 20)) == 1


# --- about something else ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "about",
    [
        "urn:uuid:00000000-0000-4000-8000-000000000000",
        "https://issuer.example/achievements/2",
        f"{ACHIEVEMENT_ID}/",
        HOLDER_ID,
        LIST_URL,
        "urn:uuid:6b0b7b0c-5a55-4f0a-9b7e-0d3e0c4c8a22",
        SCHOOL,
    ],
)
def test_an_endorsement_of_something_else_is_told_apart(school: Endorser, about: str) -> None:
    """Not of another thing, not of the holder, and not of itself or its own issuer."""
    assert code_of(school.sign(an_endorsement(about)), school) == "endorsement.about_other"


# --- what cannot be known ---------------------------------------------------------------------


def test_an_endorsement_whose_issuer_cannot_be_reached_is_unknown(school: Endorser) -> None:
    signed = school.sign(an_endorsement())
    school.is_reachable = False
    assert code_of(signed, school) == "endorsement.unknown"


def test_an_endorsement_whose_list_cannot_be_reached_is_unknown(school: Endorser) -> None:
    endorsement = an_endorsement(credentialStatus=status_entry(LIST_URL, POSITION))
    signed = school.sign(endorsement)
    school.is_list_reachable = False
    assert code_of(signed, school) == "endorsement.unknown"


def test_more_endorsements_than_the_limit_are_not_looked_at(school: Endorser) -> None:
    signed = school.sign(an_endorsement())
    check, found = judged(a_credential(endorsement=[signed] * 21), school)
    assert len(found) == 20
    assert (check.outcome, check.code) == (Outcome.NOTE, "endorsement.unknown")
    assert [one.code for one in check.findings] == ["endorsement.too_many"]


# --- together, and beside the badge -----------------------------------------------------------


def test_of_several_endorsements_the_worst_is_told(school: Endorser) -> None:
    good, other = school.sign(an_endorsement()), school.sign(an_endorsement("urn:x"))
    check, found = judged(a_credential(endorsement=[good, other, "x"]), school)
    assert check.code == "endorsement.invalid"
    assert [one.code for one in found] == [
        "endorsement.ok",
        "endorsement.about_other",
        "endorsement.invalid",
    ]
    check, _ = judged(a_credential(endorsement=[good, other]), school)
    assert check.code == "endorsement.about_other"


@pytest.mark.parametrize("endorsements", [[], ["x"], [5], [{}], ["x"] * 30, [an_endorsement()]])
def test_the_check_never_fails_and_is_never_unknown(
    school: Endorser, endorsements: list[Any]
) -> None:
    check, _ = judged(a_credential(endorsement=endorsements), school)
    assert check.outcome not in (Outcome.FAIL, Outcome.UNKNOWN)


def test_the_recognition_of_the_issuer_is_not_lent_to_the_endorser(school: Endorser) -> None:
    recognition = Recognition(
        issuer_did=DID, recognised_by="did:web:city.example", since=NOW, until=None, scope=()
    )
    materials = replace(school.all_materials(), recognition=recognition)
    badge = a_credential(endorsement=[school.sign(an_endorsement())])
    _, (found,) = judged(badge, school, materials)
    assert found.report is not None
    assert found.report.issuer_trust.status == "unknown"


def test_the_issuer_may_endorse_its_own_badge_and_is_named(school: Endorser) -> None:
    issuer = school.badge_issuer
    endorsement = an_endorsement(issuer={"id": DID, "type": ["Profile"], "name": "Elders"})
    _, (found,) = judged(a_credential(endorsement=[issuer.sign(endorsement)]), school)
    assert found.code == "endorsement.ok"
    assert found.report is not None
    assert found.report.credential is not None
    assert found.report.credential["issuer"]["id"] == DID


def test_without_any_materials_nothing_is_said_for_sure(school: Endorser) -> None:
    badge = a_credential(endorsement=[school.sign(an_endorsement())])
    _, (found,) = judged(badge, school, Materials(controllers={SCHOOL: Unreachable("did.tls")}))
    assert found.code == "endorsement.unknown"


def test_the_document_of_the_endorser_must_be_its_own(school: Endorser) -> None:
    badge = a_credential(endorsement=[school.sign(an_endorsement())])
    stranger = Controller(school.controller() | {"id": "did:web:other.example"})
    _, (found,) = judged(badge, school, Materials(controllers={SCHOOL: stranger}))
    assert found.code != "endorsement.ok"
