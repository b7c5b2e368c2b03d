"""did:jwk: the identifier is a JSON Web Key."""

import json
from typing import Any

import pytest

from badgeservice.errors import MalformedKey
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.keys import (
    AlgorithmName,
    PrivateKey,
    did_jwk_document,
    public_key_from_did_jwk,
    public_key_from_jwk,
)

JWK = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}


def did_of(jwk: object) -> str:
    return raw_did(json.dumps(jwk).encode())


def raw_did(text: bytes) -> str:
    return f"did:jwk:{base64url_encode(text)}"


@pytest.mark.parametrize("algorithm", ["Ed25519", "P-256", "P-384", "P-521", "RSA-2048"])
def test_every_kind_of_key_has_a_did_jwk(algorithm: AlgorithmName) -> None:
    key = PrivateKey.generate(algorithm).public_key
    assert public_key_from_did_jwk(did_of(key.to_jwk())) == key


def test_the_document_holds_the_key_as_it_was_written() -> None:
    jwk = {**JWK, "kid": "1", "extra": [1]}
    did = did_of(jwk)
    document = did_jwk_document(did)
    method = f"{did}#0"
    assert document["id"] == did
    assert document["verificationMethod"] == [
        {"id": method, "type": "JsonWebKey2020", "controller": did, "publicKeyJwk": jwk}
    ]
    purposes = ["assertionMethod", "authentication", "capabilityInvocation", "capabilityDelegation"]
    for purpose in [*purposes, "keyAgreement"]:
        assert document[purpose] == [method]
    assert public_key_from_jwk(document["verificationMethod"][0]["publicKeyJwk"])


def test_a_key_for_signatures_agrees_on_no_keys() -> None:
    assert "keyAgreement" not in did_jwk_document(did_of({**JWK, "use": "sig"}))


def test_another_spelling_is_another_identifier_with_the_same_key() -> None:
    spaced, tight = did_of(JWK), raw_did(json.dumps(JWK, separators=(",", ":")).encode())
    assert spaced != tight
    assert public_key_from_did_jwk(spaced) == public_key_from_did_jwk(tight)
    assert did_jwk_document(tight)["id"] == tight


GOOD = did_of(JWK)
REFUSED: dict[str, Any] = {
    "empty": "",
    "nothing behind the method": "did:jwk:",
    "another method": GOOD.replace("jwk", "key", 1),
    "a fragment": f"{GOOD}#0",
    "a path": f"{GOOD}/path",
    "a query": f"{GOOD}?x=1",
    "padding": f"{GOOD}=",
    "a line end": f"{GOOD}\n",
    "a blank in front": f" {GOOD}",
    "capitals": GOOD.replace("did", "DID", 1),
    "not base64url": "did:jwk:e30+",
    "no JSON": raw_did(b"key"),
    "no object": raw_did(b"[]"),
    "text behind the object": raw_did(json.dumps(JWK).encode() + b"x"),
    "an empty object": raw_did(b"{}"),
    "a member twice": raw_did(b'{"kty":"OKP",' + json.dumps(JWK).encode()[1:]),
    "a byte order mark": raw_did(b"\xef\xbb\xbf" + json.dumps(JWK).encode()),
    "not UTF-8": raw_did(b'{"kty":"\xff"}'),
    "too long": did_of({**JWK, "kid": "x" * 2_000, "x5t": "x" * 2_000, "y": "x" * 2_000}),
    "far too long": raw_did(b" " * 1_000_000),
    "too deep": raw_did(b'{"a":' * 50 + b"1" + b"}" * 50),
    "a private member": did_of({**JWK, "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}),
    "a symmetric key": did_of({"kty": "oct", "k": "AAAA"}),
    "a key for encryption": did_of({**JWK, "use": "enc"}),
    "another curve": did_of({**JWK, "crv": "X25519"}),
    "a small-order point": did_of({**JWK, "x": base64url_encode(bytes(32))}),
}


@pytest.mark.parametrize("why", REFUSED)
def test_anything_else_is_refused(why: str) -> None:
    with pytest.raises(MalformedKey):
        public_key_from_did_jwk(REFUSED[why])
    with pytest.raises(MalformedKey):
        did_jwk_document(REFUSED[why])
