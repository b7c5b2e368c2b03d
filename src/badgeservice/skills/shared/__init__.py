"""Ready-made achievements for clubs and volunteering, and how to find them."""

from badgeservice.skills.shared.badges import (
    Audience,
    SharedArt,
    SharedBadge,
    SharedCatalogue,
    SharedLevel,
    SharedText,
    Theme,
)
from badgeservice.skills.shared.finding import find_shared
from badgeservice.skills.shared.reading import LANGUAGES, read_shared_catalogue, shared_catalogue

__all__ = [
    "LANGUAGES",
    "Audience",
    "SharedArt",
    "SharedBadge",
    "SharedCatalogue",
    "SharedLevel",
    "SharedText",
    "Theme",
    "find_shared",
    "read_shared_catalogue",
    "shared_catalogue",
]
