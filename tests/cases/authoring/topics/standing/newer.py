"""Newer versions of a badge, and sets of keys at the host of its issuer."""

from typing import Any

from cases.authoring.keys import a_key
from cases.authoring.signing import claims, signed, token
from cases.authoring.world import CONTEXTS, TOKEN_KEY, Json, a_badge, altered, issuer_page
from cases.authoring.writing import Written, fails, passes, unknown

_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"

_NEWER = "https://issuer.example/badges/1/newer"

_HTTPS = "https://issuer.example/club"

_JWKS = "https://issuer.example/.well-known/jwks.json"


def _refreshable(**changes: Any) -> Json:
    service = {"id": _NEWER, "type": "1EdTechCredentialRefresh"}
    return signed(
        a_badge(**{"@context": [*CONTEXTS, _EXTENSIONS]}, refreshService=service, **changes)
    )


CASES: list[Written] = []

# --- refreshed ------------------------------------------------------------------------------------

given = _refreshable()


def pages(answer: Json) -> Json:
    return issuer_page() | {_NEWER: answer}


newer = _refreshable(validFrom="2026-11-15T09:30:00Z", name="Teamspeler van het jaar")
CASES += [
    passes(
        "refresh-with-a-newer-version",
        "A newer version of the same badge is what is judged (OB 9.1).",
        given,
        pages=pages({"json": newer}),
        checks={"refresh": "refresh.done"},
    ),
]
ended = _refreshable(validFrom="2026-11-15T09:30:00Z", validUntil="2026-11-20T00:00:00Z")
CASES += [
    fails(
        "refresh-with-a-newer-version-that-has-ended",
        "When the newer version has ended, so has the badge (OB 9.1).",
        given,
        "time.expired",
        pages=pages({"json": ended}),
    ),
]
rows = (
    (
        "unreachable",
        "Without a newer version the given one is judged",
        {"fault": "unreachable"},
        "refresh.failed",
    ),
    (
        "with-a-web-page",
        "A page for people is no newer version",
        {"text": "<!doctype html>"},
        "refresh.failed",
    ),
    (
        "with-a-forged-version",
        "A forged newer version is not judged instead (T-30)",
        {"json": newer | {"name": "Aanvoerder"}},
        "refresh.failed",
    ),
    (
        "with-an-older-version",
        "An older version does not replace the given one (T-30)",
        {"json": _refreshable(validFrom="2026-10-01T00:00:00Z")},
        "refresh.failed",
    ),
    (
        "with-another-badge",
        "Another badge does not replace the given one (T-30)",
        {"json": _refreshable(id="urn:uuid:3f0b7b0c-5a55-4f0a-9b7e-000000000000")},
        "refresh.other_credential",
    ),
)
for name, what, answer, code in rows:
    CASES.append(
        passes(f"refresh-{name}", f"{what} (OB 9.1).", given, pages=pages(answer), warnings=[code])
    )
CASES += [
    fails(
        "refresh-service-of-a-tampered-badge",
        "A badge whose proof is wrong is never refreshed: an attacker wrote the address (OB 9.1).",
        altered(given, "/refreshService/id", "https://evil.example/newer"),
        "proof.invalid",
    ),
]

# --- sets of keys ---------------------------------------------------------------------------------

badge = altered(a_badge(), "/issuer/id", _HTTPS)
kid = f"{_HTTPS}/keys/1"
text = token(claims(badge, iss=_HTTPS), kid=kid)
profile = {"json": {"id": _HTTPS, "type": ["Profile"], "name": "Golf"}}
own = TOKEN_KEY.jwk | {"kid": kid}


def pages(*keys: Json) -> Json:
    return {_HTTPS: profile, _JWKS: {"json": {"keys": list(keys)}}}


CASES += [
    passes(
        "jwks-of-the-host-of-the-issuer",
        "An issuer without keys in its profile publishes them at its host (OB 8.2.4).",
        text,
        pages=pages(own),
    ),
    passes(
        "jwks-with-a-key-for-this-issuer",
        "A key may name the issuer whose it is (OB 8.2.4).",
        text,
        pages=pages(own | {"iss": _HTTPS}),
    ),
    fails(
        "jwks-with-a-key-for-another-issuer",
        "A key of another issuer on the same host is not this issuer's (OB 8.2.4).",
        text,
        "proof.key_not_authorised",
        pages=pages(own | {"iss": f"{_HTTPS}/other"}),
    ),
    fails(
        "jwks-without-the-key",
        "A key that is not in the set of the issuer may not sign (OB 8.2.4).",
        text,
        "proof.key_not_authorised",
        pages=pages(a_key("newer", "P-256").jwk | {"kid": f"{_HTTPS}/keys/2"}),
    ),
    fails(
        "jwks-with-another-key-under-the-same-kid",
        "Another key under the same kid does not verify the token (H1).",
        text,
        "proof.invalid",
        pages=pages(a_key("newer", "P-256").jwk | {"kid": kid}),
    ),
    passes(
        "jwks-with-another-key-that-is-of-no-use",
        "A key of another kind in the same set is no concern of this token (RFC 7517 5).",
        text,
        pages=pages({"kty": "OKP", "crv": "X448", "x": "AA", "kid": "other"}, own),
    ),
    fails(
        "jwks-with-a-kid-at-another-host",
        "A kid at another host is not in the set, whatever that host publishes (H1).",
        token(claims(badge, iss=_HTTPS), a_key("forger", "P-256"), kid="https://evil.example/key"),
        "proof.key_not_authorised",
        pages=pages(own),
    ),
    unknown(
        "jwks-that-is-a-web-page",
        "A page for people is no set of keys (security 6.2).",
        text,
        "did.malformed",
        pages={_HTTPS: profile, _JWKS: {"text": "<!doctype html>", "type": "text/html"}},
    ),
    unknown(
        "jwks-unreachable",
        "Without the set nobody can say whose the key is (security 6.2).",
        text,
        "did.unreachable",
        pages={_HTTPS: profile, _JWKS: {"fault": "unreachable"}},
    ),
]
