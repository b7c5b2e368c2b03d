"""The library ``openbadgeslib``: signing and verifying as a whole, by its low-level functions.

Those do what is timed here and nothing more; its full verifier also reads the credential.
"""

import json
from base64 import encodebytes

from openbadgeslib.ob3 import (
    add_data_integrity_proof,
    resolve_verification_method,
    verify_data_integrity_proof,
)

from badgeservice.proofs.keys import PrivateKey
from benchmarks.peers.worker import JsonObject, Operation, Operations, serve
from benchmarks.supply import read_moment


def prepare(task: JsonObject) -> Operations:
    """Both directions of ``eddsa-rdfc-2022``; it knows no other suite."""
    if task["cryptosuite"] != "eddsa-rdfc-2022":
        return {}
    multikey = task["multikey"]
    private_pem = _pem(PrivateKey.from_secret_multikey(multikey["secretKeyMultibase"]))
    controller = json.dumps(task["controller"]).encode()
    method = multikey["id"]
    public_pem = resolve_verification_method(method, download=lambda _: controller)

    def issue(unsigned_raw: bytes) -> bytes:
        unsigned = json.loads(unsigned_raw)
        created = read_moment(unsigned["validFrom"])
        signed = add_data_integrity_proof(unsigned, private_pem, method, created=created)
        return json.dumps(signed, ensure_ascii=False).encode()

    def verify(signed_raw: bytes) -> None:
        verify_data_integrity_proof(json.loads(signed_raw), public_pem)

    return {"issue": Operation(issue), "verify": Operation(verify)}


def _pem(key: PrivateKey) -> bytes:
    body = encodebytes(key.to_pkcs8())
    return b"-----BEGIN PRIVATE KEY-----\n" + body + b"-----END PRIVATE KEY-----\n"


if __name__ == "__main__":
    serve({"embedded": prepare})
