"""Requests to sign in: used once, and the tries of a browser counted before they are compared."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from badgeservice.errors import Conflict
from badgeservice.store import BrokenRule, Database

TOKEN, CODE, BROWSER = b"t" * 32, b"c" * 32, b"b" * 32


def test_a_new_request_is_nobodys(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.sign_ins.add(valid.sign_in())
        assert store.sign_ins.by_id("s-1") == valid.sign_in()
        assert store.sign_ins.by_id("s-2") is None
        assert store.sign_ins.by_token_hash(TOKEN) is None


def test_an_answer_says_whose_it_is_and_replaces_the_one_before(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.sign_ins.add(valid.sign_in())
        store.sign_ins.answer("s-1", "a-1", token_hash=b"o" * 32, code_hash=b"o" * 32)
        store.sign_ins.answer("s-1", "a-1", token_hash=TOKEN, code_hash=CODE)
        expected = valid.sign_in(account_id="a-1", code_hash=CODE)
        assert store.sign_ins.by_token_hash(TOKEN) == expected
        assert store.sign_ins.by_token_hash(b"o" * 32) is None
        assert store.sign_ins.mailed_since("a-1", valid.now - timedelta(hours=1)) == 1
        assert store.sign_ins.mailed_since("a-1", valid.now) == 0
        assert store.sign_ins.mailed_since("a-2", valid.now - timedelta(hours=1)) == 0


def test_a_request_is_used_once_and_never_when_it_is_over(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.sign_ins.add(valid.sign_in())
        assert not store.sign_ins.use("s-1", valid.sign_in().ends_at)
        assert [store.sign_ins.use("s-1", valid.now) for _ in range(2)] == [True, False]
        assert not store.sign_ins.use("nothing", valid.now)
        # What was used is not answered any more.
        store.sign_ins.answer("s-1", "a-1", token_hash=TOKEN, code_hash=CODE)
        assert store.sign_ins.by_token_hash(TOKEN) is None


def test_many_who_use_a_request_at_once_are_one(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.sign_ins.add(valid.sign_in())

    def use(_: int) -> bool:
        with peopled.open_store() as store:
            return store.sign_ins.use("s-1", valid.now)

    with ThreadPoolExecutor(8) as several:
        assert sum(several.map(use, range(16))) == 1


def test_many_who_try_at_once_get_no_more_than_there_are(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.sign_ins.add(valid.sign_in())

    def attempt(_: int) -> int:
        with peopled.open_store() as store:
            return len(store.sign_ins.try_code(BROWSER, valid.now, 5))

    with ThreadPoolExecutor(8) as several:
        assert sum(several.map(attempt, range(16))) == 5


def test_a_try_counts_on_what_this_browser_has_open_alone(peopled: Database, valid) -> None:
    others = valid.sign_in(sign_in_id="s-2", browser_hash=b"x" * 32)
    over = valid.sign_in(sign_in_id="s-3", ends_at=valid.now)
    with peopled.open_store() as store:
        for one in (valid.sign_in(), others, over, valid.sign_in(sign_in_id="s-4")):
            store.sign_ins.add(one)
        store.sign_ins.use("s-4", valid.now)
        tried = store.sign_ins.try_code(BROWSER, valid.now, 5)
        assert [(one.sign_in_id, one.attempts) for one in tried] == [("s-1", 1)]
        assert store.sign_ins.by_id("s-2") == others


def test_requests_are_dropped_when_they_were_over_long_enough(peopled: Database, valid) -> None:
    ends_at = valid.sign_in().ends_at
    with peopled.open_store() as store:
        store.sign_ins.add(valid.sign_in())
        assert store.sign_ins.drop(ends_at) == 0
        assert store.sign_ins.drop(ends_at + timedelta(seconds=1)) == 1


def test_two_requests_never_share_a_token(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        for number in ("s-1", "s-2"):
            store.sign_ins.add(valid.sign_in(sign_in_id=number))
        store.sign_ins.answer("s-1", "a-1", token_hash=TOKEN, code_hash=CODE)
    with pytest.raises(Conflict), peopled.open_store() as store:
        store.sign_ins.answer("s-2", "a-2", token_hash=TOKEN, code_hash=CODE)


@pytest.mark.parametrize("wrong", [b"", b"b" * 31, b"b" * 33, b"123456"])
def test_what_is_not_a_hash_is_not_kept(peopled: Database, valid, wrong: bytes) -> None:
    with pytest.raises(BrokenRule), peopled.open_store() as store:
        store.sign_ins.add(valid.sign_in(browser_hash=wrong))
    with peopled.open_store() as store:
        store.sign_ins.add(valid.sign_in())
    for told in (
        {"token_hash": wrong, "code_hash": CODE},
        {"token_hash": TOKEN, "code_hash": wrong},
    ):
        with pytest.raises(BrokenRule), peopled.open_store() as store:
            store.sign_ins.answer("s-1", "a-1", **told)
