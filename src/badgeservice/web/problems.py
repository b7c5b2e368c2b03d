"""From refusals to problem details (RFC 9457): the only table of HTTP status codes."""

from collections.abc import Mapping

from starlette.responses import JSONResponse

from badgeservice import errors
from badgeservice.document import JsonObject
from badgeservice.errors import Finding, Refusal
from badgeservice.web import refusals

MEDIA_TYPE = "application/problem+json"
MAX_FINDINGS = 100
MAX_POINTER_LENGTH = 200
_RETRY_AFTER_SECONDS = 30

# The class itself or its nearest ancestor counts.
STATUSES: Mapping[type[Refusal], int] = {
    errors.MalformedInput: 400,
    errors.NotConformant: 400,
    errors.InvalidRequest: 400,
    errors.CannotCanonicalise: 400,
    refusals.NotVerified: 400,
    errors.NotSignedIn: 401,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    refusals.MethodNotAllowed: 405,
    refusals.NotAcceptable: 406,
    errors.Conflict: 409,
    errors.TooLarge: 413,
    refusals.AddressTooLong: 414,
    refusals.UnsupportedMediaType: 415,
    refusals.TooManyRequests: 429,
    refusals.HeadersTooLarge: 431,
    refusals.OurMistake: 500,
    errors.Unavailable: 503,
}
_HEADERS: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": 'Bearer realm="badgeservice"'},
    503: {"Retry-After": str(_RETRY_AFTER_SECONDS)},
}


def status_of(kind: type[Refusal]) -> int:
    """Status of a kind of refusal; a kind without one is our mistake (``KeyError``)."""
    for ancestor in kind.__mro__:
        if ancestor in STATUSES:
            return STATUSES[ancestor]
    raise KeyError(kind.__name__)


def refusal_kinds() -> dict[str, type[Refusal]]:
    """Every kind of refusal that has a status, by its code."""
    kinds: list[type[Refusal]] = [Refusal]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    return {kind.code: kind for kind in kinds[1:]}


def problem_headers(refusal: Refusal) -> dict[str, str]:
    """Headers that belong to the status of a refusal (RFC 9110 sections 11.6.1 and 10.2.3)."""
    if isinstance(refusal, refusals.TooManyRequests):
        return {"Retry-After": str(refusal.retry_after_seconds)}
    return dict(_HEADERS.get(status_of(type(refusal)), {}))


def problem_body(refusal: Refusal, *, public_url: str, instance: str) -> JsonObject:
    """The problem as JSON (RFC 9457 section 3.1).

    ``instance`` is the random id of the request. At most ``MAX_FINDINGS`` findings are told, with
    their pointers cut to ``MAX_POINTER_LENGTH``: names in a pointer come from the sender.
    """
    body: JsonObject = {
        "type": f"{public_url}/problems/{refusal.code}",
        "title": refusal.title,
        "status": status_of(type(refusal)),
        "detail": refusal.detail,
        "instance": instance,
        "code": refusal.code,
    }
    if refusal.hint:
        body["hint"] = refusal.hint
    if refusal.findings:
        body["errors"] = [_told(finding) for finding in refusal.findings[:MAX_FINDINGS]]
    if len(refusal.findings) > MAX_FINDINGS:
        body["errorsLeftOut"] = len(refusal.findings) - MAX_FINDINGS
    return body


def problem_response(
    refusal: Refusal, *, public_url: str, instance: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The problem as an answer, with the headers its status asks for and those given."""
    body = problem_body(refusal, public_url=public_url, instance=instance)
    return JSONResponse(
        body,
        status_code=body["status"],
        headers={**problem_headers(refusal), **(headers or {})},
        media_type=MEDIA_TYPE,
    )


def _told(finding: Finding) -> JsonObject:
    return {
        "pointer": finding.pointer[:MAX_POINTER_LENGTH],
        "code": finding.code,
        "message": finding.message,
    }
