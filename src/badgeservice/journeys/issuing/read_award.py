"""Reading an award back: where it stands now, only for the issuer that made it."""

from dataclasses import dataclass
from datetime import datetime

from badgeservice.errors import NotFound
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import Award, AwardState, KeptCredential


@dataclass(frozen=True, slots=True)
class AwardStanding:
    """An award with its credential, when that is signed already."""

    award: Award
    credential: KeptCredential | None

    @property
    def state(self) -> AwardState:
        """Where the award stands, told from what is kept of its credential."""
        if self.credential is None:
            return self.award.state
        return AwardState.REVOKED if self.credential.revoked_at else AwardState.SIGNED

    @property
    def signed_at(self) -> datetime | None:
        """When the credential was signed, in UTC."""
        return self.credential.signed_at if self.credential else None

    @property
    def revoked_at(self) -> datetime | None:
        """When the credential was revoked, in UTC."""
        return self.credential.revoked_at if self.credential else None


def read_award(parts: Parts, caller: Caller, award_id: str) -> AwardStanding:
    """An award of the caller; to everybody else it does not exist (``NotFound``)."""
    if caller.issuer_did is None:
        raise NotFound("There is no such award here for you.")
    caller.require_issuer(caller.issuer_did)
    with parts.database.open_store(read_only=True) as store:
        award = store.awards.by_id(caller.issuer_did, award_id)
        if award is None:
            raise NotFound("There is no such award here for you.")
        return AwardStanding(award, store.credentials.by_id(award.credential_id))
