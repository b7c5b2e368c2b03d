"""How the cases are signed: our own reading of the standards.

Where there is a choice it stands on other libraries than the service uses (PyLD's own
canonicalisation), so that a case does not merely agree with itself.
"""

import json
from copy import deepcopy
from functools import partial
from hashlib import sha256, sha384
from typing import Any

from pyld import jsonld
from pyld.canon import URDNA2015

from badgeservice.proofs.contexts import bundled_contexts
from badgeservice.proofs.encoding import base64url_encode, multibase_encode
from cases.authoring.keys import CaseKey
from cases.authoring.world import ISSUED, KEY, METHOD, TOKEN_KEY, TOKEN_METHOD, Json, a_badge


def signed(document: Json, key: CaseKey = KEY, **options: Any) -> Json:
    """The document with one more proof by the recipe of ``eddsa-rdfc-2022`` and its kin.

    ``options`` replace members of the proof; None removes one.
    """
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    proof = proof_of(unsigned, key, **options)
    earlier = document.get("proof", [])
    proofs = [*(earlier if isinstance(earlier, list) else [earlier]), proof]
    return {**unsigned, "proof": proofs if len(proofs) > 1 else proof}


def proof_of(unsigned: Json, key: CaseKey = KEY, **options: Any) -> Json:
    """A proof over a document that may hold earlier proofs (a chain signs them too)."""
    members: Json = {
        "type": "DataIntegrityProof",
        "created": ISSUED,
        "verificationMethod": METHOD,
        "cryptosuite": "eddsa-rdfc-2022",
        "proofPurpose": "assertionMethod",
    } | options
    members = {name: value for name, value in members.items() if value is not None}
    suite = str(members.get("cryptosuite"))
    if "jcs" in suite:
        # The JCS suites sign the contexts as JSON and write them into the proof.
        members = {"@context": unsigned["@context"], **members}
    covered = {**members, "@context": unsigned["@context"]}
    is_long = key.kind == "P-384"
    digest = sha384 if is_long else sha256
    forms = jcs if "jcs" in suite else partial(_statements, is_long)
    whole = b"".join(digest(forms(one)).digest() for one in (covered, unsigned))
    return {**members, "proofValue": multibase_encode(key.sign(whole), "z")}


def _statements(is_long: bool, document: Json) -> bytes:
    return canonical(document, long=is_long).encode()


def jcs(value: Any) -> bytes:
    """RFC 8785 for values with no numbers but whole ones and short fractions."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


class _Sha384(URDNA2015):
    def create_hash(self) -> Any:
        return sha384()


def canonical(document: Json, *, long: bool = False) -> str:
    """RDFC-1.0 by PyLD alone, over the contexts that are bundled; undefined terms just vanish.

    ``long`` takes SHA-384 for the labels of blank nodes, as ``ecdsa-rdfc-2019`` does with P-384.
    """
    contexts = bundled_contexts()

    def load(url: str, _options: Json) -> Json:
        found = contexts[url]
        return {"contextUrl": None, "documentUrl": url, "document": deepcopy(dict(found))}

    dataset = jsonld.to_rdf(deepcopy(document), {"documentLoader": load, "base": None})
    canon = _Sha384() if long else URDNA2015()
    return str(canon.main(dataset, {"format": "application/n-quads"}))


def token(
    payload: Json | bytes,
    key: CaseKey = TOKEN_KEY,
    *,
    header: Json | bytes | None = None,
    **more: Any,
) -> str:
    """A compact JWS over any payload and any header; None removes a member of the header."""
    members: Json = {"alg": key.algorithm, "kid": TOKEN_METHOD, "typ": "JWT"} | more
    members = {name: value for name, value in members.items() if value is not None}
    head = header if header is not None else members
    first, second = (
        base64url_encode(one if isinstance(one, bytes) else as_json(one).encode())
        for one in (head, payload)
    )
    signature = key.sign(f"{first}.{second}".encode())
    return f"{first}.{second}.{base64url_encode(signature)}"


def claims(badge: Json | None = None, **changes: Any) -> Json:
    """The payload of a VC-JWT: the badge with its claims; None removes one."""
    body = badge or a_badge()
    subject = body["credentialSubject"]
    payload: Json = {
        **body,
        "iss": body["issuer"]["id"],
        "jti": body["id"],
        "sub": subject["id"],
        "nbf": 1_793_525_400,
    } | changes
    return {name: value for name, value in payload.items() if value is not None}


def as_json(value: Any) -> str:
    """JSON as a person would read it in a diff: indented, in the order it was made."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
