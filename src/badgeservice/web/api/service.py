"""About the service itself: is it well, what is running, and what can be asked of it."""

from importlib.metadata import version

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from badgeservice.journeys.steering.check_health import check_health
from badgeservice.web.api.answers import HealthAnswer, VersionAnswer
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.headers import API_VERSION

_DESCRIPTION = {
    "type": "object",
    "required": ["openapi", "info", "paths"],
    "properties": {
        "openapi": {"type": "string"},
        "info": {"type": "object"},
        "paths": {"type": "object"},
    },
}

router = APIRouter(tags=["service"])

_STANDARDS = [
    "Open Badges 3.0",
    "Verifiable Credentials Data Model 2.0",
    "Data Integrity EdDSA 1.0: eddsa-rdfc-2022, eddsa-jcs-2022",
    "Data Integrity ECDSA 1.0: ecdsa-rdfc-2019, ecdsa-jcs-2019, ecdsa-sd-2023",
    "Securing Verifiable Credentials using JOSE and COSE 1.0: JOSE, SD-JWT",
    "Bitstring Status List 1.0",
    "Controlled Identifiers 1.0: did:key, did:web, did:jwk",
]


@router.get("/health", dependencies=[EVERYONE])
def get_health(parts: WorkingParts) -> HealthAnswer:
    """Whether the database can be reached and the signing keys can be opened."""
    return HealthAnswer.model_validate({"status": "ok", "checks": check_health(parts)})


@router.get("/version", dependencies=[EVERYONE])
async def get_version() -> VersionAnswer:
    """What is running here, and which standards it follows."""
    return VersionAnswer(
        name="badgeservice",
        version=version("badgeservice"),
        api_version=API_VERSION,
        standards=_STANDARDS,
    )


@router.get(
    "/openapi.json",
    dependencies=[EVERYONE],
    response_class=JSONResponse,
    responses={200: {"content": {"application/json": {"schema": _DESCRIPTION}}}},
)
async def get_openapi(request: Request) -> JSONResponse:
    """This API in OpenAPI."""
    return JSONResponse(request.app.state.openapi)
