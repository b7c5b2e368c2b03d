"""Opening a database, and the brackets: everything is kept, or nothing is."""

import threading
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from badgeservice.errors import Unavailable
from badgeservice.store import Database, open_database
from store.kept import CLUB, NOON, an_issuer, the_city


def test_what_was_done_before_an_exception_is_undone(database: Database) -> None:
    with suppress(LookupError), database.open_store() as store:
        store.issuers.add(an_issuer())
        raise LookupError
    with database.open_store(read_only=True) as store:
        assert store.issuers.all() == ()


def test_an_exception_that_leaves_the_brackets_is_the_one_that_was_raised(
    database: Database,
) -> None:
    with pytest.raises(KeyError, match="mine"), database.open_store():
        raise KeyError("mine")


def test_what_is_not_finished_is_not_seen_by_others(database: Database) -> None:
    with database.open_store() as writer:
        writer.issuers.add(an_issuer())
        with database.open_store(read_only=True) as reader:
            assert reader.issuers.all() == ()
    with database.open_store(read_only=True) as reader:
        assert reader.issuers.all() == (an_issuer(),)


def test_a_reader_sees_one_moment(database: Database) -> None:
    with database.open_store(read_only=True) as reader:
        assert reader.issuers.all() == ()
        with database.open_store() as writer:
            writer.issuers.add(an_issuer())
        assert reader.issuers.all() == ()


def test_a_reader_cannot_write(filled: Database) -> None:
    with (
        pytest.raises(DBAPIError, match=r"(?i)read-?only"),
        filled.open_store(read_only=True) as store,
    ):
        store.issuers.set_suspended(CLUB, NOON)


def test_after_a_reader_the_same_connection_writes_again(database: Database) -> None:
    for number in range(3):
        with database.open_store(read_only=True) as store:
            assert len(store.issuers.all()) == number
        with database.open_store() as store:
            store.issuers.add(an_issuer(slug=f"club-{number}"))


def test_threads_write_and_read_at_the_same_time(database: Database) -> None:
    seen: list[int] = []

    def write(number: int) -> None:
        for turn in range(5):
            with database.open_store() as store:
                store.issuers.add(an_issuer(slug=f"club-{number}-{turn}"))
            with database.open_store(read_only=True) as store:
                seen.append(len(store.issuers.all()))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(seen) == 40


def test_a_database_in_memory_is_migrated_shared_by_threads_and_private() -> None:
    one, other = open_database("sqlite://"), open_database("sqlite://")
    with one.open_store() as store:
        store.issuers.add(the_city())
    thread = threading.Thread(target=add_a_club, args=(one,))
    thread.start()
    thread.join()
    with one.open_store(read_only=True) as store:
        assert store.issuers.all() == (the_city(), an_issuer())
    with other.open_store(read_only=True) as store:
        assert store.issuers.all() == ()
    one.close()
    other.close()


def add_a_club(database: Database) -> None:
    with database.open_store() as store:
        store.issuers.add(an_issuer())


@pytest.mark.parametrize(
    "url",
    [
        "",
        "badges.sqlite",
        "sqlite+aiosqlite:///badges.sqlite",
        "sqlite:///badges.sqlite?mode=ro",
        "mysql://localhost/badges",
        "postgresql+psycopg2://localhost/badges",
    ],
)
def test_another_kind_of_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        open_database(url)


def test_a_folder_that_is_not_there_is_told_as_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="does not answer"):
        open_database(f"sqlite:///{tmp_path}/absent/badges.sqlite")


@pytest.mark.parametrize("name", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_server_that_is_not_there_is_told_as_unavailable(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unavailable, match="does not answer"):
        open_database(f"{name}://nobody@/badges?host={tmp_path}")


def test_a_refusal_never_repeats_the_address(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        open_database(f"postgresql://nobody:canary-secret@/badges?host={tmp_path}")
    told = (refused.value.detail, refused.value.hint, str(refused.value))
    assert not any("canary" in text or str(tmp_path) in text for text in told)


# --- eras ---------------------------------------------------------------------------------------


def test_an_era_lasts_as_long_as_nothing_is_written(database: Database) -> None:
    era = database.era
    for _ in range(3):
        with database.open_store(read_only=True) as store:
            store.issuers.all()
    assert database.era is era


def test_every_transaction_that_may_have_written_begins_another_era(database: Database) -> None:
    eras = [database.era]
    for number in range(3):
        with database.open_store() as store:
            store.issuers.add(an_issuer(slug=f"club-{number}"))
            # Nobody else can see it yet.
            assert database.era is eras[-1]
        eras.append(database.era)
    assert len(set(map(id, eras))) == 4


def test_a_transaction_that_failed_begins_another_era_too(database: Database) -> None:
    """Sometimes only the confirmation is lost."""
    era = database.era
    with suppress(LookupError), database.open_store():
        raise LookupError
    assert database.era is not era


def test_a_reader_that_failed_does_not(database: Database) -> None:
    era = database.era
    with suppress(LookupError), database.open_store(read_only=True):
        raise LookupError
    assert database.era is era


def test_another_database_has_other_eras() -> None:
    one, other = open_database("sqlite://"), open_database("sqlite://")
    assert one.era is not other.era
    one.close()
    other.close()
