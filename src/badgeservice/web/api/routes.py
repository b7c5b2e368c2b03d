"""All of the API under one prefix."""

from fastapi import APIRouter, Depends

from badgeservice.web.api import (
    achievements,
    awards,
    credentials,
    issuers,
    service,
    verifications,
)
from badgeservice.web.api.batches import routes as batches
from badgeservice.web.api.shared import routes as shared
from badgeservice.web.api.skills import comparisons, occupations, skills
from badgeservice.web.api.steering import routes as steering
from badgeservice.web.queries import only_known_keys

router = APIRouter(prefix="/v1", dependencies=[Depends(only_known_keys)])
_OF_SKILLS = (skills, occupations, comparisons)
_OF_BADGES = (issuers, achievements, shared, awards, batches, credentials, verifications)
for part in (*_OF_BADGES, *_OF_SKILLS, service):
    router.include_router(part.router)
router.include_router(steering.router)
router.include_router(steering.events)
