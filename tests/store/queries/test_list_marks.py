"""Marks of lists: they only go up, and hold no address."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import insert, text

from badgeservice.store import BrokenRule, Database
from badgeservice.store.engines import make_engine
from badgeservice.store.tables import status_list_marks

NOON = datetime(2026, 5, 1, 12, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
URL = "https://issuer.example/status/1"
OTHER = "https://issuer.example/status/2"


def raise_to(database: Database, url: str, moment: datetime) -> None:
    with database.open_store() as store:
        store.list_marks.raise_to(url, moment)


def marks(database: Database, *urls: str) -> dict[str, datetime]:
    with database.open_store(read_only=True) as store:
        return store.list_marks.of(urls)


def test_a_list_that_was_never_seen_has_no_mark(database: Database) -> None:
    assert marks(database, URL, OTHER) == {}
    assert marks(database) == {}


def test_a_mark_comes_out_as_it_went_in(database: Database) -> None:
    raise_to(database, URL, NOON)
    assert marks(database, URL, OTHER) == {URL: NOON}


def test_a_mark_goes_up(database: Database) -> None:
    raise_to(database, URL, NOON)
    raise_to(database, URL, NOON + HOUR)
    assert marks(database, URL) == {URL: NOON + HOUR}


@pytest.mark.parametrize("earlier", [timedelta(microseconds=1), HOUR, timedelta(days=800)])
def test_a_mark_never_goes_back(database: Database, earlier: timedelta) -> None:
    raise_to(database, URL, NOON)
    raise_to(database, URL, NOON - earlier)
    assert marks(database, URL) == {URL: NOON}


def test_the_mark_of_one_list_is_not_that_of_another(database: Database) -> None:
    raise_to(database, URL, NOON)
    raise_to(database, OTHER, NOON - HOUR)
    assert marks(database, URL, OTHER) == {URL: NOON, OTHER: NOON - HOUR}


@pytest.mark.parametrize("spelling", [f"{URL}/", f"{URL}?", f"{URL}#x", URL.upper(), ""])
def test_another_spelling_is_another_address(database: Database, spelling: str) -> None:
    raise_to(database, URL, NOON)
    assert marks(database, spelling) == {}


def test_several_who_raise_a_mark_at_once_leave_the_newest(database: Database) -> None:
    ready = Barrier(4)

    def go(hours: int) -> None:
        ready.wait(timeout=20)
        raise_to(database, URL, NOON + hours * HOUR)

    threads = [Thread(target=go, args=(hours,)) for hours in (2, 4, 1, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert marks(database, URL) == {URL: NOON + 4 * HOUR}


def test_a_mark_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="without a zone"):
        raise_to(database, URL, NOON.replace(tzinfo=None))


def test_the_address_itself_is_not_kept(database: Database, database_url: str) -> None:
    raise_to(database, URL, NOON)
    engine = make_engine(database_url)
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT url_hash FROM status_list_marks")).scalar_one()
    engine.dispose()
    assert len(bytes(kept)) == 32
    assert b"issuer" not in bytes(kept)


def test_something_else_than_a_hash_is_not_kept(database: Database) -> None:
    with pytest.raises(BrokenRule, match="url_hash_is_sha256"), database.open_store() as store:
        store.list_marks._connection.execute(
            insert(status_list_marks).values(url_hash=b"short", valid_from=NOON)
        )
