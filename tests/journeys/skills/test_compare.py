"""Comparing badges: each is verified, only a valid one covers, and nothing of them stays."""

import json
import logging
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skills.compare import (
    ComparisonRequest,
    RequiredSkill,
    compare_credentials,
)
from badgeservice.skills.comparison import Importance, Reason, Standing, Trust
from badgeservice.skills.concepts import ESCO_PREFIX
from factories import (
    LEADERSHIP,
    TEAMWORK,
    UNCOUNTED,
    FixedClock,
    a_service,
    an_achievement,
    an_award,
    an_issuer,
    caller_of,
)
from journeys.skills.shelving import (
    DID_URL,
    URI,
    a_badge_for,
    ask,
    codes_of_notes,
    lists_of,
    own_badge,
    recognise_elsewhere,
    web_of,
    with_catalogue,
)
from simulator import LIST_URL, POSITION, Simulator
from skills.comparison.landscape import COACH, GONE, GUIDING, LISTENING, esco, landscape


def test_a_valid_badge_covers_what_it_shows_and_nothing_else(parts: Parts) -> None:
    compared = ask(parts, own_badge(parts))
    assert lists_of(compared) == {
        "covered": [("Samenwerken", "shown")],
        "partly": [],
        "missing": [("Leidinggeven", "not_shown")],
    }
    assert compared.badges[0].name == "Teamspeler"
    assert compared.badges[0].issuer_name == "SV De Maasboys"
    assert compared.badges[0].issuer_id == "did:web:badges.example:issuers:club"
    assert compared.badges[0].trust is Trust.RECOGNISED
    assert compared.not_used == ()


def test_a_token_counts_as_the_same_badge_does(parts: Parts) -> None:
    compared = ask(parts, f" {own_badge(parts, form='token')}\n")
    assert lists_of(compared)["covered"] == [("Samenwerken", "shown")]


def test_several_badges_show_more_together(parts: Parts) -> None:
    badges = [own_badge(parts), own_badge(parts, key="2", skills=(LEADERSHIP,), name="Leider")]
    compared = ask(parts, *badges)
    assert len(compared.comparison.covered) == 2
    keys = [one.proofs[0].badge.key for one in compared.comparison.covered]
    assert sorted(keys) == ["/credentials/0", "/credentials/1"]


def test_a_changed_badge_counts_for_nothing_and_says_why(parts: Parts) -> None:
    badge = own_badge(parts)
    badge["name"] = "Aanvoerder"
    compared = ask(parts, badge)
    assert (compared.badges, compared.comparison.covered, compared.comparison.partly) == (
        (),
        (),
        (),
    )
    (unused,) = compared.not_used
    assert (unused.key, unused.code) == ("/credentials/0", "proof.invalid")
    assert unused.summary.nl
    assert unused.summary.en


def test_a_revoked_badge_counts_for_nothing_from_that_moment(parts: Parts) -> None:
    club = an_issuer(parts)
    issued = an_award(parts, an_achievement(parts, club))
    badge = json.loads(issued.credential.document)
    assert len(ask(parts, badge).comparison.covered) == 1
    revoke(parts, caller_of(club), club.did, issued.award.award_id, "x")
    compared = ask(parts, badge)
    assert lists_of(compared)["covered"] == []
    assert [one.code for one in compared.not_used] == ["status.revoked"]


def test_a_revoked_badge_of_elsewhere_counts_for_nothing() -> None:
    elsewhere = Simulator(revoked=(POSITION,))
    compared = ask(a_service(web=web_of(elsewhere)), elsewhere.sign())
    assert [one.code for one in compared.not_used] == ["status.revoked"]


def test_an_expired_badge_that_was_revoked_counts_for_nothing() -> None:
    elsewhere = Simulator(revoked=(POSITION,))
    expired = a_badge_for(f"{URI}{TEAMWORK}", validUntil="2026-11-20T00:00:00Z")
    compared = ask(a_service(web=web_of(elsewhere)), elsewhere.sign(expired))
    assert (compared.badges, len(compared.not_used)) == ((), 1)


def test_an_expired_badge_that_was_changed_counts_for_nothing() -> None:
    elsewhere = Simulator()
    expired = a_badge_for(f"{URI}{TEAMWORK}", validUntil="2026-11-20T00:00:00Z")
    signed = elsewhere.sign(expired) | {"name": "Anders"}
    compared = ask(a_service(web=web_of(elsewhere)), signed)
    assert (compared.badges, len(compared.not_used)) == ((), 1)


def test_a_badge_that_begins_later_counts_for_nothing() -> None:
    elsewhere = Simulator()
    later = a_badge_for(f"{URI}{TEAMWORK}", validFrom="2027-01-01T00:00:00Z")
    compared = ask(a_service(web=web_of(elsewhere)), elsewhere.sign(later))
    assert (compared.badges, len(compared.not_used)) == ((), 1)


