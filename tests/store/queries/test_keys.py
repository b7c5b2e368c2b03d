"""Keys of issuers: the private half stays wrapped, retired and revoked keys stay listed."""

from datetime import timedelta, timezone

import pytest

from badgeservice.errors import Conflict, NotFound
from badgeservice.store import BrokenRule, Database
from store.kept import CITY, CLUB, HOUR, NOON, SCHOOL, a_key, a_wrapped_key


def test_a_key_comes_out_as_it_went_in(filled: Database) -> None:
    with filled.open_store() as store:
        store.keys.add(a_key(), a_wrapped_key())
    with filled.open_store(read_only=True) as store:
        assert store.keys.of_issuer(CLUB) == (a_key(),)
        assert store.keys.wrapped(CLUB, "key-1") == a_wrapped_key()


def test_keys_come_oldest_first_and_only_those_of_the_issuer(filled: Database) -> None:
    with filled.open_store() as store:
        store.keys.add(a_key(key_id="new", created_at=NOON + HOUR), a_wrapped_key())
        store.keys.add(a_key(key_id="old"), a_wrapped_key())
        store.keys.add(a_key(issuer_did=CITY), a_wrapped_key())
    with filled.open_store(read_only=True) as store:
        assert [key.key_id for key in store.keys.of_issuer(CLUB)] == ["old", "new"]


def test_the_private_half_of_another_issuers_key_is_not_given(filled: Database) -> None:
    with filled.open_store() as store:
        store.keys.add(a_key(), a_wrapped_key())
    with filled.open_store(read_only=True) as store:
        assert store.keys.wrapped(CITY, "key-1") is None
        assert store.keys.wrapped(CLUB, "key-2") is None


def test_a_second_key_of_the_same_name_is_refused(filled: Database) -> None:
    with filled.open_store() as store:
        store.keys.add(a_key(), a_wrapped_key())
    with pytest.raises(Conflict, match="key is there already"), filled.open_store() as store:
        store.keys.add(a_key(), a_wrapped_key("kek-2"))


def test_a_key_of_nobody_is_not_kept(filled: Database) -> None:
    with pytest.raises(BrokenRule, match=r"(?i)foreign ?key"), filled.open_store() as store:
        store.keys.add(a_key(issuer_did=SCHOOL), a_wrapped_key())


def test_a_key_is_retired_and_revoked_once_and_the_first_time_counts(filled: Database) -> None:
    new_york = timezone(timedelta(hours=-4))
    with filled.open_store() as store:
        store.keys.add(a_key(), a_wrapped_key())
    for hours in (1, 2):
        with filled.open_store() as store:
            store.keys.retire(CLUB, "key-1", (NOON + hours * HOUR).astimezone(new_york))
            store.keys.revoke(CLUB, "key-1", NOON + 3 * hours * HOUR)
    with filled.open_store(read_only=True) as store:
        assert store.keys.of_issuer(CLUB) == (
            a_key(retired_at=NOON + HOUR, revoked_at=NOON + 3 * HOUR),
        )


def test_another_issuers_key_cannot_be_retired_or_revoked(filled: Database) -> None:
    with filled.open_store() as store:
        store.keys.add(a_key(), a_wrapped_key())
    with pytest.raises(NotFound), filled.open_store() as store:
        store.keys.retire(CITY, "key-1", NOON)
    with pytest.raises(NotFound), filled.open_store() as store:
        store.keys.revoke(CITY, "key-1", NOON)
    with filled.open_store(read_only=True) as store:
        assert store.keys.of_issuer(CLUB) == (a_key(),)


def test_the_key_encryption_keys_in_use_are_known(filled: Database) -> None:
    with filled.open_store() as store:
        assert store.keys.kek_ids() == frozenset()
        store.keys.add(a_key(), a_wrapped_key("kek-1"))
        store.keys.add(a_key(key_id="key-2"), a_wrapped_key("kek-2"))
        store.keys.add(a_key(key_id="key-3"), a_wrapped_key("kek-2"))
        assert store.keys.kek_ids() == {"kek-1", "kek-2"}
