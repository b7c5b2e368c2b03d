"""Credentials that are made to cost their verifier much, and the good badge of somebody else."""

from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.openbadges.vocabulary import CREDENTIALS_V2
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from simulator import a_credential

KEY = PrivateKey.from_seed(b"\x05" * 32)
DID = f"did:key:{KEY.public_key.to_multikey()}"
METHOD = f"{DID}#{DID.removeprefix('did:key:')}"
# A server has the clock of its machine, whatever that says.
BEGUN, CREATED = "2020-01-01T00:00:00Z", datetime(2020, 1, 2, tzinfo=UTC)
LONGEST_TEXT = 65_536
# One context for everything: any name is a term, and ``to`` leads to another node.
WORDS: JsonObject = {"@vocab": "https://words.example/", "to": {"@type": "@id"}}


def signed(credential: JsonObject) -> JsonObject:
    """With a proof by the key that is in the id of the issuer."""
    return add_proof(credential, signer=KEY, verification_method=METHOD, created=CREATED)


def a_badge(**changes: Any) -> JsonObject:
    """An unsigned badge of an issuer whose id is a key, so that nothing has to be fetched."""
    issuer = {"id": DID, "type": ["Profile"], "name": "Elders"}
    standing = {"issuer": issuer, "credentialStatus": None, "validFrom": BEGUN}
    return a_credential(**standing | changes)


def a_good_badge() -> JsonObject:
    """A small badge in which nothing is wrong."""
    return signed(a_badge())


def a_large_badge() -> JsonObject:
    """A badge that is too large to be judged where it is read."""
    return signed(a_badge(description="x" * 40_000))


def proofs(count: int, **changes: Any) -> list[JsonObject]:
    """Different proofs with the right key, none of which is right."""
    proof = a_good_badge()["proof"] | {"id": None} | changes
    names = (f"urn:uuid:{number:08}-0000-4000-8000-000000000000" for number in range(count))
    return [proof | {"id": name} for name in names]


def about(things: object, **changes: Any) -> JsonObject:
    """A credential of the W3C data model that says something about anything.

    It has as many proofs as are looked at, so its statements are wanted again and again.
    """
    return {
        "@context": [CREDENTIALS_V2, WORDS],
        "type": ["VerifiableCredential"],
        "issuer": DID,
        "credentialSubject": {"about": things},
        "proof": proofs(4),
    } | changes


def clique(size: int, name: str = "n") -> list[JsonObject]:
    """Nodes without a name, each of which leads to all others: no label tells them apart."""
    names = [f"_:{name}{number}" for number in range(size)]
    return [{"@id": one, "to": [other for other in names if other != one]} for one in names]


def cliques(count: int, size: int) -> list[JsonObject]:
    return [node for number in range(count) for node in clique(size, f"c{number}x")]


def alike(count: int) -> list[JsonObject]:
    """Nodes that say the same, so that every one has to be looked at more closely."""
    return [{"says": 1} for _ in range(count)]


def with_achievement(**changes: Any) -> JsonObject:
    """A badge with four proofs and changes in its achievement."""
    badge = a_badge(proof=proofs(4))
    badge["credentialSubject"]["achievement"] |= changes
    return badge


def alignments(count: int) -> JsonObject:
    one: JsonObject = {"type": ["Alignment"], "targetName": "a"}
    return with_achievement(
        alignment=[one | {"targetUrl": f"https://a.example/{number}"} for number in range(count)]
    )


def endorsements(count: int, **changes: Any) -> JsonObject:
    """A badge with small endorsements of its own."""
    badge = a_badge()
    subject = {"id": badge["id"], "type": ["EndorsementSubject"]}
    one = {"type": ["VerifiableCredential", "EndorsementCredential"], "issuer": DID}
    endorsement = one | {"credentialSubject": subject} | changes
    return badge | {"endorsement": [endorsement] * count, "proof": proofs(1)}


def chained(count: int) -> list[JsonObject]:
    """Proofs of which each signs the one before it as well."""
    found = proofs(count)
    for before, one in pairwise(found):
        one["previousProof"] = before["id"]
    return found


def enveloped(depth: int) -> JsonObject:
    """Envelopes within envelopes, as deep as fits."""
    envelope: JsonObject = a_good_badge()
    for _ in range(depth):
        text = write_json(envelope)
        if len(text) > LONGEST_TEXT // 2:
            break
        envelope = {
            "@context": [CREDENTIALS_V2],
            "type": "EnvelopedVerifiableCredential",
            "id": f"data:application/vc+jwt,{token(text)}",
        }
    return envelope


def disclosing(count: int) -> bytes:
    """An SD-JWT with so many disclosures, all of them wanted."""
    texts = [base64url_encode(b'["salt%d","n%d",1]' % (number, number)) for number in range(count)]
    badge = a_badge(_sd_alg="sha-256")
    digests = [base64url_encode(sha256(text.encode()).digest()) for text in texts]
    badge["credentialSubject"]["_sd"] = digests
    return "~".join([token(write_json(badge), typ="vc+sd-jwt"), *texts, ""]).encode()


def disclosing_nested(depth: int) -> bytes:
    """An SD-JWT in which each disclosure wants another one."""
    texts: list[str] = []
    inner: JsonObject = {"end": 1}
    for number in range(depth):
        texts.append(base64url_encode(write_json([f"salt{number}", f"n{number}", inner])))
        inner = {"_sd": [base64url_encode(sha256(texts[-1].encode()).digest())]}
    badge = a_badge(_sd_alg="sha-256")
    badge["credentialSubject"] |= inner
    return "~".join([token(write_json(badge), typ="vc+sd-jwt"), *texts, ""]).encode()


def token(payload: bytes, typ: str = "vc+jwt") -> str:
    """A token with the right key and a wrong signature."""
    header = write_json({"alg": "EdDSA", "kid": METHOD, "typ": typ})
    return ".".join(base64url_encode(part) for part in (header, payload, b"0" * 64))


def presentation(*credentials: JsonObject, **members: Any) -> JsonObject:
    """A presentation with as many proofs as are looked at, none of which is right."""
    return {
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiablePresentation"],
        "holder": DID,
        "verifiableCredential": list(credentials),
        "proof": proofs(4, proofPurpose="authentication"),
    } | members


def key_of_digits(count: int) -> str:
    """A did:jwk whose RSA key is as long as this."""
    jwk = {"kty": "RSA", "e": "AQAB", "n": "9" * count}
    return "did:jwk:" + base64url_encode(write_json(jwk))


def issued_by(did: str) -> JsonObject:
    """A credential of any issuer, with a proof that names a key of it."""
    return about({}, issuer=did, proof=proofs(4, verificationMethod=f"{did}#0"))
