"""Ordinary badges: a quick pass tells that only the rules about the badge as a whole are left.

Nearly every badge is ordinary. The pass may be wrong in one direction alone: what it does not let
through is judged rule by rule, with everything that is wrong and where. So no answer depends on it.
"""

from badgeservice.openbadges.conformance.ordinary.finding import (
    Shortcuts,
    choose_shortcuts,
    find_ordinary,
)

__all__ = ["Shortcuts", "choose_shortcuts", "find_ordinary"]
