"""Which of the forms we have does the caller like best? (RFC 9110 section 12.5.1)"""

import re
from collections.abc import Sequence

_RANGE = re.compile(r"^([!#$%&'*+.^_`|~0-9a-z-]+)/([!#$%&'*+.^_`|~0-9a-z-]+)$")
_WEIGHT = re.compile(r"^(0(\.[0-9]{0,3})?|1(\.0{0,3})?)$")
_MAX_RANGES = 50

HTML = "text/html"


def preferred(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type with the highest weight, or None when all are refused.

    ``offered`` stands in our own order, which settles a draw. No ``Accept`` accepts everything.
    The most specific range counts for a type; ranges that cannot be read are passed over.
    """
    if accept is None or not accept.strip():
        return offered[0]
    ranges = _read_ranges(accept)
    weighed = [(_weight(media_type, ranges), media_type) for media_type in offered]
    best = max(weight for weight, _ in weighed)
    if best <= 0:
        return None
    return next(media_type for weight, media_type in weighed if weight == best)


def prefers_html(accept: str | None) -> bool:
    """Whether a page is liked better than JSON: true for browsers, false for ``*/*``."""
    return preferred(accept, ("application/json", HTML)) == HTML


def _read_ranges(accept: str) -> dict[tuple[str, str], float]:
    ranges: dict[tuple[str, str], float] = {}
    for item in accept.lower().split(",")[:_MAX_RANGES]:
        name, *parameters = (part.strip() for part in item.split(";"))
        match = _RANGE.match(name)
        if match is None:
            continue
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                weight = float(parameter[2:]) if _WEIGHT.match(parameter[2:]) else 0.0
        key = (match[1], match[2])
        # Two spellings of one range, say with different profiles: the kinder one counts.
        ranges[key] = max(weight, ranges.get(key, 0.0))
    return ranges


def _weight(media_type: str, ranges: dict[tuple[str, str], float]) -> float:
    main, _, sub = media_type.partition("/")
    for key in ((main, sub), (main, "*"), ("*", "*")):
        if key in ranges:
            return ranges[key]
    return 0.0
