"""The answer of a comparison: three lists in words. No number in it is about a person."""

from typing import Literal

from badgeservice.journeys.skills.compare import ComparedBadges
from badgeservice.journeys.skills.counted import NotUsed
from badgeservice.skills.comparison import (
    Badge,
    Comparison,
    Item,
    Note,
    Proof,
    notes_on_badges,
    say_importance,
    say_issuer,
    say_proof,
    sentences_of,
)
from badgeservice.web.api.reports import Bilingual
from badgeservice.web.api.skills.parts import (
    Answer,
    CreditedAnswer,
    ImportancePart,
    KnowledgePart,
    OccupationPart,
    RarityPart,
    SkillPart,
    told,
)

Reason = Literal[
    "shown",
    "same_in_esco",
    "expired",
    "unchecked",
    "withdrawn",
    "close",
    "narrower",
    "broader",
    "same_group",
    "unknown_issuer",
    "unproved",
    "not_shown",
]


class ProofPart(Answer):
    """A badge behind an asked skill: `badge` is its `pointer`; `through` is what it shows."""

    badge: str
    reason: Reason
    through: str
    text: Bilingual

    @classmethod
    def of(cls, proof: Proof) -> "ProofPart":
        """The proof as it is told."""
        return cls(
            badge=proof.badge.key,
            reason=proof.reason.value,
            through=proof.through,
            text=told(say_proof(proof)),
        )


class ItemPart(ImportancePart):
    """An asked skill, which badges show it and why it stands in this list, best proof first."""

    skill: SkillPart
    reason: Reason
    proofs: list[ProofPart]
    asked: RarityPart
    sentences: list[Bilingual]

    @classmethod
    def of(cls, item: Item) -> "ItemPart":
        """The item as it is told; its weight shows in the order alone."""
        return cls(
            skill=SkillPart.of(item.skill),
            importance=item.importance.value,
            importance_text=told(say_importance(item.importance)),
            reason=item.reason.value,
            proofs=[ProofPart.of(one) for one in item.proofs],
            asked=RarityPart.of(item.rarity),
            sentences=[told(one) for one in sentences_of(item)],
        )


class NotePart(Answer):
    """Something to know, about the comparison as a whole or about one badge."""

    code: str
    text: Bilingual

    @classmethod
    def of(cls, note: Note) -> "NotePart":
        """The note as it is told."""
        return cls(code=note.code, text=told(note.text))


class IssuerTrustPart(Answer):
    """Whether the city recognises the issuer now. Anybody can choose the name of an issuer."""

    status: Literal["recognised", "unknown"]
    text: Bilingual


class BadgePart(Answer):
    """A badge that counts. `pointer` says which of the credentials that were sent it is.

    `issuerId` and `issuerName` are null when nobody could prove who issued it (`unproved`).
    """

    pointer: str
    name: str
    issuer_id: str | None
    issuer_name: str | None
    issuer_trust: IssuerTrustPart
    standing: Literal["current", "expired", "unchecked", "unproved"]
    notes: list[NotePart]

    @classmethod
    def of(cls, badge: Badge) -> "BadgePart":
        """The badge as it is told."""
        return cls(
            pointer=badge.key,
            name=badge.name,
            issuer_id=badge.issuer_id,
            issuer_name=badge.issuer_name,
            issuer_trust=IssuerTrustPart(status=badge.trust.value, text=told(say_issuer(badge))),
            standing=badge.standing.value,
            notes=[NotePart.of(one) for one in notes_on_badges([badge])],
        )


class NotUsedPart(Answer):
    """A badge that counts for nothing, and why.

    The code and the summary are those of its report, or `result.not_completed`, `badge.twice`.
    """

    pointer: str
    code: str
    summary: Bilingual

    @classmethod
    def of(cls, one: NotUsed) -> "NotUsedPart":
        """The badge as it is told."""
        return cls(pointer=one.key, code=one.code, summary=told(one.summary))


class ComparisonAnswer(CreditedAnswer):
    """Every asked skill in exactly one list; what tells jobs apart comes first in each.

    There is no score: nothing here says how good a person is.
    """

    occupation: OccupationPart | None
    covered: list[ItemPart]
    partly: list[ItemPart]
    missing: list[ItemPart]
    knowledge: list[KnowledgePart]
    badges: list[BadgePart]
    not_used: list[NotUsedPart]
    notes: list[NotePart]

    @classmethod
    def of(cls, compared: ComparedBadges) -> "ComparisonAnswer":
        """The comparison as it is told."""
        comparison = compared.comparison
        occupation = comparison.occupation
        return cls(
            release=comparison.release.version,
            occupation=OccupationPart.of(occupation) if occupation else None,
            covered=[ItemPart.of(one) for one in comparison.covered],
            partly=[ItemPart.of(one) for one in comparison.partly],
            missing=[ItemPart.of(one) for one in comparison.missing],
            knowledge=_knowledge_of(comparison),
            badges=[BadgePart.of(one) for one in compared.badges],
            not_used=[NotUsedPart.of(one) for one in compared.not_used],
            notes=[NotePart.of(one) for one in compared.notes],
        )


def _knowledge_of(comparison: Comparison) -> list[KnowledgePart]:
    return [
        KnowledgePart.of(one.area, one.importance.value, say_importance(one.importance))
        for one in comparison.knowledge
    ]
