"""What the query of a verification may say: how strict, and how fresh."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast
from urllib.parse import parse_qsl

from badgeservice.errors import Finding, InvalidRequest
from badgeservice.journeys.verifying.verify import Freshness
from badgeservice.web.findings import pointer_of
from badgeservice.web.queries import refuse_unknown_keys

PolicyName = Literal["strict", "compatible"]


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of the query, or what holds without it."""

    policy: PolicyName = "strict"
    freshness: Freshness = "normal"


_USUAL: Final = Choices()
# Key -> what it may be, and the sentence for anything else.
_ALLOWED: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "policy": (("strict", "compatible"), "Use one of 'strict' or 'compatible'."),
    "freshness": (("normal", "strict"), "Use one of 'normal' or 'strict'."),
}


def read_choices(query: bytes) -> Choices:
    """Read a query; refuses ``InvalidRequest`` for keys and values that are not known, or twice."""
    if not query:
        return _USUAL
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    refuse_unknown_keys([key for key, _ in pairs], _ALLOWED.keys())
    told = dict(pairs)
    findings = [
        Finding("query.value", pointer_of([key]), sentence)
        for key, (values, sentence) in _ALLOWED.items()
        if key in told and told[key] not in values
    ]
    if findings:
        detail = "The request is not valid."
        raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)
    return Choices(
        policy=cast("PolicyName", told.get("policy", _USUAL.policy)),
        freshness=cast("Freshness", told.get("freshness", _USUAL.freshness)),
    )
