"""What is answered about skills and occupations; every answer credits CompetentNL."""

from typing import Literal

from badgeservice.journeys.skills.look_up import (
    Awarded,
    ListedOccupation,
    ListedSkill,
    OccupationFacts,
    OccupationList,
    SkillFacts,
    SkillList,
)
from badgeservice.openbadges.publishing import Addresses
from badgeservice.skills.comparison import say_importance
from badgeservice.skills.concepts import CREDIT
from badgeservice.skills.plain import Told
from badgeservice.web.api.answers import AchievementAnswer, RecognitionAnswer
from badgeservice.web.api.reports import Bilingual
from badgeservice.web.api.skills.parts import (
    Answer,
    CreditedAnswer,
    ImportancePart,
    KnowledgePart,
    MatchPart,
    OccupationPart,
    PlainPart,
    RarityPart,
    SkillPart,
    naming,
    told,
)


class FoundSkillPart(SkillPart):
    """A skill and why it was found: `matched` answered to the query, `because` explains it."""

    reason: (
        Literal["label", "synonym", "gloss", "definition", "everyday", "former_label", "code"]
        | None
    )
    matched: str | None
    because: Bilingual | None

    @classmethod
    def of_listed(cls, listed: ListedSkill) -> "FoundSkillPart":
        """The skill as it is told in a list."""
        found = listed.found
        because = found and found.because_nl and Told(found.because_nl, found.because_en)
        return cls(
            **naming(listed.skill),
            reason=found.reason.value if found else None,
            matched=found.matched if found else None,
            because=told(because) if because else None,
        )


class SkillsAnswer(CreditedAnswer):
    """The best first, or by label without a query.

    `isEveryday`: what was asked for is no skill itself, and the nearest ones are told.
    """

    is_everyday: bool
    has_more: bool
    skills: list[FoundSkillPart]

    @classmethod
    def of(cls, listed: SkillList) -> "SkillsAnswer":
        """The list as it is told."""
        return cls(
            release=listed.release.version,
            is_everyday=listed.is_everyday,
            has_more=listed.has_more,
            skills=[FoundSkillPart.of_listed(one) for one in listed.skills],
        )


class SkillAnswer(CreditedAnswer, SkillPart):
    """One skill. What is empty was not in the release; `plain` is there for some of them.

    `withdrawnIn` names the release that no longer had it: badges that name it stay readable.
    """

    withdrawn_in: str | None
    former_labels: list[str]
    alt_labels: list[str]
    definition: str | None
    broader: list[SkillPart]
    matches: list[MatchPart]
    asked: RarityPart
    plain: PlainPart | None

    @classmethod
    def of_facts(cls, facts: SkillFacts) -> "SkillAnswer":
        """The skill as it is told by itself."""
        skill = facts.skill
        return cls(
            release=facts.release.version,
            **naming(skill),
            withdrawn_in=skill.withdrawn_in or None,
            former_labels=list(skill.former_labels),
            alt_labels=list(skill.alt_labels),
            definition=skill.definition or None,
            broader=[SkillPart.of(one) for one in facts.broader],
            matches=[MatchPart(relation=one.relation.value, uri=one.uri) for one in skill.matches],
            asked=RarityPart.of(facts.rarity),
            plain=PlainPart.of(facts.plain) if facts.plain else None,
        )


class AwarderPart(Answer):
    """Who awards an achievement, and whether the city recognises them now."""

    id: str
    name: str
    profile: str
    recognition: RecognitionAnswer | None


class AwardedPart(Answer):
    """An achievement that shows the skill, in its newest version."""

    achievement: AchievementAnswer
    issuer: AwarderPart


class AwardedAnswer(Answer):
    """Who awards this skill, newest achievement first."""

    skill: SkillPart
    has_more: bool
    achievements: list[AwardedPart]
    credit: str = CREDIT

    @classmethod
    def of(cls, awarded: Awarded, addresses: Addresses) -> "AwardedAnswer":
        """The achievements as they are told."""
        return cls(
            skill=SkillPart.of(awarded.skill),
            has_more=awarded.has_more,
            achievements=[
                AwardedPart(
                    achievement=AchievementAnswer.of_public(one, addresses, awarded.catalogue),
                    issuer=AwarderPart(
                        id=one.issuer.did,
                        name=one.issuer.name,
                        profile=addresses.issuer(one.issuer.slug),
                        recognition=RecognitionAnswer.of(one.recognition),
                    ),
                )
                for one in awarded.achievements
            ],
        )


class FoundOccupationPart(OccupationPart):
    """An occupation, and which of its names answered to the query."""

    matched: str | None

    @classmethod
    def of_listed(cls, listed: ListedOccupation) -> "FoundOccupationPart":
        """The occupation as it is told in a list."""
        one = listed.occupation
        matched = listed.found.matched if listed.found else None
        return cls(code=one.code, uri=one.uri, label=one.label, matched=matched)


class OccupationsAnswer(CreditedAnswer):
    """The best first, or by label without a query. Empty until a release was imported."""

    has_more: bool
    occupations: list[FoundOccupationPart]

    @classmethod
    def of(cls, listed: OccupationList) -> "OccupationsAnswer":
        """The list as it is told."""
        return cls(
            release=listed.release.version,
            has_more=listed.has_more,
            occupations=[FoundOccupationPart.of_listed(one) for one in listed.occupations],
        )


class AskedSkillPart(ImportancePart):
    """A skill that the occupation asks, and how many occupations ask it."""

    skill: SkillPart
    asked: RarityPart


class OccupationAnswer(CreditedAnswer, OccupationPart):
    """One occupation and what it asks, most important first."""

    alt_labels: list[str]
    skills: list[AskedSkillPart]
    knowledge: list[KnowledgePart]

    @classmethod
    def of_facts(cls, facts: OccupationFacts) -> "OccupationAnswer":
        """The occupation as it is told by itself."""
        one = facts.occupation
        return cls(
            release=facts.release.version,
            code=one.code,
            uri=one.uri,
            label=one.label,
            alt_labels=list(one.alt_labels),
            skills=[
                AskedSkillPart(
                    skill=SkillPart.of(each.asked.skill),
                    importance=each.asked.importance.value,
                    importance_text=told(say_importance(each.asked.importance)),
                    asked=RarityPart.of(each.rarity),
                )
                for each in facts.skills
            ],
            knowledge=[
                KnowledgePart.of(each.area, each.importance.value, say_importance(each.importance))
                for each in facts.knowledge
            ],
        )
