"""Knows the disclosures of an SD-JWT (RFC 9901 sections 4.2 and 7.1) and where each belongs."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, MalformedEncoding, MalformedJson, MalformedToken, TooLarge
from badgeservice.proofs.encoding import base64url_decode, base64url_encode
from badgeservice.proofs.strict_json import JsonLimits, read_json

DIGESTS, ELEMENT, HASH_NAME = "_sd", "...", "_sd_alg"
RESERVED_NAMES = frozenset({DIGESTS, ELEMENT, HASH_NAME})

# RFC 9901 section 9.7: what decides whether a token is good now must not be for its holder to hide.
NEVER_SELECTIVE = frozenset({"iss", "aud", "exp", "nbf", "cnf"})

MAX_DISCLOSURES = 500
MAX_DISCLOSURE_BYTES = 64 * 1_024
MAX_DEPTH = 64
_DISCLOSURE_LIMITS = JsonLimits(max_bytes=MAX_DISCLOSURE_BYTES, max_depth=MAX_DEPTH)

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One disclosure as it was written: ``name`` is None for the element of an array."""

    text: str
    salt: str
    name: str | None
    value: Any

    @property
    def digest(self) -> str:
        """The digest that stands in the signed part (RFC 9901 section 4.2.3), with SHA-256."""
        return disclosure_digest(self.text)


def disclosure_digest(text: str) -> str:
    """Give base64url of the SHA-256 over the disclosure as it is written."""
    return base64url_encode(hashlib.sha256(text.encode("ascii")).digest())


def read_disclosure(text: str) -> Disclosure:
    """Read one disclosure (RFC 9901 section 4.2).

    Refuses what is not exact base64url of one strict JSON array: salt, name and value, or salt and
    value; a name of the mechanism itself; more than 64 KiB.
    """
    try:
        parts = read_json(base64url_decode(text), _DISCLOSURE_LIMITS)
    except (MalformedEncoding, MalformedJson, TooLarge) as error:
        raise malformed("sd-jwt.disclosure", "A disclosure cannot be read.") from error
    if not isinstance(parts, list) or len(parts) not in (2, 3):
        raise malformed("sd-jwt.disclosure", "A disclosure is not an array of two or three.")
    if not all(isinstance(part, str) for part in parts[:-1]):
        raise malformed("sd-jwt.disclosure", "Salt or name of a disclosure is not a text.")
    name = parts[1] if len(parts) == 3 else None
    if name in RESERVED_NAMES:
        raise malformed("sd-jwt.reserved-name", "A disclosure has a name of the mechanism itself.")
    return Disclosure(text, parts[0], name, parts[-1])


def read_disclosures(texts: Sequence[str]) -> tuple[Disclosure, ...]:
    """Read all disclosures; refuses more than 500, one twice, and a salt that is used twice.

    RFC 9901 section 9.3 wants a new salt for each: with a salt that is known from another
    disclosure, what is not disclosed could be guessed.
    """
    if len(texts) > MAX_DISCLOSURES:
        raise TooLarge(f"An SD-JWT has at most {MAX_DISCLOSURES} disclosures.")
    read = tuple(read_disclosure(text) for text in texts)
    if len({one.digest for one in read}) < len(read):
        raise malformed("sd-jwt.repeated", "A disclosure is there twice.")
    if len({one.salt for one in read}) < len(read):
        raise malformed("sd-jwt.repeated", "Two disclosures have the same salt.")
    return read


@dataclass(frozen=True, slots=True)
class Disclosed:
    """The payload with everything disclosed in its place, and where each disclosure went."""

    document: JsonObject
    places: Mapping[Path, Disclosure]


def put_in_place(payload: JsonObject, disclosures: Sequence[Disclosure]) -> Disclosed:
    """Put the disclosures where their digests stand, and take out what is left of the mechanism.

    Refuses every irregularity of RFC 9901 section 7.1: another hash than ``sha-256``, a digest or a
    disclosure that is used twice or never, a name that is there already, a value of the other
    kind, members of the mechanism in other places, and more than 64 levels.
    """
    if payload.get(HASH_NAME, "sha-256") != "sha-256":
        raise malformed("sd-jwt.hash", "The digests are not made with sha-256.", f"/{HASH_NAME}")
    placing = _Placing({one.digest: one for one in disclosures})
    signed = {name: value for name, value in payload.items() if name != HASH_NAME}
    document = placing.place_object(signed, ())
    if any(count > 1 for count in placing.seen.values()):
        raise malformed("sd-jwt.repeated", "A digest is there twice.")
    if len(placing.places) < len(disclosures):
        raise malformed("sd-jwt.unreferenced", "A disclosure belongs to no digest.")
    return Disclosed(document, placing.places)


class _Placing:
    """One walk through a payload and through everything that is disclosed on the way."""

    def __init__(self, by_digest: Mapping[str, Disclosure]) -> None:
        self.by_digest = by_digest
        self.seen: Counter[str] = Counter()
        self.places: dict[Path, Disclosure] = {}

    def place(self, value: Any, path: Path) -> Any:
        if len(path) > MAX_DEPTH:
            raise malformed("sd-jwt.too-deep", "What is disclosed is nested too deeply.")
        if isinstance(value, dict):
            return self.place_object(value, path)
        if isinstance(value, list):
            return self.place_array(value, path)
        return value

    def place_object(self, value: JsonObject, path: Path) -> JsonObject:
        if ELEMENT in value or HASH_NAME in value:
            raise malformed("sd-jwt.reserved-name", "A name of the mechanism is in a wrong place.")
        digests = value.get(DIGESTS, [])
        if not isinstance(digests, list) or not all(isinstance(one, str) for one in digests):
            raise malformed("sd-jwt.digests", "The member _sd is not an array of texts.")
        placed = {
            name: self.place(item, (*path, name)) for name, item in value.items() if name != DIGESTS
        }
        for digest in digests:
            found = self._find(digest)
            if found is None:
                continue
            if found.name is None:
                raise malformed("sd-jwt.kind", "An element of an array is disclosed as a member.")
            if found.name in value or found.name in placed:
                raise malformed("sd-jwt.clash", "A disclosed name is there already.")
            if not path and found.name in NEVER_SELECTIVE:
                raise malformed("sd-jwt.validity", "A claim about validity was for hiding.")
            placed[found.name] = self._put(found, (*path, found.name))
        return placed

    def place_array(self, value: list[Any], path: Path) -> list[Any]:
        placed = []
        for index, item in enumerate(value):
            if not (isinstance(item, dict) and ELEMENT in item):
                placed.append(self.place(item, (*path, index)))
                continue
            digest = item[ELEMENT]
            if len(item) > 1 or not isinstance(digest, str):
                raise malformed("sd-jwt.digests", "The digest of an element does not stand alone.")
            found = self._find(digest)
            if found is None:
                continue
            if found.name is not None:
                raise malformed("sd-jwt.kind", "A member is disclosed as an element of an array.")
            placed.append(self._put(found, (*path, index)))
        return placed

    def _find(self, digest: str) -> Disclosure | None:
        self.seen[digest] += 1
        if self.seen[digest] > 1:
            raise malformed("sd-jwt.repeated", "A digest is there twice.")
        return self.by_digest.get(digest)

    def _put(self, found: Disclosure, path: Path) -> Any:
        self.places[path] = found
        return self.place(found.value, path)


def malformed(code: str, message: str, pointer: str = "") -> MalformedToken:
    """Make the refusal of an SD-JWT, with one finding."""
    return MalformedToken(message, findings=(Finding(code, pointer, message),))
