"""Killing writers and database processes at any moment loses nothing and doubles nothing (B-1)."""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from sqlalchemy import create_engine, select

from badgeservice.openbadges.award import AwardState
from badgeservice.store import Database, open_database
from badgeservice.store.tables import awards, credentials, status_entries
from databases import on_server
from store.kept import CITY, CLUB, a_credential, an_award, fill
from store.writers import Said, Yard, the_award, yard

MOMENTS = ("reserved", "awarded", "accepted", "kept", "marked", "signed")


@dataclass
class Confirmed:
    """What writers said was done, and so must be there for ever."""

    accepted: dict[int, int] = field(default_factory=dict)
    signed: set[int] = field(default_factory=set)

    def note(self, said: Said) -> None:
        if said.word == "accepted":
            number, position = said.rest
            self.accepted[number] = position
        elif said.word == "signed":
            self.signed.add(said.rest[0])


def kill_one(writers: Yard, first: int, moment: str, turn: int, confirmed: Confirmed) -> None:
    """Start a writer and kill it when it comes to a moment for the given time."""
    writers.start("issue", first)
    while (said := listen_until(writers, moment, confirmed)).rest[0] < first + turn:
        pass
    for last in writers.kill(said.pid):
        confirmed.note(last)


def check_everything(database: Database, url: str, confirmed: Confirmed) -> None:
    """Compare the database with what was confirmed, and with itself."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        kept = connection.execute(select(awards)).all()
        signed = set(connection.execute(select(credentials.c.award_id)).scalars())
        entries = {
            (row.position, row.credential_id)
            for row in connection.execute(select(status_entries)).all()
        }
    engine.dispose()
    # Positions: each award has its own, each entry its award, and none was skipped or reused.
    assert entries == {(row.status_position, row.credential_id) for row in kept}
    assert len({row.status_position for row in kept}) == len(kept)
    # No half credential: there is one exactly where the award says so.
    assert {row.award_id for row in kept if row.state == AwardState.SIGNED} == signed
    with database.open_store(read_only=True) as store:
        current = store.status_lists.current(CITY, "revocation")
        assert current is not None
        assert current.next_counter == len(kept)
        assert store.audit.check_chain() is None
        assert store.audit.head().line_id == len(kept)
        for number, position in confirmed.accepted.items():
            state = AwardState.SIGNED if an_award(number).award_id in signed else "accepted"
            found = store.awards.by_id(CLUB, an_award(number).award_id)
            assert found is not None
            assert found.state == state
            assert found.idempotency_key == the_award(number, position).idempotency_key
            assert found.status_position == position
        for number in confirmed.signed:
            credential = a_credential(number)
            assert store.credentials.by_id(credential.credential_id) == credential


def test_killed_writers_lose_nothing_and_double_nothing(
    filled: Database, database_url: str
) -> None:
    kills = 36 if database_url.startswith("sqlite") else 18
    confirmed = Confirmed()
    with yard(database_url) as writers:
        for kill in range(kills):
            moment = MOMENTS[kill % len(MOMENTS)]
            kill_one(writers, 1_000 * kill, moment, kill % 5, confirmed)
    assert len(confirmed.accepted) >= kills
    check_everything(filled, database_url, confirmed)


def test_killed_database_processes_lose_nothing_and_the_writer_goes_on(
    postgresql_url: str,
) -> None:
    if os.environ.get("BADGESERVICE_TEST_POSTGRESQL_URL"):
        pytest.skip("only the server that the tests started themselves is harmed")
    confirmed = Confirmed()
    database = open_database(postgresql_url)
    fill(database)
    with yard(postgresql_url) as writers:
        writers.start("issue", 0)
        for moment in ("reserved", "marked", "awarded"):
            for _ in range(5):
                listen_until(writers, "signed", confirmed)
            listen_until(writers, moment, confirmed)
            kill_backends(postgresql_url)
            listen_until(writers, "unavailable", confirmed)
        last = listen_until(writers, "signed", confirmed)
        for said in writers.kill(last.pid):
            confirmed.note(said)
    check_everything(database, postgresql_url, confirmed)
    database.close()


def listen_until(writers: Yard, word: str, confirmed: Confirmed) -> Said:
    """Listen, and note what was confirmed, up to and with the next time a word is said."""
    while (said := writers.listen()).word != word:
        assert said.word != "gone", "a writer stopped by itself"
        confirmed.note(said)
    confirmed.note(said)
    return said


def kill_backends(url: str) -> None:
    """Kill the database processes that serve the writer; the server then recovers by itself."""
    others = on_server(
        url,
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
        "AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
    )
    for (pid,) in others:
        # When one was killed the server stops the others itself, perhaps before we come to them.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
