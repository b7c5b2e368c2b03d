"""The DID resolver: the question stands percent-encoded in the path, and errors have a body."""

from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import APIRouter, Path, Query
from starlette.responses import JSONResponse

from badgeservice.journeys.conforming.resolve_did import DidRequest, resolve_did
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.vcapi.shapes import answered

router = APIRouter(tags=["resolving"])

_PROFILE = 'application/ld+json;profile="https://w3id.org/did-resolution"'
_STATUSES = {"notFound": 404}


class _LinkedData(JSONResponse):
    media_type = "application/ld+json"


_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: answered("What was found.", "Resolution", _LinkedData.media_type),
    400: answered("It cannot be resolved; `error` says why.", "Resolution", _LinkedData.media_type),
    404: answered("It is not there.", "Resolution", _LinkedData.media_type),
}

Did = Annotated[str, Path(max_length=8_192, description="A DID or DID URL, percent-encoded.")]
KeyFormat = Annotated[
    str | None, Query(alias="publicKeyFormat", description="The form of the keys: `Multikey`.")
]
Experimental = Annotated[
    str | None,
    Query(
        alias="enableExperimentalPublicKeyTypes",
        description="`true` takes forms of keys that were never finished.",
    ),
]


@router.get(
    "/identifiers/{did}", dependencies=[EVERYONE], response_class=_LinkedData, responses=_ANSWERS
)
@router.get(
    "/resolve/{did}",
    dependencies=[EVERYONE],
    response_class=_LinkedData,
    responses=_ANSWERS,
    name="get_resolved",
)
def get_identifier(
    parts: WorkingParts, did: Did, key_format: KeyFormat = None, experimental: Experimental = None
) -> JSONResponse:
    """Resolve a DID, or find the key that a DID URL names.

    Of the methods did:key, did:web and did:jwk.
    """
    asked = DidRequest(unquote(did), key_format, takes_experimental=experimental == "true")
    found = resolve_did(parts, asked)
    status = 200 if found.error is None else _STATUSES.get(found.error, 400)
    return JSONResponse(found.to_json(), status_code=status, media_type=_PROFILE)
