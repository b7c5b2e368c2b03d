"""Occupations over the API: found by words, read by code. For everyone."""

from typing import Annotated

from fastapi import APIRouter, Path

from badgeservice.journeys.skills.look_up import list_occupations, read_occupation
from badgeservice.web.api.skills.answers import OccupationAnswer, OccupationsAnswer
from badgeservice.web.api.skills.skills import QueryWords, WantedPage
from badgeservice.web.auth import EVERYONE, WorkingParts

router = APIRouter(tags=["skills"])
OccupationCode = Annotated[
    str, Path(description="Code of the occupation: ten signs, 0 to 9 and A to F.")
]


@router.get("/occupations", dependencies=[EVERYONE])
def find_occupations(
    parts: WorkingParts, wanted: WantedPage, query: QueryWords = ""
) -> OccupationsAnswer:
    """The occupations that answer to a query, best first; without one all of them by label.

    There are none until the operator imported a release of CompetentNL.
    """
    return OccupationsAnswer.of(list_occupations(parts, query, wanted))


@router.get("/occupations/{occupation_code}", dependencies=[EVERYONE])
def get_occupation(parts: WorkingParts, occupation_code: OccupationCode) -> OccupationAnswer:
    """One occupation with the skills it asks, and how many occupations ask each of them."""
    return OccupationAnswer.of_facts(read_occupation(parts, occupation_code))
