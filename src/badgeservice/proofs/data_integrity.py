"""Knows embedded proofs (W3C Data Integrity 1.0): making one, verifying one, suite by suite.

A proof covers the canonical form of the document and of its own options. Who may sign, until when
and for whom is for the caller: ``expires``, ``domain`` and ``challenge`` are covered by the
signature and must have the right shape, but nothing here compares them with a clock or a request.
"""

import hashlib
import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedEncoding
from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.encoding import multibase_decode, multibase_encode
from badgeservice.proofs.keys import AlgorithmName, PublicKey, Signer

EDDSA_RDFC_2022 = "eddsa-rdfc-2022"
PROOF_TYPE = "DataIntegrityProof"

Contexts = Mapping[str, JsonObject]


class ProofOutcome(StrEnum):
    """What one proof turned out to be; only ``VERIFIED`` is good."""

    VERIFIED = "verified"
    SIGNATURE_WRONG = "signature-wrong"
    PROOF_MALFORMED = "proof-malformed"
    SUITE_UNSUPPORTED = "suite-unsupported"
    KEY_MISMATCH = "key-mismatch"


def create_proof(
    document: JsonObject,
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    proof_purpose: str = "assertionMethod",
    cryptosuite: str = EDDSA_RDFC_2022,
    contexts: Contexts | None = None,
) -> JsonObject:
    """Make the proof object for a document (Data Integrity 1.0 section 4.2).

    ``created`` is written in whole seconds UTC. ``contexts`` replaces the bundled ones, for tests.
    Refuses, with the refusals of ``canonicalise``, whatever a signature would not cover. Raises
    ``ValueError`` for a document that has a proof already, a naive time, an unknown suite and a
    signer of another kind than the suite takes.
    """
    suite = _SUITES.get(cryptosuite)
    if suite is None or signer.algorithm not in suite.signature_bytes:
        raise ValueError("the suite is unknown or takes another kind of key")
    options: JsonObject = {
        "type": PROOF_TYPE,
        "created": _write_instant(created),
        "verificationMethod": verification_method,
        "cryptosuite": cryptosuite,
        "proofPurpose": proof_purpose,
    }
    signature = signer.sign(suite.hash_both(_without_proof(document), options, contexts))
    if len(signature) != suite.signature_bytes[signer.algorithm]:
        raise ValueError("the signer gave a signature of another length than its key has")
    return {**options, "proofValue": multibase_encode(signature, "z")}


def add_proof(
    document: JsonObject,
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    proof_purpose: str = "assertionMethod",
    cryptosuite: str = EDDSA_RDFC_2022,
    contexts: Contexts | None = None,
) -> JsonObject:
    """Give a new document with the proof of ``create_proof`` as its last member; refuses alike."""
    proof = create_proof(
        document,
        signer=signer,
        verification_method=verification_method,
        created=created,
        proof_purpose=proof_purpose,
        cryptosuite=cryptosuite,
        contexts=contexts,
    )
    return {**document, "proof": proof}


def verify_proof(
    document: JsonObject,
    proof: JsonObject,
    public_key: PublicKey,
    *,
    contexts: Contexts | None = None,
) -> ProofOutcome:
    """Verify one proof over the secured document without its ``proof`` member (section 4.4).

    The refusals of ``canonicalise`` go through: a term that JSON-LD would drop, in the document or
    in the proof, is never covered. Raises ``ValueError`` for a document with a ``proof`` member.
    """
    secured = _without_proof(document)
    fault = _find_fault(proof)
    if fault is not None:
        return fault
    suite = _SUITES[proof["cryptosuite"]]
    length = suite.signature_bytes.get(public_key.algorithm)
    if length is None:
        return ProofOutcome.KEY_MISMATCH
    signature = _read_signature(proof["proofValue"])
    if signature is None or len(signature) != length:
        return ProofOutcome.PROOF_MALFORMED
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    if not public_key.verify(signature, suite.hash_both(secured, options, contexts)):
        return ProofOutcome.SIGNATURE_WRONG
    return ProofOutcome.VERIFIED


