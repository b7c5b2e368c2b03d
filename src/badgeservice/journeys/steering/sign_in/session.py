"""Sessions: who is behind a cookie at this moment, and how it ends.

Roles are read with every request, so that a right is gone as soon as it was taken away (H15).
"""

from datetime import timedelta

from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.persons import Person
from badgeservice.journeys.steering.sign_in.secrets import read_secret, secret_hash

# A request writes only when the last one was so long ago.
_SEEN_AGAIN = timedelta(minutes=5)


def find_person(parts: Parts, secret: str | None) -> Person | None:
    """Whoever is signed in with this session; None for one that is over, idle or without roles."""
    known = read_secret(secret)
    if known is None:
        return None
    now = parts.now()
    session_hash = secret_hash(known)
    idle = timedelta(seconds=parts.rules.session_idle_seconds)
    with parts.database.open_store(read_only=True) as store:
        session = store.sessions.by_hash(session_hash)
        if session is None or session.ends_at <= now or session.seen_at + idle <= now:
            return None
        account = store.accounts.by_id(session.account_id)
        memberships = store.memberships.live_of(session.account_id)
    if account is None or account.address is None or not memberships:
        return None
    if now - session.seen_at >= _SEEN_AGAIN:
        with parts.database.open_store() as store:
            store.sessions.see(session_hash, now)
    return Person(
        account_id=account.account_id,
        address=account.address,
        memberships=memberships,
        session_hash=session_hash,
        begun_at=session.begun_at,
        step_up_at=session.step_up_at,
    )


def sign_out(parts: Parts, person: Person) -> None:
    """End this session."""
    now = parts.now()
    with parts.database.open_store() as store:
        store.sessions.end(person.session_hash)
        store.audit.append(audit_line(now, person.name, "person.signed_out", person.name))


def sign_out_everywhere(parts: Parts, person: Person) -> int:
    """End all sessions of this person; give how many there were."""
    now = parts.now()
    with parts.database.open_store() as store:
        ended = store.sessions.end_all_of(person.account_id)
        line = audit_line(now, person.name, "person.signed_out_everywhere", person.name)
        store.audit.append(line)
    return ended