@pytest.mark.parametrize("uri", [esco("listen"), esco("listen").replace("http:", "https:")])
def test_an_exact_match_of_esco_covers_by_the_release_in_use(uri: str) -> None:
    elsewhere = Simulator()
    parts = recognise_elsewhere(with_catalogue(a_service(web=web_of(elsewhere)), landscape()))
    badge = elsewhere.sign(a_badge_for(uri, f"{ESCO_PREFIX}skill/other"))
    compared = ask(parts, badge, skills=(RequiredSkill(LISTENING), RequiredSkill(GONE)))
    assert lists_of(compared) == {
        "covered": [("Actief luisteren", "same_in_esco")],
        "partly": [("Faxen", "same_group")],
        "missing": [],
    }


def test_an_occupation_is_asked_by_code_or_uri() -> None:
    parts = with_catalogue(a_service(), landscape())
    badge = own_badge(parts, skills=(GUIDING,))
    for asked in (COACH, f"https://linkeddata.competentnl.nl/uwv/id/occupation/{COACH}"):
        compared = compare_credentials(parts, ComparisonRequest((badge,), occupation=asked))
        assert [one.skill.code for one in compared.comparison.covered] == [GUIDING]
        assert compared.comparison.covered[0].importance is Importance.ESSENTIAL


def test_an_importance_that_was_given_is_told_back(parts: Parts) -> None:
    (missing,) = ask(parts, own_badge(parts)).comparison.missing
    assert missing.importance is Importance.ESSENTIAL
    assert missing.reason is Reason.NOT_SHOWN


def test_badges_of_several_subjects_are_not_taken_to_be_of_one_person(parts: Parts) -> None:
    elsewhere = Simulator()
    parts = replace(parts, fetch=web_of(elsewhere))
    first, second = (elsewhere.sign(a_badge_for(subject=one)) for one in "12")
    several = "holder.perhaps_several"
    assert several in codes_of_notes(ask(parts, first, second))
    alike = elsewhere.sign(a_badge_for(subject="1") | {"id": second["id"]})
    assert several not in codes_of_notes(ask(parts, first, alike))
    assert several not in codes_of_notes(ask(parts, first, first))
    assert several not in codes_of_notes(ask(parts, first))


def test_whose_badges_they_are_is_never_taken_as_proved(parts: Parts) -> None:
    assert "holder.not_checked" in codes_of_notes(ask(parts, own_badge(parts)))


def test_without_a_badge_that_counts_nothing_is_said_of_holders(parts: Parts) -> None:
    badge = own_badge(parts)
    badge["name"] = "x"
    assert not {one for one in codes_of_notes(ask(parts, badge)) if one.startswith("holder")}


def test_badges_of_one_issuer_are_fetched_for_once() -> None:
    elsewhere = Simulator()
    web = web_of(elsewhere)
    badges = [elsewhere.sign(a_badge_for(subject=str(number))) for number in range(8)]
    assert len(ask(a_service(web=web), *badges).badges) == 8
    assert web.asked == [DID_URL, LIST_URL]


def test_all_badges_together_wait_a_bounded_time_for_other_machines() -> None:
    clock, elsewhere = FixedClock(), Simulator()
    web = web_of(elsewhere)

    def slow(url: str, **options: object) -> object:
        clock.move_on(timedelta(seconds=7))
        web.asked.append(url)
        return web(f"{url}#none", **options)

    parts = replace(a_service(clock=clock), fetch=slow)
    begun = clock.moment
    badges = []
    for number in range(30):
        issuer = {"id": f"did:web:i{number}.example", "type": ["Profile"], "name": "x"}
        badges.append(elsewhere.sign(a_badge_for(subject=str(number), issuer=issuer)))
    compared = ask(parts, *badges)
    assert {one.standing for one in compared.badges} == {Standing.UNPROVED}
    assert len(compared.badges) == 30
    assert (clock.moment - begun).total_seconds() <= 4 * UNCOUNTED.fetch_seconds_per_verification


def everything_in(folder: Path) -> list[str]:
    """All rows of the database, but for how new the lists of others were (decision 32)."""
    with closing(sqlite3.connect(folder / "badgeservice.db")) as connection:
        return [line for line in connection.iterdump() if "status_list_marks" not in line]


def test_nothing_of_a_badge_is_kept_or_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    elsewhere = Simulator()
    parts = a_service(tmp_path, web=web_of(elsewhere))
    own, theirs = own_badge(parts), elsewhere.sign()
    before = everything_in(tmp_path)
    compared = ask(parts, own, theirs, own | {"name": "Anders"})
    assert len(compared.badges) == 2
    assert everything_in(tmp_path) == before
    for told in (own["id"], theirs["id"], "Teamspeler"):
        assert told not in caplog.text
