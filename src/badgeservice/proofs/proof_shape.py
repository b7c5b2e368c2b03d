"""Knows the shape of one embedded proof (Data Integrity 1.0 section 2.1), whatever its suite.

What a member may look like is decided here; what it means (a key, a moment, a domain) is for the
caller. Members that are not named here are signed if the suite covers them and refused by it if
it does not.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedEncoding
from badgeservice.proofs.encoding import MultibasePrefix, multibase_decode

PROOF_TYPE = "DataIntegrityProof"


class ProofOutcome(StrEnum):
    """What one proof turned out to be; only ``VERIFIED`` is good."""

    VERIFIED = "verified"
    SIGNATURE_WRONG = "signature-wrong"
    PROOF_MALFORMED = "proof-malformed"
    SUITE_UNSUPPORTED = "suite-unsupported"
    KEY_MISMATCH = "key-mismatch"
    BASE_PROOF = "base-proof"
    """An undisclosed ``ecdsa-sd-2023`` proof: for its holder, who derives what others verify."""


def has_proof_shape(proof: object) -> bool:
    """Tell whether this is an object with the members of a proof, each of the right shape.

    ``type``, ``verificationMethod``, ``proofPurpose`` and ``proofValue`` are there, and a
    ``DataIntegrityProof`` names its ``cryptosuite``. Keywords of JSON-LD are refused, except
    ``@context``, which each suite judges for itself.
    """
    if not isinstance(proof, dict):
        return False
    required = _REQUIRED if proof.get("type") == PROOF_TYPE else _REQUIRED_OF_OLD
    for name in required:
        if not _is_text(proof.get(name)):
            return False
    for name, value in proof.items():
        if name in required:
            continue
        if not _SHAPES.get(name, _is_something)(value):
            return False
        if name.startswith("@") and name != "@context":
            return False
    return True


def proof_options(proof: JsonObject) -> JsonObject:
    """Give the members that a proof signs: all but ``proofValue``."""
    return {name: value for name, value in proof.items() if name != "proofValue"}


def read_proof_value(proof_value: str, prefix: MultibasePrefix) -> bytes | None:
    """Read the bytes behind one multibase prefix; None for another prefix or spelling."""
    if not proof_value.startswith(prefix):
        return None
    try:
        return multibase_decode(proof_value)
    except MalformedEncoding:
        return None


def previous_names(proof: JsonObject) -> list[str]:
    """Give the ids in ``previousProof`` (text or texts), empty when it is absent."""
    names = proof.get("previousProof", [])
    return names if isinstance(names, list) else [names]


def write_instant(instant: datetime) -> str:
    """Write a moment as ``created`` has it: whole seconds UTC; ``ValueError`` without zone."""
    if instant.utcoffset() is None:
        raise ValueError("a proof is created at a time with a zone")
    return instant.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def without_proof(document: JsonObject) -> JsonObject:
    """Give the document back; ``ValueError`` if a proof is still in it, a mistake of ours."""
    if "proof" in document:
        raise ValueError("take the proof out of the document first")
    return document


def is_date_time_stamp(value: object) -> bool:
    """Tell whether a value is an XSD 1.1 dateTimeStamp: a real day and always a zone."""
    match = _DATE_TIME_STAMP.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return False
    if int(match["day"]) <= _SHORTEST_MONTH:
        return True
    # The Gregorian calendar repeats every 400 years, and Python's has no year 0.
    year = int(match["year"][-4:]) % 400 + 400
    return int(match["day"]) <= monthrange(year, int(match["month"]))[1]


_SHORTEST_MONTH = 28
_DATE_TIME_STAMP = re.compile(
    r"-?(?P<year>[1-9][0-9]{4,8}|[0-9]{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12][0-9]|3[01])"
    r"T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,30})?|24:00:00(?:\.0{1,30})?)"
    r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
)


def with_zone(text: str) -> str:
    """Give a moment of a proof its zone: one without is UTC (Data Integrity 1.0 section 2.1)."""
    return f"{text}Z" if is_date_time_stamp(f"{text}Z") else text


def _is_moment(value: object) -> bool:
    return is_date_time_stamp(value) or (
        isinstance(value, str) and is_date_time_stamp(with_zone(value))
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_something(value: object) -> bool:
    # JSON-LD drops null and empty arrays, so they could come and go without breaking a signature.
    return value is not None and value != []


def _is_text_or_texts(value: object) -> bool:
    if isinstance(value, list):
        return value != [] and all(_is_text(item) for item in value)
    return _is_text(value)


_REQUIRED_OF_OLD = ("type", "verificationMethod", "proofPurpose", "proofValue")
_REQUIRED = (*_REQUIRED_OF_OLD, "cryptosuite")

_SHAPES: Mapping[str, Callable[[object], bool]] = {
    "id": _is_text,
    "created": _is_moment,
    "expires": _is_moment,
    "domain": _is_text_or_texts,
    "challenge": _is_text,
    "nonce": _is_text,
    "previousProof": _is_text_or_texts,
}
