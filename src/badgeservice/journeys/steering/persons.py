"""Who is signed in, and what that lets them do. Default: nothing.

What belongs to an organisation where somebody has no role is told as not found (H15).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from badgeservice.errors import NotAllowed, NotFound
from badgeservice.journeys.caller import Caller, Role
from badgeservice.store import Membership, PersonRole

NOT_YOURS = "There is no such thing here for you."
"""Told for what belongs to others and for what does not exist."""

MAY_MANAGE_PEOPLE = (PersonRole.OWNER,)
MAY_MAKE_BADGES = (PersonRole.OWNER, PersonRole.ISSUER)
MAY_AWARD = (PersonRole.OWNER, PersonRole.ISSUER, PersonRole.HELPER)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in, with the roles they have at this moment.

    ``step_up_at`` is when the second factor was last given in this session.
    """

    account_id: str
    address: str
    memberships: tuple[Membership, ...]
    session_hash: bytes
    begun_at: datetime
    step_up_at: datetime | None = None

    @property
    def name(self) -> str:
        """As it stands in the audit lines: an id, and never an address."""
        return person_name(self.account_id)

    def role_at(self, issuer_did: str) -> PersonRole | None:
        """The role at an organisation, if there is one."""
        found = [one.role for one in self.memberships if one.issuer_did == issuer_did]
        return found[0] if found else None

    @property
    def is_city_manager(self) -> bool:
        """Whether this person acts for the city."""
        return any(one.role is PersonRole.CITY_MANAGER for one in self.memberships)

    def require_city(self) -> None:
        """Refuse ``NotAllowed`` unless this person acts for the city."""
        if not self.is_city_manager:
            raise NotAllowed("Only the city may do this.", hint="Ask the city to do it.")

    def require_role(self, issuer_did: str, roles: Collection[PersonRole]) -> None:
        """Refuse ``NotFound`` where there is no role, ``NotAllowed`` where it is another one."""
        role = self.role_at(issuer_did)
        if role is None:
            raise NotFound(NOT_YOURS)
        if role not in roles:
            detail = "Your role at this organisation does not let you do this."
            raise NotAllowed(detail, hint="Ask the owner of the organisation.")

    def as_issuer(self, issuer_did: str) -> Caller:
        """The caller that journeys of an organisation take.

        Such a caller may do whatever its organisation may, so whoever only hands out is refused.
        """
        self.require_role(issuer_did, MAY_MAKE_BADGES)
        return Caller(self.name, Role.ISSUER, issuer_did)

    def as_city(self) -> Caller:
        """The caller that journeys of the city take; refuses everybody else."""
        self.require_city()
        return Caller(self.name, Role.CITY)


def person_name(account_id: str) -> str:
    """How a person is named in audit lines and as whoever gave a role."""
    return f"person:{account_id}"


def normalised_address(text: str) -> str:
    """One spelling of an address: without the blanks around it, in lower case.

    Two addresses that differ in case only are one: no mail provider of today keeps them apart.
    """
    return text.strip().lower()


__all__ = [
    "MAY_AWARD",
    "MAY_MAKE_BADGES",
    "MAY_MANAGE_PEOPLE",
    "NOT_YOURS",
    "Membership",
    "Person",
    "PersonRole",
    "normalised_address",
    "person_name",
]
