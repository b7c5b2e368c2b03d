"""The values about people who sign in: accounts, what they may do, and the mails to them.

An account is an address and an id; everywhere else only the id is used.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from badgeservice.document import JsonObject


class PersonRole(StrEnum):
    """What a person does: the first at the city alone, the others at one organisation.

    An owner says who else has a role there, an issuer makes and awards badges, a helper only
    hands out.
    """

    CITY_MANAGER = "city_manager"
    OWNER = "owner"
    ISSUER = "issuer"
    HELPER = "helper"


class MailState(StrEnum):
    """How far a mail is. ``FAILED`` is not tried again."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in. ``address`` is in lower case; None once it was forgotten."""

    account_id: str
    address: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Membership:
    """A role of a person at one organisation. ``given_by`` is the id of whoever gave it."""

    membership_id: str
    account_id: str
    issuer_did: str
    role: PersonRole
    since: datetime
    given_by: str
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A role that waits for the person to sign in, until ``ends_at``."""

    invitation_id: str
    account_id: str
    issuer_did: str
    role: PersonRole
    invited_at: datetime
    invited_by: str
    ends_at: datetime
    language: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """One request to sign in, and what is known of it by now.

    The hashes are SHA-256; of the code it is a keyed one, because a code can be guessed. Both and
    the account are None until the mail is made, and stay so for an address nobody has.
    """

    sign_in_id: str
    browser_hash: bytes
    asked_at: datetime
    ends_at: datetime
    attempts: int = 0
    account_id: str | None = None
    code_hash: bytes | None = None
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A browser in which somebody is signed in. Its id is kept as SHA-256 only."""

    session_hash: bytes
    account_id: str
    begun_at: datetime
    seen_at: datetime
    ends_at: datetime
    step_up_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that waits to be sent, or what is left of it.

    ``recipient`` is None and ``contents`` is empty once what is personal was taken out.
    """

    mail_id: str
    recipient: str | None
    template: str
    language: str
    contents: JsonObject
    written_at: datetime
    due_at: datetime
    state: MailState = MailState.WAITING
    attempts: int = 0
    finished_at: datetime | None = None
