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
from badgeservice.web.queries import only_known_keys

router = APIRouter(prefix="/v1", dependencies=[Depends(only_known_keys)])
for part in (issuers, achievements, awards, credentials, verifications, service):
    router.include_router(part.router)
