"""Which shared badges somebody means, by a few words or by a skill."""

from collections.abc import Mapping

from badgeservice.skills.concepts import Skill
from badgeservice.skills.search.words import split
from badgeservice.skills.shared.badges import SharedBadge, SharedCatalogue, SharedText


def find_shared(
    catalogue: SharedCatalogue,
    skills: Mapping[str, Skill],
    *,
    query: str = "",
    skill: str = "",
) -> tuple[SharedBadge, ...]:
    """The badges that hold every word of ``query`` and the skill with this code, in order.

    A word is the beginning of a word in any language of the catalogue, in a name, description,
    tag, or the label of a skill; accents and capitals do not count. ``skills`` gives the labels.
    Both empty: all badges. Nothing found, or a query of signs alone: an empty answer.
    """
    wanted = _words(query)
    if query.strip() and not wanted:
        return ()
    return tuple(
        badge
        for badge in catalogue.badges.values()
        if (not skill or skill in badge.skills) and _holds(badge, skills, wanted)
    )


def _words(text: str) -> list[str]:
    """The words as search knows them, with the parts of what has a hyphen apart."""
    return " ".join(split(text)).replace("-", " ").split()


def _holds(badge: SharedBadge, skills: Mapping[str, Skill], wanted: list[str]) -> bool:
    if not wanted:
        return True
    texts = [one for text in badge.texts.values() for one in _told(text)]
    known = [skills[code] for code in badge.skills if code in skills]
    texts += [label for one in known for label in (one.label, one.label_en)]
    words = {word for text in texts for word in _words(text)}
    return all(any(word.startswith(part) for word in words) for part in wanted)


def _told(text: SharedText) -> tuple[str, ...]:
    return (text.name, text.description, *text.tags, *text.words)
