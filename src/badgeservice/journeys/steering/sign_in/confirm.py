"""Signing in with what was in the mail: the link in the browser that asked, or the code there.

Looking at a link changes nothing, however often it is done (H18). Both ways end in the same place,
once: the request is used up, invitations become roles, and a new session begins.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.memberships import accept_open
from badgeservice.journeys.steering.persons import person_name
from badgeservice.journeys.steering.sign_in.secrets import (
    code_hash,
    new_secret,
    read_code,
    read_secret,
    secret_hash,
)
from badgeservice.store import Session, SignIn, Store


class Standing(Enum):
    """What can be done with a link, or what came of a code.

    ``SPENT`` is told alike for used, over, unknown and never sent.
    """

    READY = "ready"
    ELSEWHERE = "elsewhere"
    WRONG = "wrong"
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session that just began; ``secret`` is its id, told once and kept nowhere."""

    secret: str
    account_id: str


def look_at_link(parts: Parts, token: str, browser: str | None) -> Standing:
    """What pressing the button would do; changes nothing."""
    with parts.database.open_store(read_only=True) as store:
        sign_in = _open_link(parts, store, token)
    return _standing(sign_in, browser)


def confirm_link(
    parts: Parts, token: str, browser: str | None, *, instead_of: str | None = None
) -> NewSession | Standing:
    """Sign in with the link of a mail, in the browser that asked for it.

    ``instead_of`` is the session that this browser had, which ends.
    """
    with parts.database.open_store() as store:
        sign_in = _open_link(parts, store, token)
        standing = _standing(sign_in, browser)
        if sign_in is None or standing is not Standing.READY:
            return standing
        return _begin(parts, store, sign_in, instead_of) or Standing.SPENT


def confirm_code(
    parts: Parts, typed: str, browser: str | None, *, instead_of: str | None = None
) -> NewSession | Standing:
    """Sign in with the code of a mail, in the browser that asked for it.

    Each try counts on everything this browser has open, before the codes are compared; for an
    address that nobody has it counts and ends just the same.
    """
    secret = read_secret(browser)
    if secret is None:
        return Standing.SPENT
    code = read_code(typed)
    if code is None:
        # It cannot be a code of ours, so nothing is tried.
        return Standing.WRONG
    with parts.database.open_store() as store:
        most = parts.rules.max_code_attempts
        tried = store.sign_ins.try_code(secret_hash(secret), parts.now(), most)
        right = [one for one in tried if _is_code(parts, one, code)]
        if right:
            return _begin(parts, store, right[0], instead_of) or Standing.SPENT
        is_left = any(one.attempts < most for one in tried)
        return Standing.WRONG if is_left else Standing.SPENT


def _open_link(parts: Parts, store: Store, token: str) -> SignIn | None:
    secret = read_secret(token)
    sign_in = store.sign_ins.by_token_hash(secret_hash(secret)) if secret else None
    is_open = (
        sign_in is not None
        and sign_in.used_at is None
        and sign_in.ends_at > parts.now()
        and sign_in.attempts < parts.rules.max_code_attempts
    )
    return sign_in if is_open else None


def _standing(sign_in: SignIn | None, browser: str | None) -> Standing:
    if sign_in is None:
        return Standing.SPENT
    secret = read_secret(browser)
    is_here = secret and hmac.compare_digest(secret_hash(secret), sign_in.browser_hash)
    return Standing.READY if is_here else Standing.ELSEWHERE


def _is_code(parts: Parts, sign_in: SignIn, code: str) -> bool:
    expected = sign_in.code_hash or bytes(32)
    return hmac.compare_digest(code_hash(parts, sign_in.sign_in_id, code), expected)


def _begin(
    parts: Parts, store: Store, sign_in: SignIn, instead_of: str | None
) -> NewSession | None:
    """Use the request up and begin a session; None when somebody else was first."""
    now, account_id = parts.now(), sign_in.account_id
    if account_id is None or not store.sign_ins.use(sign_in.sign_in_id, now):
        return None
    store.sign_ins.use_all_of(account_id, now)
    if not accept_open(parts, store, account_id):
        return None
    former = read_secret(instead_of)
    if former is not None:
        store.sessions.end(secret_hash(former))
    secret = new_secret(parts)
    ends_at = now + timedelta(seconds=parts.rules.session_seconds)
    store.sessions.add(Session(secret_hash(secret), account_id, now, now, ends_at))
    name = person_name(account_id)
    store.audit.append(audit_line(now, name, "person.signed_in", name))
    return NewSession(secret, account_id)
