"""An issuer, a holder and a verifier of selective disclosure, and ways to forge a derived proof."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.keys import PrivateKey, PublicKey
from badgeservice.proofs.proof_shape import ProofOutcome
from badgeservice.proofs.selective import create_base_proof, derive_proof, verify_derived_proof
from badgeservice.proofs.selective.proof_value import (
    DerivedProofValue,
    read_derived_proof_value,
    write_derived_proof_value,
)
from badgeservice.proofs.selective.statements import Rules
from badgeservice.proofs.selective.verify import separate
from badgeservice.proofs.strict_json import json_pointer
from full_credential import places

JsonObject = dict[str, Any]

ISSUER_KEY = PrivateKey.generate("P-256")
METHOD = "did:web:club.example#p-256"
CREATED = datetime(2025, 3, 1, 10, 0, tzinfo=UTC)
HMAC_KEY = bytes(range(32))
MANDATORY = ("/issuer", "/validFrom", "/credentialSubject/achievement/name")


def issue(
    document: JsonObject,
    mandatory_pointers: Sequence[str] = MANDATORY,
    *,
    hmac_key: bytes = HMAC_KEY,
    **options: Any,
) -> JsonObject:
    """The base proof of a document."""
    return create_base_proof(
        document,
        signer=options.pop("signer", ISSUER_KEY),
        verification_method=METHOD,
        created=options.pop("created", CREATED),
        mandatory_pointers=mandatory_pointers,
        random_bytes=options.pop("random_bytes_of", lambda length: hmac_key[:length]),
        **options,
    )


def derive(
    document: JsonObject, *pointers: str, mandatory: Sequence[str] = MANDATORY
) -> JsonObject:
    """A derived document of a fresh base proof."""
    return derive_proof(document, issue(document, mandatory), selective_pointers=pointers)


def verify(
    derived: JsonObject,
    key: PublicKey = ISSUER_KEY.public_key,
    reading: Reading = Reading.STRICT,
) -> ProofOutcome:
    document = dict(derived)
    return verify_derived_proof(document, document.pop("proof"), key, reading=reading)


def value_of(derived: JsonObject) -> DerivedProofValue:
    return read_derived_proof_value(derived["proof"]["proofValue"])


def with_value(derived: JsonObject, **changes: Any) -> JsonObject:
    """The derived document with other parts in its proof value."""
    value = write_derived_proof_value(replace(value_of(derived), **changes))
    return {**derived, "proof": {**derived["proof"], "proofValue": value}}


def with_options(derived: JsonObject, **options: Any) -> JsonObject:
    return {**derived, "proof": {**derived["proof"], **options}}


def pointers_into(document: JsonObject) -> list[str]:
    """Every pointer into a document, the empty one first."""
    return [json_pointer(path) for path, _ in places(document)]


def statements_of(derived: JsonObject) -> tuple[list[str], list[str]]:
    """The mandatory statements and the others, as they were signed."""
    document = {name: value for name, value in derived.items() if name != "proof"}
    parts = separate(document, value_of(derived), Rules(None, Reading.STRICT))
    assert parts is not None
    return list(parts[0]), list(parts[1])


def signed_pairs(derived: JsonObject) -> dict[str, bytes]:
    return dict(zip(statements_of(derived)[1], value_of(derived).signatures, strict=True))


def with_statements(
    derived: JsonObject, mandatory: Sequence[str], pairs: dict[str, bytes], **changes: Any
) -> JsonObject:
    """The proof that a forger would write for these statements, each with a signature."""
    every = sorted([*mandatory, *pairs])
    return with_value(
        derived,
        mandatory_indexes=tuple(at for at, text in enumerate(every) if text in set(mandatory)),
        signatures=tuple(pairs[text] for text in every if text in pairs),
        **changes,
    )
