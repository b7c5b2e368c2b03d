"""Asking to sign in: an address comes in, and nothing shows whether anybody has it (H17).

The request writes the same two rows for every address. Whose it is, is looked up when the mail is
made, and link and code are drawn then; they are in no row.
"""

from datetime import timedelta

from badgeservice.journeys.mailing.letters import SIGN_IN, Wording, fill_in
from badgeservice.journeys.mailing.outbox import write_mail
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.memberships import read_address
from badgeservice.journeys.steering.sign_in.secrets import (
    code_hash,
    new_code,
    new_secret,
    read_secret,
    secret_hash,
)
from badgeservice.store import Account, Mail, SignIn, Store

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_MINUTE_SECONDS = 60


def ask(parts: Parts, address: str, browser: str | None, language: str) -> str:
    """Ask for a mail to sign in; gives the secret by which this browser is known again.

    ``browser`` is that secret if the browser has one. Refuses ``InvalidRequest`` for what is no
    mail address, and nothing else: whether it is known shows in the mail alone.
    """
    address = read_address(address)
    browser = read_secret(browser) or new_secret(parts)
    now = parts.now()
    ends_at = now + timedelta(seconds=parts.rules.sign_in_seconds)
    sign_in = SignIn(str(parts.new_uuid()), secret_hash(browser), now, ends_at)
    with parts.database.open_store() as store:
        store.sign_ins.add(sign_in)
        contents = {"signIn": sign_in.sign_in_id}
        write_mail(parts, store, address, SIGN_IN, contents, language)
    return browser


def compose_sign_in(parts: Parts, store: Store, mail: Mail) -> Wording | None:
    """The mail with link and code, both drawn now; None for who has no role, and for too many."""
    sign_in = store.sign_ins.by_id(str(mail.contents.get("signIn")))
    if sign_in is None or sign_in.used_at or sign_in.ends_at <= parts.now():
        return None
    account = store.accounts.by_address(mail.recipient or "")
    if account is None or not _may_sign_in(parts, store, account):
        return None
    is_first = sign_in.account_id is None
    if is_first and _has_enough_mail(parts, store, account.account_id):
        return None
    token, code = new_secret(parts), new_code(parts)
    store.sign_ins.answer(
        sign_in.sign_in_id,
        account.account_id,
        token_hash=secret_hash(token),
        code_hash=code_hash(parts, sign_in.sign_in_id, code),
    )
    root = "/en" if mail.language == "en" else ""
    values = {
        "link": f"{parts.addresses.public_url}{root}/sign-in/{token}",
        "code": code,
        "minutes": str(parts.rules.sign_in_seconds // _MINUTE_SECONDS),
    }
    return fill_in(SIGN_IN, mail.language, values)


def _may_sign_in(parts: Parts, store: Store, account: Account) -> bool:
    memberships = store.memberships
    return bool(
        memberships.live_of(account.account_id)
        or memberships.open_for(account.account_id, parts.now())
    )


def _has_enough_mail(parts: Parts, store: Store, account_id: str) -> bool:
    """Each mail is a code that could be guessed, and somebody's time."""
    rules, now = parts.rules, parts.now()
    sent_since = store.sign_ins.mailed_since
    return (
        sent_since(account_id, now - _HOUR) >= rules.sign_in_mails_per_hour
        or sent_since(account_id, now - _DAY) >= rules.sign_in_mails_per_day
    )
