"""A database with two accounts in it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from badgeservice.store import (
    Account,
    Database,
    Invitation,
    Mail,
    Membership,
    PersonRole,
    Session,
    SignIn,
)
from store.kept import CLUB, NOON

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Valid:
    """Values to keep, valid unless told otherwise."""

    now: datetime = NOON

    def account(self, **told: Any) -> Account:
        return replace(Account("a-1", "els@oss.example", NOON), **told)

    def membership(self, **told: Any) -> Membership:
        valid = Membership("m-1", "a-1", CLUB, PersonRole.OWNER, NOON, "key:city")
        return replace(valid, **told)

    def invitation(self, **told: Any) -> Invitation:
        role = PersonRole.HELPER
        valid = Invitation("i-1", "a-1", CLUB, role, NOON, "person:a-2", NOON + DAY, "nl")
        return replace(valid, **told)

    def sign_in(self, **told: Any) -> SignIn:
        valid = SignIn("s-1", b"b" * 32, NOON, NOON + timedelta(minutes=10))
        return replace(valid, **told)

    def session(self, **told: Any) -> Session:
        return replace(Session(b"h" * 32, "a-1", NOON, NOON, NOON + 30 * DAY), **told)

    def mail(self, **told: Any) -> Mail:
        contents = {"name": "Els é"}
        valid = Mail("mail-1", "els@oss.example", "sign-in", "nl", contents, NOON, NOON)
        return replace(valid, **told)


@pytest.fixture
def valid() -> Valid:
    """Values to keep."""
    return Valid()


@pytest.fixture
def peopled(filled: Database, valid: Valid) -> Database:
    """A database with a club and two people."""
    with filled.open_store() as store:
        store.accounts.add(valid.account())
        store.accounts.add(valid.account(account_id="a-2", address="piet@oss.example"))
    return filled
