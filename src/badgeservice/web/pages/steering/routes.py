"""All pages about steering; those of the city stand first."""

from fastapi import APIRouter

from badgeservice.web.pages.steering import (
    city,
    keys,
    organisation,
    people,
    profile,
    recognition,
    record,
)

router = APIRouter()
for part in (city, record, organisation, recognition, keys, people, profile):
    router.include_router(part.router)
