"""The page about one badge: what it means, and who stands behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Response

from badgeservice.document import JsonObject
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import PublicAchievement, read_achievement
from badgeservice.skills.alignments import Framework, ReadAlignment, read_alignments
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.concepts import Skill
from badgeservice.web.api.requests import UUID_PATTERN
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.wording import Language, in_language

english = APIRouter(dependencies=[EVERYONE], include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ShownSkill:
    """A skill as a page shows it.

    With a ``code`` it is CompetentNL's, found by its URI, and ``label`` is what it is called
    today; ``told`` is what the badge calls it where that is something else. Without one, what
    is shown is only what the badge says; ``meant`` is what a look-alike probably meant.
    ``gloss`` is our English word for it, on an English page.
    """

    label: str
    uri: str
    framework: str
    state: str
    code: str = ""
    told: str = ""
    meant: str = ""
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class ShownLevel:
    """One step: its name, and what others see somebody do."""

    name: str
    description: str


@english.get("/achievements/{achievement_id}")
def get_achievement(
    parts: WorkingParts, achievement_id: Annotated[str, Path(pattern=UUID_PATTERN)]
) -> Response:
    """One badge, in English."""
    return achievement_page(parts, read_achievement(parts, achievement_id), "en")


def achievement_page(parts: Parts, public: PublicAchievement, language: Language) -> Response:
    """What the badge is for, what you do for it, the skills, and the issuer."""
    version = public.achievement
    path = in_language(f"/achievements/{version.achievement_id}", language)
    body = version.body
    read = read_alignments(catalogue_of(parts), body.get("alignment", []))
    return render(
        "achievement.html",
        language,
        path,
        parts=parts,
        headers={"Vary": "Accept"},
        achievement=version,
        body=body,
        written_in=body.get("inLanguage", "nl"),
        criteria=body["criteria"].get("narrative", ""),
        skills=shown_skills(read, language),
        references=shown_references(read),
        levels=shown_levels(body),
        issuer=public.issuer,
        recognition=public.recognition,
    )


def shown_skills(read: Iterable[ReadAlignment], language: Language) -> list[ShownSkill]:
    """Those alignments that are about skills, as they are shown."""
    return [
        _shown(one, language)
        for one in read
        if one.framework.is_about_skills and (one.skill or one.label)
    ]


def shown_references(read: Iterable[ReadAlignment]) -> list[str]:
    """What the alignments say about levels and qualifications: only text, whoever wrote it."""
    return [one.label for one in read if not one.framework.is_about_skills and one.label]


def _shown(one: ReadAlignment, language: Language) -> ShownSkill:
    if one.skill is None:
        meant = one.suggestion.label if one.suggestion else ""
        # Only a skill that is known stands under the name of CompetentNL.
        is_claimed = one.framework is Framework.COMPETENTNL
        framework = "" if is_claimed else one.framework_told
        return ShownSkill(one.label, one.uri, framework, one.state.value, meant=meant)
    return ShownSkill(
        label=one.skill.label,
        uri=one.skill.uri,
        framework="ESCO, CompetentNL" if one.via_esco else "CompetentNL",
        state=one.state.value,
        code=one.skill.code,
        told=one.label if one.label and one.label != one.skill.label else "",
        gloss=_gloss(one.skill, language),
    )


def shown_levels(body: JsonObject) -> list[ShownLevel]:
    """The steps of an achievement of ours, low to high (OB 3.0, RubricCriterionLevel)."""
    return [
        ShownLevel(str(level["name"]), str(level.get("description", "")))
        for description in body.get("resultDescription", [])
        for level in description.get("rubricCriterionLevel", [])
    ]


def known_skills(skills: Iterable[Skill], language: Language) -> list[ShownSkill]:
    """Skills of the catalogue as they are shown."""
    return [
        ShownSkill(
            *(one.label, one.uri, "CompetentNL", "current"),
            code=one.code,
            gloss=_gloss(one, language),
        )
        for one in skills
    ]


def _gloss(skill: Skill, language: Language) -> str:
    return skill.label_en if language == "en" else ""


def catalogue_of(parts: Parts) -> Catalogue:
    """The skills that are known now."""
    return parts.skills.take(parts.database, parts.now()).catalogue
