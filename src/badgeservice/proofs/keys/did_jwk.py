"""Knows did:jwk: an identifier that is a JSON Web Key, written in base64url (did:jwk method)."""

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedEncoding, MalformedKey, Refusal
from badgeservice.proofs.encoding import base64url_decode
from badgeservice.proofs.keys.jwk import public_key_from_jwk
from badgeservice.proofs.keys.public_key import PublicKey
from badgeservice.proofs.strict_json import JsonLimits, read_document

_METHOD = "did:jwk:"

# An RSA key of 4,096 bits takes about 700 bytes.
_LIMITS = JsonLimits(max_bytes=4_096, max_depth=4, max_members=64, max_string=2_048)
_LONGEST = len(_METHOD) + 4 * _LIMITS.max_bytes // 3 + 1


def public_key_from_did_jwk(did: str) -> PublicKey:
    """Read the key out of a bare ``did:jwk:…``.

    Refuses fragments and paths, text that is not exact base64url of one strict JSON object of at
    most 4,096 bytes, and whatever ``public_key_from_jwk`` refuses, private members among them.
    """
    return public_key_from_jwk(_read_jwk(did))


def did_jwk_document(did: str) -> JsonObject:
    """Write the controller document of a did:jwk: its one key is ``#0``.

    Refuses what ``public_key_from_did_jwk`` refuses.
    """
    jwk = _read_jwk(did)
    public_key_from_jwk(jwk)
    method = f"{did}#0"
    document: JsonObject = {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/suites/jws-2020/v1",
        ],
        "id": did,
        "verificationMethod": [
            {"id": method, "type": "JsonWebKey2020", "controller": did, "publicKeyJwk": jwk}
        ],
        "assertionMethod": [method],
        "authentication": [method],
        "capabilityInvocation": [method],
        "capabilityDelegation": [method],
    }
    # The method leaves keyAgreement out exactly if the key says that it is for signatures.
    return document if "use" in jwk else {**document, "keyAgreement": [method]}


def _read_jwk(did: str) -> JsonObject:
    if not did.startswith(_METHOD) or len(did) > _LONGEST:
        raise MalformedKey("The identifier is not a did:jwk, or is too long for one.")
    try:
        return read_document(base64url_decode(did.removeprefix(_METHOD)), _LIMITS).value
    except MalformedEncoding as error:
        raise MalformedKey("The did:jwk is not exact base64url.") from error
    except Refusal as error:
        raise MalformedKey("The did:jwk does not hold one JSON object.") from error
