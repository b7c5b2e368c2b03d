"""SD-JWT: tokens of which a holder shows a part, and envelopes around tokens."""

import json
from hashlib import sha256
from typing import Any

from badgeservice.proofs.encoding import base64url_encode
from cases.authoring.keys import a_key
from cases.authoring.signing import claims, token
from cases.authoring.world import Json, a_badge
from cases.authoring.writing import Written, fails, passes, refused


def _disclosure(salt: str, name: str, value: Any) -> str:
    return base64url_encode(json.dumps([salt, name, value], ensure_ascii=False).encode())


def _digest(disclosure: str) -> str:
    return base64url_encode(sha256(disclosure.encode()).digest())


_ROLE = _disclosure("c2FsdC1yb2xl", "role", "speler")

_CREDITS = _disclosure("c2FsdC1jcmVkaXRz", "creditsEarned", 1.5)


def _hidden(badge: Json | None = None, **more: Any) -> str:
    """A token in which role and credits of the subject may be shown or not."""
    payload = claims(badge or a_badge())
    subject = {
        name: value
        for name, value in payload["credentialSubject"].items()
        if name not in ("role", "creditsEarned")
    }
    payload["credentialSubject"] = {**subject, "_sd": sorted([_digest(_ROLE), _digest(_CREDITS)])}
    return token({**payload, "_sd_alg": "sha-256"} | more, typ="vc+sd-jwt")


def _envelope(media_type: str, text: str, **changes: Any) -> Json:
    return {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": f"data:{media_type},{text}",
        "type": "EnvelopedVerifiableCredential",
    } | changes


CASES: list[Written] = []

# --- what may be shown ----------------------------------------------------------------------------

whole = _hidden()
for name, what, text in (
    (
        "with-everything-shown",
        "An SD-JWT that shows all it hides is sound",
        f"{whole}~{_ROLE}~{_CREDITS}~",
    ),
    (
        "with-one-thing-shown",
        "An SD-JWT may show a part of what it hides",
        f"{whole}~{_CREDITS}~",
    ),
    ("with-nothing-shown", "An SD-JWT may show nothing of what it hides", f"{whole}~"),
):
    CASES.append(passes(f"sd-jwt-{name}", f"{what} (VC-JOSE-COSE 3.2).", text))
binding = token({"nonce": "1", "aud": "https://oss.example", "iat": 1}, typ="kb+jwt")
CASES += [
    passes(
        "sd-jwt-with-a-key-binding",
        "A key binding that nobody asked for changes nothing (SD-JWT 7.3).",
        f"{whole}~{_ROLE}~{binding}",
    ),
]
head, payload, _ = whole.split(".")
CASES += [
    fails(
        "sd-jwt-with-a-false-signature",
        "An SD-JWT under a false signature shows nothing (H3).",
        f"{head}.{payload}.{'A' * 86}~{_ROLE}~",
        "proof.invalid",
    ),
]
forger = a_key("token forger", "P-256")
CASES += [
    fails(
        "sd-jwt-of-a-forger",
        "An SD-JWT under the signature of a forger shows nothing (H1).",
        f"{token(claims(), forger, typ='vc+sd-jwt')}~",
        "proof.invalid",
    ),
]

# --- what may not ---------------------------------------------------------------------------------

whole = _hidden()
changed = _disclosure("c2FsdC1yb2xl", "role", "trainer")
taken = _disclosure("c2FsdA", "id", "urn:uuid:0c1f4c1e-65c5-4c5c-8a0e-000000000000")
subject = claims()["credentialSubject"]
clash = _hidden(credentialSubject={**subject, "_sd": [_digest(taken)]})
twice = _hidden(credentialSubject={**subject, "_sd": [_digest(_ROLE)] * 2})
rows = (
    (
        "with-a-changed-disclosure",
        "A disclosure that was changed belongs to no digest",
        f"{whole}~{changed}~",
    ),
    (
        "with-a-disclosure-too-many",
        "A disclosure that belongs to no digest was added",
        f"{whole}~{_ROLE}~{taken}~",
    ),
    (
        "with-a-disclosure-twice",
        "The same disclosure twice has two readings",
        f"{whole}~{_ROLE}~{_ROLE}~",
    ),
    ("with-a-digest-twice", "The same digest twice has two readings", f"{twice}~"),
    (
        "that-overwrites-a-member",
        "A disclosure may not overwrite what is there",
        f"{clash}~{taken}~",
    ),
    (
        "with-an-unknown-hash",
        "A hash that we do not know hides what is shown",
        f"{_hidden(_sd_alg='md5')}~{_ROLE}~",
    ),
    (
        "with-a-disclosure-that-is-no-array",
        "A disclosure is an array",
        f"{whole}~{base64url_encode(b'{}')}~",
    ),
    ("without-any-tilde", "An SD-JWT without its tildes is another kind of token", whole),
    (
        "of-the-type-of-a-plain-token",
        "A plain token does not become an SD-JWT by a tilde",
        f"{token(claims())}~",
    ),
    (
        "with-a-key-binding-that-is-no-token",
        "What stands behind the last tilde is a token or nothing",
        f"{whole}~{_ROLE}",
    ),
)
for name, what, text in rows:
    CASES.append(refused(f"sd-jwt-{name}", f"{what} (SD-JWT 7).", text, "malformed-token"))

# --- envelopes ------------------------------------------------------------------------------------

sound = token(claims(), typ="vc+jwt")
CASES += [
    passes(
        "envelope-with-token",
        "A token in an envelope is sound (VCDM 4.12.1).",
        _envelope("application/vc+jwt", sound),
    ),
    passes(
        "envelope-with-sd-jwt",
        "An SD-JWT in an envelope is sound (VCDM 4.12.1).",
        _envelope("application/vc+sd-jwt", f"{_hidden()}~{_ROLE}~"),
    ),
    fails(
        "envelope-with-forged-token",
        "A forged token stays forged in an envelope (H1).",
        _envelope("application/vc+jwt", token(claims(), a_key("token forger", "P-256"))),
        "proof.invalid",
    ),
]
for name, what, envelope in (
    (
        "of-a-web-page",
        "An envelope with a page for people holds no badge",
        _envelope("text/html", "<b>badge</b>"),
    ),
    (
        "with-an-address",
        "An envelope with an address is never followed (H24)",
        _envelope("", "") | {"id": "https://issuer.example/badge"},
    ),
    (
        "with-nothing-in-it",
        "An empty envelope holds no badge",
        _envelope("application/vc+jwt", ""),
    ),
):
    CASES.append(refused(f"envelope-{name}", f"{what} (VCDM 4.12.1).", envelope, "malformed-token"))
