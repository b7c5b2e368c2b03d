"""Accounts: one for an address, found by it in lower case, and forgotten when nobody needs them."""

from datetime import timedelta

import pytest

from badgeservice.errors import Conflict
from badgeservice.store import BrokenRule, Database

LATER = timedelta(days=31)


def test_an_account_comes_out_as_it_went_in(peopled: Database, valid) -> None:
    with peopled.open_store(read_only=True) as store:
        assert store.accounts.by_id("a-1") == valid.account()
        assert store.accounts.by_address("els@oss.example") == valid.account()


@pytest.mark.parametrize(
    "address", ["", "Els@oss.example", "els@oss.exampl", "%", "els@oss.e_ample"]
)
def test_another_address_finds_nobody(peopled: Database, address: str) -> None:
    with peopled.open_store(read_only=True) as store:
        assert store.accounts.by_address(address) is None
        assert store.accounts.by_id(address) is None


def test_an_address_has_one_account(peopled: Database, valid) -> None:
    with pytest.raises(Conflict, match="account is there"), peopled.open_store() as store:
        store.accounts.add(valid.account(account_id="a-3"))


def test_the_database_itself_refuses_a_second_spelling(peopled: Database, valid) -> None:
    with pytest.raises(BrokenRule), peopled.open_store() as store:
        store.accounts.add(valid.account(account_id="a-3", address="Els@oss.example"))


def test_only_who_has_no_role_and_no_invitation_is_forgotten(peopled: Database, valid) -> None:
    before = valid.now + LATER
    with peopled.open_store() as store:
        store.accounts.add(valid.account(account_id="a-3", address="an@oss.example"))
        store.memberships.add(valid.membership())
        store.memberships.invite(valid.invitation(account_id="a-2", ends_at=before))
        assert store.accounts.forget_unused(before) == 1
        assert store.accounts.by_id("a-3") == valid.account(account_id="a-3", address=None)
        assert store.accounts.by_address("els@oss.example") is not None
        assert store.accounts.by_address("piet@oss.example") is not None


def test_a_role_that_ended_and_an_invitation_that_was_closed_keep_nobody(
    peopled: Database, valid
) -> None:
    with peopled.open_store() as store:
        store.memberships.add(valid.membership(ended_at=valid.now))
        store.memberships.invite(valid.invitation(account_id="a-2"))
        store.memberships.close("i-1", valid.now)
        assert store.accounts.forget_unused(valid.now + LATER) == 2
        assert store.accounts.forget_unused(valid.now + LATER) == 0


def test_who_came_or_went_lately_is_not_forgotten(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        assert store.accounts.forget_unused(valid.now) == 0
        store.memberships.add(valid.membership(ended_at=valid.now + LATER))
        assert store.accounts.forget_unused(valid.now + LATER) == 1
        assert store.accounts.by_address("els@oss.example") is not None
