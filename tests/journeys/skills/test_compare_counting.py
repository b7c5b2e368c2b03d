"""What a badge counts for: whose it is, how it stands, what it says of itself, and once."""

import json

import pytest

from badgeservice.journeys.parts import Parts
from badgeservice.skills.comparison import Standing, Trust
from factories import (
    TEAMWORK,
    a_service,
    an_achievement,
    an_award,
    an_issuer,
)
from journeys.skills.shelving import (
    DID_URL,
    URI,
    a_badge_for,
    ask,
    codes_of_notes,
    issuers_of,
    lists_of,
    own_badge,
    recognise_elsewhere,
    web_of,
)
from simulator import LIST_URL, Simulator


@pytest.mark.parametrize("name", ["Gemeente Oss", "SV De Maasboys"])
def test_a_badge_that_anybody_made_covers_nothing_whatever_it_calls_itself(name: str) -> None:
    elsewhere = Simulator()
    issuer = {"id": elsewhere.did, "type": ["Profile"], "name": name}
    compared = ask(a_service(web=web_of(elsewhere)), elsewhere.sign(a_badge_for(issuer=issuer)))
    assert lists_of(compared) == {
        "covered": [],
        "partly": [("Samenwerken", "unknown_issuer")],
        "missing": [("Leidinggeven", "not_shown")],
    }
    assert (compared.badges[0].issuer_id, compared.badges[0].trust) == (
        elsewhere.did,
        Trust.UNKNOWN,
    )
    assert "issuer.unknown" in codes_of_notes(compared)


def test_a_badge_of_elsewhere_covers_once_the_city_recognises_its_issuer() -> None:
    elsewhere = Simulator()
    parts = recognise_elsewhere(a_service(web=web_of(elsewhere)))
    compared = ask(parts, elsewhere.sign())
    assert lists_of(compared)["covered"] == [("Samenwerken", "shown")]
    assert "issuer.unknown" not in codes_of_notes(compared)


def test_an_issuer_that_the_city_knows_no_longer_covers_no_longer(parts: Parts) -> None:
    badge = own_badge(parts)
    (club,) = [one for one in issuers_of(parts) if one.slug == "club"]
    with parts.database.open_store() as store:
        store.recognitions.end(club.did, parts.now())
    assert lists_of(ask(parts, badge))["partly"] == [("Samenwerken", "unknown_issuer")]


@pytest.mark.parametrize("status", ["Failed", "Withdrew", "InProgress", "OnHold", "Enrolled"])
def test_a_badge_that_says_it_was_not_achieved_counts_for_nothing(status: str) -> None:
    elsewhere = Simulator()
    parts = recognise_elsewhere(a_service(web=web_of(elsewhere)))
    badge = a_badge_for()
    badge["credentialSubject"]["result"] = [
        {"type": ["Result"], "status": "Completed"},
        {"type": ["Result"], "status": status},
    ]
    compared = ask(parts, elsewhere.sign(badge))
    assert (lists_of(compared)["covered"], compared.badges) == ([], ())
    assert [one.code for one in compared.not_used] == ["result.not_completed"]


def test_a_badge_with_a_result_that_was_achieved_counts() -> None:
    elsewhere = Simulator()
    parts = recognise_elsewhere(a_service(web=web_of(elsewhere)))
    badge = a_badge_for()
    badge["credentialSubject"]["result"] = [{"type": ["Result"], "status": "Completed"}]
    assert len(ask(parts, elsewhere.sign(badge)).comparison.covered) == 1


def test_the_same_badge_counts_once_in_whatever_form_it_comes(parts: Parts) -> None:
    credential = an_award(parts, an_achievement(parts, an_issuer(parts))).credential
    badge = json.loads(credential.document)
    compared = ask(parts, badge, credential.token, badge)
    assert [one.key for one in compared.badges] == ["/credentials/0"]
    assert len(compared.comparison.covered[0].proofs) == 1
    assert [(one.key, one.code) for one in compared.not_used] == [
        ("/credentials/1", "badge.twice"),
        ("/credentials/2", "badge.twice"),
    ]


