"""The page about one badge: what it means, and who stands behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Response

from badgeservice.document import JsonObject
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import PublicAchievement, read_achievement
from badgeservice.skills.catalogue import bundled_catalogue
from badgeservice.web.api.requests import UUID_PATTERN
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.wording import Language, in_language

english = APIRouter(dependencies=[EVERYONE], include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ShownSkill:
    """A skill as a page shows it. ``is_known``: the label is CompetentNL's own, found by URI."""

    label: str
    uri: str
    framework: str
    is_known: bool


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
        skills=shown_skills(
            {
                "uri": item.get("targetUrl"),
                "label": item.get("targetName"),
                "framework": item.get("targetFramework"),
            }
            for item in _list_of(body.get("alignment"))
        ),
        issuer=public.issuer,
        recognition=public.recognition,
    )


def shown_skills(skills: Iterable[JsonObject]) -> list[ShownSkill]:
    """Skills with ``uri``, ``label`` and ``framework`` as they are shown.

    A CompetentNL skill gets the label of our catalogue: a name beside a URI proves nothing.
    """
    shown = []
    for skill in skills:
        uri, label, framework = (_text(skill.get(name)) for name in ("uri", "label", "framework"))
        known = bundled_catalogue().find_skill(uri)
        if known is not None:
            shown.append(ShownSkill(known.label, known.uri, "CompetentNL", is_known=True))
        elif label:
            shown.append(ShownSkill(label, uri, framework, is_known=False))
    return shown


def _list_of(value: object) -> list[JsonObject]:
    listed = value if isinstance(value, list) else [value]
    return [item for item in listed if isinstance(item, dict)]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
