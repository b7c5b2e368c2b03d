"""The library ``openbadgeslib``: signing and verifying as a whole, by its low-level functions.

Those do what is timed here and nothing more; its full verifier also reads the credential.
"""

import json
from base64 import encodebytes
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from openbadgeslib.ob3 import (
    add_data_integrity_proof,
    resolve_verification_method,
    verify_data_integrity_proof,
)

from badgeservice.proofs.keys import PrivateKey
from benchmarks.stages import Stage
from benchmarks.worker import serve

JsonObject = dict[str, Any]


def prepare(task: JsonObject) -> Mapping[Stage, Callable[[], object]]:
    """Sign the document once, then hand over both wholes."""
    private_pem = _pem(PrivateKey.from_seed(bytes.fromhex(task["seed"])))
    controller = json.dumps(task["controller"]).encode()
    method = task["verificationMethod"]
    public_pem = resolve_verification_method(method, download=lambda _: controller)
    created = datetime.fromisoformat(task["created"])
    unsigned_raw = json.dumps(task["document"], ensure_ascii=False).encode()

    def issue() -> bytes:
        unsigned = json.loads(unsigned_raw)
        signed = add_data_integrity_proof(unsigned, private_pem, method, created=created)
        return json.dumps(signed, ensure_ascii=False).encode()

    signed_raw = issue()
    return {
        "issue": issue,
        "verify": lambda: verify_data_integrity_proof(json.loads(signed_raw), public_pem),
    }


def _pem(key: PrivateKey) -> bytes:
    body = encodebytes(key.to_pkcs8())
    return b"-----BEGIN PRIVATE KEY-----\n" + body + b"-----END PRIVATE KEY-----\n"


if __name__ == "__main__":
    serve(prepare)
