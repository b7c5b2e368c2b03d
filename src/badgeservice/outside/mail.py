"""How a mail leaves: over SMTP, or as a file for whoever tries the service out.

Texts come in, a mail of RFC 5322 goes out. A header is made from checked values only, so nothing in
them can begin another header.
"""

import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from typing import Literal, Protocol

Security = Literal["starttls", "tls", "none"]
# SMTP says for good that it will not be taken (RFC 5321 section 4.2.1).
_FOR_GOOD = range(500, 600)
_MOST_KEPT_SHOWN = 50
_SUFFIX = ".eml"


class CannotSend(Exception):
    """The mail did not go. ``is_final`` tells that trying again makes no sense.

    ``reason`` is a word of ours, never what another machine said: that may hold an address.
    """

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one address, as plain text; ``mail_id`` is a UUID and names it for ever."""

    mail_id: str
    to: str
    subject: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """A mail that lies in a file of that ``name``; ``sent`` is None when it says no time."""

    name: str
    to: str
    subject: str
    sent: datetime | None
    text: str


class Mailer(Protocol):
    """Sends letters. ``is_near`` tells that sending takes no time and reaches nobody else."""

    is_near: bool

    def send(self, letter: Letter) -> None:
        """Send it; raises ``CannotSend``."""

    def kept(self) -> Sequence[KeptLetter] | None:
        """The letters that everybody here may read, newest first; None where there are none."""


class NoMailer:
    """Where no way for mail was set: nothing is sent, and everything waits."""

    is_near = False

    def send(self, letter: Letter) -> None:
        """Raise ``CannotSend``."""
        raise CannotSend("no mail server was set")

    def kept(self) -> None:
        """Nothing is shown."""
        return


class FileMailer:
    """Puts each letter in a file of its own, for its owner only.

    ``is_shown`` lets the pages show them: on one's own machine only, for they let anybody in.
    """

    is_near = True

    def __init__(self, folder: Path, sender: str, *, is_shown: bool = False) -> None:
        self._folder = folder
        self._sender = sender
        self._is_shown = is_shown

    def send(self, letter: Letter) -> None:
        """Write the file; raises ``CannotSend`` when the disk will not have it."""
        name = f"{letter.at:%Y%m%dT%H%M%S}-{letter.mail_id}"
        draft = self._folder / f".{name}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft.touch(mode=0o600)
            draft.write_bytes(message_of(letter, self._sender).as_bytes(policy=SMTP))
            draft.replace(self._folder / f"{name}{_SUFFIX}")
        except OSError as fault:
            raise CannotSend("the folder for mails cannot be written") from fault

    def kept(self) -> list[KeptLetter] | None:
        """The newest letters; a file that is no mail is left out."""
        if not self._is_shown:
            return None
        try:
            paths = sorted(self._folder.glob(f"[!.]*{_SUFFIX}"), reverse=True)
        except OSError:
            return []
        read = (_read(path) for path in paths[:_MOST_KEPT_SHOWN])
        return [letter for letter in read if letter is not None]


@dataclass(frozen=True, slots=True)
class SmtpAccess:
    """Where the mail server is and how it is spoken to; ``seconds`` for each step."""

    host: str
    port: int
    security: Security
    sender: str
    user: str | None = None
    password: str | None = None
    seconds: float = 10.0


class SmtpMailer:
    """Hands letters to a mail server (RFC 5321), over TLS that is checked."""

    is_near = False

    def __init__(self, access: SmtpAccess) -> None:
        self._access = access

    def send(self, letter: Letter) -> None:
        """Hand it over; raises ``CannotSend``, for good when the server says so."""
        message = message_of(letter, self._access.sender)
        try:
            self._hand_over(message, letter.to)
        except smtplib.SMTPRecipientsRefused as fault:
            codes = [code for code, _ in fault.recipients.values()]
            is_final = all(code in _FOR_GOOD for code in codes)
            raise CannotSend("the mail server refuses the address", is_final=is_final) from None
        except smtplib.SMTPAuthenticationError:
            raise CannotSend("the mail server does not let us in") from None
        except (smtplib.SMTPException, OSError, ValueError):
            # What the server said may name the address, so nothing of it goes on.
            raise CannotSend("the mail server cannot be used now") from None

    def kept(self) -> None:
        """Nothing is shown."""
        return

    def _hand_over(self, message: EmailMessage, to: str) -> None:
        access = self._access
        server = self._connect()
        try:
            if access.user is not None:
                server.login(access.user, access.password or "")
            server.send_message(message, from_addr=access.sender, to_addrs=[to])
        finally:
            # A mail that was taken is not sent again because the goodbye went wrong.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()

    def _connect(self) -> smtplib.SMTP:
        access = self._access
        context = ssl.create_default_context()
        if access.security == "tls":
            return smtplib.SMTP_SSL(
                access.host, access.port, timeout=access.seconds, context=context
            )
        server = smtplib.SMTP(access.host, access.port, timeout=access.seconds)
        if access.security == "starttls":
            try:
                server.starttls(context=context)
            except (smtplib.SMTPException, OSError):
                server.close()
                raise
        return server


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The mail as it goes out: UTF-8, one part of plain text.

    Raises ``CannotSend`` for good when a header would hold a line break or an impossible address.
    """
    if any(character in text for text in _in_headers(letter, sender) for character in "\r\n\0"):
        raise CannotSend("a header of the mail cannot be written", is_final=True)
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = sender
        message["To"] = letter.to
        message["Subject"] = letter.subject
    except (ValueError, IndexError, MessageError) as fault:
        raise CannotSend("a header of the mail cannot be written", is_final=True) from fault
    message["Date"] = format_datetime(letter.at)
    # The same mail sent twice by accident is known by its name.
    message["Message-ID"] = f"<{letter.mail_id}@{sender.rpartition('@')[2]}>"
    # Nobody's holiday notice has to answer this (RFC 3834 section 5).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    return message


def _in_headers(letter: Letter, sender: str) -> tuple[str, ...]:
    return (letter.mail_id, letter.to, letter.subject, sender)


def _read(path: Path) -> KeptLetter | None:
    try:
        message = BytesParser(policy=SMTP).parsebytes(path.read_bytes())
        body = message.get_body(("plain",))
        text = body.get_content() if body else ""
        sent = parsedate_to_datetime(message["Date"]) if message["Date"] else None
    except (OSError, MessageError, LookupError, ValueError):
        return None
    return KeptLetter(
        name=path.stem,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        sent=sent,
        text=text.replace("\r\n", "\n"),
    )
