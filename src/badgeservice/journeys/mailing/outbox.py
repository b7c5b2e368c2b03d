"""The outbox: a mail is a row first, and leaves when its turn comes; never twice if avoidable.

Secrets of a mail are drawn when it is sent, so that no row ever holds them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from badgeservice.document import JsonObject
from badgeservice.journeys.mailing.letters import Wording
from badgeservice.journeys.parts import Parts
from badgeservice.outside.mail import CannotSend, KeptLetter, Letter
from badgeservice.store import Mail, MailState, Store

AT_ONCE = 500
"""How many mails one round sends."""

_FAULTS_IN_A_ROW = 3

_FIRST_WAIT = timedelta(seconds=60)
_LONGEST_WAIT = timedelta(hours=1)

Composer = Callable[[Parts, Store, Mail], Wording | None]
"""Makes the text of a mail inside its transaction; None for one that is not to be sent."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of sending came to, in mails."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0
    why: str = ""


def write_mail(
    parts: Parts, store: Store, to: str, template: str, contents: JsonObject, language: str
) -> None:
    """Put a mail in the outbox, in the transaction of the act it tells of."""
    now = parts.now()
    mail = Mail(str(parts.new_uuid()), to, template, language, contents, now, now)
    store.mails.add(mail)


def send_waiting(parts: Parts, composers: Mapping[str, Composer]) -> Round:
    """Send the mails that are due, the longest waiting first.

    Each is claimed before it is sent, and marked after: only when the service is killed between
    the two can it be sent again. One that cannot be sent waits twice as long each time, up to an
    hour, and is given up after ``mail_attempts`` tries. After some faults in a row the others stay
    for the next round: a server that hangs must not keep up whoever sends.
    """
    with parts.database.open_store(read_only=True) as store:
        due = store.mails.due(parts.now(), AT_ONCE)
    outcomes: list[tuple[MailState | None, str]] = []
    for mail in due:
        outcomes.append(_send(parts, mail, composers))
        last = [state for state, _ in outcomes[-_FAULTS_IN_A_ROW:]]
        if last == [MailState.WAITING] * _FAULTS_IN_A_ROW:
            break
    whys = [why for _, why in outcomes if why]
    states = [state for state, _ in outcomes]
    return Round(
        sent=states.count(MailState.SENT),
        waiting=states.count(MailState.WAITING),
        failed=states.count(MailState.FAILED),
        why=whys[0] if whys else "",
    )


def read_kept(parts: Parts) -> list[KeptLetter] | None:
    """The mails that lie in files, where they may be shown: on one's own machine."""
    kept = parts.mailer.kept()
    return None if kept is None else list(kept)


def erase_sent(parts: Parts) -> int:
    """Take what is personal out of mails that were finished a while ago (P-14)."""
    before = parts.now() - timedelta(hours=parts.rules.mail_kept_hours)
    with parts.database.open_store() as store:
        return store.mails.erase(before)


def _send(
    parts: Parts, mail: Mail, composers: Mapping[str, Composer]
) -> tuple[MailState | None, str]:
    letter = _claim(parts, mail, composers)
    if letter is None:
        return None, ""
    try:
        parts.mailer.send(letter)
    except CannotSend as fault:
        is_last = fault.is_final or mail.attempts + 1 >= parts.rules.mail_attempts
        if is_last:
            _finish(parts, mail, MailState.FAILED)
        return MailState.FAILED if is_last else MailState.WAITING, fault.reason
    _finish(parts, mail, MailState.SENT)
    return MailState.SENT, ""


def _claim(parts: Parts, mail: Mail, composers: Mapping[str, Composer]) -> Letter | None:
    """Keep the mail for this process until its next try, and make its text; None: not to be."""
    now = parts.now()
    wait = min(_FIRST_WAIT * 2**mail.attempts, _LONGEST_WAIT)
    with parts.database.open_store() as store:
        if mail.recipient is None or not store.mails.claim(mail.mail_id, now, until=now + wait):
            return None
        wording = composers[mail.template](parts, store, mail)
        if wording is None:
            store.mails.drop(mail.mail_id)
            return None
    return Letter(mail.mail_id, mail.recipient, wording.subject, wording.text, now)


def _finish(parts: Parts, mail: Mail, state: MailState) -> None:
    with parts.database.open_store() as store:
        store.mails.finish(mail.mail_id, state, parts.now())
