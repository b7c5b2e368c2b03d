"""The outbox: nothing is lost, nothing goes twice by itself, nothing personal stays."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from badgeservice.journeys.mailing.letters import Wording
from badgeservice.journeys.mailing.outbox import Round, erase_sent, send_waiting, write_mail
from badgeservice.journeys.parts import Parts
from badgeservice.outside.mail import CannotSend
from badgeservice.store import Mail, MailState, Store
from people.signing_in import ELS, Postbox, every_text, with_postbox


def compose(_parts: Parts, _store: Store, mail: Mail) -> Wording | None:
    return None if mail.contents.get("nothing") else Wording("Hallo", "Tekst")


COMPOSERS = {"greeting": compose}


@pytest.fixture
def posted(parts: Parts) -> tuple[Parts, Postbox]:
    return with_postbox(parts)


def write(parts: Parts, to: str = ELS, **contents: object) -> None:
    with parts.database.open_store() as store:
        write_mail(parts, store, to, "greeting", dict(contents), "nl")


def fail_after(act: Callable[..., None], *told: object) -> None:
    act(*told)
    raise ZeroDivisionError


def mails(parts: Parts) -> tuple[Mail, ...]:
    with parts.database.open_store(read_only=True) as store:
        return store.mails.all()


def test_a_mail_goes_once(posted: tuple[Parts, Postbox]) -> None:
    parts, postbox = posted
    write(parts)
    assert send_waiting(parts, COMPOSERS) == Round(sent=1)
    assert send_waiting(parts, COMPOSERS) == Round()
    assert len(postbox.letters) == 1
    assert mails(parts)[0].state is MailState.SENT


def test_a_mail_of_an_act_that_was_undone_was_never_written(posted: tuple[Parts, Postbox]) -> None:
    parts, postbox = posted
    with pytest.raises(ZeroDivisionError), parts.database.open_store() as store:
        fail_after(write_mail, parts, store, ELS, "greeting", {}, "nl")
    assert send_waiting(parts, COMPOSERS) == Round()
    assert postbox.letters == []


def test_several_who_send_at_once_send_each_mail_once(posted: tuple[Parts, Postbox]) -> None:
    parts, postbox = posted
    for number in range(10):
        write(parts, f"p{number}@oss.example")
    with ThreadPoolExecutor(4) as several:
        list(several.map(lambda _: send_waiting(parts, COMPOSERS), range(4)))
    assert sorted(letter.to for letter in postbox.letters) == [
        f"p{number}@oss.example" for number in range(10)
    ]


def test_a_mail_that_cannot_go_waits_longer_each_time(posted: tuple[Parts, Postbox]) -> None:
    parts, postbox = posted
    postbox.fault = CannotSend("the mail server cannot be used now")
    write(parts)
    told = send_waiting(parts, COMPOSERS)
    assert (told.waiting, told.why) == (1, "the mail server cannot be used now")
    for minutes in (1, 2, 4):
        parts.now.move_on(timedelta(minutes=minutes, seconds=-1))
        assert send_waiting(parts, COMPOSERS) == Round()
        parts.now.move_on(timedelta(seconds=1))
        assert send_waiting(parts, COMPOSERS).waiting == 1
    postbox.fault = None
    parts.now.move_on(timedelta(hours=1))
    assert send_waiting(parts, COMPOSERS).sent == 1


def test_a_server_that_is_away_does_not_keep_up_the_round(posted: tuple[Parts, Postbox]) -> None:
    parts, postbox = posted
    postbox.fault = CannotSend("the mail server cannot be used now")
    for number in range(10):
        write(parts, f"p{number}@oss.example")
    assert send_waiting(parts, COMPOSERS).waiting == 3
    assert [mail.attempts for mail in mails(parts)].count(0) == 7
    postbox.fault = None
    assert send_waiting(parts, COMPOSERS).sent == 7


def test_a_mail_is_given_up_after_so_many_tries(posted: tuple[Parts, Postbox]) -> None:
    parts, postbox = posted
    postbox.fault = CannotSend("no")
    write(parts)
    rounds = []
    for _ in range(parts.rules.mail_attempts + 2):
        rounds.append(send_waiting(parts, COMPOSERS))
        parts.now.move_on(timedelta(hours=2))
    assert sum(one.failed for one in rounds) == 1
    assert sum(one.waiting for one in rounds) == parts.rules.mail_attempts - 1
    assert mails(parts)[0].state is MailState.FAILED


def test_an_address_that_is_refused_for_good_is_not_tried_again(
    posted: tuple[Parts, Postbox],
) -> None:
    parts, postbox = posted
    postbox.fault = CannotSend("refused", is_final=True)
    write(parts)
    assert send_waiting(parts, COMPOSERS).failed == 1
    parts.now.move_on(timedelta(days=1))
    assert send_waiting(parts, COMPOSERS) == Round()


def test_a_mail_that_is_not_to_be_is_gone_with_its_address(posted: tuple[Parts, Postbox]) -> None:
    parts, postbox = posted
    write(parts, nothing=True)
    assert send_waiting(parts, COMPOSERS) == Round()
    assert (mails(parts), postbox.letters) == ((), [])


def test_a_sender_that_was_killed_leaves_a_mail_that_goes_later(
    posted: tuple[Parts, Postbox],
) -> None:
    class Killed(BaseException):
        pass

    parts, postbox = posted

    class Dying(Postbox):
        def send(self, letter) -> None:
            raise Killed

    write(parts)
    with pytest.raises(Killed):
        send_waiting(replace(parts, mailer=Dying()), COMPOSERS)
    assert send_waiting(parts, COMPOSERS) == Round()
    parts.now.move_on(timedelta(minutes=1))
    assert send_waiting(parts, COMPOSERS).sent == 1
    assert len(postbox.letters) == 1


def test_what_is_personal_goes_a_day_after_sending_and_not_before(
    posted: tuple[Parts, Postbox],
) -> None:
    parts, _ = posted
    write(parts, name="Els de Vries")
    send_waiting(parts, COMPOSERS)
    parts.now.move_on(timedelta(hours=24))
    assert erase_sent(parts) == 0
    assert "Els de Vries" in every_text(parts)
    parts.now.move_on(timedelta(seconds=1))
    assert erase_sent(parts) == 1
    kept = every_text(parts)
    assert ELS not in kept
    assert "Els de Vries" not in kept


def test_a_mail_that_still_waits_keeps_its_address(posted: tuple[Parts, Postbox]) -> None:
    parts, _ = posted
    write(parts)
    parts.now.move_on(timedelta(days=30))
    assert erase_sent(parts) == 0
    assert send_waiting(parts, COMPOSERS).sent == 1
