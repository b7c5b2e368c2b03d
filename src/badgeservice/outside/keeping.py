"""How long a copy may be kept: fresh, then usable while its host is down, then not at all.

| kind | fresh | usable while the host is down |
|---|---|---|
| ``status`` | the least of ttl, max-age and validUntil, 1 minute to 1 hour | until a day old |
| ``did`` | max-age or 5 minutes, 1 minute to 1 hour | an hour longer |
"""

import re
from dataclasses import dataclass
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import NoCredential, Refusal
from badgeservice.openbadges.instants import read_instant
from badgeservice.openbadges.verification.submission import unwrap
from badgeservice.outside.answers import Fetched, Kind
from badgeservice.proofs.strict_json import JsonLimits

MINUTE = 60.0
_HOUR = 3_600.0
_DAY = 86_400.0
_USUAL = 300.0
_SECONDS = re.compile(r"[0-9]{1,10}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Window:
    """Seconds since it was fetched, while it is fresh and while it is usable.

    ``valid_until``: after this moment it is not usable for a host that is down.
    """

    fresh_seconds: float
    usable_seconds: float
    valid_until: datetime | None = None


def window_of(kind: Kind, fetched: Fetched, now: datetime) -> Window:
    """How long what was fetched at ``now`` may be kept; what is ``other`` is never kept."""
    if kind == "other":
        return Window(0.0, 0.0)
    # A page instead of a document is soon asked for again.
    told = fetched.max_age_seconds
    if kind == "did" and not fetched.body.lstrip().startswith(b"{"):
        return Window(MINUTE, MINUTE)
    if kind == "did":
        fresh = _within(_USUAL if told is None else float(told))
        return Window(fresh, fresh + _HOUR)
    listed = _read_list(fetched.body)
    if listed is None:
        return Window(MINUTE, MINUTE)
    ends = _instant(listed.get("validUntil"))
    left = None if ends is None else (ends - now).total_seconds()
    limits = [one for one in (_ttl_seconds(listed), told, left) if one is not None]
    fresh = _within(min(limits, default=_USUAL))
    if left is not None and 0 < left < fresh:
        fresh = left
    return Window(fresh, _DAY, ends)


def allowed_age(cache_control: str | None, age: str | None) -> int | None:
    """Seconds that a host lets a copy be kept (RFC 9111 section 5.2.2); None when it is silent."""
    if cache_control is None:
        return None
    named = [part.strip().lower().partition("=") for part in cache_control.split(",")]
    if any(name in ("no-store", "no-cache") for name, _, _ in named):
        return 0
    told: dict[str, int] = {}
    for name, _, value in named:
        text = value.strip().strip('"')
        if name in ("max-age", "s-maxage") and _SECONDS.fullmatch(text):
            told[name] = min(int(text), told.get(name, int(text)))
    longest = told.get("s-maxage", told.get("max-age"))
    if longest is None:
        return None
    already = int(age) if age is not None and _SECONDS.fullmatch(age) else 0
    return max(0, longest - already)


def _within(seconds: float) -> float:
    return min(max(seconds, MINUTE), _HOUR)


def _read_list(body: bytes) -> JsonObject | None:
    """What a list says of itself, unverified: it only shortens or lengthens within our bounds."""
    # The door has bounded its size; the encoded bits are one long string.
    limits = JsonLimits(max_bytes=len(body), max_string=len(body))
    try:
        return unwrap(body, limits).credential
    except NoCredential:
        # A list of the older kind is no credential.
        return {} if body.lstrip().startswith(b"{") else None
    except Refusal:
        return None


def _ttl_seconds(listed: JsonObject) -> float | None:
    """``ttl`` is in milliseconds (Bitstring Status List 1.0 section 2.2)."""
    subject = listed.get("credentialSubject")
    ttl = subject.get("ttl") if isinstance(subject, dict) else None
    if isinstance(ttl, bool) or not isinstance(ttl, int | float):
        return None
    return ttl / 1_000


def _instant(value: object) -> datetime | None:
    try:
        return read_instant(value) if isinstance(value, str) else None
    except ValueError:
        return None
