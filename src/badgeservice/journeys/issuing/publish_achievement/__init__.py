"""An issuer publishes an achievement: what is awarded, for what, mapped to which skills."""

from badgeservice.journeys.issuing.publish_achievement.checking import tell_meant
from badgeservice.journeys.issuing.publish_achievement.draft import (
    AchievementDraft,
    DraftLevel,
    Origin,
)
from badgeservice.journeys.issuing.publish_achievement.publishing import publish_achievement
from badgeservice.skills.alignments import alignment

__all__ = [
    "AchievementDraft",
    "DraftLevel",
    "Origin",
    "alignment",
    "publish_achievement",
    "tell_meant",
]
