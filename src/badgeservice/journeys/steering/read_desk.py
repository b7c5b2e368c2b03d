"""What somebody who is signed in sees first: their organisations, and nothing of others (P-20)."""

from dataclasses import dataclass

from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.persons import Person, PersonRole
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.issuer import Issuer, IssuerKind, Recognition


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation, the role there, and its badges in their newest version."""

    issuer: Issuer
    role: PersonRole
    recognition: Recognition | None
    achievements: tuple[AchievementVersion, ...]


def read_desk(parts: Parts, person: Person) -> tuple[Place, ...]:
    """The organisations of this person: the city first, then by name."""
    now = parts.now()
    with parts.database.open_store(read_only=True) as store:
        found = [(store.issuers.by_did(one.issuer_did), one.role) for one in person.memberships]
        places = [
            Place(
                issuer=issuer,
                role=role,
                recognition=store.recognitions.of(issuer.did, now),
                achievements=tuple(store.achievements.of_issuer(issuer.did)),
            )
            for issuer, role in found
            if issuer is not None
        ]
    city = IssuerKind.CITY
    return tuple(
        sorted(places, key=lambda one: (one.issuer.kind is not city, one.issuer.name.lower()))
    )
