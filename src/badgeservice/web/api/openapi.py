"""The API in OpenAPI 3.1, as the Dutch API Design Rules want it."""

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from badgeservice.document import JsonObject
from badgeservice.web.api.answers import problem_schema
from badgeservice.web.api.batches.requests import BATCH_REQUESTS
from badgeservice.web.api.reports import ReportLine
from badgeservice.web.api.requests import REQUESTS
from badgeservice.web.api.shared.requests import SHARED_REQUESTS
from badgeservice.web.api.skills.requests import ComparisonSubmission
from badgeservice.web.api.steering.requests import STEERING_REQUESTS
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
    "414": "The address is too long.",
    "415": "This type of body is not read here.",
    "429": "It was asked too often; `Retry-After` tells when it can be asked again.",
    "431": "The headers are too large or too many.",
    "500": "Something went wrong on our side.",
    "503": "The service cannot do this now; try again later.",
}
_EVERYWHERE = frozenset({"400", "414", "431", "500", "503"})
_WITH_DELAY = ("429", "503")
# Without a key the address is counted, which is allowed less.
_KEY_OR_NONE: list[JsonObject] = [{}, {"apiKey": []}]
_COUNTED = ("/verifications", "/verifications/batch", "/comparisons")
# What is said of a body or an answer by hand, and is no answer of a route.
_LINES = (ReportLine, ComparisonSubmission)


def describe(app: FastAPI, public_url: str) -> JsonObject:
    """The OpenAPI document of everything below ``/v1``."""
    document = describe_routes(
        app,
        _PREFIX,
        title="Badge service",
        description=_DESCRIPTION,
        servers=[{"url": f"{public_url}{_PREFIX}", "description": "This service"}],
        contact={"name": "The operator of this service", "url": f"{public_url}/security"},
    )
    document["paths"] = {
        path.removeprefix(_PREFIX): operations for path, operations in document["paths"].items()
    }
    for path, method, operation in operations_of(document):
        _complete(path, method, operation)
    _complete_components(document["components"])
    return document


def describe_routes(app: FastAPI, prefix: str, **told: Any) -> JsonObject:
    """The OpenAPI document of the routes below a prefix, before what all of them may answer."""
    document = get_openapi(
        version=API_VERSION,
        routes=app.routes,
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        **told,
    )
    document["paths"] = {
        path: operations
        for path, operations in document["paths"].items()
        if path == prefix or path.startswith(f"{prefix}/")
    }
    return document


def operations_of(document: JsonObject) -> Iterator[tuple[str, str, JsonObject]]:
    """Path, method and operation, one by one."""
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield path, method, operation


def complete_operation(operation: JsonObject, *, wanted: Iterable[str], is_counted: bool) -> None:
    """Give an operation a readable summary, and beside its answers the problems it may answer.

    ``wanted`` are statuses beside those of every operation. What is described of a status stays.
    """
    answers = operation["responses"]
    answers.pop("422", None)
    operation["summary"] = operation["description"].partition("\n")[0].rstrip(".")
    statuses = {*_EVERYWHERE, *wanted}
    if "requestBody" in operation:
        statuses |= {"413", "415"}
    if is_counted:
        statuses.add("429")
        operation["security"] = _KEY_OR_NONE
    for status in sorted(statuses):
        answer = answers.setdefault(status, {"description": _PROBLEMS[status]})
        schema = {"$ref": "#/components/schemas/Problem"}
        answer.setdefault("content", {}).setdefault(MEDIA_TYPE, {"schema": schema})
        answer["headers"] = _headers_of(status)


def _headers_of(status: str) -> JsonObject:
    """The headers that always stand beside a problem with this status."""
    if status not in _WITH_DELAY:
        return {}
    seconds = {"type": "integer", "minimum": 1, "description": "In seconds."}
    return {"Retry-After": {"required": True, "schema": seconds}}


def _complete(path: str, method: str, operation: JsonObject) -> None:
    wanted = set()
    if operation.get("security"):
        wanted |= {"401", "403"}
    if "{" in path:
        wanted.add("404")
    if path == "/credentials/{credential_id}":
        wanted.add("406")
    if method in ("post", "patch") and operation.get("security"):
        wanted.add("409")
    complete_operation(operation, wanted=wanted, is_counted=path in _COUNTED)
    for answer in operation["responses"].values():
        answer.setdefault("headers", {})["API-Version"] = {
            "$ref": "#/components/headers/API-Version"
        }


def _complete_components(components: JsonObject) -> None:
    schemas = components["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    bodies = (*REQUESTS, *SHARED_REQUESTS, *BATCH_REQUESTS, *STEERING_REQUESTS, *_LINES)
    modes = [(model, "validation") for model in bodies]
    _, described = models_json_schema(modes, ref_template="#/components/schemas/{model}")  # type: ignore[arg-type]
    schemas.update(described["$defs"])
    schemas["Problem"] = problem_schema()
    schemas["ProblemLine"] = {
        "description": "A problem in the place of a report in a batch; `index` counts from 0.",
        "allOf": [{"$ref": "#/components/schemas/Problem"}],
        "type": "object",
        "required": ["index"],
        "properties": {"index": {"type": "integer", "minimum": 0}},
    }
    components["headers"] = {
        "API-Version": {
            "description": "Full version of this API (semantic versioning).",
            "schema": {"type": "string", "example": API_VERSION},
        }
    }
