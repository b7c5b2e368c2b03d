"""Knows strict JSON: one reading of every text (RFC 8259, RFC 7493), within limits.

The decoder of the standard library does the work; around it stand the checks it does not make.
Everything that could make two readers disagree is refused: a repeated member name, a lone
surrogate, a number no double holds, bytes that are not plain UTF-8.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from badgeservice.document import Document
from badgeservice.errors import Finding, MalformedJson, TooLarge

MAX_INTEGER = 2**53 - 1
_MAX_INTEGER_DIGITS = 16


@dataclass(frozen=True, slots=True)
class JsonLimits:
    """Limits on one JSON text, and on the token that it may be in.

    ``max_bytes`` counts bytes, ``max_depth`` nested containers, ``max_members`` members and array
    elements together, ``max_string`` characters of a string or name after unescaping,
    ``max_number_digits`` significant digits; ``max_token_header_bytes`` is about the header of the
    token alone.
    """

    max_bytes: int
    max_depth: int = 64
    max_members: int = 10_000
    max_string: int = 65_536
    max_number_digits: int = 30
    max_token_header_bytes: int = 8 * 1024


DEFAULT_LIMITS = JsonLimits(max_bytes=512 * 1024)

_MESSAGES = {
    "json.not-utf8": "The text is not UTF-8.",
    "json.bom": "The text begins with a byte order mark.",
    "json.syntax": "The text does not follow the JSON grammar.",
    "json.empty": "The text is empty.",
    "json.duplicate-member": "The member name occurs twice in one object.",
    "json.not-a-number": "The number is not finite or too small for a double.",
    "json.surrogate": "The string holds a surrogate that is not part of a pair.",
    "json.control": "The string holds U+0000 or a noncharacter.",
    "json.too-deep": "Arrays and objects are nested too deeply.",
    "json.too-many-members": "There are too many members and array elements.",
    "json.string-too-long": "The string is too long.",
    "json.number-too-long": "The number has too many digits.",
    "json.integer-range": "The integer is outside -(2^53-1) to 2^53-1.",
    "json.not-an-object": "The text is not a JSON object.",
}


def json_pointer(path: tuple[str | int, ...]) -> str:
    """Write the way to a value as a JSON Pointer (RFC 6901)."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def read_json(raw: bytes, limits: JsonLimits = DEFAULT_LIMITS) -> Any:
    """Read one JSON text; the value is made of dict, list, str, int, float, bool and None.

    Refuses ``TooLarge`` above ``limits.max_bytes``, else ``MalformedJson`` with a finding per
    fault: its code begins with ``json.``; syntax faults end the reading, so they come alone.
    """
    if len(raw) > limits.max_bytes:
        raise TooLarge("The JSON is larger than the limit.")
    text = _decode(raw)
    _check_structure(text, limits)
    value, refused = _parse(text, limits)
    # Most texts end here: a second look is only taken where one of these can be hidden.
    if (
        refused
        or len(text) > limits.max_string
        or _SUSPECT_ESCAPE.search(text)
        or any(sequence in raw for sequence in _SUSPECT_BYTES)
    ):
        findings = tuple(_find_faults(value, (), limits))
        if findings:
            raise MalformedJson("The JSON is not acceptable.", findings=findings)
    return value


def read_document(raw: bytes, limits: JsonLimits = DEFAULT_LIMITS) -> Document:
    """Read a JSON object and keep its bytes; refuses like ``read_json``, and any other value."""
    value = read_json(raw, limits)
    if not isinstance(value, dict):
        _refuse("json.not-an-object")
    return Document(raw, value)


def write_json(value: object) -> bytes:
    """Write compact UTF-8 with members in the order of insertion.

    Refuses NaN, infinities and lone surrogates with ``MalformedJson``.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode()
    except UnicodeEncodeError as cause:
        raise _malformed("json.surrogate") from cause
    except ValueError as cause:
        raise _malformed("json.not-a-number") from cause


# --- before parsing ---------------------------------------------------------------------------

_WHITE_SPACE = " \t\n\r"
_NO_WHITE_SPACE = str.maketrans(dict.fromkeys(_WHITE_SPACE))
_NOT_A_BRACKET = re.compile(r"[^\[\]{}]+")


def _decode(raw: bytes) -> str:
    if raw.startswith((b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")):
        _refuse("json.bom")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as cause:
        raise _malformed("json.not-utf8") from cause
    if not text.strip(_WHITE_SPACE):
        _refuse("json.empty")
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
    depth = deepest = 0
    for bracket in _NOT_A_BRACKET.sub("", outside):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    if deepest > limits.max_depth:
        _refuse("json.too-deep")
    openings = outside.count("[") + outside.count("{")
    empty = outside.count("[]") + outside.count("{}")
    if outside.count(",") + openings - empty > limits.max_members:
        _refuse("json.too-many-members")


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
        raise _malformed("json.syntax") from cause


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

# Escapes of surrogates, of noncharacters of the basic plane and of U+0000.
_SUSPECT_ESCAPE = re.compile(r"\\u(?:[dD][89a-fA-F]|[fF][dDfF]|0000)")
# Every noncharacter has one of these in its UTF-8 (U+FDD0 to U+FDEF; the last two of a plane).
_SUSPECT_BYTES = (b"\xef\xb7", b"\xbf\xbe", b"\xbf\xbf")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PLANES = range(0, 0x110000, 0x10000)
_LAST_OF_PLANES = "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in _PLANES)
_NONCHARACTER = re.compile(f"[\x00\ufdd0-\ufdef{_LAST_OF_PLANES}]")


def _find_faults(value: Any, path: tuple[str | int, ...], limits: JsonLimits) -> Iterator[Finding]:
    if isinstance(value, str):
        yield from _find_string_faults(value, path, limits)
    elif isinstance(value, _Refused):
        yield _finding(value.code, path)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from _find_faults(element, (*path, index), limits)
    elif isinstance(value, dict):
        if isinstance(value, _Repeated):
            for name in value.names:
                yield _finding("json.duplicate-member", (*path, name))
        for name, member in value.items():
            yield from _find_string_faults(name, path, limits)
            yield from _find_faults(member, (*path, name), limits)


def _find_string_faults(
    text: str, path: tuple[str | int, ...], limits: JsonLimits
) -> Iterator[Finding]:
    if len(text) > limits.max_string:
        yield _finding("json.string-too-long", path)
    if text.isascii() and "\x00" not in text:
        return
    if _SURROGATE.search(text):
        yield _finding("json.surrogate", path)
    if _NONCHARACTER.search(text):
        yield _finding("json.control", path)


def _finding(code: str, path: tuple[str | int, ...] = ()) -> Finding:
    # A name that is itself refused must not come back in an answer as broken Unicode.
    pointer = json_pointer(path)
    if _SURROGATE.search(pointer) or _NONCHARACTER.search(pointer):
        pointer = ""
    return Finding(code, pointer, _MESSAGES[code])


def _malformed(code: str) -> MalformedJson:
    return MalformedJson("The JSON is not acceptable.", findings=[_finding(code)])


def _refuse(code: str) -> NoReturn:
    raise _malformed(code)
