"""The classes of Open Badges 3.0 as strict models, in their VCDM 2.0 form.

Arrays and their compacted single values are both read; a model always holds the array. A signed
document is never rebuilt from a model: read facts from it, keep the received bytes. The VCDM 1.1
forms, which are only ever verified, get a module of their own beside these.
"""

from badgeservice.openbadges.model.achievement import (
    Achievement,
    Alignment,
    Criteria,
    Related,
    Result,
    ResultDescription,
    RubricCriterionLevel,
)
from badgeservice.openbadges.model.credential import AchievementCredential
from badgeservice.openbadges.model.image import Image
from badgeservice.openbadges.model.plumbing import (
    JWK,
    JWKS,
    CredentialSchema,
    CredentialStatus,
    Multikey,
    Proof,
    RefreshService,
    StatusMessage,
    TermsOfUse,
)
from badgeservice.openbadges.model.profile import (
    Address,
    CredentialSubject,
    EndorsementCredential,
    EndorsementSubject,
    Evidence,
    GeoCoordinates,
    IdentifierEntry,
    Profile,
    ProfileRef,
    VerifiableCredential,
)
from badgeservice.openbadges.model.subject import AchievementSubject, IdentityObject

__all__ = [
    "JWK",
    "JWKS",
    "Achievement",
    "AchievementCredential",
    "AchievementSubject",
    "Address",
    "Alignment",
    "CredentialSchema",
    "CredentialStatus",
    "CredentialSubject",
    "Criteria",
    "EndorsementCredential",
    "EndorsementSubject",
    "Evidence",
    "GeoCoordinates",
    "IdentifierEntry",
    "IdentityObject",
    "Image",
    "Multikey",
    "Profile",
    "ProfileRef",
    "Proof",
    "RefreshService",
    "Related",
    "Result",
    "ResultDescription",
    "RubricCriterionLevel",
    "StatusMessage",
    "TermsOfUse",
    "VerifiableCredential",
]
