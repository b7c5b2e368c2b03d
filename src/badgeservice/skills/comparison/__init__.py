"""Comparing what badges show with what a job asks: in words, and never a score of a person.

An asked skill is in exactly one of three lists.

*Covered*: a badge that is valid now, of an issuer that the city recognises, shows this very skill
(``shown``), or the concept of ESCO that CompetentNL calls an exact match (``same_in_esco``); and
the skill is in the release in use.

*Partly*, the most telling badge first:

- ``expired``: the badge shows the skill as above, was proved, and is past its last day;
- ``unchecked``: the badge names the skill as above and was proved; the rest could not be checked;
- ``withdrawn``: a valid badge shows the skill, which CompetentNL no longer has;
- ``close``: a valid badge shows a concept of ESCO that is a close match;
- ``narrower``: a valid badge shows a skill below it (``skos:broader``), or a narrow match of ESCO;
- ``broader``: a valid badge shows a skill above it, or a broad match of ESCO;
- ``same_group``: a valid badge shows another skill below the same generic one (layer 2);
- ``unknown_issuer``: the badge was proved and names the skill as above, and the city does not
  recognise its issuer: anybody can make such a badge, under any name;
- ``unproved``: the badge names the skill as above, and nobody could check who gave it.

Only a valid badge of a recognised issuer counts for something near: from any other it would be two
steps away from what is asked.

*Missing*: everything else (``not_shown``).

Within a list stands first what tells jobs apart: rarer skills, and what matters more. A skill that
nearly every job asks weighs next to nothing (``weighing``). Weights only order; they are told in
words. Knowledge areas stand apart: badges do not show them here.
"""

from badgeservice.skills.comparison.asked import (
    Asked,
    AskedKnowledge,
    Importance,
    knowledge_asked_by,
    skills_asked_by,
)
from badgeservice.skills.comparison.compare import compare
from badgeservice.skills.comparison.held import Badge, Held, Standing, Trust, uris_shown
from badgeservice.skills.comparison.results import Comparison, Item, Proof, Reason
from badgeservice.skills.comparison.weighing import Rarity, rarity_of, told_in_order
from badgeservice.skills.comparison.words import (
    Note,
    notes_on,
    notes_on_badges,
    say_importance,
    say_issuer,
    say_proof,
    say_rarity,
    sentences_of,
)

__all__ = [
    "Asked",
    "AskedKnowledge",
    "Badge",
    "Comparison",
    "Held",
    "Importance",
    "Item",
    "Note",
    "Proof",
    "Rarity",
    "Reason",
    "Standing",
    "Trust",
    "compare",
    "knowledge_asked_by",
    "notes_on",
    "notes_on_badges",
    "rarity_of",
    "say_importance",
    "say_issuer",
    "say_proof",
    "say_rarity",
    "sentences_of",
    "skills_asked_by",
    "told_in_order",
    "uris_shown",
]
