"""Published status lists: signed, fresh, and never older than the one before."""

import json
from datetime import timedelta

import pytest

from badgeservice.errors import NotFound
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.status_lists import (
    current_status_list,
    refresh_status_lists,
)
from badgeservice.journeys.steering.make_keys import make_signing_key
from badgeservice.openbadges.status_list import StatusBits
from badgeservice.store import Database
from factories import (
    FixedClock,
    a_service,
    an_achievement,
    an_award,
    an_issuer,
    caller_of,
    the_city,
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def parts(database: Database, clock: FixedClock) -> Parts:
    return a_service(database=database, clock=clock)


def _list_id(parts: Parts) -> str:
    return an_award(parts, an_achievement(parts, an_issuer(parts))).award.status_list_id


def test_an_unknown_list_is_not_found(parts: Parts) -> None:
    with pytest.raises(NotFound):
        current_status_list(parts, "nothing")


def test_a_list_is_long_enough_to_hide_in(parts: Parts) -> None:
    document = json.loads(current_status_list(parts, _list_id(parts)).document)
    bits = StatusBits.decode(document["credentialSubject"]["encodedList"])
    assert bits.length >= 131_072
    assert isinstance(document["issuer"], str)
    assert document["proof"]["cryptosuite"] == "eddsa-rdfc-2022"


def test_an_unchanged_list_is_served_byte_for_byte(parts: Parts, clock: FixedClock) -> None:
    list_id = _list_id(parts)
    first = current_status_list(parts, list_id)
    clock.move_on(timedelta(minutes=59))
    assert current_status_list(parts, list_id) == first


def test_an_aged_list_is_signed_anew_and_starts_later(parts: Parts, clock: FixedClock) -> None:
    list_id = _list_id(parts)
    first = current_status_list(parts, list_id)
    clock.move_on(timedelta(hours=1))
    later = current_status_list(parts, list_id)
    assert later.valid_from > first.valid_from
    assert later.valid_until - later.valid_from == timedelta(hours=24)


def test_a_clock_that_runs_backwards_never_makes_a_list_older(
    parts: Parts, clock: FixedClock
) -> None:
    club = an_issuer(parts)
    issued = an_award(parts, an_achievement(parts, club))
    first = current_status_list(parts, issued.award.status_list_id)
    clock.move_on(-timedelta(hours=3))
    revoke(parts, caller_of(club), club.did, issued.award.award_id, "x")
    later = current_status_list(parts, issued.award.status_list_id)
    assert later.document != first.document
    assert later.valid_from >= first.valid_from


def test_a_list_is_signed_anew_when_its_key_is_revoked(parts: Parts) -> None:
    club = an_issuer(parts)
    issued = an_award(parts, an_achievement(parts, club))
    list_id = issued.award.status_list_id
    first = json.loads(current_status_list(parts, list_id).document)["proof"]
    fresh = make_signing_key(parts, the_city(), club.did, "Ed25519")
    with parts.database.open_store() as store:
        store.keys.revoke(club.did, first["verificationMethod"].partition("#")[2], parts.now())
    later = json.loads(current_status_list(parts, list_id).document)["proof"]
    assert later["verificationMethod"] == fresh.verification_method


def test_the_worker_signs_what_is_due_and_leaves_the_rest(parts: Parts, clock: FixedClock) -> None:
    list_id = _list_id(parts)
    assert refresh_status_lists(parts) == 1
    kept = current_status_list(parts, list_id)
    assert refresh_status_lists(parts) == 0
    clock.move_on(timedelta(hours=2))
    assert refresh_status_lists(parts) == 1
    assert current_status_list(parts, list_id).valid_from > kept.valid_from
