"""SD-JWTs that a test puts together piece by piece: right signatures over any payload at all."""

import json
from typing import Any

import pytest

from badgeservice.errors import MalformedToken
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.jose import SdJwt, disclosed, parse_sd_jwt, sign_compact
from badgeservice.proofs.jose.disclosures import disclosure_digest
from badgeservice.proofs.keys import PrivateKey

P_256 = PrivateKey.generate("P-256")
KID = "https://badges.example/issuers/club#key-1"


class Counting:
    """Bytes that are never the same twice, and always the same in the next run."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, length: int) -> bytes:
        self.count += 1
        return self.count.to_bytes(length, "big")


def written(*parts: Any) -> str:
    """A disclosure: salt, name and value, or salt and value."""
    return base64url_encode(json.dumps(parts).encode("utf-8", "surrogatepass"))


def digest(*parts: Any) -> str:
    return disclosure_digest(written(*parts))


def put_together(payload: Any, *disclosures: str, key_binding: str = "") -> SdJwt:
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    token = sign_compact(body, signer=P_256, kid=KID, typ="vc+sd-jwt")
    return parse_sd_jwt("~".join((token, *disclosures, key_binding)))


def codes(payload: Any, *disclosures: str) -> set[str]:
    sd_jwt = put_together(payload, *disclosures)
    with pytest.raises(MalformedToken) as refusal:
        disclosed(sd_jwt)
    return {finding.code for finding in refusal.value.findings}
