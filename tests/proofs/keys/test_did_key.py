"""did:key: the identifier is the key."""

import pytest

from badgeservice.errors import MalformedKey
from badgeservice.proofs.keys import (
    PrivateKey,
    did_key_document,
    public_key_from_did_key,
    public_key_from_multikey,
)

MULTIKEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
DID = f"did:key:{MULTIKEY}"


def test_a_did_key_gives_its_key() -> None:
    assert public_key_from_did_key(DID) == public_key_from_multikey(MULTIKEY)


def test_a_p_256_did_key_gives_its_key() -> None:
    key = PrivateKey.generate("P-256").public_key
    assert public_key_from_did_key(f"did:key:{key.to_multikey()}") == key


def test_the_document_has_one_multikey_for_assertion_and_authentication() -> None:
    document = did_key_document(DID)
    method = f"{DID}#{MULTIKEY}"
    assert document["id"] == DID
    assert document["verificationMethod"] == [
        {"id": method, "type": "Multikey", "controller": DID, "publicKeyMultibase": MULTIKEY}
    ]
    assert document["assertionMethod"] == document["authentication"] == [method]
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
        "did:key:z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ",
    ],
)
def test_anything_else_is_refused(did: str) -> None:
    with pytest.raises(MalformedKey):
        public_key_from_did_key(did)
    with pytest.raises(MalformedKey):
        did_key_document(did)
