"""VC-JWT: from the JSON of a credential to a token, and from a token to the credential."""

from base64 import b64decode
from dataclasses import dataclass

from badgeservice.proofs.jose import claims_document, parse_compact, sign_compact, verify_compact
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import read_document, write_json
from benchmarks.peers.worker import JsonObject, Operation, Operations
from benchmarks.supply import read_moment


@dataclass(frozen=True, slots=True)
class TokenSide:
    """One issuer with its loaded key."""

    signer: PrivateKey
    kid: str

    def issue(self, unsigned_raw: bytes) -> str:
        """The credential with its registered claims, as a token."""
        payload = write_json(with_claims(read_document(unsigned_raw).value))
        return sign_compact(payload, signer=self.signer, kid=self.kid)

    def verify(self, token: str) -> None:
        """The signature first, then the credential in it."""
        jws = parse_compact(token)
        if not verify_compact(jws, self.signer.public_key):
            raise ValueError("our own token did not verify")
        claims_document(jws)


def with_claims(credential: JsonObject) -> JsonObject:
    """The credential with ``iss``, ``jti``, ``sub`` and ``nbf`` (Open Badges 3.0 section 8.2.3)."""
    return {
        **credential,
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": int(read_moment(credential["validFrom"]).timestamp()),
    }


def prepare(task: JsonObject) -> Operations:
    """Both directions."""
    side = TokenSide(PrivateKey.from_pkcs8(b64decode(task["pkcs8"])), task["kid"])
    return {"issue": Operation(side.issue), "verify": Operation(side.verify, str)}
