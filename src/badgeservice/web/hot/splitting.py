"""Taking a batch apart while it comes in: lines, or the elements of one JSON array.

Only where one credential ends and the next begins is looked at here; each is read strictly later,
by itself. What is too large is passed over without being kept. Nothing is looked at twice, however
small the pieces are in which it comes.
"""

import re
from collections.abc import Iterator
from typing import Final, Protocol

from badgeservice.errors import MalformedJson

_SPACE: Final = re.compile(rb"[ \t\r\n]*+")
# Up to the next bracket, over everything else: whole strings, and whatever is no bracket.
_TO_BRACKET: Final = re.compile(rb'(?:[^"{}\[\]]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+', re.DOTALL)
# What is left of a string up to its closing quote, or to a backslash that nothing follows yet.
_TO_QUOTE: Final = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
# Anything else that stands in an array, such as a number.
_TO_COMMA: Final = re.compile(rb"[^,\]]*+")
_BROKEN: Final = "The body is not one JSON array of credentials."


class Splitter(Protocol):
    """Gives what is between the separators, in order; None for what is larger than it may be."""

    def feed(self, piece: bytes) -> Iterator[bytes | None]:
        """Everything that is complete with this piece."""

    def end(self) -> Iterator[bytes | None]:
        """What is complete because nothing follows; refuses ``MalformedJson``."""


class LineSplitter:
    """One credential on each line; empty lines are passed over."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._begun = bytearray()
        self._is_too_large = False

    def feed(self, piece: bytes) -> Iterator[bytes | None]:
        """Every line that ends in this piece."""
        *lines, rest = piece.split(b"\n")
        for line in lines:
            if not line and not self._begun and not self._is_too_large:
                continue
            self._add(line)
            yield from self.end()
        self._add(rest)

    def end(self) -> Iterator[bytes | None]:
        """The line that was begun, as it may be the last one without an end."""
        line, self._begun = bytes(self._begun), bytearray()
        if self._is_too_large:
            self._is_too_large = False
            yield None
        elif line.strip():
            yield line

    def _add(self, text: bytes) -> None:
        if len(self._begun) + len(text) > self._max_bytes:
            self._is_too_large = True
            self._begun.clear()
        elif not self._is_too_large:
            self._begun += text


class ArraySplitter:
    """The elements of one JSON array, which must be the whole body."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._buffer = bytearray()
        # How far the buffer was looked at, and what is expected there.
        self._at = 0
        self._expects = "["
        self._depth = 0
        self._is_in_string = False
        self._is_too_large = False

    def feed(self, piece: bytes) -> Iterator[bytes | None]:
        """Every element that ends in this piece; refuses ``MalformedJson`` where it breaks off."""
        self._buffer += piece
        while True:
            is_inside = self._expects in ("nested", "string", "other")
            if is_inside:
                if not self._is_at_end():
                    self._forget_too_large()
                    return
                yield self._cut()
                continue
            found = _SPACE.match(self._buffer, self._at)
            self._at = found.end() if found else self._at
            if self._at == len(self._buffer):
                self._drop()
                return
            self._step(self._buffer[self._at])

    def end(self) -> Iterator[bytes | None]:
        """Nothing is left to give; refuses ``MalformedJson`` when the array was not closed."""
        if self._expects != "nothing":
            raise MalformedJson(_BROKEN, hint="Send [ credential, credential, … ].")
        yield from ()

    def _step(self, byte: int) -> None:
        """Take one byte between the elements, or see what kind of element begins with it."""
        sign = chr(byte)
        if self._expects in ("element", "first") and sign not in ",]":
            self._drop()
            self._expects = {"{": "nested", "[": "nested", '"': "string"}.get(sign, "other")
            if self._expects == "string":
                self._is_in_string = True
                self._at = 1
            return
        allowed = {"[": "[", "first": "]", "comma": ",]"}.get(self._expects, "")
        if sign not in allowed:
            raise MalformedJson(_BROKEN, hint="Send [ credential, credential, … ].")
        self._expects = {"[": "first", ",": "element", "]": "nothing"}[sign]
        self._at += 1

    def _is_at_end(self) -> bool:
        """Go on to the end of the element; False when more of it has to come first."""
        if self._expects == "other":
            self._at = _end_of(_TO_COMMA, self._buffer, self._at)
            return self._at < len(self._buffer)
        while self._at < len(self._buffer):
            if self._is_in_string:
                self._at = _end_of(_TO_QUOTE, self._buffer, self._at)
                if self._at == len(self._buffer) or self._buffer[self._at] != _QUOTE:
                    return False
                self._is_in_string = False
                self._at += 1
                if self._depth == 0:
                    return True
                continue
            self._at = _end_of(_TO_BRACKET, self._buffer, self._at)
            if self._at == len(self._buffer):
                return False
            sign = self._buffer[self._at]
            self._at += 1
            if sign == _QUOTE:
                self._is_in_string = True
                continue
            self._depth += 1 if sign in b"{[" else -1
            if self._depth == 0:
                return True
        return False

    def _cut(self) -> bytes | None:
        """The element that was passed, or None when it was too large to be kept."""
        self._expects = "comma"
        element = None
        if not self._is_too_large and self._at <= self._max_bytes:
            element = bytes(self._buffer[: self._at])
        self._is_too_large = False
        self._drop()
        return element

    def _forget_too_large(self) -> None:
        if self._is_too_large or len(self._buffer) > self._max_bytes:
            self._is_too_large = True
            self._drop()

    def _drop(self) -> None:
        """Forget what was passed."""
        del self._buffer[: self._at]
        self._at = 0


_QUOTE: Final = ord('"')


def _end_of(pattern: re.Pattern[bytes], text: bytearray, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
