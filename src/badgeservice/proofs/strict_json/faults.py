"""Knows what can be wrong with a JSON text, how that is said, and how a place is pointed at."""

import re
from typing import NoReturn

from badgeservice.errors import Finding, MalformedJson

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

_PLANES = range(0, 0x110000, 0x10000)
_LAST_OF_PLANES = "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in _PLANES)
SURROGATE = re.compile("[\ud800-\udfff]")
NONCHARACTER = re.compile(f"[\x00\ufdd0-\ufdef{_LAST_OF_PLANES}]")


def json_pointer(path: tuple[str | int, ...]) -> str:
    """Write the way to a value as a JSON Pointer (RFC 6901)."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def finding(code: str, path: tuple[str | int, ...] = ()) -> Finding:
    """Say one fault and its place; a code outside the table above is a ``KeyError``."""
    # A name that is itself refused must not come back in an answer as broken Unicode.
    pointer = json_pointer(path)
    if SURROGATE.search(pointer) or NONCHARACTER.search(pointer):
        pointer = ""
    return Finding(code, pointer, _MESSAGES[code])


def malformed(code: str) -> MalformedJson:
    """Make the refusal of a whole text for one reason."""
    return MalformedJson("The JSON is not acceptable.", findings=[finding(code)])


def refuse(code: str) -> NoReturn:
    """Raise the refusal of a whole text for one reason."""
    raise malformed(code)
