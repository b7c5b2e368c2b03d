"""A comparison in Dutch and English at B1 level; our own words, and never a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from badgeservice.skills.comparison.asked import Importance
from badgeservice.skills.comparison.results import Comparison, Item, Proof, Reason
from badgeservice.skills.comparison.weighing import Rarity
from badgeservice.skills.plain import Told


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about a whole comparison; ``code`` never changes."""

    code: str
    text: Told


REASONS: Final[Mapping[Reason, Told]] = {
    Reason.SHOWN: Told("Je badge {badge} laat dit zien.", "Your badge {badge} shows this."),
    Reason.SAME_IN_ESCO: Told(
        "Je badge {badge} laat dit zien, onder een Europese naam.",
        "Your badge {badge} shows this, under a European name.",
    ),
    Reason.EXPIRED: Told(
        "Je badge {badge} liet dit zien, maar is verlopen.",
        "Your badge {badge} showed this, but it has expired.",
    ),
    Reason.UNCHECKED: Told(
        "Je badge {badge} noemt dit. We konden de badge niet controleren.",
        "Your badge {badge} names this. We could not check the badge.",
    ),
    Reason.WITHDRAWN: Told(
        "Je badge {badge} laat dit zien. CompetentNL gebruikt deze vaardigheid niet meer.",
        "Your badge {badge} shows this. CompetentNL no longer uses this skill.",
    ),
    Reason.CLOSE: Told(
        "Je badge {badge} laat iets zien dat hier sterk op lijkt.",
        "Your badge {badge} shows something very much like this.",
    ),
    Reason.NARROWER: Told(
        "Je badge {badge} laat een deel hiervan zien: {through}.",
        "Your badge {badge} shows a part of this: {through}.",
    ),
    Reason.BROADER: Told(
        "Je badge {badge} laat iets zien dat algemener is: {through}.",
        "Your badge {badge} shows something more general: {through}.",
    ),
    Reason.SAME_GROUP: Told(
        "Je badge {badge} laat iets zien dat hierbij hoort: {through}.",
        "Your badge {badge} shows something that belongs with this: {through}.",
    ),
    Reason.NOT_SHOWN: Told("Dit heb je nog niet laten zien.", "You have not shown this yet."),
}
RARITIES: Final[Mapping[Rarity, Told]] = {
    Rarity.EVERYWHERE: Told("Bijna elk beroep vraagt dit.", "Almost every job asks for this."),
    Rarity.OFTEN: Told("Veel beroepen vragen dit.", "Many jobs ask for this."),
    Rarity.FEW: Told("Weinig beroepen vragen dit.", "Few jobs ask for this."),
    Rarity.UNKNOWN: Told(
        "We weten niet hoeveel beroepen dit vragen.", "We do not know how many jobs ask for this."
    ),
}
IMPORTANCES: Final[Mapping[Importance, Told]] = {
    Importance.ESSENTIAL: Told("Dit werk kan niet zonder.", "This work cannot do without it."),
    Importance.IMPORTANT: Told(
        "Dit is belangrijk voor dit werk.", "This is important for this work."
    ),
    Importance.SOMEWHAT: Told("Dit helpt bij dit werk.", "This helps with this work."),
    Importance.UNSTATED: Told(
        "Er is niet gezegd hoe belangrijk dit is.", "It was not said how important this is."
    ),
}
_KNOWLEDGE: Final = Note(
    "knowledge.not_shown_by_badges",
    Told(
        "Dit werk vraagt ook kennis. Badges laten die hier niet zien.",
        "This work also asks for knowledge. Badges do not show that here.",
    ),
)
_NO_OCCUPATIONS: Final = Note(
    "occupations.unknown",
    Told(
        "We kennen nog geen beroepen. We weten niet wat vaak gevraagd wordt.",
        "We know no occupations yet. We do not know what is asked often.",
    ),
)
_NOTHING_ASKED: Final = Note(
    "asked.nothing",
    Told(
        "We weten niet welke vaardigheden dit werk vraagt.",
        "We do not know which skills this work asks for.",
    ),
)
_NO_JUDGEMENT: Final = Note(
    "person.not_judged",
    Told(
        "Dit gaat over badges. Het zegt niet hoe goed iemand is.",
        "This is about badges. It does not say how good a person is.",
    ),
)


def say_proof(proof: Proof) -> Told:
    """What a badge shows of the asked skill."""
    template, name = REASONS[proof.reason], proof.badge.name
    return Told(
        template.nl.format(badge=name, through=proof.through),
        template.en.format(badge=name, through=proof.through),
    )


def say_rarity(rarity: Rarity) -> Told:
    """How many jobs ask it."""
    return RARITIES[rarity]


def say_importance(importance: Importance) -> Told:
    """How much it matters for the work that was compared with."""
    return IMPORTANCES[importance]


def sentences_of(item: Item) -> tuple[Told, ...]:
    """What there is to say about one asked skill, in the order to say it; nothing twice.

    What is not known is left out here: ``notes_on`` says it once.
    """
    said = [say_proof(one) for one in item.proofs] or [REASONS[Reason.NOT_SHOWN]]
    if item.importance is not Importance.UNSTATED:
        said.append(say_importance(item.importance))
    if item.rarity is not Rarity.UNKNOWN:
        said.append(say_rarity(item.rarity))
    return tuple(dict.fromkeys(said))


def notes_on(comparison: Comparison) -> tuple[Note, ...]:
    """What is to be known about the comparison as a whole."""
    is_empty = not (comparison.covered or comparison.partly or comparison.missing)
    told = (
        (_NO_JUDGEMENT, True),
        (_NOTHING_ASKED, is_empty),
        (_KNOWLEDGE, bool(comparison.knowledge)),
        (_NO_OCCUPATIONS, not comparison.knows_occupations),
    )
    return tuple(note for note, is_so in told if is_so)
