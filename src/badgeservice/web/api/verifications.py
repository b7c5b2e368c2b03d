"""Verifying over the API: open to everyone, and nothing that is sent is kept or logged (P-18)."""

import json
import re
from importlib.resources import files
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import JSONResponse

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedInput
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.verification.policy import POLICIES
from badgeservice.web.api.reports import ReportAnswer
from badgeservice.web.auth import EVERYONE, WorkingParts, parts_of
from badgeservice.web.bodies import read_body
from badgeservice.web.rates import COUNTED

router = APIRouter(tags=["verifications"])

_JSON = ("application/json", "application/vc", "application/vc+ld+json", "application/ld+json")
_TOKENS = ("application/vc+jwt", "application/jwt", "application/vc+sd-jwt")
_ANY_TEXT = ("text/plain",)
_PNG, _SVG = "image/png", "image/svg+xml"
ACCEPTED = (*_JSON, *_ANY_TEXT, *_TOKENS, _PNG, _SVG)
_TOKEN = re.compile(rb"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*){2,4}(~[A-Za-z0-9_~.-]*)?")

_EXAMPLE: JsonObject = json.loads(
    files(__package__).joinpath("example_badge.json").read_text(encoding="utf-8")
)
_BODY = {
    "required": True,
    "content": {
        **{name: {"schema": {"type": "object"}, "example": _EXAMPLE} for name in _JSON},
        **{name: {"schema": {"type": "string"}} for name in (*_ANY_TEXT, *_TOKENS)},
        **{name: {"schema": {"type": "string", "format": "binary"}} for name in (_PNG, _SVG)},
    },
}
Policy = Annotated[
    Literal["strict", "compatible"],
    Query(description="How strict to be; `compatible` forgives a few habits of other issuers."),
]

Freshness = Annotated[
    Literal["normal", "strict"],
    Query(description="`strict` relies on nothing that was fetched more than a minute ago."),
]


async def submitted_badge(request: Request) -> bytes:
    """The bytes to verify; refuses ``MalformedInput`` when they are not what the type says."""
    rules = (await parts_of(request)).rules
    media_type, raw = await read_body(
        request,
        ACCEPTED,
        lambda name: rules.max_image_bytes if name in (_PNG, _SVG) else rules.max_verify_bytes,
    )
    if not _is_told(media_type, raw):
        detail = "The body is not what its Content-Type says."
        raise MalformedInput(detail, hint="Send the file as it is, with its own type.")
    return raw


@router.post(
    "/verifications",
    dependencies=[EVERYONE, COUNTED],
    response_class=JSONResponse,
    responses={200: {"model": ReportAnswer, "description": "A verdict was reached."}},
    openapi_extra={"requestBody": _BODY},
)
def post_verification(
    parts: WorkingParts,
    raw: Annotated[bytes, Depends(submitted_badge)],
    policy: Policy = "strict",
    freshness: Freshness = "normal",
) -> JSONResponse:
    """Verify one badge: JSON, compact JWS, SD-JWT, or baked into a PNG or SVG.

    The answer is 200 whenever there is a verdict, whatever the verdict is.
    """
    return JSONResponse(verify(parts, raw, POLICIES[policy], freshness=freshness).to_json())


def _is_told(media_type: str, raw: bytes) -> bool:
    """Whether the first bytes look like what was told; what they really are shows later."""
    text = raw.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n")
    if media_type == _PNG:
        return raw.startswith(b"\x89PNG")
    if media_type == _SVG:
        return text.startswith(b"<")
    if media_type in _TOKENS:
        return _TOKEN.fullmatch(text) is not None
    if media_type in _JSON:
        return not text.startswith((b"<", b"\x89PNG")) and not _TOKEN.fullmatch(text)
    return True
