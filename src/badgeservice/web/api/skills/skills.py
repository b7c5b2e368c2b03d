"""Skills over the API: found by words, read by code, and who awards them. For everyone."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from badgeservice.journeys.skills.look_up import Page, find_awarded, list_skills, read_skill
from badgeservice.web.api.skills.answers import AwardedAnswer, SkillAnswer, SkillsAnswer
from badgeservice.web.auth import EVERYONE, WorkingParts

router = APIRouter(tags=["skills"])

QueryWords = Annotated[
    str,
    Query(
        max_length=2_000,
        description="Words as people use them; how long it may be is a setting, 200 by default.",
        examples=["samenwerken"],
    ),
]
SkillCode = Annotated[
    str,
    Path(description="Code of the skill: ten signs, 0 to 9 and A to F.", examples=["1D54A21B60"]),
]


def page(
    limit: Annotated[int, Query(ge=1, le=100, description="How many at most.")] = 20,
    offset: Annotated[int, Query(ge=0, le=10_000, description="How many to pass over.")] = 0,
) -> Page:
    """Which part of a list is wanted."""
    return Page(limit, offset)


WantedPage = Annotated[Page, Depends(page)]


@router.get("/skills", dependencies=[EVERYONE])
def find_skills(parts: WorkingParts, wanted: WantedPage, query: QueryWords = "") -> SkillsAnswer:
    """The skills that answer to a query, best first; without one all of them by label.

    Everyday words that are no skill lead to the nearest ones, with the reason.
    """
    return SkillsAnswer.of(list_skills(parts, query, wanted))


@router.get("/skills/{skill_code}", dependencies=[EVERYONE])
def get_skill(parts: WorkingParts, skill_code: SkillCode) -> SkillAnswer:
    """One skill of CompetentNL, also one that a later release withdrew."""
    return SkillAnswer.of_facts(read_skill(parts, skill_code))


@router.get("/skills/{skill_code}/achievements", dependencies=[EVERYONE])
def list_skill_achievements(
    parts: WorkingParts, skill_code: SkillCode, wanted: WantedPage
) -> AwardedAnswer:
    """Who awards this skill: published achievements that show it, newest first."""
    return AwardedAnswer.of(find_awarded(parts, skill_code, wanted), parts.addresses)
