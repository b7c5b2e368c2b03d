"""Knows the rule: which JSON texts are read, what they mean, and every fault of the others.

The decoder of the standard library does the work; around it stand the checks it does not make.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from badgeservice.errors import Finding, MalformedJson
from badgeservice.proofs.strict_json.faults import (
    NONCHARACTER,
    SURROGATE,
    finding,
    malformed,
    refuse,
)
from badgeservice.proofs.strict_json.limits import MAX_INTEGER, JsonLimits

_MAX_INTEGER_DIGITS = 16

# Escapes of surrogates, of noncharacters of the basic plane and of U+0000.
_SUSPECT_ESCAPE = re.compile(r"\\u(?:[dD][89a-fA-F]|[fF][dDfF]|0000)")
# Every noncharacter has one of these in its UTF-8 (U+FDD0 to U+FDEF; the last two of a plane).
SUSPECT_BYTES = (b"\xef\xb7", b"\xbf\xbe", b"\xbf\xbf")


def read_exactly(raw: bytes, limits: JsonLimits) -> Any:
    """Read one JSON text of at most ``limits.max_bytes``, which the caller has checked.

    Refuses ``MalformedJson`` with a finding per fault; syntax faults end the reading, so they
    come alone.
    """
    text = _decode(raw)
    _check_structure(text, limits)
    value, refused = _parse(text, limits)
    # Most texts end here: a second look is only taken where one of these can be hidden.
    if (
        refused
        or len(text) > limits.max_string
        or _SUSPECT_ESCAPE.search(text)
        or any(sequence in raw for sequence in SUSPECT_BYTES)
    ):
        findings = tuple(_find_faults(value, (), limits))
        if findings:
            raise MalformedJson("The JSON is not acceptable.", findings=findings)
    return value


# --- before parsing ---------------------------------------------------------------------------

_WHITE_SPACE = " \t\n\r"
_NO_WHITE_SPACE = str.maketrans(dict.fromkeys(_WHITE_SPACE))
_NO_BRACKET = bytes(set(range(256)) - set(b"[]{}"))
_OPENING = b"[{"


def _decode(raw: bytes) -> str:
    if raw.startswith((b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")):
        refuse("json.bom")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as cause:
        raise malformed("json.not-utf8") from cause
    if not text.strip(_WHITE_SPACE):
        refuse("json.empty")
    return text


def _check_structure(text: str, limits: JsonLimits) -> None:
    """Bound depth and members before the recursive parser sees the text; linear in its length."""
    at_most = text.count("[") + text.count("{")
    if at_most <= limits.max_depth and at_most + text.count(",") <= limits.max_members:
        return
    if "\\" in text:
        text = text.replace("\\\\", "").replace('\\"', "")
    # Without escaped quotes every second piece between quotes lies outside the strings.
    outside = '"'.join(text.split('"')[::2]).translate(_NO_WHITE_SPACE)
    depth = 0
    for bracket in outside.encode().translate(None, _NO_BRACKET):
        depth += 1 if bracket in _OPENING else -1
        if depth > limits.max_depth:
            refuse("json.too-deep")
    openings = outside.count("[") + outside.count("{")
    empty = outside.count("[]") + outside.count("{}")
    if outside.count(",") + openings - empty > limits.max_members:
        refuse("json.too-many-members")


# --- parsing ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Refused:
    """Stands in the parsed value where something was refused, until its place is known."""

    code: str


class _Repeated(dict[str, Any]):
    """An object in which a name came twice."""

    names: tuple[str, ...] = ()


def _parse(text: str, limits: JsonLimits) -> tuple[Any, bool]:
    refused = False

    def refuse(code: str) -> _Refused:
        nonlocal refused
        refused = True
        return _Refused(code)

    def read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal refused
        members = dict(pairs)
        if len(members) == len(pairs):
            return members
        refused = True
        repeated = _Repeated(members)
        times = Counter(name for name, _ in pairs)
        repeated.names = tuple(name for name, count in times.items() if count > 1)
        return repeated

    def read_number(literal: str) -> int | float | _Refused:
        number = _read_number(literal, limits)
        return refuse(number) if isinstance(number, str) else number

    decoder = json.JSONDecoder(
        object_pairs_hook=read_object,
        parse_float=read_number,
        parse_int=read_number,
        parse_constant=lambda _: refuse("json.not-a-number"),
    )
    try:
        return decoder.decode(text), refused
    except json.JSONDecodeError as cause:
        raise malformed("json.syntax") from cause


def _read_number(literal: str, limits: JsonLimits) -> int | float | str:
    """Read a number literal, or say with which code it is refused."""
    mantissa, _, exponent = literal.lower().partition("e")
    digits = mantissa.lstrip("-").replace(".", "").lstrip("0")
    if len(digits) > limits.max_number_digits or len(exponent) > limits.max_number_digits:
        return "json.number-too-long"
    if mantissa == literal and "." not in literal:
        within = len(digits) <= _MAX_INTEGER_DIGITS and abs(int(literal)) <= MAX_INTEGER
        return int(literal) if within else "json.integer-range"
    number = float(literal)
    # A number that no double holds would be signed as another one.
    if math.isinf(number) or (number == 0 and digits):
        return "json.not-a-number"
    return number


# --- after parsing ----------------------------------------------------------------------------


def _find_faults(value: Any, path: tuple[str | int, ...], limits: JsonLimits) -> Iterator[Finding]:
    if isinstance(value, str):
        yield from _find_string_faults(value, path, limits)
    elif isinstance(value, _Refused):
        yield finding(value.code, path)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from _find_faults(element, (*path, index), limits)
    elif isinstance(value, dict):
        if isinstance(value, _Repeated):
            for name in value.names:
                yield finding("json.duplicate-member", (*path, name))
        for name, member in value.items():
            yield from _find_string_faults(name, path, limits)
            yield from _find_faults(member, (*path, name), limits)


def _find_string_faults(
    text: str, path: tuple[str | int, ...], limits: JsonLimits
) -> Iterator[Finding]:
    if len(text) > limits.max_string:
        yield finding("json.string-too-long", path)
    if text.isascii() and "\x00" not in text:
        return
    if SURROGATE.search(text):
        yield finding("json.surrogate", path)
    if NONCHARACTER.search(text):
        yield finding("json.control", path)
