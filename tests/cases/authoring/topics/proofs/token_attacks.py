"""Games with tokens: algorithms, headers, spellings and keys (H1, H2)."""

import hmac

from badgeservice.proofs.encoding import base64url_encode
from cases.authoring.keys import a_key
from cases.authoring.signing import as_json, claims, token
from cases.authoring.world import (
    DID,
    DID_URL,
    TOKEN_KEY,
    TOKEN_METHOD,
    Json,
    controller_document,
    jwk_method,
)
from cases.authoring.writing import Written, fails, refused

_FORGER = a_key("token forger", "P-256")

_RSA = a_key("issuer rsa", "RSA")

_TOKEN = "malformed-token"


def _rsa_page() -> Json:
    document = controller_document(DID, jwk_method(TOKEN_METHOD, _RSA, DID))
    return {DID_URL: {"json": document}}


def _part(value: Json) -> str:
    return base64url_encode(as_json(value).encode())


def _next_letter(letter: str) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return letters[letters.index(letter) + 1]


CASES: list[Written] = []

# --- algorithms -----------------------------------------------------------------------------------

payload = claims()
none = f"{_part({'alg': 'none', 'kid': TOKEN_METHOD})}.{_part(payload)}"
public = _RSA.jwk["n"].encode()
CASES += [
    refused(
        "token-alg-none-without-signature",
        "A token without signature is refused (H2).",
        f"{none}.",
        _TOKEN,
    ),
    refused(
        "token-alg-none-with-signature",
        "The algorithm none is refused, whatever stands behind it (H2).",
        f"{none}.AAAA",
        _TOKEN,
    ),
]
for spelling in ("None", "NONE", "nOnE"):
    part = _part({"alg": spelling, "kid": TOKEN_METHOD})
    CASES.append(
        refused(
            f"token-alg-none-spelled-{spelling.encode().hex()}",
            f"The algorithm {spelling} is none by another spelling (H2).",
            f"{part}.{_part(payload)}.AAAA",
            _TOKEN,
        )
    )
hs = f"{_part({'alg': 'HS256', 'kid': TOKEN_METHOD})}.{_part(payload)}"
mac = base64url_encode(hmac.digest(public, hs.encode(), "sha256"))
CASES += [
    refused(
        "token-hmac-with-the-public-key",
        "A public key is no secret to make a MAC with (H2).",
        f"{hs}.{mac}",
        _TOKEN,
    ),
]
for algorithm in ("PS256", "RS512", "ES256K", "RS1", "HS512", "dir", "A128KW"):
    CASES.append(
        refused(
            f"token-alg-{algorithm.lower()}",
            f"The algorithm {algorithm} is not on the list (H2).",
            token(payload, alg=algorithm),
            _TOKEN,
            "token.algorithm",
        )
    )
CASES += [
    refused(
        "token-alg-missing",
        "A token without algorithm is refused (RFC 7515 4.1.1).",
        token(payload, alg=None),
        _TOKEN,
    ),
    refused(
        "token-alg-is-an-array",
        "An algorithm is one name (RFC 7515 4.1.1).",
        token(payload, alg=["ES256", "none"]),
        _TOKEN,
    ),
    fails(
        "token-alg-swapped-to-rs256",
        "The algorithm comes from the key and never from the token (H2).",
        token(payload, alg="RS256"),
        "proof.invalid",
    ),
    fails(
        "token-alg-swapped-to-es256",
        "An RSA signature is no ECDSA signature, whatever the header says (H2).",
        token(payload, _RSA, alg="ES256"),
        "proof.invalid",
        pages=_rsa_page(),
    ),
]

# --- headers --------------------------------------------------------------------------------------

