"""Every way in which one object of a class can be broken, or written differently."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Variant:
    """What was done to which member, and the object that came of it."""

    deed: str
    member: str
    value: JsonObject


_WRONG_TYPES: tuple[Any, ...] = (7, 1.5, True, "no such word", {"a": 1}, [7], ["x y"])
_DATES = (
    "2026-03-01T10:00:00",
    "2026-03-01",
    "2026-02-30T10:00:00Z",
    "2026-03-01 10:00:00Z",
    "2026-03-01T10:00:00+01:00",
    "2026-03-01T24:00:00Z",
    "2026-03-01T23:59:60Z",
    "2026-03-01t10:00:00z",
    "2026-03-01T10:00:00+15:00",
    "0000-03-01T10:00:00Z",
    "03/04/2009",
    "1700000000",
)
_DATED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T.*)?")


def spoil(whole: JsonObject) -> Iterator[Variant]:
    """Variants of one object; only its own members are touched, not those deeper down."""
    yield Variant("extra member", "", {**whole, "member of nobody": "x"})
    for name, value in whole.items():
        rest = {key: whole[key] for key in whole if key != name}
        yield Variant("member dropped", name, rest)
        for deed, wrong in _spoil_value(value):
            yield Variant(deed, name, {**whole, name: wrong})


def _spoil_value(value: Any) -> Iterator[tuple[str, Any]]:
    yield "null", None
    yield "empty array", []
    yield "array with null", [None]
    yield "array in array", [[value]]
    for wrong in _WRONG_TYPES:
        yield f"replaced by {wrong}", wrong
    if isinstance(value, list):
        yield from _spoil_array(value)
    else:
        yield "made an array", [value]
    if isinstance(value, str):
        yield from _spoil_text(value)


def _spoil_array(value: list[Any]) -> Iterator[tuple[str, Any]]:
    yield "one wrong item", [*value, 7]
    yield "doubled", value + value
    yield "single other name", "Person"
    yield "other name in array", ["Person"]
    if len(value) == 1:
        yield "compacted", value[0]


def _spoil_text(value: str) -> Iterator[tuple[str, Any]]:
    yield "language map", {"nl": value}
    yield "other language map", {"dutch": value}
    yield "value object", {"@value": value, "@language": "nl"}
    yield "empty text", ""
    yield "sloppy extension", "xext:|"
    yield "extension", "ext:Oss-1.0_a"
    yield "number in text", "12"
    for date in _DATES if _DATED.fullmatch(value) else _DATES[:1]:
        yield f"date {date}", date
