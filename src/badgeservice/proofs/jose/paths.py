"""Knows the paths that name members to disclose, like ``credentialSubject.phone[0]``."""

import re
from typing import Any

from badgeservice.errors import Finding, MalformedInput

Path = tuple[str | int, ...]

MAX_PATH_CHARACTERS = 2_048
# The part of JSONPath (RFC 9535) that names one place: an optional $, then .name, [0] or ['name'].
_STEP = re.compile(
    r"\.(?P<name>[^.\[\]'\"\s]+)|\[(?P<index>0|[1-9][0-9]{0,5})\]|\['(?P<quoted>[^']+)'\]"
)


def read_path(text: str) -> Path:
    """Read a path as steps: names of members and indexes of arrays; refuses every other form."""
    rest = text.removeprefix("$")
    if rest == text and text[:1] not in ("[", "."):
        rest = f".{text}"
    steps: list[str | int] = []
    position = 0
    while len(text) <= MAX_PATH_CHARACTERS and position < len(rest):
        match = _STEP.match(rest, position)
        if match is None:
            break
        index = match["index"]
        steps.append(int(index) if index else match["name"] or match["quoted"])
        position = match.end()
    if not steps or position < len(rest):
        raise _refusal("sd-jwt.path", "A path to disclose is not written like a.b[0].")
    return tuple(steps)


def find_parent(document: Any, path: Path) -> Any:
    """Give the object or array that holds the last step of a path; refuses a path to nothing."""
    holder = document
    for step in path[:-1]:
        holder = _enter(holder, step)
    _enter(holder, path[-1])
    return holder


def _enter(holder: Any, step: str | int) -> Any:
    match holder, step:
        case dict(), str() if step in holder:
            return holder[step]
        case list(), int() if step < len(holder):
            return holder[step]
        case _:
            raise _refusal("sd-jwt.path-unknown", "A path to disclose leads to nothing.")


def _refusal(code: str, message: str) -> MalformedInput:
    return MalformedInput(message, findings=(Finding(code, "", message),))
