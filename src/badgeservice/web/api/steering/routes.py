"""The city about one organisation: its profile, what is recognised, suspended, keys ended."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from badgeservice.errors import InvalidRequest, NotFound
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.steering.admit_issuer import find_issuer
from badgeservice.journeys.steering.organisations.end_keys import (
    end_api_key,
    retire_key,
    revoke_key,
)
from badgeservice.journeys.steering.organisations.profile import ProfileChange, change_profile
from badgeservice.journeys.steering.organisations.recognise import (
    end_recognition,
    list_recognitions,
    recognise,
)
from badgeservice.journeys.steering.organisations.record import MOST_LINES, Group, read_record
from badgeservice.journeys.steering.organisations.suspend import resume, suspend
from badgeservice.web.api.answers import IssuerAnswer, RecognitionAnswer
from badgeservice.web.api.requests import SLUG_PATTERN, UUID_PATTERN
from badgeservice.web.api.steering.answers import (
    EventsAnswer,
    KeyStateAnswer,
    RecognitionsAnswer,
)
from badgeservice.web.api.steering.requests import (
    STEERING_EXAMPLES,
    ProfileUpdate,
    ReasonGiven,
    RecognitionStatement,
)
from badgeservice.web.auth import EVERYONE, CityCaller, WorkingParts
from badgeservice.web.bodies import described_body, json_body

router = APIRouter(tags=["issuers"])
events = APIRouter(tags=["events"])
Slug = Annotated[str, Path(pattern=SLUG_PATTERN, description="Name of the issuer in addresses.")]
KeyId = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,60}$", description="Name of the key.")]
ApiKeyId = Annotated[str, Path(pattern=UUID_PATTERN, description="Id of the API key.")]
Reason = Annotated[ReasonGiven, Depends(json_body(ReasonGiven))]
_WITH_REASON = described_body(ReasonGiven, STEERING_EXAMPLES[ReasonGiven])


@router.patch(
    "/issuers/{slug}",
    openapi_extra=described_body(ProfileUpdate, STEERING_EXAMPLES[ProfileUpdate]),
)
def patch_issuer(
    caller: CityCaller,
    parts: WorkingParts,
    slug: Slug,
    body: Annotated[ProfileUpdate, Depends(json_body(ProfileUpdate))],
) -> IssuerAnswer:
    """Change what is public about an issuer; badges that were given keep what they say."""
    issuer = find_issuer(parts, slug)
    told = body.model_fields_set
    change = ProfileChange(
        name=(body.name or "") if "name" in told else issuer.name,
        url=(body.url or "") if "url" in told else issuer.url,
        email=body.email if "email" in told else issuer.email,
        description=body.description if "description" in told else issuer.description,
    )
    change_profile(parts, caller, issuer.did, change)
    return _told(parts, slug)


@router.get("/issuers/{slug}/recognitions", dependencies=[EVERYONE])
def get_recognitions(parts: WorkingParts, slug: Slug) -> RecognitionsAnswer:
    """For what the city recognised, recognises and will recognise an issuer."""
    return RecognitionsAnswer.of(list_recognitions(parts, find_issuer(parts, slug).did))


@router.post(
    "/issuers/{slug}/recognitions",
    status_code=201,
    openapi_extra=described_body(RecognitionStatement, STEERING_EXAMPLES[RecognitionStatement]),
)
def post_recognition(
    caller: CityCaller,
    parts: WorkingParts,
    slug: Slug,
    body: Annotated[RecognitionStatement, Depends(json_body(RecognitionStatement))],
    response: Response,
) -> RecognitionAnswer:
    """Recognise an issuer; it takes the place of what would hold then."""
    did = find_issuer(parts, slug).did
    held = recognise(parts, caller, did, body.scope, since=body.since, until=body.until)
    response.headers["Location"] = f"/v1/issuers/{slug}/recognitions"
    told = RecognitionAnswer.of(held)
    assert told is not None
    return told


@router.delete("/issuers/{slug}/recognitions")
def delete_recognitions(caller: CityCaller, parts: WorkingParts, slug: Slug) -> RecognitionsAnswer:
    """Recognise an issuer for nothing any more; what held before stays told."""
    did = find_issuer(parts, slug).did
    end_recognition(parts, caller, did)
    return RecognitionsAnswer.of(list_recognitions(parts, did))


@router.post("/issuers/{slug}/suspension", openapi_extra=_WITH_REASON)
def post_suspension(
    caller: CityCaller, parts: WorkingParts, slug: Slug, body: Reason
) -> IssuerAnswer:
    """Let an issuer sign nothing from now on; what it gave stays valid."""
    suspend(parts, caller, find_issuer(parts, slug).did, body.reason)
    return _told(parts, slug)


@router.delete("/issuers/{slug}/suspension")
def delete_suspension(caller: CityCaller, parts: WorkingParts, slug: Slug) -> IssuerAnswer:
    """Lift a suspension."""
    resume(parts, caller, find_issuer(parts, slug).did)
    return _told(parts, slug)


@router.put("/issuers/{slug}/keys/{key_id}/retirement")
def put_retirement(
    caller: CityCaller, parts: WorkingParts, slug: Slug, key_id: KeyId
) -> KeyStateAnswer:
    """Sign nothing more with a key; what it signed stays valid."""
    retire_key(parts, caller, find_issuer(parts, slug).did, key_id)
    return _key(parts, slug, key_id)


@router.post("/issuers/{slug}/keys/{key_id}/revocation", openapi_extra=_WITH_REASON)
def post_key_revocation(
    caller: CityCaller, parts: WorkingParts, slug: Slug, key_id: KeyId, body: Reason
) -> KeyStateAnswer:
    """Distrust a key that others may have: nothing it ever signed is valid any more."""
    revoke_key(parts, caller, find_issuer(parts, slug).did, key_id, body.reason)
    return _key(parts, slug, key_id)


@router.delete("/issuers/{slug}/api-keys/{api_key_id}", status_code=204)
def delete_api_key(
    caller: CityCaller, parts: WorkingParts, slug: Slug, api_key_id: ApiKeyId
) -> None:
    """End an API key of an issuer at once."""
    end_api_key(parts, caller, find_issuer(parts, slug).did, api_key_id)


@events.get("/events")
def get_events(
    caller: CityCaller,
    parts: WorkingParts,
    issuer: Annotated[
        str | None, Query(pattern=SLUG_PATTERN, description="Only what concerns this issuer.")
    ] = None,
    about: Annotated[Group | None, Query(description="Only what is about these.")] = None,
    before: Annotated[
        str | None,
        Query(pattern=r"^[1-9][0-9]{0,14}$", description="Only lines before this number."),
    ] = None,
    limit: Annotated[
        str, Query(pattern=r"^[1-9][0-9]{0,2}$", description="How many at most, up to 100.")
    ] = "50",
) -> EventsAnswer:
    """What happened, the newest first: every audit line, or those about one issuer."""
    if int(limit) > MOST_LINES:
        raise InvalidRequest(f"At most {MOST_LINES} lines are told at a time.")
    page = read_record(
        parts,
        caller,
        issuer_did=find_issuer(parts, issuer).did if issuer else None,
        group=about,
        before=int(before) if before else None,
        limit=int(limit),
    )
    return EventsAnswer.of(page)


def _told(parts: Parts, slug: str) -> IssuerAnswer:
    public = read_issuer(parts, slug)
    return IssuerAnswer.of(public.issuer, public.recognition, parts.addresses)


def _key(parts: Parts, slug: str, key_id: str) -> KeyStateAnswer:
    for key in read_issuer(parts, slug).keys:
        if key.key_id == key_id:
            return KeyStateAnswer.of(key)
    raise NotFound("There is no such key.")
