"""An issuer as the city admits it, its keys, and what the city recognises."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from badgeservice.document import JsonObject


class IssuerKind(StrEnum):
    """What kind of organisation signs; ``CITY`` is the one that admits the others."""

    CITY = "city"
    SPORT_CLUB = "sport_club"
    SCHOOL = "school"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Issuer:
    """An organisation that may sign. ``did`` is ``did:web:HOST:issuers:SLUG`` (decision 1).

    The city has ``did:web:HOST``. ``url`` and ``email`` are public contact data.
    Times are in UTC.
    """

    did: str
    slug: str
    name: str
    kind: IssuerKind
    url: str
    email: str | None
    description: str | None
    admitted_at: datetime
    suspended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """The public half of a signing key, and its life.

    ``key_id`` is the fragment of its verification method, ``DID#key_id``.
    ``algorithm`` is ``Ed25519``, ``P-256`` or ``RSA-2048``. Retired keys stay published so that
    old credentials still verify; revoked ones leave ``assertionMethod``.
    """

    issuer_did: str
    key_id: str
    algorithm: str
    public_jwk: JsonObject
    created_at: datetime
    retired_at: datetime | None = None
    revoked_at: datetime | None = None

    @property
    def verification_method(self) -> str:
        """Absolute DID URL of the key."""
        return f"{self.issuer_did}#{self.key_id}"


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the city recognises an issuer for; ``scope`` holds kinds of badge or skill URIs.

    An empty scope means everything the issuer awards.
    """

    issuer_did: str
    recognised_by: str
    since: datetime
    until: datetime | None = None
    scope: tuple[str, ...] = ()
