"""Knows how an issuer makes a base proof (ECDSA 1.0 sections 3.6.1 to 3.6.5)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.encoding import multibase_decode
from badgeservice.proofs.keys import PrivateKey, PublicKey, Signer
from badgeservice.proofs.proof_shape import (
    PROOF_TYPE,
    has_proof_shape,
    without_proof,
    write_instant,
)
from badgeservice.proofs.selective.proof_value import (
    HMAC_KEY_BYTES,
    SIGNATURE_BYTES,
    BaseProofValue,
    require_room,
    write_base_proof_value,
)
from badgeservice.proofs.selective.statements import (
    Contexts,
    Rules,
    hash_options,
    hash_statements,
    split_document,
)

CRYPTOSUITE = "ecdsa-sd-2023"
KEY_ALGORITHM = "P-256"


def create_base_proof(
    document: JsonObject,
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    mandatory_pointers: Sequence[str],
    proof_purpose: str = "assertionMethod",
    contexts: Contexts | None = None,
    reading: Reading = Reading.STRICT,
    random_bytes: Callable[[int], bytes],
    extra: JsonObject | None = None,
) -> JsonObject:
    """Make the proof from which the holder derives others; it is for the holder alone.

    What ``mandatory_pointers`` choose stands in every derived document. ``random_bytes`` gives
    that many unpredictable bytes; ``extra`` are further options of the proof. Refuses
    ``PointerNotFound``, what canonicalisation refuses and, above some 700 statements,
    ``TooLarge``. Raises ``ValueError`` for a document that has a proof already, a naive time, a
    key other than P-256, and options that no proof has.
    """
    if signer.algorithm != KEY_ALGORITHM:
        raise ValueError("the suite takes a P-256 key")
    options = _options(verification_method, created, proof_purpose, extra or {})
    value = sign_statements(
        without_proof(document),
        options,
        signer=signer,
        proof_signer=PrivateKey.generate(KEY_ALGORITHM),
        hmac_key=random_bytes(HMAC_KEY_BYTES),
        mandatory_pointers=mandatory_pointers,
        rules=Rules(contexts, reading),
    )
    proof = {**options, "proofValue": write_base_proof_value(value)}
    if not has_proof_shape(proof):
        raise ValueError("the options are not those of a proof")
    return proof


def _options(
    verification_method: str, created: datetime, proof_purpose: str, extra: JsonObject
) -> JsonObject:
    own: JsonObject = {
        "type": PROOF_TYPE,
        "created": write_instant(created),
        "verificationMethod": verification_method,
        "cryptosuite": CRYPTOSUITE,
        "proofPurpose": proof_purpose,
    }
    if extra.keys() & {*own, "proofValue", "@context", "previousProof"}:
        raise ValueError("an extra option is one of the suite's own, or none that it can sign")
    return {**own, **extra}


def sign_statements(
    document: JsonObject,
    options: JsonObject,
    *,
    signer: Signer,
    proof_signer: Signer,
    hmac_key: bytes,
    mandatory_pointers: Sequence[str],
    rules: Rules,
) -> BaseProofValue:
    """Sign the mandatory statements at once and every other one by itself.

    ``proof_signer`` is a key for this proof only: that is what ties the statements together.
    """
    split = split_document(document, hmac_key, rules)
    positions = frozenset(split.group(mandatory_pointers).positions)
    mandatory = [split.statements[position] for position in sorted(positions)]
    others = [text for position, text in enumerate(split.statements) if position not in positions]
    require_room(len(others))
    proof_key = key_bytes(proof_signer.public_key)
    signed = hash_options(options, document, rules) + proof_key + hash_statements(mandatory)
    signatures = [proof_signer.sign(text.encode()) for text in others]
    base_signature = signer.sign(signed)
    if any(len(one) != SIGNATURE_BYTES for one in (base_signature, *signatures)):
        raise ValueError("a signer gave a signature of another length than its key has")
    return BaseProofValue(
        base_signature, proof_key, hmac_key, tuple(signatures), tuple(mandatory_pointers)
    )


def key_bytes(public_key: PublicKey) -> bytes:
    """Give the bytes of a Multikey, without multibase."""
    return multibase_decode(public_key.to_multikey())