def test_two_badges_of_one_achievement_are_two(parts: Parts) -> None:
    badges = [own_badge(parts), own_badge(parts, key="2")]
    assert len(ask(parts, *badges).comparison.covered[0].proofs) == 2


def test_an_expired_badge_shows_its_skill_partly() -> None:
    elsewhere = Simulator()
    expired = a_badge_for(f"{URI}{TEAMWORK}", validUntil="2026-11-20T00:00:00Z")
    parts = recognise_elsewhere(a_service(web=web_of(elsewhere)))
    compared = ask(parts, elsewhere.sign(expired))
    assert lists_of(compared)["partly"] == [("Samenwerken", "expired")]
    assert compared.badges[0].standing is Standing.EXPIRED
    assert compared.not_used == ()


def test_a_badge_whose_status_cannot_be_checked_now_shows_its_skill_partly() -> None:
    elsewhere = Simulator()
    web = web_of(elsewhere)
    del web.pages[LIST_URL]
    compared = ask(recognise_elsewhere(a_service(web=web)), elsewhere.sign())
    assert lists_of(compared)["partly"] == [("Samenwerken", "unchecked")]
    (badge,) = compared.badges
    assert (badge.standing, badge.issuer_name) == (Standing.UNCHECKED, "Elders")


def test_a_badge_that_cannot_be_proved_now_says_so_and_not_who_issued_it() -> None:
    elsewhere = Simulator()
    web = web_of(elsewhere)
    del web.pages[DID_URL]
    compared = ask(recognise_elsewhere(a_service(web=web)), elsewhere.sign())
    assert lists_of(compared)["partly"] == [("Samenwerken", "unproved")]
    (badge,) = compared.badges
    assert (badge.standing, badge.trust) == (Standing.UNPROVED, Trust.UNKNOWN)
    assert (badge.issuer_name, badge.issuer_id) == (None, None)
    assert "issuer.unproved" in codes_of_notes(compared)


@pytest.mark.parametrize(
    "uri",
    [
        f"https://linkeddata.competentnl.nl/id/human-capability/{TEAMWORK}",
        f"{URI}{TEAMWORK.lower()}",
        f"{URI}{TEAMWORK}/",
        f"http{URI[5:]}{TEAMWORK}",
    ],
)
def test_what_only_looks_like_a_skill_counts_for_nothing_and_is_told(uri: str) -> None:
    elsewhere = Simulator()
    parts = recognise_elsewhere(a_service(web=web_of(elsewhere)))
    compared = ask(parts, elsewhere.sign(a_badge_for(uri)))
    assert lists_of(compared)["covered"] == lists_of(compared)["partly"] == []
    assert [one.has_lookalikes for one in compared.badges] == [True]
    assert "alignment.lookalike" in codes_of_notes(compared)


def test_an_address_of_something_else_counts_for_nothing_and_is_no_lookalike() -> None:
    elsewhere = Simulator()
    parts = recognise_elsewhere(a_service(web=web_of(elsewhere)))
    badge = a_badge_for("https://example.org/samenwerken")
    compared = ask(parts, elsewhere.sign(badge))
    assert lists_of(compared)["covered"] == lists_of(compared)["partly"] == []
    assert [one.has_lookalikes for one in compared.badges] == [False]


@pytest.mark.parametrize("uri", [TEAMWORK, "Samenwerken"])
def test_an_alignment_without_an_address_makes_a_badge_that_is_refused(uri: str) -> None:
    elsewhere = Simulator()
    parts = recognise_elsewhere(a_service(web=web_of(elsewhere)))
    compared = ask(parts, elsewhere.sign(a_badge_for(uri)))
    assert (compared.badges, lists_of(compared)["covered"]) == ((), [])
    assert [one.code for one in compared.not_used] == ["data.schema"]
