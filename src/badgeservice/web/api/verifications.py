"""Verifying over the API, described: open to everyone, and nothing sent is kept or logged (P-18).

What is described here is answered by ``web.hot``, which a request meets before any route; the
routes are there for the description, and for what is asked in another method.
"""

import json
from importlib.resources import files
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from starlette.responses import JSONResponse

from badgeservice.document import JsonObject
from badgeservice.errors import NotFound
from badgeservice.web.api.reports import ReportAnswer
from badgeservice.web.auth import EVERYONE
from badgeservice.web.hot.batch import ARRAY, LINES
from badgeservice.web.hot.single import ACCEPTED, ANY_TEXT, JSON, PNG, SVG, TOKENS

__all__ = ["ACCEPTED", "router"]

router = APIRouter(tags=["verifications"])

_EXAMPLE: JsonObject = json.loads(
    files(__package__).joinpath("example_badge.json").read_text(encoding="utf-8")
)
_BODY = {
    "required": True,
    "content": {
        **{name: {"schema": {"type": "object"}, "example": _EXAMPLE} for name in JSON},
        **{name: {"schema": {"type": "string"}} for name in (*ANY_TEXT, *TOKENS)},
        **{name: {"schema": {"type": "string", "format": "binary"}} for name in (PNG, SVG)},
    },
}
_COMPACT = "eyJh.eyJi.c2ln"
_BATCH: JsonObject = {
    "required": True,
    "content": {
        **{
            name: {
                "schema": {
                    "type": "array",
                    "description": "Each element is a credential, or a text that holds a token.",
                    "items": {},
                },
                "example": [_EXAMPLE, _COMPACT],
            }
            for name in ARRAY
        },
        **{
            name: {
                "schema": {
                    "type": "string",
                    "description": "A credential or a token on each line.",
                },
                "example": "".join(f"{json.dumps(one)}\n" for one in (_EXAMPLE, _COMPACT)),
            }
            for name in LINES
        },
    },
}
_PROBLEM_LINE: JsonObject = {
    "index": 1,
    "type": "https://badges.example/problems/malformed-token",
    "title": "The token cannot be read",
    "status": 400,
    "detail": "The text is no token.",
    "instance": "urn:uuid:1f0e8f5c-7d5a-4a7e-9d3c-0c3f9a1f4b10",
    "code": "malformed-token",
}
_LINE: JsonObject = {
    "description": "A line for each credential, in order: its report, or a problem where there is"
    " nothing to judge. `index` counts from 0. What ends the answer early is the last line.",
    "content": {
        LINES[0]: {
            "schema": {
                "description": "One line.",
                "anyOf": [
                    {"$ref": "#/components/schemas/ReportLine"},
                    {"$ref": "#/components/schemas/ProblemLine"},
                ],
            },
            "example": f"{json.dumps(_PROBLEM_LINE)}\n",
        }
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


@router.post(
    "/verifications",
    dependencies=[EVERYONE],
    response_class=JSONResponse,
    responses={200: {"model": ReportAnswer, "description": "A verdict was reached."}},
    openapi_extra={"requestBody": _BODY},
)
async def post_verification(
    policy: Policy = "strict", freshness: Freshness = "normal"
) -> JSONResponse:
    """Verify one badge: JSON, compact JWS, SD-JWT, or baked into a PNG or SVG.

    The answer is 200 whenever there is a verdict, whatever the verdict is.
    """
    raise NotFound("There is nothing at this address.")


@router.post(
    "/verifications/batch",
    dependencies=[EVERYONE],
    response_class=Response,
    responses={200: _LINE},
    openapi_extra={"requestBody": _BATCH},
)
async def post_verification_batch(
    policy: Policy = "strict", freshness: Freshness = "normal"
) -> Response:
    """Verify many badges: each is answered on a line of its own, in order, as soon as it is judged.

    Send an array, or a credential on each line. Read the answer while you send. Each credential
    counts as one verification; with an API key there may be many more.
    """
    raise NotFound("There is nothing at this address.")
