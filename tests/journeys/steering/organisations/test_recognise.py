"""Recognising: for what, from when until when, and that nothing holds that should not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from badgeservice.errors import InvalidRequest, NotAllowed, NotFound
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.steering.organisations.recognise import (
    end_recognition,
    list_recognitions,
    recognise,
)
from badgeservice.journeys.steering.organisations.record import read_record
from badgeservice.openbadges.issuer import Issuer
from factories import NOW, TEAMWORK, FixedClock, an_issuer, caller_of, the_city

DAY = timedelta(days=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def city(parts: Parts, clock: FixedClock) -> Parts:
    return replace(parts, now=clock)


@pytest.fixture
def club(city: Parts, clock: FixedClock) -> Issuer:
    club = an_issuer(city, keys=())
    clock.move_on(DAY)
    return club


def actions(parts: Parts, issuer: Issuer) -> list[str]:
    lines = read_record(parts, the_city(), issuer_did=issuer.did).lines
    return [one.kept.line.action for one in lines]


def test_only_the_city_recognises(city: Parts, club: Issuer) -> None:
    with pytest.raises(NotAllowed):
        recognise(city, caller_of(club), club.did)
    with pytest.raises(NotAllowed):
        end_recognition(city, caller_of(club), club.did)
    assert actions(city, club) == ["issuer.admitted"]


def test_an_organisation_that_is_not_there_is_not_found(city: Parts) -> None:
    with pytest.raises(NotFound):
        recognise(city, the_city(), "did:web:nobody.example")
    with pytest.raises(NotFound):
        end_recognition(city, the_city(), "did:web:nobody.example")


def test_the_city_does_not_recognise_itself(city: Parts) -> None:
    with pytest.raises(InvalidRequest):
        recognise(city, the_city(), city.addresses.city_did)


@pytest.mark.parametrize(
    "word",
    [
        "",
        "Badge",
        "skill:",
        "skill:0000000000",
        f"skill: {TEAMWORK}",
        f"Skill:{TEAMWORK}",
        f"https://linkeddata.competentnl.nl/id/humancapability/{TEAMWORK}",
        "achievementType:",
        "achievementType:badge",
        "achievementType:ext:Badge",
        "alles",
    ],
)
def test_a_word_that_is_none_of_ours_is_refused(city: Parts, club: Issuer, word: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        recognise(city, the_city(), club.did, ["achievementType:Badge", word])
    assert [one.pointer for one in refused.value.findings] == ["/scope/1"]


def test_more_words_than_anybody_means_are_refused(city: Parts, club: Issuer) -> None:
    with pytest.raises(InvalidRequest):
        recognise(city, the_city(), club.did, ["achievementType:Badge"] * 101)


def test_times_in_the_past_or_the_wrong_way_around_are_all_told(city: Parts, club: Issuer) -> None:
    past, soon = NOW, NOW + 2 * DAY
    for since, until, pointers in (
        (past, None, ["/since"]),
        (None, past, ["/until"]),
        (past, past, ["/since", "/until"]),
        (soon, soon, ["/until"]),
        (soon + DAY, soon, ["/until"]),
    ):
        with pytest.raises(InvalidRequest) as refused:
            recognise(city, the_city(), club.did, since=since, until=until)
        assert [one.pointer for one in refused.value.findings] == pointers


def test_a_new_recognition_takes_the_place_of_the_old_one(
    city: Parts, club: Issuer, clock: FixedClock
) -> None:
    scope = [f"skill:{TEAMWORK}", "achievementType:Badge", f"skill:{TEAMWORK}"]
    held = recognise(city, the_city(), club.did, scope, until=NOW + 9 * DAY)
    assert held.scope == (f"skill:{TEAMWORK}", "achievementType:Badge")
    assert read_issuer(city, club.slug).recognition == held
    first, second = list_recognitions(city, club.did)
    assert (first.until, second) == (held.since, held)
    clock.move_on(10 * DAY)
    assert read_issuer(city, club.slug).recognition is None


def test_the_same_again_changes_nothing(city: Parts, club: Issuer, clock: FixedClock) -> None:
    first = recognise(city, the_city(), club.did, ["achievementType:Course"])
    clock.move_on(DAY)
    assert recognise(city, the_city(), club.did, ["achievementType:Course"]) == first
    assert actions(city, club) == ["issuer.recognised", "issuer.admitted"]


def test_one_that_begins_later_holds_only_then(
    city: Parts, club: Issuer, clock: FixedClock
) -> None:
    before = read_issuer(city, club.slug).recognition
    later = recognise(city, the_city(), club.did, ["achievementType:Course"], since=NOW + 5 * DAY)
    now = read_issuer(city, club.slug).recognition
    assert before
    assert now
    assert (now.scope, now.until) == (before.scope, later.since)
    clock.move_on(5 * DAY)
    assert read_issuer(city, club.slug).recognition == later


def test_what_was_replaced_does_not_come_back_when_the_new_one_ends(
    city: Parts, club: Issuer, clock: FixedClock
) -> None:
    recognise(city, the_city(), club.did, until=NOW + 90 * DAY)
    clock.move_on(DAY)
    recognise(city, the_city(), club.did, ["achievementType:Course"], until=NOW + 9 * DAY)
    clock.move_on(10 * DAY)
    assert read_issuer(city, club.slug).recognition is None


def test_ending_ends_what_holds_and_what_would_come(
    city: Parts, club: Issuer, clock: FixedClock
) -> None:
    recognise(city, the_city(), club.did, ["achievementType:Course"], since=NOW + 5 * DAY)
    assert end_recognition(city, the_city(), club.did)
    assert read_issuer(city, club.slug).recognition is None
    clock.move_on(9 * DAY)
    assert read_issuer(city, club.slug).recognition is None
    assert not end_recognition(city, the_city(), club.did)
    assert actions(city, club).count("issuer.recognition_ended") == 1
