"""Subjects of achievement credentials (section 1.2): who earned it, named or hashed."""

from typing import Annotated, Literal

from pydantic import ConfigDict

from badgeservice.openbadges.model.achievement import Achievement, Result
from badgeservice.openbadges.model.base import ClosedClass, Many, Maybe, Term, Types
from badgeservice.openbadges.model.image import Image
from badgeservice.openbadges.model.profile import CredentialSubject, Profile
from badgeservice.openbadges.model.scalars import DateTime, Iri, Markdown
from badgeservice.openbadges.vocabulary import IdentifierType


class IdentityObject(ClosedClass):
    """A recipient's identifier, plain or hashed; ``recipient`` makes and compares them."""

    type: Literal["IdentityObject"]
    hashed: bool
    identity_hash: str
    identity_type: Annotated[str, Term(IdentifierType)]
    salt: Maybe[str] = None


class AchievementSubject(CredentialSubject):
    """Who earned what. ``id`` or at least one ``identifier`` must be there."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["id"]}, {"required": ["identifier"]}]}
    )

    id: Maybe[Iri] = None
    type: Annotated[list[str], Types("AchievementSubject")]
    activity_end_date: Maybe[DateTime] = None
    activity_start_date: Maybe[DateTime] = None
    credits_earned: Maybe[float] = None
    achievement: Achievement
    identifier: Maybe[Many[IdentityObject]] = None
    image: Maybe[Image] = None
    license_number: Maybe[str] = None
    narrative: Maybe[Markdown] = None
    result: Maybe[Many[Result]] = None
    role: Maybe[str] = None
    source: Maybe[Profile] = None
    term: Maybe[str] = None
