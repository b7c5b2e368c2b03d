"""Who may sign for whom: DID documents (did:web) and public keys (OB 3.0 section 8.2.4)."""

import json
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from badgeservice.document import JsonObject
from badgeservice.errors import NotFound
from badgeservice.journeys.publishing.issuers import read_issuer, read_issuers, read_key
from badgeservice.openbadges.issuer import IssuerKind
from badgeservice.openbadges.publishing import controller_document, jwks, published_jwk
from badgeservice.web.api.requests import SLUG_PATTERN
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.published.caching import published

router = APIRouter(dependencies=[EVERYONE], include_in_schema=False)
Slug = Annotated[str, Path(pattern=SLUG_PATTERN)]
KeyId = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,100}$")]

_DID = "application/did+ld+json"
_JWK = "application/jwk+json"
_JWK_SET = "application/jwk-set+json"


def json_bytes(value: JsonObject) -> bytes:
    """JSON as it is published: UTF-8, with the members in our order."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


@router.get("/.well-known/did.json")
def get_city_did(request: Request, parts: WorkingParts) -> Response:
    """The DID document of the city, ``did:web:HOST``."""
    city = read_issuer(parts, None)
    document = controller_document(city.issuer, city.keys, parts.addresses)
    return published(request, json_bytes(document), _DID)


@router.get("/.well-known/jwks.json")
def get_all_keys(request: Request, parts: WorkingParts) -> Response:
    """The live keys of all issuers, each with the issuer it speaks for (OB 3.0 section 8.2.4)."""
    keys = [
        key
        for public in read_issuers(parts)
        for key in jwks(public.issuer, public.keys, parts.addresses)["keys"]
    ]
    return published(request, json_bytes({"keys": keys}), _JWK_SET)


@router.get("/issuers/{slug}/did.json")
def get_issuer_did(request: Request, parts: WorkingParts, slug: Slug) -> Response:
    """The DID document of an issuer, ``did:web:HOST:issuers:SLUG``."""
    public = read_issuer(parts, slug)
    if public.issuer.kind is IssuerKind.CITY:
        # Its DID leads to /.well-known/did.json; a second place would be the DID of nobody.
        raise NotFound("There is no such issuer.")
    document = controller_document(public.issuer, public.keys, parts.addresses)
    return published(request, json_bytes(document), _DID)


@router.get("/issuers/{slug}/jwks.json")
def get_issuer_keys(request: Request, parts: WorkingParts, slug: Slug) -> Response:
    """The live keys of one issuer."""
    public = read_issuer(parts, slug)
    body = jwks(public.issuer, public.keys, parts.addresses)
    return published(request, json_bytes(body), _JWK_SET)


@router.get("/issuers/{slug}/keys/{key_id}")
def get_issuer_key(request: Request, parts: WorkingParts, slug: Slug, key_id: KeyId) -> Response:
    """One live key as one JWK: where the ``kid`` of a VC-JWT leads."""
    issuer, key = read_key(parts, slug, key_id)
    body = published_jwk(issuer, key, parts.addresses)
    return published(request, json_bytes(body), _JWK)
