"""Credentials: the bytes as signed, one per award, never under another issuer."""

import pytest

from badgeservice.errors import Conflict, NotFound
from badgeservice.store import BrokenRule, Database
from store.kept import CITY, CLUB, HOUR, NOON, a_credential, an_award, keep_award


@pytest.fixture
def awarded(filled: Database) -> Database:
    with filled.open_store() as store:
        for number in (1, 2):
            keep_award(store, an_award(number))
    return filled


@pytest.mark.parametrize("token", [None, "eyJ.eyJ.sig"])
def test_a_credential_comes_out_byte_for_byte(awarded: Database, token: str | None) -> None:
    credential = a_credential(document=bytes(range(256)) * 3, token=token)
    with awarded.open_store() as store:
        store.credentials.keep(credential)
    with awarded.open_store(read_only=True) as store:
        assert store.credentials.by_id(credential.credential_id) == credential
        assert store.credentials.by_award(CLUB, credential.award_id) == credential


def test_a_credential_is_not_there_for_another_issuer(awarded: Database) -> None:
    with awarded.open_store() as store:
        store.credentials.keep(a_credential())
    with awarded.open_store(read_only=True) as store:
        assert store.credentials.by_award(CITY, a_credential().award_id) is None


def test_an_unknown_credential_is_none(awarded: Database) -> None:
    with awarded.open_store(read_only=True) as store:
        assert store.credentials.by_id(a_credential().credential_id) is None
        assert store.credentials.by_award(CLUB, a_credential().award_id) is None


def test_an_award_has_one_credential(awarded: Database) -> None:
    with awarded.open_store() as store:
        store.credentials.keep(a_credential())
    with pytest.raises(Conflict, match="credential is there"), awarded.open_store() as store:
        store.credentials.keep(a_credential(document=b"{}"))
    with pytest.raises(Conflict), awarded.open_store() as store:
        store.credentials.keep(a_credential(2, award_id=a_credential().award_id))
    with awarded.open_store(read_only=True) as store:
        assert store.credentials.by_id(a_credential().credential_id) == a_credential()


def test_a_credential_without_an_award_is_not_kept(awarded: Database) -> None:
    with pytest.raises(BrokenRule, match=r"(?i)foreign ?key"), awarded.open_store() as store:
        store.credentials.keep(a_credential(3))


def test_a_credential_is_not_kept_under_another_issuer(awarded: Database) -> None:
    with pytest.raises(BrokenRule, match=r"(?i)foreign ?key"), awarded.open_store() as store:
        store.credentials.keep(a_credential(issuer_did=CITY))


def test_many_credentials_are_kept_at_once_or_not_at_all(awarded: Database) -> None:
    with pytest.raises(Conflict), awarded.open_store() as store:
        store.credentials.keep_all([a_credential(1), a_credential(2), a_credential(1)])
    with awarded.open_store() as store:
        assert store.credentials.by_id(a_credential(2).credential_id) is None
        store.credentials.keep_all([a_credential(1), a_credential(2)])
        store.credentials.keep_all([])
        assert store.credentials.by_id(a_credential(2).credential_id) == a_credential(2)


def test_a_credential_is_revoked_once_and_the_first_time_counts(awarded: Database) -> None:
    credential = a_credential()
    with awarded.open_store() as store:
        store.credentials.keep(credential)
        store.credentials.mark_revoked(credential.credential_id, NOON + HOUR)
        store.credentials.mark_revoked(credential.credential_id, NOON + 2 * HOUR)
    with awarded.open_store(read_only=True) as store:
        kept = store.credentials.by_id(credential.credential_id)
        assert kept == a_credential(revoked_at=NOON + HOUR)


def test_an_unknown_credential_cannot_be_revoked(awarded: Database) -> None:
    with pytest.raises(NotFound), awarded.open_store() as store:
        store.credentials.mark_revoked(a_credential().credential_id, NOON)
