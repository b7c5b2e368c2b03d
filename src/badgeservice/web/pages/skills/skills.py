"""Pages that say in plain words what a skill is, and which badges show it."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response

from badgeservice.journeys.skills.adopt import offer
from badgeservice.journeys.skills.look_up import (
    Page,
    SkillList,
    find_awarded,
    list_skills,
    read_skill,
)
from badgeservice.skills.concepts import CREDIT
from badgeservice.skills.plain import levels_note
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.pages.home import PageLanguage
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.skills.showing import (
    in_words,
    other_skills,
    shown_themes,
    skill_card,
)
from badgeservice.web.pages.wording import Language

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)

_FOUND = Page(limit=12)
_AWARDED = Page(limit=24)


@router.get("/skills")
def get_skills(
    request: Request,
    parts: WorkingParts,
    language: PageLanguage,
    query: Annotated[str, Query()] = "",
) -> Response:
    """All skills by theme, or those that answer to a query."""
    wanted = query.strip()
    listed = list_skills(parts, wanted, _FOUND)
    catalogue = parts.skills.take(parts.database, parts.now()).catalogue
    path = request.url.path + (f"?query={quote(wanted)}" if wanted else "")
    return render(
        "skills/search.html",
        language,
        path,
        parts=parts,
        query=wanted,
        longest=parts.rules.max_query_length,
        found=[skill_card(one.skill, language) for one in listed.skills] if wanted else [],
        because=_reason(listed, language),
        is_everyday=listed.is_everyday,
        themes=shown_themes(catalogue, language),
        others=other_skills(catalogue),
        release=catalogue.release,
        credit=CREDIT,
    )


@router.get("/skills/{code}")
def get_skill(
    request: Request,
    parts: WorkingParts,
    language: PageLanguage,
    code: Annotated[str, Path(max_length=100)],
) -> Response:
    """One skill: what it is, how you can see it, and who awards it."""
    facts = read_skill(parts, code)
    shared = offer(parts, skill=code).badges
    plain = facts.plain
    return render(
        "skills/skill.html",
        language,
        request.url.path,
        parts=parts,
        skill=facts.skill,
        shown=skill_card(facts.skill, language),
        levels=[in_words(level, language) for level in plain.levels] if plain else [],
        levels_note=in_words(levels_note(), language),
        awarding=find_awarded(parts, code, _AWARDED).achievements,
        shared=[(one.shared_id, one.texts[language].name) for one in shared],
        release=facts.release,
        credit=CREDIT,
    )


def _reason(listed: SkillList, language: Language) -> str:
    """Why these skills come nearest to an everyday word: the sentence of the best one."""
    best = listed.skills[0].found if listed.is_everyday and listed.skills else None
    if best is None:
        return ""
    return best.because_nl if language == "nl" else best.because_en
