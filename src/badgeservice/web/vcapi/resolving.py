"""The DID resolver: the question stands percent-encoded in the path, and errors have a body."""

from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Path, Query
from starlette.responses import JSONResponse

from badgeservice.journeys.conforming.resolve_did import DidRequest, resolve_did
from badgeservice.web.auth import EVERYONE, WorkingParts

router = APIRouter(tags=["resolving"])

_MEDIA_TYPE = 'application/ld+json;profile="https://w3id.org/did-resolution"'
_STATUSES = {"notFound": 404}

Did = Annotated[str, Path(max_length=8_192, description="A DID or DID URL, percent-encoded.")]
KeyFormat = Annotated[
    str | None, Query(alias="publicKeyFormat", description="The form of the keys: `Multikey`.")
]
Experimental = Annotated[str | None, Query(alias="enableExperimentalPublicKeyTypes")]


@router.get("/identifiers/{did}", dependencies=[EVERYONE], response_class=JSONResponse)
@router.get(
    "/resolve/{did}", dependencies=[EVERYONE], response_class=JSONResponse, name="get_resolved"
)
def get_identifier(
    parts: WorkingParts, did: Did, key_format: KeyFormat = None, experimental: Experimental = None
) -> JSONResponse:
    """Resolve a did:key, did:web or did:jwk, or find the key that a DID URL names."""
    asked = DidRequest(unquote(did), key_format, takes_experimental=experimental == "true")
    found = resolve_did(parts, asked)
    status = 200 if found.error is None else _STATUSES.get(found.error, 400)
    return JSONResponse(found.to_json(), status_code=status, media_type=_MEDIA_TYPE)
