"""The stages of issuing and verifying ``eddsa-rdfc-2022``, each on its own."""

import hashlib

from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import read_document, write_json
from benchmarks.peers.worker import JsonObject, Operation, Operations

Canonical = tuple[str, str]


def prepare(task: JsonObject) -> Operations:
    """Every stage starts from the text of a signed credential, with what comes before it done."""
    signer = PrivateKey.from_secret_multikey(task["multikey"]["secretKeyMultibase"])
    public = signer.public_key
    return {
        "parse": Operation(read_document),
        "canonicalise document": Operation(canonicalise, lambda text: _take_apart(text)[0]),
        "canonicalise proof options": Operation(canonicalise, lambda text: _take_apart(text)[1]),
        "hash": Operation(_hash_both, _canonicalise_both),
        "sign": Operation(signer.sign, lambda text: _hash_both(_canonicalise_both(text))),
        "check signature": Operation(
            lambda pair: public.verify(*pair), lambda text: _signed(signer, text)
        ),
        "serialise": Operation(write_json, lambda text: read_document(text.encode()).value),
    }


def _take_apart(text: str) -> tuple[JsonObject, JsonObject]:
    """The two documents that a proof covers: the credential without proof, and its options."""
    signed = read_document(text.encode()).value
    unsigned = {name: value for name, value in signed.items() if name != "proof"}
    options = {name: value for name, value in signed["proof"].items() if name != "proofValue"}
    return unsigned, {"@context": unsigned["@context"], **options}


def _canonicalise_both(text: str) -> Canonical:
    unsigned, options = _take_apart(text)
    return canonicalise(options), canonicalise(unsigned)


def _hash_both(canonical: Canonical) -> bytes:
    return b"".join(hashlib.sha256(text.encode()).digest() for text in canonical)


def _signed(signer: PrivateKey, text: str) -> tuple[bytes, bytes]:
    both = _hash_both(_canonicalise_both(text))
    return signer.sign(both), both
