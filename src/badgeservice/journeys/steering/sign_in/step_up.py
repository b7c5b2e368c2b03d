"""The place of the second factor: what is risky asks whether it was given not long ago (H14).

Passkeys, one-time codes and OpenID Connect come beside this file; each ends in ``note_step_up``.
"""

from datetime import timedelta

from badgeservice.errors import StepUpNeeded
from badgeservice.journeys.audit import audit_line
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.persons import Person


def require_recent(parts: Parts, person: Person, within: timedelta | None = None) -> None:
    """Refuse ``StepUpNeeded`` unless the second factor was given in this session lately.

    ``within`` is at most ``step_up_seconds`` of the settings, which is the default.
    """
    most = timedelta(seconds=parts.rules.step_up_seconds)
    longest = most if within is None else min(within, most)
    if person.step_up_at is None or parts.now() - person.step_up_at >= longest:
        raise StepUpNeeded("This needs your second factor.", hint="Confirm that it is you.")


def note_step_up(parts: Parts, person: Person) -> None:
    """Note that this person gave the second factor now, in this session alone."""
    now = parts.now()
    with parts.database.open_store() as store:
        if store.sessions.step_up(person.session_hash, now):
            store.audit.append(audit_line(now, person.name, "person.stepped_up", person.name))
