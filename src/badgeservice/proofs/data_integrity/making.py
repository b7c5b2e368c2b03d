"""Knows how to make a proof and to put it into a document (Data Integrity 1.0 section 4.2)."""

from collections.abc import Sequence
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.data_integrity.chains import earlier_proofs
from badgeservice.proofs.data_integrity.suites import EDDSA_RDFC_2022, suite_to_sign
from badgeservice.proofs.data_integrity.transformations import Contexts, Rules, Signed
from badgeservice.proofs.encoding import multibase_encode
from badgeservice.proofs.keys import Signer
from badgeservice.proofs.proof_shape import (
    PROOF_TYPE,
    has_proof_shape,
    is_date_time_stamp,
    previous_names,
    without_proof,
    write_instant,
)

_OWN_MEMBERS = frozenset(
    {"type", "created", "verificationMethod", "cryptosuite", "proofPurpose", "proofValue"}
)


def create_proof(
    document: JsonObject,
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    proof_purpose: str = "assertionMethod",
    cryptosuite: str = EDDSA_RDFC_2022,
    contexts: Contexts | None = None,
    reading: Reading = Reading.STRICT,
    extra: JsonObject | None = None,
    earlier: Sequence[JsonObject] = (),
) -> JsonObject:
    """Make the proof object for a document (Data Integrity 1.0 section 4.2).

    ``created`` is written in whole seconds UTC. ``contexts`` replaces the bundled ones, for tests.
    ``extra`` are further options (``id``, ``expires``, ``domain``, ``challenge``, ``nonce``,
    ``previousProof``); ``earlier`` the proofs that ``previousProof`` names, in the order of the
    document. Refuses, with the refusals of canonicalisation, whatever a signature would not cover.
    Raises ``ValueError`` for a document that has a proof already, a naive time, an unknown suite,
    a signer of another kind than the suite takes, and extra options that no proof has.
    """
    options: JsonObject = {
        "type": PROOF_TYPE,
        "created": write_instant(created),
        "verificationMethod": verification_method,
        "cryptosuite": cryptosuite,
        "proofPurpose": proof_purpose,
        **_checked_extra(extra or {}, earlier),
    }
    secured = with_earlier(without_proof(document), earlier)
    return _sign(secured, options, signer, contexts, reading)


def add_proof(
    document: JsonObject,
    *,
    signer: Signer,
    verification_method: str,
    created: datetime,
    proof_purpose: str = "assertionMethod",
    cryptosuite: str = EDDSA_RDFC_2022,
    contexts: Contexts | None = None,
    reading: Reading = Reading.STRICT,
    extra: JsonObject | None = None,
    earlier: Sequence[JsonObject] = (),
) -> JsonObject:
    """Give a new document with the proof of ``create_proof`` as its last member; refuses alike.

    A document that has proofs already keeps them, and the new one comes last: a set, or a chain
    where ``previousProof`` names earlier ones, which are then found in the document. Raises
    ``ValueError`` if they cannot be.
    """
    existing = _existing_proofs(document)
    proof = create_proof(
        {name: value for name, value in document.items() if name != "proof"},
        signer=signer,
        verification_method=verification_method,
        created=created,
        proof_purpose=proof_purpose,
        cryptosuite=cryptosuite,
        contexts=contexts,
        reading=reading,
        extra=extra,
        earlier=earlier or _named_earlier(existing, extra or {}),
    )
    return {**document, "proof": [*existing, proof] if existing else proof}


def with_earlier(document: JsonObject, earlier: Sequence[JsonObject]) -> JsonObject:
    """Give what a proof signs: the document with the earlier proofs it names, if any, in a list."""
    return {**document, "proof": list(earlier)} if earlier else document


def _sign(
    document: JsonObject,
    options: JsonObject,
    signer: Signer,
    contexts: Contexts | None,
    reading: Reading,
) -> JsonObject:
    suite = suite_to_sign(options["cryptosuite"])
    use = None if suite is None else suite.keys.get(signer.algorithm)
    if suite is None or use is None:
        raise ValueError("the suite is unknown or takes another kind of key")
    options = suite.transformation.options_to_sign(document, options)
    rules = Rules(contexts, reading, use.hash_name)
    signature = signer.sign(suite.transformation.hash_both(Signed(document, options), rules))
    if len(signature) != use.signature_bytes:
        raise ValueError("the signer gave a signature of another length than its key has")
    proof = {**options, "proofValue": multibase_encode(signature, "z")}
    if not has_proof_shape(proof):
        raise ValueError("the options are not those of a proof")
    return proof


def _checked_extra(extra: JsonObject, earlier: Sequence[JsonObject]) -> JsonObject:
    if _OWN_MEMBERS & extra.keys() or any(name.startswith("@") for name in extra):
        raise ValueError("an extra option is one that the suite sets itself")
    if "expires" in extra and not is_date_time_stamp(extra["expires"]):
        raise ValueError("a proof expires at a time with a zone")
    if sorted(previous_names(extra)) != sorted(str(proof.get("id")) for proof in earlier):
        raise ValueError("the earlier proofs are not those that previousProof names")
    return extra


def _named_earlier(existing: list[JsonObject], extra: JsonObject) -> list[JsonObject]:
    earlier = earlier_proofs(existing, extra)
    if earlier is None:
        raise ValueError("previousProof names no earlier proof of the document")
    return earlier


def _existing_proofs(document: JsonObject) -> list[JsonObject]:
    proofs = document.get("proof", [])
    proofs = proofs if isinstance(proofs, list) else [proofs]
    if not all(isinstance(proof, dict) for proof in proofs):
        raise ValueError("the document holds something else than proofs under proof")
    return proofs
