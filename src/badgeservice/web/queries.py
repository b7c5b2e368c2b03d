"""Query keys: what a route does not know, or gets twice, is a fault and not passed over."""

from collections.abc import Iterator, Sequence, Set

from fastapi import Request
from fastapi.dependencies.models import Dependant

from badgeservice.errors import Finding, InvalidRequest
from badgeservice.web.findings import pointer_of


async def only_known_keys(request: Request) -> None:
    """Refuse ``InvalidRequest`` with every query key that is unknown or there twice."""
    keys = [key for key, _ in request.query_params.multi_items()]
    if not keys:
        return
    refuse_unknown_keys(keys, set(_known_keys(request.scope["route"].dependant)))


def refuse_unknown_keys(keys: Sequence[str], known: Set[str]) -> None:
    """Refuse ``InvalidRequest`` with every key that is not known or there twice."""
    findings = []
    for key in sorted(set(keys)):
        if key not in known:
            findings.append(Finding("query.unknown", pointer_of([key]), "This is not known here."))
        elif keys.count(key) > 1:
            findings.append(Finding("query.twice", pointer_of([key]), "Give this once."))
    if findings:
        detail = "The query is not valid."
        raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)


def _known_keys(dependant: Dependant) -> Iterator[str]:
    for parameter in dependant.query_params:
        yield parameter.alias
    for part in dependant.dependencies:
        yield from _known_keys(part)
