"""Only one imports at a time, and who dies lets go."""

import subprocess
import sys

import pytest

from badgeservice.errors import Conflict
from badgeservice.store import Database, open_database

HOLDER = """
import sys
from badgeservice.store import open_database
with open_database(sys.argv[1]).import_alone():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_is_refused_until_the_first_is_done(
    database: Database, database_url: str
) -> None:
    other = open_database(database_url)
    with database.import_alone():
        for refused in (other, database):
            with pytest.raises(Conflict, match="under way"), refused.import_alone():
                pass
        # Everything else goes on meanwhile.
        with other.open_store() as store:
            assert store.skills.newest() is None
    with other.import_alone():
        pass
    other.close()


def test_a_fault_lets_go(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.import_alone():
        raise ZeroDivisionError
    with database.import_alone():
        pass


def test_a_killed_process_lets_go(database: Database, database_url: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, database_url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Conflict), database.import_alone():
            pass
        holder.kill()
        holder.wait()
    for _ in range(5_000):
        # PostgreSQL needs a moment to see that nobody is there any more.
        try:
            with database.import_alone():
                return
        except Conflict:
            continue
    pytest.fail("the lock of a killed process stays")


def test_a_database_in_memory_is_held_by_its_process() -> None:
    memory = open_database("sqlite://")
    with memory.import_alone(), pytest.raises(Conflict), memory.import_alone():
        pass
    with memory.import_alone():
        pass
    memory.close()
