"""The outbox: claimed by one, finished once, and empty of what is personal in the end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from badgeservice.errors import Conflict
from badgeservice.store import BrokenRule, Database, MailState
from store.kept import HOUR

MINUTE = timedelta(minutes=1)


def test_a_mail_comes_out_as_it_went_in(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.mails.add(valid.mail())
        assert store.mails.by_id("mail-1") == valid.mail()
        assert store.mails.all() == (valid.mail(),)
        assert store.mails.by_id("mail-2") is None


def test_the_longest_due_is_first_and_what_is_not_due_waits(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        for number, minutes in ((1, 0), (2, -5), (3, 1)):
            due_at = valid.now + minutes * MINUTE
            store.mails.add(valid.mail(mail_id=f"mail-{number}", due_at=due_at))
        due = [mail.mail_id for mail in store.mails.due(valid.now, 10)]
        assert due == ["mail-2", "mail-1"]
        assert len(store.mails.due(valid.now, 1)) == 1


def test_a_mail_is_claimed_by_one(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.mails.add(valid.mail())

    def claim(_: int) -> bool:
        with peopled.open_store() as store:
            return store.mails.claim("mail-1", valid.now, until=valid.now + MINUTE)

    with ThreadPoolExecutor(8) as several:
        assert sum(several.map(claim, range(16))) == 1
    with peopled.open_store(read_only=True) as store:
        (mail,) = store.mails.all()
        assert (mail.attempts, mail.due_at) == (1, valid.now + MINUTE)


def test_a_mail_that_is_finished_is_not_claimed_or_finished_again(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.mails.add(valid.mail())
        store.mails.finish("mail-1", MailState.SENT, valid.now)
        store.mails.finish("mail-1", MailState.FAILED, valid.now + HOUR)
        store.mails.wait("mail-1", until=valid.now)
        assert not store.mails.claim("mail-1", valid.now, until=valid.now + MINUTE)
        assert store.mails.due(valid.now + HOUR, 10) == ()
        assert store.mails.all() == (valid.mail(state=MailState.SENT, finished_at=valid.now),)


def test_a_mail_that_waits_longer_is_due_then(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.mails.add(valid.mail())
        store.mails.wait("mail-1", until=valid.now + HOUR)
        assert store.mails.due(valid.now, 10) == ()
        assert len(store.mails.due(valid.now + HOUR, 10)) == 1


def test_only_what_was_finished_before_is_emptied(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        for number in (1, 2, 3):
            store.mails.add(valid.mail(mail_id=f"mail-{number}"))
        store.mails.finish("mail-1", MailState.SENT, valid.now)
        store.mails.finish("mail-2", MailState.FAILED, valid.now + HOUR)
        assert store.mails.erase(valid.now) == 0
        assert store.mails.erase(valid.now + MINUTE) == 1
        assert store.mails.erase(valid.now + MINUTE) == 0
        first, second, third = store.mails.all()
    assert (first.recipient, first.contents) == (None, {})
    assert second.recipient == third.recipient == "els@oss.example"


def test_a_mail_that_is_dropped_leaves_nothing(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.mails.add(valid.mail())
        store.mails.drop("mail-1")
        assert store.mails.all() == ()


@pytest.mark.parametrize("told", [{"recipient": None}, {"attempts": -1}], ids=str)
def test_a_mail_to_nobody_does_not_wait(peopled: Database, valid, told) -> None:
    with pytest.raises(BrokenRule), peopled.open_store() as store:
        store.mails.add(valid.mail(**told))


def test_a_mail_has_one_id(peopled: Database, valid) -> None:
    with peopled.open_store() as store:
        store.mails.add(valid.mail())
    with pytest.raises(Conflict, match="mail is there"), peopled.open_store() as store:
        store.mails.add(valid.mail())
