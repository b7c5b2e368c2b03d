"""The API in OpenAPI 3.1, as the Dutch API Design Rules want it."""

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from badgeservice.document import JsonObject
from badgeservice.web.api.answers import problem_schema
from badgeservice.web.api.requests import REQUESTS
from badgeservice.web.headers import API_VERSION
from badgeservice.web.problems import MEDIA_TYPE

_PREFIX = "/v1"
_DESCRIPTION = """\
Issue and verify Open Badges 3.0.

**Why English nouns.** The Dutch API Design Rules ask for Dutch names unless there is an official
glossary in English. Open Badges 3.0 and Verifiable Credentials 2.0 are such glossaries: every noun
here (*achievement, credential, issuer, award, verification*) is theirs or stands beside theirs.

**Errors** are problem details (RFC 9457) with all findings at once; `type` leads to a page about
the code. **Moments** are RFC 3339 in UTC. **Ids** are opaque. A query key or a member that is not
described here is refused.
"""
_PROBLEMS = {
    "400": "The request cannot be read or is not valid; all findings are told.",
    "401": "An API key is needed.",
    "403": "This API key may not do this.",
    "404": "It does not exist, or it is not yours.",
    "406": "There is no form that you accept.",
    "409": "It clashes with what is there already.",
    "413": "The body is too large.",
    "415": "This type of body is not read here.",
    "503": "The service cannot do this now; try again later.",
}


def describe(app: FastAPI, public_url: str) -> JsonObject:
    """The OpenAPI document of everything below ``/v1``."""
    document = get_openapi(
        title="Badge service",
        version=API_VERSION,
        description=_DESCRIPTION,
        routes=app.routes,
        servers=[{"url": f"{public_url}{_PREFIX}", "description": "This service"}],
        contact={"name": "The operator of this service", "url": f"{public_url}/security"},
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    document["paths"] = {
        path.removeprefix(_PREFIX): operations
        for path, operations in document["paths"].items()
        if path.startswith(f"{_PREFIX}/")
    }
    for path, method, operation in _operations(document):
        _complete(path, method, operation)
    _complete_components(document["components"])
    return document


def _operations(document: JsonObject) -> Iterator[tuple[str, str, JsonObject]]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield path, method, operation


def _complete(path: str, method: str, operation: JsonObject) -> None:
    answers = operation["responses"]
    answers.pop("422", None)
    wanted = {"400", "503"}
    if operation.get("security"):
        wanted |= {"401", "403"}
    if "{" in path:
        wanted.add("404")
    if path == "/credentials/{credential_id}":
        wanted.add("406")
    if "requestBody" in operation:
        wanted |= {"413", "415"}
    if method == "post" and operation.get("security"):
        wanted.add("409")
    for status in sorted(wanted):
        schema = {"$ref": "#/components/schemas/Problem"}
        content = {MEDIA_TYPE: {"schema": schema}}
        answers[status] = {"description": _PROBLEMS[status], "content": content}
    for answer in answers.values():
        answer.setdefault("headers", {})["API-Version"] = {
            "$ref": "#/components/headers/API-Version"
        }


def _complete_components(components: JsonObject) -> None:
    schemas = components["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    modes = [(model, "validation") for model in REQUESTS]
    _, described = models_json_schema(modes, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    schemas.update(described["$defs"])
    schemas["Problem"] = problem_schema()
    components["headers"] = {
        "API-Version": {
            "description": "Full version of this API (semantic versioning).",
            "schema": {"type": "string", "example": API_VERSION},
        }
    }
