"""Issuers go in and come out; slug and DID are each used once."""

from datetime import timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from badgeservice.errors import Conflict, NotFound
from badgeservice.store import Database
from store.kept import CITY, CLUB, NOON, SCHOOL, an_issuer, the_city


def test_an_issuer_comes_out_as_it_went_in(database: Database) -> None:
    issuer = an_issuer(description="Wij spelen op zaterdag — óók 's ochtends 🏑", email=None)
    with database.open_store() as store:
        store.issuers.add(issuer)
    with database.open_store(read_only=True) as store:
        assert store.issuers.by_did(CLUB) == issuer
        assert store.issuers.by_slug("club") == issuer


def test_all_issuers_come_in_the_order_of_admission(database: Database) -> None:
    with database.open_store() as store:
        store.issuers.add(an_issuer())
        store.issuers.add(the_city())
    with database.open_store(read_only=True) as store:
        assert [issuer.did for issuer in store.issuers.all()] == [CITY, CLUB]


def test_an_unknown_issuer_is_none(database: Database) -> None:
    with database.open_store(read_only=True) as store:
        assert store.issuers.by_did(CLUB) is None
        assert store.issuers.by_slug("club") is None
        assert store.issuers.all() == ()


@pytest.mark.parametrize(("slug", "did"), [("club", SCHOOL), ("school", CLUB)])
def test_a_slug_or_did_that_is_in_use_is_refused(filled: Database, slug: str, did: str) -> None:
    with (
        pytest.raises(Conflict, match="issuer is there already"),
        filled.open_store() as store,
    ):
        store.issuers.add(an_issuer(slug=slug, did=did))


def test_an_issuer_is_suspended_and_let_in_again(filled: Database) -> None:
    amsterdam = timezone(timedelta(hours=2))
    with filled.open_store() as store:
        store.issuers.set_suspended(CLUB, NOON.astimezone(amsterdam))
    with filled.open_store() as store:
        assert store.issuers.by_did(CLUB) == an_issuer(suspended_at=NOON)
        store.issuers.set_suspended(CLUB, None)
    with filled.open_store(read_only=True) as store:
        assert store.issuers.by_did(CLUB) == an_issuer()


def test_an_unknown_issuer_cannot_be_suspended(filled: Database) -> None:
    with pytest.raises(NotFound), filled.open_store() as store:
        store.issuers.set_suspended(SCHOOL, NOON)


def test_a_time_without_a_zone_is_not_kept(database: Database) -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(StatementError, match="time without a zone"), database.open_store() as store:
        store.issuers.add(an_issuer(admitted_at=naive))
    with database.open_store(read_only=True) as store:
        assert store.issuers.all() == ()
