"""did:key: the identifier is the key."""

import pytest

from badgeservice.errors import MalformedKey
from badgeservice.proofs.encoding import multibase_encode
from badgeservice.proofs.keys import (
    AlgorithmName,
    DidKeyFault,
    PrivateKey,
    did_key_document,
    find_did_key_fault,
    public_key_from_did_key,
    public_key_from_multikey,
)

MULTIKEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
DID = f"did:key:{MULTIKEY}"


def test_a_did_key_gives_its_key() -> None:
    assert public_key_from_did_key(DID) == public_key_from_multikey(MULTIKEY)


@pytest.mark.parametrize("algorithm", ["Ed25519", "P-256", "P-384", "P-521"])
def test_every_kind_with_a_multikey_has_a_did_key(algorithm: AlgorithmName) -> None:
    key = PrivateKey.generate(algorithm).public_key
    assert public_key_from_did_key(f"did:key:{key.to_multikey()}") == key


def test_the_document_has_one_multikey_for_every_way_of_signing() -> None:
    document = did_key_document(DID)
    method = f"{DID}#{MULTIKEY}"
    assert document["id"] == DID
    assert document["verificationMethod"] == [
        {"id": method, "type": "Multikey", "controller": DID, "publicKeyMultibase": MULTIKEY}
    ]
    for purpose in (
        "authentication",
        "assertionMethod",
        "capabilityInvocation",
        "capabilityDelegation",
    ):
        assert document[purpose] == [method]
    assert "keyAgreement" not in document


@pytest.mark.parametrize(
    "did",
    [
        "",
        "did:key:",
        "did:key",
        MULTIKEY,
        f"did:key:{MULTIKEY}#{MULTIKEY}",
        f"did:key:{MULTIKEY}/path",
        f"did:key:{MULTIKEY}?versionId=1",
        f"did:key:1.1:{MULTIKEY}",
        f"DID:key:{MULTIKEY}",
        f"did:KEY:{MULTIKEY}",
        f" did:key:{MULTIKEY}",
        f"did:key:{MULTIKEY}\n",
        f"did:web:{MULTIKEY}",
        f"did:key:did:key:{MULTIKEY}",
        f"did:key:%7A{MULTIKEY[1:]}",
        f"did:key:{MULTIKEY[1:]}",
        f"did:key:u{MULTIKEY[1:]}",
        "did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc",
        "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme",
    ],
)
def test_anything_else_is_refused(did: str) -> None:
    with pytest.raises(MalformedKey):
        public_key_from_did_key(did)
    with pytest.raises(MalformedKey):
        did_key_document(did)


def key_of(prefix: bytes, material: bytes) -> str:
    return "did:key:" + multibase_encode(prefix + material, "z")


@pytest.mark.parametrize(
    ("did", "fault"),
    [
        ("", DidKeyFault.INVALID_DID),
        ("did:key:", DidKeyFault.INVALID_DID),
        ("did:key:z", DidKeyFault.INVALID_DID),
        ("did:key:@", DidKeyFault.INVALID_DID),
        ("did:key:z@", DidKeyFault.INVALID_DID),
        ("notDid:key:" + MULTIKEY, DidKeyFault.INVALID_DID),
        ("did:web:" + MULTIKEY, DidKeyFault.INVALID_DID),
        ("did:key:" + MULTIKEY[1:], DidKeyFault.INVALID_DID),
        ("did:key:-4:" + MULTIKEY, DidKeyFault.INVALID_DID),
        ("did:key:1.1:" + MULTIKEY, DidKeyFault.INVALID_DID),
        (DID + "#" + MULTIKEY, DidKeyFault.INVALID_DID),
        (DID + "/^bar^/", DidKeyFault.INVALID_DID),
        ("did:key:z" + "2" * 2_000, DidKeyFault.INVALID_DID),
        ("did:key:zTjsVPtY", DidKeyFault.INVALID_PUBLIC_KEY_LENGTH),
        (key_of(b"\xed\x01", bytes(33)), DidKeyFault.INVALID_PUBLIC_KEY_LENGTH),
        (key_of(b"\x80\x24", bytes(49)), DidKeyFault.INVALID_PUBLIC_KEY_LENGTH),
        (key_of(b"\x81\x24", bytes(33)), DidKeyFault.INVALID_PUBLIC_KEY_LENGTH),
        (key_of(b"\x82\x24", bytes(66)), DidKeyFault.INVALID_PUBLIC_KEY_LENGTH),
        (key_of(b"\xed\x01", bytes(32)), DidKeyFault.INVALID_PUBLIC_KEY),
        (key_of(b"\xed\x01", b"\xff" * 32), DidKeyFault.INVALID_PUBLIC_KEY),
        (key_of(b"\x80\x24", bytes(33)), DidKeyFault.INVALID_PUBLIC_KEY),
        (key_of(b"\x81\x24", b"\x02" + b"\xff" * 48), DidKeyFault.INVALID_PUBLIC_KEY),
        (key_of(b"\x82\x24", b"\x04" + bytes(66)), DidKeyFault.INVALID_PUBLIC_KEY),
        (key_of(b"\xec\x01", bytes(32)), DidKeyFault.UNSUPPORTED_PUBLIC_KEY_TYPE),
        (key_of(b"\xe7\x01", bytes(33)), DidKeyFault.UNSUPPORTED_PUBLIC_KEY_TYPE),
        (key_of(b"\x80\x26", bytes(32)), DidKeyFault.UNSUPPORTED_PUBLIC_KEY_TYPE),
    ],
    ids=str,
)
def test_a_fault_is_told_in_the_words_of_the_method(did: str, fault: DidKeyFault) -> None:
    assert find_did_key_fault(did) is fault
    with pytest.raises(MalformedKey):
        did_key_document(did)


@pytest.mark.parametrize("algorithm", ["Ed25519", "P-256", "P-384", "P-521"])
def test_a_good_identifier_has_no_fault(algorithm: AlgorithmName) -> None:
    did = f"did:key:{PrivateKey.generate(algorithm).public_key.to_multikey()}"
    assert find_did_key_fault(did) is None
