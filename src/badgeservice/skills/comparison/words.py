"""A comparison in Dutch and English at B1 level; our own words, and never a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from badgeservice.skills.comparison.asked import Importance
from badgeservice.skills.comparison.held import Badge, Standing, Trust
from badgeservice.skills.comparison.results import Comparison, Item, Proof, Reason
from badgeservice.skills.comparison.weighing import Rarity
from badgeservice.skills.plain import Told


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about a whole comparison; ``code`` never changes."""

    code: str
    text: Told


REASONS: Final[Mapping[Reason, Told]] = {
    Reason.SHOWN: Told("De badge ‘{badge}’ laat dit zien.", "The badge ‘{badge}’ shows this."),
    Reason.SAME_IN_ESCO: Told(
        "De badge ‘{badge}’ laat dit zien, onder een Europese naam.",
        "The badge ‘{badge}’ shows this, under a European name.",
    ),
    Reason.EXPIRED: Told(
        "De badge ‘{badge}’ liet dit zien, maar is verlopen.",
        "The badge ‘{badge}’ showed this, but it has expired.",
    ),
    Reason.UNCHECKED: Told(
        "De badge ‘{badge}’ noemt dit. We konden niet alles aan de badge controleren.",
        "The badge ‘{badge}’ names this. We could not check everything about the badge.",
    ),
    Reason.WITHDRAWN: Told(
        "De badge ‘{badge}’ laat dit zien. CompetentNL gebruikt deze vaardigheid niet meer.",
        "The badge ‘{badge}’ shows this. CompetentNL no longer uses this skill.",
    ),
    Reason.CLOSE: Told(
        "De badge ‘{badge}’ laat iets zien dat hier sterk op lijkt.",
        "The badge ‘{badge}’ shows something very much like this.",
    ),
    Reason.NARROWER: Told(
        "De badge ‘{badge}’ laat een deel hiervan zien: {through}.",
        "The badge ‘{badge}’ shows a part of this: {through}.",
    ),
    Reason.BROADER: Told(
        "De badge ‘{badge}’ laat iets zien dat algemener is: {through}.",
        "The badge ‘{badge}’ shows something more general: {through}.",
    ),
    Reason.SAME_GROUP: Told(
        "De badge ‘{badge}’ laat iets zien dat hierbij hoort: {through}.",
        "The badge ‘{badge}’ shows something that belongs with this: {through}.",
    ),
    Reason.UNKNOWN_ISSUER: Told(
        "De badge ‘{badge}’ noemt dit. De gemeente kent deze uitgever niet.",
        "The badge ‘{badge}’ names this. The city does not know this issuer.",
    ),
    Reason.UNPROVED: Told(
        "De badge ‘{badge}’ noemt dit. We konden niet nagaan wie de badge gaf.",
        "The badge ‘{badge}’ names this. We could not check who gave the badge.",
    ),
    Reason.NOT_SHOWN: Told(
        "Geen van deze badges laat dit zien.", "None of these badges shows this."
    ),
}
# What more there is to say of a badge whose issuer the city does not know.
STANDINGS: Final[Mapping[Standing, Told]] = {
    Standing.EXPIRED: Told("De badge is ook verlopen.", "The badge has also expired."),
    Standing.UNCHECKED: Told(
        "We konden ook niet alles aan de badge controleren.",
        "We also could not check everything about the badge.",
    ),
}
TRUSTS: Final[Mapping[Trust, Told]] = {
    Trust.RECOGNISED: Told("De gemeente kent deze uitgever.", "The city knows this issuer."),
    Trust.UNKNOWN: Told(
        "De gemeente kent deze uitgever niet.", "The city does not know this issuer."
    ),
}
UNPROVED: Final = Told(
    "We konden niet nagaan wie deze badge gaf.", "We could not check who gave this badge."
)
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
_UNKNOWN_ISSUER: Final = Note(
    "issuer.unknown",
    Told(
        "De gemeente kent de uitgever van een badge niet. Zo’n badge telt maar voor een deel.",
        "The city does not know the issuer of a badge. Such a badge counts only in part.",
    ),
)
_UNPROVED_ISSUER: Final = Note(
    "issuer.unproved",
    Told(
        "We konden bij een badge niet nagaan wie die gaf. Zo’n badge telt maar voor een deel.",
        "Of a badge we could not check who gave it. Such a badge counts only in part.",
    ),
)
_LOOKALIKE: Final = Note(
    "alignment.lookalike",
    Told(
        "Een badge noemt iets dat alleen lijkt op een vaardigheid van CompetentNL. Dat telt niet.",
        "A badge names something that only looks like a CompetentNL skill. That does not count.",
    ),
)
# A name stands between ‘ and ’: it must not close them itself and go on as if it were we.
_QUOTES: Final = str.maketrans(dict.fromkeys("‘’‚‛‹›", "'") | dict.fromkeys("“”„‟«»", '"'))


def say_proof(proof: Proof) -> Told:
    """What a badge shows of the asked skill; of an unknown issuer also how the badge stands."""
    template, name = REASONS[proof.reason], proof.badge.name.translate(_QUOTES)
    said = Told(
        template.nl.format(badge=name, through=proof.through),
        template.en.format(badge=name, through=proof.through),
    )
    more = STANDINGS.get(proof.badge.standing)
    if proof.reason is not Reason.UNKNOWN_ISSUER or more is None:
        return said
    return Told(f"{said.nl} {more.nl}", f"{said.en} {more.en}")


def say_issuer(badge: Badge) -> Told:
    """Whether the city knows who gave a badge, or that nobody can tell who did."""
    return UNPROVED if badge.standing is Standing.UNPROVED else TRUSTS[badge.trust]


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


def notes_on_badges(badges: Sequence[Badge]) -> tuple[Note, ...]:
    """What is to be known about badges that count, together or one by itself."""
    unproved = [one.standing is Standing.UNPROVED for one in badges]
    unknown = [
        one.trust is Trust.UNKNOWN and one.standing is not Standing.UNPROVED for one in badges
    ]
    told = (
        (_UNKNOWN_ISSUER, any(unknown)),
        (_UNPROVED_ISSUER, any(unproved)),
        (_LOOKALIKE, any(one.has_lookalikes for one in badges)),
    )
    return tuple(note for note, is_so in told if is_so)
