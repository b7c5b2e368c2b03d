"""Status lists as the world fetches them: the bytes as signed (Bitstring Status List 1.0)."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from badgeservice.journeys.publishing.status_lists import current_status_list
from badgeservice.web.api.requests import UUID_PATTERN
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.published.caching import published

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)


@router.get("/status-lists/{list_id}")
def get_status_list(
    request: Request, parts: WorkingParts, list_id: Annotated[str, Path(pattern=UUID_PATTERN)]
) -> Response:
    """A signed status list, never older than its last revocation."""
    signed = current_status_list(parts, list_id)
    max_age = parts.rules.status_list_max_age_seconds
    return published(request, signed.document, "application/vc", max_age_seconds=max_age)
