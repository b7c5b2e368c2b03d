"""The library ``jwcrypto`` by its own ways: VC-JWT with a loaded key."""

import json
from base64 import b64decode, encodebytes

from jwcrypto.jwk import JWK  # type: ignore[import-untyped]
from jwcrypto.jwt import JWT  # type: ignore[import-untyped]

from benchmarks.peers.ours.tokens import with_claims
from benchmarks.peers.worker import JsonObject, Operation, Operations, serve


def prepare(task: JsonObject) -> Operations:
    """Both directions."""
    body = encodebytes(b64decode(task["pkcs8"]))
    pem = b"-----BEGIN PRIVATE KEY-----\n" + body + b"-----END PRIVATE KEY-----\n"
    private = JWK.from_pem(pem)
    public = JWK.from_json(private.export_public())
    header = {"alg": task["alg"], "typ": "JWT", "kid": task["kid"]}

    def issue(unsigned_raw: bytes) -> str:
        token = JWT(header=header, claims=with_claims(json.loads(unsigned_raw)))
        token.make_signed_token(private)
        text: str = token.serialize()
        return text

    def verify(token: str) -> None:
        json.loads(JWT(jwt=token, key=public, algs=[task["alg"]]).claims)

    return {"issue": Operation(issue), "verify": Operation(verify, str)}


if __name__ == "__main__":
    serve({"token": prepare})