payload = claims()
rows = (
    (
        "crit-unknown",
        "A critical extension that we do not know is refused (RFC 7515 4.1.11)",
        {"crit": ["exp"], "exp": 1},
    ),
    (
        "crit-empty",
        "An empty list of critical extensions is refused (RFC 7515 4.1.11)",
        {"crit": []},
    ),
    (
        "b64-false",
        "A payload that is not encoded is another thing to sign (RFC 7797)",
        {"b64": False, "crit": ["b64"]},
    ),
    ("zip", "A compressed payload hides what is signed (H27)", {"zip": "DEF"}),
    (
        "jku",
        "An address of keys in the header is the sender's choice (H1)",
        {"jku": "https://evil.example/jwks.json"},
    ),
    (
        "x5u",
        "An address of certificates in the header is the sender's choice (H1)",
        {"x5u": "https://evil.example/cert.pem"},
    ),
    ("x5c", "A certificate in the header is the sender's choice (H1)", {"x5c": ["MIIB"]}),
    ("nonce", "Open Badges knows no other header members (OB 8.2)", {"nonce": "1"}),
    ("typ-of-a-presentation", "A presentation is no badge (T-4)", {"typ": "vp+jwt"}),
    ("typ-of-an-access-token", "A token that opens doors is no badge (T-4)", {"typ": "at+jwt"}),
    ("typ-is-a-number", "A type is a text (RFC 7515 4.1.9)", {"typ": 1}),
    ("kid-is-a-number", "A kid is a text (RFC 7515 4.1.4)", {"kid": 7}),
    ("kid-with-blanks", "A kid with blanks is no address", {"kid": f"{TOKEN_METHOD} x"}),
    (
        "jwk-with-private-part",
        "A header with a private key gives it away (OB 8.2)",
        {"jwk": TOKEN_KEY.jwk | {"d": "AQAB"}},
    ),
    (
        "jwk-off-the-curve",
        "A key that is no point of its curve is refused (H7)",
        {"jwk": TOKEN_KEY.jwk | {"y": "A" * 43}},
    ),
    (
        "jwk-symmetric",
        "A symmetric key is no public key (H2)",
        {"jwk": {"kty": "oct", "k": "AQAB"}},
    ),
)
for name, what, header in rows:
    CASES.append(refused(f"token-header-{name}", f"{what}.", token(payload, **header), _TOKEN))
twice = b'{"alg":"ES256","alg":"none","kid":"x"}'
CASES += [
    refused(
        "token-header-member-twice",
        "A header with the algorithm twice has two readings (H5).",
        token(payload, header=twice),
        _TOKEN,
    ),
    refused(
        "token-header-is-an-array",
        "A header is an object (RFC 7515 4).",
        token(payload, header=b"[]"),
        _TOKEN,
    ),
    refused(
        "token-header-too-long",
        "A header of ten thousand letters is refused (security 5).",
        token(payload, cty="x" * 10_000),
        _TOKEN,
        "token.header",
    ),
]

# --- spellings ------------------------------------------------------------------------------------

sound = token(claims())
head, payload, signature = sound.split(".")
rows = (
    ("padded", f"{head}.{payload}.{signature}=="),
    ("blank-in-the-signature", f"{head}.{payload}.{signature[:40]} {signature[40:]}"),
    ("line-feed-in-the-payload", f"{head}.{payload[:40]}\n{payload[40:]}.{signature}"),
    ("standard-base64", f"{head}.{payload}.{signature.replace('-', '+').replace('_', '/')}+"),
    ("four-parts", f"{sound}.{signature}"),
    ("five-parts", f"{head}.{payload}.{payload}.{payload}.{signature}"),
    ("empty-payload", f"{head}..{signature}"),
    ("empty-header", f".{payload}.{signature}"),
    ("spare-bits", f"{head}.{payload}.{signature[:-1]}{_next_letter(signature[-1])}"),
)
for name, text in rows:
    CASES.append(
        refused(
            f"token-spelled-{name}",
            f"A token has one spelling; {name.replace('-', ' ')} is refused (H6, RFC 7515 2).",
            text,
            _TOKEN,
        )
    )
CASES += [
    fails(
        "token-signature-shorter",
        "A signature of another length than the key has is no signature (RFC 7518 3.4).",
        f"{head}.{payload}.{signature[:-6]}",
        "proof.invalid",
    ),
    fails(
        "token-signature-of-zeros",
        "A signature of zeros verifies under no key (H2).",
        f"{head}.{payload}.{'A' * 86}",
        "proof.invalid",
    ),
    fails(
        "token-signature-of-another-badge",
        "The signature of one badge does not hold for another (H3).",
        f"{head}.{payload}.{token(claims(name='Keeper')).split('.')[2]}",
        "proof.invalid",
    ),
]
json_form = {"payload": payload, "protected": head, "signature": signature}
CASES += [
    refused(
        "token-in-json-form",
        "The JSON form of a signature is no badge (OB 8.2).",
        json_form,
        "no-credential",
    ),
]
