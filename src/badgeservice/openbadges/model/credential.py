"""Achievement credentials (section 1.1): the badge itself, in the VCDM 2.0 form."""

from typing import Annotated

from badgeservice.openbadges.model.base import Many, Maybe, Types
from badgeservice.openbadges.model.image import Image
from badgeservice.openbadges.model.profile import EndorsementCredential, VerifiableCredential
from badgeservice.openbadges.model.scalars import CompactJws, DateTimeZ, Iri
from badgeservice.openbadges.model.subject import AchievementSubject
from badgeservice.openbadges.vocabulary import ACHIEVEMENT_CREDENTIAL_TYPES


class AchievementCredential(VerifiableCredential):
    """An awarded achievement (also known as OpenBadgeCredential).

    ``valid_from`` tells editions of one badge apart; ``awarded_date`` survives a re-issue.
    """

    id: Iri
    type: Annotated[list[str], Types("VerifiableCredential", ACHIEVEMENT_CREDENTIAL_TYPES)]
    name: Maybe[str] = None
    description: Maybe[str] = None
    image: Maybe[Image] = None
    awarded_date: Maybe[DateTimeZ] = None
    credential_subject: AchievementSubject
    endorsement: Maybe[Many[EndorsementCredential]] = None
    endorsement_jwt: Maybe[Many[CompactJws]] = None
