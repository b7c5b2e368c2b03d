"""API keys: found by the hash of their secret, gone for callers as soon as they are ended."""

import hashlib

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError

from badgeservice.errors import Conflict, NotFound
from badgeservice.store import ApiRole, BrokenRule, Database
from store.kept import CLUB, HOUR, NOON, SCHOOL, an_api_key

SECRET = b"a secret of 256 bits, made elsewhere"
HASH = hashlib.sha256(SECRET).digest()
OTHER_HASH = hashlib.sha256(b"another").digest()


@pytest.mark.parametrize(("role", "did"), [(ApiRole.ISSUER, CLUB), (ApiRole.CITY, None)])
def test_an_api_key_comes_out_as_it_went_in(
    filled: Database, role: ApiRole, did: str | None
) -> None:
    key = an_api_key(role=role, issuer_did=did)
    with filled.open_store() as store:
        store.api_keys.add(key, HASH)
    with filled.open_store(read_only=True) as store:
        assert store.api_keys.by_secret_hash(HASH) == key
        assert store.api_keys.all() == (key,)


@pytest.mark.parametrize("wrong", [OTHER_HASH, HASH[:-1], b"", HASH + b"\x00", SECRET])
def test_another_hash_finds_no_key(filled: Database, wrong: bytes) -> None:
    with filled.open_store() as store:
        store.api_keys.add(an_api_key(), HASH)
    with filled.open_store(read_only=True) as store:
        assert store.api_keys.by_secret_hash(wrong) is None


def test_an_ended_key_is_told_like_none_but_stays_listed(filled: Database) -> None:
    with filled.open_store() as store:
        store.api_keys.add(an_api_key(), HASH)
        store.api_keys.end("api-1", NOON + HOUR)
        store.api_keys.end("api-1", NOON + 2 * HOUR)
    with filled.open_store(read_only=True) as store:
        assert store.api_keys.by_secret_hash(HASH) is None
        assert store.api_keys.all() == (an_api_key(ended_at=NOON + HOUR),)


def test_an_unknown_key_cannot_be_ended(filled: Database) -> None:
    with pytest.raises(NotFound), filled.open_store() as store:
        store.api_keys.end("api-1", NOON)


@pytest.mark.parametrize(("key_id", "secret_hash"), [("api-2", HASH), ("api-1", OTHER_HASH)])
def test_an_id_or_secret_that_is_in_use_is_refused(
    filled: Database, key_id: str, secret_hash: bytes
) -> None:
    with filled.open_store() as store:
        store.api_keys.add(an_api_key(), HASH)
    with pytest.raises(Conflict, match="API key is there"), filled.open_store() as store:
        store.api_keys.add(an_api_key(key_id=key_id), secret_hash)


@pytest.mark.parametrize("wrong", [b"", HASH[:-1], SECRET])
def test_what_is_not_a_hash_is_not_kept(filled: Database, wrong: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"), filled.open_store() as store:
        store.api_keys.add(an_api_key(), wrong)


def test_an_issuers_key_names_its_issuer(filled: Database) -> None:
    with pytest.raises(ValueError, match="names its issuer"), filled.open_store() as store:
        store.api_keys.add(an_api_key(issuer_did=None), HASH)


def test_a_key_for_an_unknown_issuer_is_not_kept(filled: Database) -> None:
    with pytest.raises(BrokenRule, match=r"(?i)foreign ?key"), filled.open_store() as store:
        store.api_keys.add(an_api_key(issuer_did=SCHOOL), HASH)


@pytest.mark.parametrize(
    ("column", "value"), [("role", "'root'"), ("issuer_did", "NULL"), ("secret_hash", "NULL")]
)
def test_the_database_itself_refuses_a_key_that_may_more_than_it_should(
    filled: Database, database_url: str, column: str, value: str
) -> None:
    with filled.open_store() as store:
        store.api_keys.add(an_api_key(), HASH)
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))
    with pytest.raises(IntegrityError, match=r"(?i)constraint"), engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE api_keys SET {column} = {value}")
    engine.dispose()