def document_digest(document: JsonObject, *, contexts: Contexts | None = None) -> str:
    """Name a credential by ``sha256:`` and the hex hash of its canonical form without proof.

    The same for every spelling of the JSON and every signature. Refuses like ``canonicalise``.
    """
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    canonical = canonicalise(unsigned, contexts=contexts)
    return "sha256:" + hashlib.sha256(canonical.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class _Suite:
    """One cryptosuite: which keys it takes, with the signature length, and what they sign.

    ``hash_both`` takes the document without proof, the options without proofValue and contexts.
    """

    signature_bytes: Mapping[AlgorithmName, int]
    hash_both: Callable[[JsonObject, JsonObject, Contexts | None], bytes]


def _hash_rdfc(document: JsonObject, options: JsonObject, contexts: Contexts | None) -> bytes:
    # Data Integrity EdDSA 1.0 sections 3.2.3 to 3.2.5: the options are read with the contexts of
    # the document, and their hash comes first.
    configuration = {**options, "@context": document.get("@context")}
    return b"".join(
        hashlib.sha256(canonicalise(part, contexts=contexts).encode("utf-8")).digest()
        for part in (configuration, document)
    )


# More suites are more rows: another canonical form, or other keys with their lengths.
_SUITES: Mapping[str, _Suite] = {EDDSA_RDFC_2022: _Suite({"Ed25519": 64}, _hash_rdfc)}


def _find_fault(proof: object) -> ProofOutcome | None:
    if not isinstance(proof, dict) or not isinstance(proof.get("type"), str):
        return ProofOutcome.PROOF_MALFORMED
    if proof["type"] != PROOF_TYPE:
        return ProofOutcome.SUITE_UNSUPPORTED
    if not all(_is_text(proof.get(name)) for name in _REQUIRED):
        return ProofOutcome.PROOF_MALFORMED
    if not all(_SHAPES.get(name, _is_something)(value) for name, value in proof.items()):
        return ProofOutcome.PROOF_MALFORMED
    # The suite reads the options with the contexts of the document, so a context of their own is
    # not covered by the signature: it could come and go unnoticed.
    if any(name.startswith("@") for name in proof):
        return ProofOutcome.PROOF_MALFORMED
    # A proof in a chain also signs the proofs it names; that is another computation.
    if "previousProof" in proof or proof["cryptosuite"] not in _SUITES:
        return ProofOutcome.SUITE_UNSUPPORTED
    return None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_something(value: object) -> bool:
    # JSON-LD drops null and empty arrays, so they could come and go without breaking a signature.
    return value is not None and value != []


def _is_text_or_texts(value: object) -> bool:
    if isinstance(value, list):
        return value != [] and all(_is_text(item) for item in value)
    return _is_text(value)


def is_date_time_stamp(value: object) -> bool:
    """Tell whether a value is an XSD 1.1 dateTimeStamp: a real day and always a zone."""
    match = _DATE_TIME_STAMP.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return False
    # The Gregorian calendar repeats every 400 years, and Python's has no year 0.
    year = int(match["year"][-4:]) % 400 + 400
    return int(match["day"]) <= monthrange(year, int(match["month"]))[1]


_DATE_TIME_STAMP = re.compile(
    r"-?(?P<year>[1-9][0-9]{4,8}|[0-9]{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12][0-9]|3[01])"
    r"T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,30})?|24:00:00(?:\.0{1,30})?)"
    r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
)

_REQUIRED = ("cryptosuite", "verificationMethod", "proofPurpose", "proofValue")

# Data Integrity 1.0 section 2.1. Members that are not here are signed if a context defines them
# and refused by canonicalise if none does.
_SHAPES: Mapping[str, Callable[[object], bool]] = {
    "id": _is_text,
    "created": is_date_time_stamp,
    "expires": is_date_time_stamp,
    "domain": _is_text_or_texts,
    "challenge": _is_text,
    "nonce": _is_text,
}


def _read_signature(proof_value: str) -> bytes | None:
    if not proof_value.startswith("z"):
        return None
    try:
        return multibase_decode(proof_value)
    except MalformedEncoding:
        return None


def _write_instant(instant: datetime) -> str:
    if instant.utcoffset() is None:
        raise ValueError("a proof is created at a time with a zone")
    return instant.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _without_proof(document: JsonObject) -> JsonObject:
    if "proof" in document:
        raise ValueError("take the proof out of the document first")
    return document
