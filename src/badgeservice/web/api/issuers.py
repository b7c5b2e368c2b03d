"""Issuers over the API: admitted by the city, given keys by the city, read by everyone."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from badgeservice.journeys.publishing.issuers import read_issuer, read_issuers
from badgeservice.journeys.steering.admit_issuer import Admission, admit_issuer, find_issuer
from badgeservice.journeys.steering.make_keys import give_issuer_api_key, make_signing_key
from badgeservice.openbadges.issuer import IssuerKind
from badgeservice.web.api.answers import (
    ApiKeyAnswer,
    IssuerAnswer,
    IssuersAnswer,
    SigningKeyAnswer,
)
from badgeservice.web.api.requests import (
    EXAMPLES,
    SLUG_PATTERN,
    ApiKeyRequest,
    IssuerAdmission,
    SigningKeyRequest,
)
from badgeservice.web.auth import EVERYONE, CityCaller, WorkingParts
from badgeservice.web.bodies import described_body, json_body

router = APIRouter(tags=["issuers"])
Slug = Annotated[str, Path(pattern=SLUG_PATTERN, description="Name of the issuer in addresses.")]


@router.get("/issuers", dependencies=[EVERYONE])
def list_issuers(parts: WorkingParts) -> IssuersAnswer:
    """All admitted issuers, the city first."""
    return IssuersAnswer.of(read_issuers(parts), parts.addresses)


@router.get("/issuers/{slug}", dependencies=[EVERYONE])
def get_issuer(parts: WorkingParts, slug: Slug) -> IssuerAnswer:
    """One issuer and whether the city recognises it."""
    public = read_issuer(parts, slug)
    return IssuerAnswer.of(public.issuer, public.recognition, parts.addresses)


@router.post(
    "/issuers",
    status_code=201,
    openapi_extra=described_body(IssuerAdmission, EXAMPLES[IssuerAdmission]),
)
def post_issuer(
    caller: CityCaller,
    parts: WorkingParts,
    body: Annotated[IssuerAdmission, Depends(json_body(IssuerAdmission))],
    response: Response,
) -> IssuerAnswer:
    """Admit an organisation as issuer. Its signing keys are made by an act of their own."""
    admission = Admission(
        slug=body.slug,
        name=body.name,
        kind=IssuerKind(body.kind),
        url=body.url,
        email=body.email,
        description=body.description,
        is_recognised=body.is_recognised,
        scope=tuple(body.scope),
        until=body.recognised_until,
    )
    issuer = admit_issuer(parts, caller, admission)
    response.headers["Location"] = f"/v1/issuers/{issuer.slug}"
    public = read_issuer(parts, issuer.slug)
    return IssuerAnswer.of(public.issuer, public.recognition, parts.addresses)


@router.post(
    "/issuers/{slug}/keys",
    status_code=201,
    openapi_extra=described_body(SigningKeyRequest, EXAMPLES[SigningKeyRequest]),
)
def post_signing_key(
    caller: CityCaller,
    parts: WorkingParts,
    slug: Slug,
    body: Annotated[SigningKeyRequest, Depends(json_body(SigningKeyRequest))],
    response: Response,
) -> SigningKeyAnswer:
    """Make a signing key. An older key of the same kind retires and stays published."""
    issuer = find_issuer(parts, slug)
    key = make_signing_key(parts, caller, issuer.did, body.algorithm)
    response.headers["Location"] = f"/issuers/{slug}/keys/{key.key_id}"
    return SigningKeyAnswer.of(key)


@router.post(
    "/issuers/{slug}/api-keys",
    status_code=201,
    openapi_extra=described_body(ApiKeyRequest, EXAMPLES[ApiKeyRequest]),
)
def post_api_key(
    caller: CityCaller,
    parts: WorkingParts,
    slug: Slug,
    body: Annotated[ApiKeyRequest, Depends(json_body(ApiKeyRequest))],
) -> ApiKeyAnswer:
    """Give an issuer an API key. The secret is told in this answer and never again."""
    issuer = find_issuer(parts, slug)
    made = give_issuer_api_key(parts, caller, issuer.did, body.label)
    return ApiKeyAnswer(key_id=made.key_id, secret=made.secret)
