"""People who sign in, for tests: a postbox instead of a mail server, and browsers that remember."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.memberships import invite
from badgeservice.journeys.steering.persons import Person, PersonRole
from badgeservice.journeys.steering.post import send_mails
from badgeservice.journeys.steering.sign_in.ask import ask
from badgeservice.journeys.steering.sign_in.confirm import NewSession, confirm_link
from badgeservice.journeys.steering.sign_in.session import find_person
from badgeservice.outside.mail import CannotSend, KeptLetter, Letter
from factories import the_city

ELS = "els@oss.example"
PIET = "piet.bakker@maasboys.example"
STRANGER = "niemand@elders.example"
_LINK = re.compile(r"\S+/sign-in/(\S{43})$", re.MULTILINE)
_CODE = re.compile(r"^(\d{6})$", re.MULTILINE)


@dataclass
class Postbox:
    """Takes letters instead of a mail server; ``fault`` is what it says to the next ones."""

    is_near: bool = False
    fault: CannotSend | None = None
    letters: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        """Keep it, or raise the fault."""
        if self.fault is not None:
            raise self.fault
        self.letters.append(letter)

    def kept(self) -> Sequence[KeptLetter] | None:
        """Nothing is shown."""
        return None

    def to(self, address: str) -> list[Letter]:
        """The letters to an address, oldest first."""
        return [letter for letter in self.letters if letter.to == address]


def with_postbox(parts: Parts, **told: Any) -> tuple[Parts, Postbox]:
    """The same service with a postbox."""
    postbox = Postbox(**told)
    return replace(parts, mailer=postbox), postbox


def token_in(letter: Letter) -> str:
    """The secret behind the link of a mail."""
    found = _LINK.search(letter.text)
    assert found
    return found[1]


def code_in(letter: Letter) -> str:
    """The code of a mail."""
    found = _CODE.search(letter.text)
    assert found
    return found[1]


def invite_to(
    parts: Parts, address: str, did: str | None = None, role: PersonRole | None = None
) -> None:
    """The city invites somebody; by default for itself, and for an organisation as its owner."""
    role = role or (PersonRole.OWNER if did else PersonRole.CITY_MANAGER)
    invite(parts, the_city(), address, did or parts.addresses.city_did, role)


def asked(parts: Parts, postbox: Postbox, address: str) -> tuple[str, Letter]:
    """Somebody asked for a mail and got it: the secret of the browser, and the letter."""
    # What waited already goes first, so that the last letter is the one that was asked for.
    send_mails(parts)
    browser = ask(parts, address, None, "nl")
    send_mails(parts)
    return browser, postbox.to(address)[-1]


def sign_in(parts: Parts, postbox: Postbox, address: str) -> str:
    """Sign in with the link of a mail; gives the secret of the session."""
    browser, letter = asked(parts, postbox, address)
    session = confirm_link(parts, token_in(letter), browser)
    assert isinstance(session, NewSession)
    return session.secret


def a_person(
    parts: Parts,
    postbox: Postbox,
    address: str = ELS,
    did: str | None = None,
    role: PersonRole | None = None,
) -> Person:
    """Somebody who was invited and is signed in."""
    invite_to(parts, address, did, role)
    person = find_person(parts, sign_in(parts, postbox, address))
    assert person is not None
    return person


def every_text(parts: Parts) -> str:
    """Every row of the tables about people and of the record, as one text to look through."""
    with parts.database.open_store(read_only=True) as store:
        connection = store.mails._connection
        names = ("accounts", "memberships", "invitations", "sign_ins", "sessions", "mails")
        return "\n".join(
            str(list(connection.exec_driver_sql(f"SELECT * FROM {name}")))
            for name in (*names, "audit_lines")
        )
