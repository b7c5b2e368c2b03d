"""Looking up: skills and occupations by words, one of each by its code, and who awards a skill."""

from dataclasses import dataclass

from badgeservice.errors import Finding, InvalidRequest, NotFound
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import PublicAchievement
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.comparison import (
    Asked,
    AskedKnowledge,
    Rarity,
    knowledge_asked_by,
    rarity_of,
    skills_asked_by,
    told_in_order,
)
from badgeservice.skills.concepts import Occupation, Release, Skill
from badgeservice.skills.lookalikes import find_meant_skill
from badgeservice.skills.plain import PlainSkill, plain_skill
from badgeservice.skills.search import Found, FoundOccupation


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted: at most ``limit``, after the first ``offset``."""

    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListedSkill:
    """A skill, and why it was found; None where nothing was searched for."""

    skill: Skill
    found: Found | None = None


@dataclass(frozen=True, slots=True)
class SkillList:
    """Best first, or by label when nothing was searched for.

    ``is_everyday``: the query is no skill itself, and the nearest ones are told.
    """

    release: Release
    skills: tuple[ListedSkill, ...]
    is_everyday: bool
    has_more: bool


@dataclass(frozen=True, slots=True)
class ListedOccupation:
    """An occupation, and why it was found; None where nothing was searched for."""

    occupation: Occupation
    found: FoundOccupation | None = None


@dataclass(frozen=True, slots=True)
class OccupationList:
    """Best first, or by label when nothing was searched for. Empty until a release was imported."""

    release: Release
    occupations: tuple[ListedOccupation, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class SkillFacts:
    """All there is to tell about one skill; ``plain`` is in words of our own."""

    release: Release
    skill: Skill
    broader: tuple[Skill, ...]
    rarity: Rarity
    plain: PlainSkill | None


@dataclass(frozen=True, slots=True)
class AskedOften:
    """An asked skill, and how many occupations ask it."""

    asked: Asked
    rarity: Rarity


@dataclass(frozen=True, slots=True)
class OccupationFacts:
    """All there is to tell about one occupation; what matters most comes first."""

    release: Release
    occupation: Occupation
    skills: tuple[AskedOften, ...]
    knowledge: tuple[AskedKnowledge, ...]


@dataclass(frozen=True, slots=True)
class Awarded:
    """The newest versions of achievements that show a skill, newest first, and who awards them.

    ``catalogue`` is what their alignments are read by.
    """

    catalogue: Catalogue
    skill: Skill
    achievements: tuple[PublicAchievement, ...]
    has_more: bool


def list_skills(parts: Parts, query: str, page: Page) -> SkillList:
    """The skills that answer to a query; without one all of the release, by label.

    Refuses ``InvalidRequest`` for a query that is too long.
    """
    _require_short(parts, query)
    shelved = parts.skills.take(parts.database, parts.now())
    end = page.offset + page.limit
    is_everyday = False
    if query.strip():
        results = shelved.index.find_skills(query, end + 1)
        listed = [ListedSkill(one.skill, one) for one in results.found]
        is_everyday = results.is_everyday
    else:
        skills = shelved.catalogue.skills.values()
        listed = [ListedSkill(one) for one in sorted(skills, key=_by_label)]
    return SkillList(
        release=shelved.catalogue.release,
        skills=tuple(listed[page.offset : end]),
        is_everyday=is_everyday,
        has_more=len(listed) > end,
    )


def list_occupations(parts: Parts, query: str, page: Page) -> OccupationList:
    """The occupations that answer to a query; without one all of the release, by label.

    Refuses ``InvalidRequest`` for a query that is too long.
    """
    _require_short(parts, query)
    shelved = parts.skills.take(parts.database, parts.now())
    end = page.offset + page.limit
    if query.strip():
        results = shelved.index.find_occupations(query, end + 1)
        listed = [ListedOccupation(one.occupation, one) for one in results]
    else:
        occupations = shelved.catalogue.occupations.values()
        listed = [ListedOccupation(one) for one in sorted(occupations, key=_by_label)]
    return OccupationList(
        release=shelved.catalogue.release,
        occupations=tuple(listed[page.offset : end]),
        has_more=len(listed) > end,
    )


def read_skill(parts: Parts, code: str) -> SkillFacts:
    """One skill by its code, a withdrawn one too; refuses ``NotFound`` with what may be meant."""
    catalogue = _catalogue(parts)
    skill = _find_skill(catalogue, code)
    above = (catalogue.find_any_skill(one) for one in skill.broader)
    return SkillFacts(
        release=catalogue.release,
        skill=skill,
        broader=tuple(one for one in above if one is not None),
        rarity=rarity_of(catalogue, skill.code),
        plain=plain_skill(skill.code),
    )


def read_occupation(parts: Parts, code: str) -> OccupationFacts:
    """One occupation by its code, with what it asks; refuses ``NotFound``."""
    catalogue = _catalogue(parts)
    occupation = catalogue.occupations.get(code)
    if occupation is None:
        hint = "Look for one with /v1/occupations?query=; what is there depends on the release."
        raise NotFound("There is no such occupation in this release.", hint=hint)
    asked = told_in_order(catalogue, skills_asked_by(catalogue, occupation))
    return OccupationFacts(
        release=catalogue.release,
        occupation=occupation,
        skills=tuple(AskedOften(one, rarity_of(catalogue, one.skill.code)) for one in asked),
        knowledge=knowledge_asked_by(catalogue, occupation),
    )


def find_awarded(parts: Parts, code: str, page: Page) -> Awarded:
    """Who awards a skill: achievements of admitted issuers that are not suspended.

    Refuses ``NotFound`` for a code that is no skill.
    """
    catalogue, now = _catalogue(parts), parts.now()
    skill = _find_skill(catalogue, code)
    public = []
    with parts.database.open_store(read_only=True) as store:
        versions = store.achievements.aligned_with(
            skill.uri, limit=page.limit + 1, offset=page.offset
        )
        for version in versions[: page.limit]:
            issuer = store.issuers.by_did(version.issuer_did)
            if issuer is not None:
                recognition = store.recognitions.of(issuer.did, now)
                public.append(PublicAchievement(version, issuer, recognition))
    return Awarded(catalogue, skill, tuple(public), has_more=len(versions) > page.limit)


def _catalogue(parts: Parts) -> Catalogue:
    return parts.skills.take(parts.database, parts.now()).catalogue


def _find_skill(catalogue: Catalogue, code: str) -> Skill:
    skill = catalogue.skills.get(code) or catalogue.withdrawn.get(code)
    if skill is not None:
        return skill
    meant = find_meant_skill(catalogue, code)
    hint = "Look for one with /v1/skills?query=; a code is ten signs, 0 to 9 and A to F."
    if meant is not None:
        hint = f"Did you mean {meant.code} ({meant.label})?"
    raise NotFound("There is no such skill in this release.", hint=hint)


def _require_short(parts: Parts, query: str) -> None:
    longest = parts.rules.max_query_length
    if len(query) > longest:
        message = f"Use at most {longest} characters."
        finding = Finding("query.too_long", "/query", message)
        raise InvalidRequest("The query is too long.", hint=message, findings=[finding])


def _by_label(one: Skill | Occupation) -> tuple[str, str]:
    return one.label.casefold(), one.code
