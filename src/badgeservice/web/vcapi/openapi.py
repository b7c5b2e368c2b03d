"""The VC-API in OpenAPI 3.1: a document of its own beside that of ``/v1``."""

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from badgeservice.document import JsonObject
from badgeservice.journeys.conforming.mode import PREFIX
from badgeservice.web.api.answers import problem_schema
from badgeservice.web.headers import API_VERSION
from badgeservice.web.problems import MEDIA_TYPE

_DESCRIPTION = """\
Verify credentials and presentations of the W3C data model in the shape of the VC-API. The paths
that issue, derive and set a status are there in conformance mode only.
"""
_PROBLEMS = {
    "400": "The request cannot be read, or what was sent was not verified.",
    "404": "It does not exist.",
    "413": "The body is too large.",
    "415": "This type of body is not read here.",
    "503": "The service cannot do this now; try again later.",
}


def describe_vc_api(app: FastAPI, public_url: str) -> JsonObject:
    """The OpenAPI document of everything below ``/vc-api``."""
    document = get_openapi(
        title="Badge service, VC-API",
        version=API_VERSION,
        description=_DESCRIPTION,
        routes=app.routes,
        servers=[{"url": public_url, "description": "This service"}],
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    document["paths"] = {
        path: operations
        for path, operations in document["paths"].items()
        if path == PREFIX or path.startswith(f"{PREFIX}/")
    }
    for path, operations in document["paths"].items():
        for operation in operations.values():
            _complete(path, operation)
    document["components"] = {"schemas": {"Problem": problem_schema()}}
    return document


def _complete(path: str, operation: JsonObject) -> None:
    answers = operation["responses"]
    answers.pop("422", None)
    wanted = {"400", "503"}
    if "{" in path or "status" in path:
        wanted.add("404")
    if "requestBody" in operation:
        wanted |= {"413", "415"}
    for status in sorted(wanted):
        schema: JsonObject = {"$ref": "#/components/schemas/Problem"}
        content = {MEDIA_TYPE: {"schema": schema}}
        if path.startswith((f"{PREFIX}/identifiers", f"{PREFIX}/resolve")):
            content["application/ld+json"] = {"schema": {"type": "object"}}
        answers[status] = {"description": _PROBLEMS[status], "content": content}
