"""Every proof suite against Digital Bazaar's: they verify what we sign, we what they sign.

Issuers are ``did:key``, one per kind of key. The credential carries no status entry, so that
nothing but the proof decides. ``Ed25519Signature2020`` and ``eddsa-2022`` are only read by us, so
with those they sign alone.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

import pytest

from badgeservice.errors import Refusal, UnsignedTerm
from badgeservice.proofs.data_integrity import ProofOutcome, add_proof, verify_proof
from badgeservice.proofs.encoding import multibase_encode
from badgeservice.proofs.keys import PrivateKey, did_key_document
from peers.answers import Answer, assert_refused
from peers.digitalbazaar.client import DigitalBazaar, Refused
from peers.documents import JsonObject, basic, rich
from peers.ours import CREATED
from peers.tampering import add_undefined_term, change_each_leaf, find_unnoticed, remove_each_member

Change = Callable[[JsonObject], Iterator[tuple[str, JsonObject]]]

SCALARS = {
    "Ed25519": (b"\x80\x26", bytes(range(32))),
    "P-256": (b"\x86\x26", bytes(range(1, 33))),
    "P-384": (b"\x87\x26", bytes(range(1, 49))),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A suite by its name with one kind of key."""

    name: str
    algorithm: str

    @property
    def secret_multikey(self) -> str:
        prefix, scalar = SCALARS[self.algorithm]
        return multibase_encode(prefix + scalar, "z")

    @property
    def key(self) -> PrivateKey:
        return PrivateKey.from_secret_multikey(self.secret_multikey)

    @property
    def did(self) -> str:
        return f"did:key:{self.key.public_key.to_multikey()}"

    @property
    def method(self) -> str:
        return f"{self.did}#{self.key.public_key.to_multikey()}"

    @property
    def multikey(self) -> JsonObject:
        return {
            "type": "Multikey",
            "id": self.method,
            "controller": self.did,
            "publicKeyMultibase": self.key.public_key.to_multikey(),
            "secretKeyMultibase": self.secret_multikey,
        }

    def unsigned(self, make: Callable[[str], JsonObject]) -> JsonObject:
        document = make(self.did)
        del document["credentialStatus"]
        if self.name == "Ed25519Signature2020":
            document["@context"].append("https://w3id.org/security/suites/ed25519-2020/v1")
        return document

    def sign(self, document: JsonObject) -> JsonObject:
        return add_proof(
            document,
            signer=self.key,
            verification_method=self.method,
            created=CREATED,
            cryptosuite=self.name,
        )

    def verify(self, signed: JsonObject) -> Answer:
        document = dict(signed)
        try:
            outcome = verify_proof(document, document.pop("proof"), self.key.public_key)
        except Refusal as refusal:
            return Answer(False, refusal.code)
        return Answer(outcome is ProofOutcome.VERIFIED, outcome)


MADE = [
    Pair("eddsa-rdfc-2022", "Ed25519"),
    Pair("eddsa-jcs-2022", "Ed25519"),
    Pair("ecdsa-rdfc-2019", "P-256"),
    Pair("ecdsa-rdfc-2019", "P-384"),
    Pair("ecdsa-jcs-2019", "P-256"),
    Pair("ecdsa-jcs-2019", "P-384"),
]
READ = [*MADE, Pair("Ed25519Signature2020", "Ed25519"), Pair("eddsa-2022", "Ed25519")]


def name_of(pair: object) -> str:
    return f"{pair.name} {pair.algorithm}" if isinstance(pair, Pair) else str(pair.__name__)


each_made = pytest.mark.parametrize("pair", MADE, ids=name_of)
each_read = pytest.mark.parametrize("pair", READ, ids=name_of)
both_sizes = pytest.mark.parametrize("make", [basic, rich], ids=name_of)


@each_made
@both_sizes
def test_they_verify_what_we_sign(
    digitalbazaar: DigitalBazaar, pair: Pair, make: Callable[[str], JsonObject]
) -> None:
    signed = pair.sign(pair.unsigned(make))
    answer = digitalbazaar.verify_with(pair.name, signed, {pair.did: did_key_document(pair.did)})
    assert answer.verified, answer.reason


@each_made
def test_they_refuse_what_we_signed_with_another_key(
    digitalbazaar: DigitalBazaar, pair: Pair
) -> None:
    signed = add_proof(
        pair.unsigned(basic),
        signer=PrivateKey.generate(pair.key.algorithm),
        verification_method=pair.method,
        created=CREATED,
        cryptosuite=pair.name,
    )
    documents = {pair.did: did_key_document(pair.did)}
    assert_refused(digitalbazaar.verify_with(pair.name, signed, documents), "Invalid signature")


@each_made
def test_they_refuse_what_we_signed_with_any_leaf_changed(
    digitalbazaar: DigitalBazaar, pair: Pair
) -> None:
    documents = {pair.did: did_key_document(pair.did)}
    unnoticed = find_unnoticed(
        pair.sign(pair.unsigned(basic)),
        change_each_leaf,
        lambda changed: digitalbazaar.verify_with(pair.name, changed, documents),
    )
    assert unnoticed == []


@each_read
@both_sizes
def test_we_verify_what_they_sign(
    digitalbazaar: DigitalBazaar, pair: Pair, make: Callable[[str], JsonObject]
) -> None:
    signed = digitalbazaar.sign_with(pair.name, pair.unsigned(make), pair.multikey)
    answer = pair.verify(signed)
    assert answer.verified, answer.reason


@each_read
def test_we_refuse_what_they_signed_with_another_key(
    digitalbazaar: DigitalBazaar, pair: Pair
) -> None:
    signed = digitalbazaar.sign_with(pair.name, pair.unsigned(basic), pair.multikey)
    document = dict(signed)
    other = PrivateKey.generate(pair.key.algorithm).public_key
    assert verify_proof(document, document.pop("proof"), other) is ProofOutcome.SIGNATURE_WRONG


@each_read
@pytest.mark.parametrize("change", [change_each_leaf, remove_each_member], ids=name_of)
def test_we_refuse_what_they_signed_with_any_leaf_touched(
    digitalbazaar: DigitalBazaar, pair: Pair, change: Change
) -> None:
    signed = digitalbazaar.sign_with(pair.name, pair.unsigned(basic), pair.multikey)
    assert find_unnoticed(signed, change, pair.verify) == []


@each_made
def test_both_sides_sign_to_the_same_byte(digitalbazaar: DigitalBazaar, pair: Pair) -> None:
    # Their ECDSA takes a random nonce, so there the signatures differ and the options do not.
    unsigned = pair.unsigned(rich)
    ours = pair.sign(deepcopy(unsigned))
    theirs = digitalbazaar.sign_with(pair.name, unsigned, pair.multikey)
    if pair.algorithm != "Ed25519":
        assert ours["proof"].pop("proofValue") != theirs["proof"].pop("proofValue")
    assert ours == theirs


@pytest.mark.parametrize("pair", [MADE[0], MADE[2], MADE[3]], ids=name_of)
def test_neither_side_signs_statements_with_an_undefined_term(
    digitalbazaar: DigitalBazaar, pair: Pair
) -> None:
    padded = add_undefined_term(pair.unsigned(basic))
    with pytest.raises(UnsignedTerm):
        pair.sign(padded)
    with pytest.raises(Refused):
        digitalbazaar.sign_with(pair.name, padded, pair.multikey)
