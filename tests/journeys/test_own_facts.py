"""What the register says is remembered for a moment, and never past a write of our own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from badgeservice.errors import Unavailable
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.own_facts import Wanted
from badgeservice.openbadges.verification.materials import Controller
from badgeservice.store import Store, open_database
from factories import (
    FixedClock,
    a_service,
    an_issuer,
    caller_of,
)
from journeys.registers import ADDRESSES, ELSEWHERE, Register, a_register, read, remembers


def test_the_same_things_are_read_once() -> None:
    register = a_register()
    badge = register.issued.credential.document
    assert register.reads_of(badge, badge, badge) == 1


def test_everything_that_is_wanted_is_read_in_one_transaction() -> None:
    register = a_register()
    facts = read(register, register.wanted)
    assert register.counted.reads == 1
    did = register.issued.award.issuer_did
    assert facts.controller(did).document["id"] == did
    assert facts.recognition(did).issuer_did == did
    assert facts.own_list(register.issued.award.status_list_id).issuer_did == did


def test_what_was_not_wanted_is_not_there() -> None:
    facts = read(a_register(), Wanted(recognised=(ELSEWHERE,)))
    assert facts.recognition(ELSEWHERE) is None
    with pytest.raises(KeyError):
        facts.controller(ELSEWHERE)


@pytest.mark.parametrize(
    ("later", "expected"), [(0.499, 0), (0.5, 1), (1.0, 1), (3_600.0, 1), (-0.001, 1)]
)
def test_it_is_read_again_when_it_is_too_old_or_the_clock_went_back(
    later: float, expected: int
) -> None:
    register = a_register()
    badge = register.issued.credential.document
    register.reads_of(badge)
    register.clock.move_on(timedelta(seconds=later))
    assert register.reads_of(badge) == expected


def test_when_half_the_time_is_over_one_reads_anew_and_the_others_go_on() -> None:
    register = a_register()
    read(register, register.wanted)
    register.clock.move_on(timedelta(seconds=0.5))
    assert [remembers(register, register.wanted) for _ in range(4)] == [False, True, True, True]
    read(register, register.wanted)
    assert register.counted.reads == 2
    register.clock.move_on(timedelta(seconds=0.499))
    assert remembers(register, register.wanted)


def test_when_the_one_that_went_to_read_fails_the_others_go_on_until_the_time_is_over() -> None:
    register = a_register()
    read(register, register.wanted)
    register.clock.move_on(timedelta(seconds=0.5))
    assert not remembers(register, register.wanted)
    register.counted.is_away = True
    with pytest.raises(Unavailable):
        read(register, register.wanted)
    register.clock.move_on(timedelta(seconds=0.499))
    assert remembers(register, register.wanted)
    register.clock.move_on(timedelta(seconds=0.001))
    assert not remembers(register, register.wanted)


def test_nought_seconds_is_never_remembered() -> None:
    register = a_register(seconds=0)
    badge = register.issued.credential.document
    assert register.reads_of(badge, badge, badge) == 3
    assert not remembers(register, register.wanted)


def test_strictly_fresh_always_reads_anew() -> None:
    register = a_register()
    badge = register.issued.credential.document
    assert register.reads_of(badge) == 1
    assert register.reads_of(badge, badge, freshness="strict") == 2


def test_a_revocation_by_this_process_is_seen_at_once() -> None:
    register = a_register()
    assert register.code() == "status.ok"
    award, issuer = register.issued.award, an_issuer_of(register)
    revoke(register.parts, caller_of(issuer), issuer.did, award.award_id, "Vergissing.")
    assert register.code() == "status.revoked"


def an_issuer_of(register: Register) -> Any:
    with register.parts.database.open_store(read_only=True) as store:
        return store.issuers.by_did(register.issued.award.issuer_did)


def test_any_write_at_all_makes_everything_be_read_again() -> None:
    register = a_register()
    badge = register.issued.credential.document
    register.reads_of(badge)
    with register.parts.database.open_store() as store:
        store.list_marks.raise_to("https://elsewhere.example/list", register.clock())
    assert register.reads_of(badge) == 1


def test_what_was_read_before_a_write_ended_is_not_remembered() -> None:
    register = a_register()
    database = register.parts.database

    class Late:
        """A database in which somebody writes while it is read."""

        era = register.counted.era

        @contextmanager
        def open_store(self, *, read_only: bool = False) -> Iterator[Store]:
            with database.open_store(read_only=True) as store:
                yield store
            with database.open_store() as store:
                store.list_marks.raise_to("https://elsewhere.example/list", register.clock())

    late: Any = Late()
    register.parts.own_facts.read(late, ADDRESSES, register.wanted, register.clock())
    assert not remembers(register, register.wanted)


def test_a_revocation_by_another_process_is_seen_when_the_age_is_over(tmp_path: Path) -> None:
    register = a_register(tmp_path)
    assert register.code() == "status.ok"
    other = open_database(f"sqlite:///{tmp_path / 'badgeservice.db'}")
    award = register.issued.award
    with other.open_store() as store:
        store.status_lists.mark_revoked(
            award.status_list_id, award.status_position, register.clock()
        )
    other.close()
    assert register.code() == "status.ok"
    assert register.code(freshness="strict") == "status.revoked"
    register.clock.move_on(timedelta(seconds=1))
    assert register.code() == "status.revoked"


def test_what_strictly_fresh_found_is_remembered_for_the_others(tmp_path: Path) -> None:
    register = a_register(tmp_path)
    register.code()
    other = open_database(f"sqlite:///{tmp_path / 'badgeservice.db'}")
    award = register.issued.award
    with other.open_store() as store:
        store.status_lists.mark_revoked(
            award.status_list_id, award.status_position, register.clock()
        )
    other.close()
    register.code(freshness="strict")
    assert register.code() == "status.revoked"


def test_a_recognition_is_not_remembered_past_its_end() -> None:
    clock = FixedClock()
    parts = a_service(clock=clock)
    ends = clock() + timedelta(milliseconds=500)
    club = an_issuer(parts, until=ends)
    wanted = Wanted(recognised=(club.did,))
    facts = parts.own_facts.read(parts.database, ADDRESSES, wanted, clock())
    assert facts.recognition(club.did) is not None
    clock.move_on(timedelta(milliseconds=500))
    facts = parts.own_facts.read(parts.database, ADDRESSES, wanted, clock())
    assert facts.recognition(club.did) is None


def test_a_suspended_issuer_is_not_recognised() -> None:
    parts = a_service()
    club = an_issuer(parts)
    wanted = Wanted(recognised=(club.did,))
    assert parts.own_facts.read(parts.database, ADDRESSES, wanted, parts.now()).recognition(
        club.did
    )
    with parts.database.open_store() as store:
        store.issuers.set_suspended(club.did, parts.now())
    facts = parts.own_facts.read(parts.database, ADDRESSES, wanted, parts.now())
    assert facts.recognition(club.did) is None


def test_a_name_of_ours_that_was_never_given_has_no_keys() -> None:
    nobody = f"{ADDRESSES.city_did}:issuers:nobody"
    facts = read(a_register(), Wanted(controllers=(nobody,)))
    assert facts.controller(nobody) == Controller({"id": nobody})


def test_a_list_that_is_not_there_is_none() -> None:
    assert read(a_register(), Wanted(lists=("nothing",))).own_list("nothing") is None


def test_a_mark_is_the_newest_that_was_seen() -> None:
    register = a_register()
    url = "https://elsewhere.example/list"
    assert read(register, Wanted(marks=(url,))).mark(url) is None
    with register.parts.database.open_store() as store:
        store.list_marks.raise_to(url, register.clock())
    assert read(register, Wanted(marks=(url,))).mark(url) == register.clock()
