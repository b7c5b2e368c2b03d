"""Tokens that a test spoils in one line: right signatures over any header at all."""

import json
from typing import Any

import pytest

from badgeservice.errors import MalformedToken
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.jose import parse_compact, sign_compact
from badgeservice.proofs.keys import PrivateKey

KID = "https://badges.example/issuers/club/keys/1"
PAYLOAD = b'{"iss":"did:web:badges.example:issuers:club"}'
P_256 = PrivateKey.generate("P-256")
RSA = PrivateKey.generate("RSA-2048")
GOOD = sign_compact(PAYLOAD, signer=P_256, kid=KID)
HEADER_PART, PAYLOAD_PART, SIGNATURE_PART = GOOD.split(".")
JWK_OF_P_256 = P_256.public_key.to_jwk()


def signed(header: str | dict[str, Any], *, key: PrivateKey = P_256) -> str:
    """A token whose signature is right, over any header at all."""
    text = header if isinstance(header, str) else json.dumps(header)
    signing_input = f"{base64url_encode(text.encode('utf-8', 'surrogatepass'))}.{PAYLOAD_PART}"
    return f"{signing_input}.{base64url_encode(key.sign(signing_input.encode('ascii')))}"


def codes(token: str) -> set[str]:
    with pytest.raises(MalformedToken) as refusal:
        parse_compact(token)
    return {finding.code for finding in refusal.value.findings}
