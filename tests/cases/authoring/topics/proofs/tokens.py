"""Badges as tokens: sound ones, and claims that contradict the badge (OB 8.2)."""

from badgeservice.proofs.encoding import base64url_encode
from cases.authoring.keys import a_key
from cases.authoring.signing import as_json, claims, signed, token
from cases.authoring.tabular import table
from cases.authoring.world import (
    DID,
    DID_URL,
    KEY,
    METHOD,
    OTHER,
    TOKEN_KEY,
    TOKEN_METHOD,
    Json,
    a_badge,
    altered,
    controller_document,
    jwk_method,
    method,
)
from cases.authoring.writing import Written, fails, passes, refused, unknown

_RSA = a_key("issuer rsa", "RSA")

_FORGER = a_key("token forger", "P-256")


def _rsa_page() -> Json:
    document = controller_document(DID, jwk_method(TOKEN_METHOD, _RSA, DID))
    return {DID_URL: {"json": document}}


def _part(value: Json) -> str:
    return base64url_encode(as_json(value).encode())


CASES: list[Written] = []

# --- sound ----------------------------------------------------------------------------------------

CASES += [
    passes("token-es256", "A badge as token with ES256 is sound (OB 8.2).", token(claims())),
    passes(
        "token-rs256",
        "A badge as token with RS256, the floor of the standard, is sound (OB 8.2).",
        token(claims(), _RSA),
        pages=_rsa_page(),
    ),
]
for name, typ, what in (
    ("typ-of-the-w3c", "vc+jwt", "The W3C writes the type of the token as vc+jwt"),
    (
        "typ-as-media-type",
        "application/vc+jwt",
        "The type may be written as a whole media type",
    ),
    ("typ-in-small-letters", "jwt", "Media types know no capitals"),
    ("typ-missing", None, "The type of the token may be left out"),
):
    CASES.append(passes(f"token-{name}", f"{what} (T-4).", token(claims(), typ=typ)))
CASES += [
    passes(
        "token-with-issued-at",
        "The claim iat is information and nothing is held to it (RFC 7519 4.1.6).",
        token(claims(iat=1_793_525_400)),
    ),
    passes(
        "token-with-a-line-feed-behind",
        "A text file ends in a line feed, which is no part of the token (T-22).",
        token(claims()) + "\n",
    ),
]
published = {"jwk": TOKEN_KEY.jwk, "kid": None}
CASES += [
    passes(
        "token-jwk-that-the-issuer-publishes",
        "A key in the header counts when the issuer publishes that very key (OB 8.2).",
        token(claims(), **published),
    ),
    passes(
        "token-kid-and-jwk-agree",
        "A kid and a jwk that name the same published key are sound (OB 8.2).",
        token(claims(), jwk=TOKEN_KEY.jwk),
    ),
]

# --- keys -----------------------------------------------------------------------------------------

payload = claims()
rows = (
    (
        "forged-with-the-kid-of-the-issuer",
        "The issuer's kid above a forger's signature is forged (H1)",
        (token(payload, _FORGER), "proof.invalid"),
    ),
    (
        "jwk-embedded-by-a-forger",
        "A key that came with the badge proves nothing by itself (H1)",
        (token(payload, _FORGER, jwk=_FORGER.jwk, kid=None), "proof.key_not_authorised"),
    ),
    (
        "jwk-beside-the-kid-of-the-issuer",
        "A key beside the issuer's kid must be that key (H1)",
        (token(payload, _FORGER, jwk=_FORGER.jwk), "proof.key_not_authorised"),
    ),
    (
        "kid-of-another-issuer",
        "A kid of another issuer is not this issuer's key (H1)",
        (token(payload, _FORGER, kid=f"{OTHER}#key-1"), "proof.key_not_authorised"),
    ),
    (
        "kid-unknown",
        "A kid that the issuer does not list is nobody's (H1)",
        (token(payload, kid=f"{DID}#key-7"), "proof.key_not_authorised"),
    ),
    (
        "kid-of-the-thumbprint-only",
        "A bare thumbprint that the issuer does not list is nobody's",
        (
            token(payload, kid="NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"),
            "proof.key_not_authorised",
        ),
    ),
    (
        "no-kid-and-no-jwk",
        "A token that names no key is bound to none (OB 8.2)",
        (token(payload, kid=None), "proof.key_not_authorised"),
    ),
)
for name, what, (submission, code) in rows:
    CASES.append(fails(f"token-{name}", f"{what}.", submission, code))
only_proofs = controller_document(
    DID, method(METHOD, KEY, DID), jwk_method(TOKEN_METHOD, TOKEN_KEY, DID)
)
CASES += [
    fails(
        "token-key-listed-for-authentication-only",
        "A key that is not listed for assertions may not sign tokens either (H1).",
        token(payload),
        "proof.key_not_authorised",
        pages={
            DID_URL: {
                "json": only_proofs
                | {"assertionMethod": [METHOD], "authentication": [TOKEN_METHOD]}
            }
        },
    ),
    unknown(
        "token-issuer-unreachable",
        "A token of an issuer that cannot be reached is not judged (security 6.2).",
        token(payload),
        "did.unreachable",
        pages={DID_URL: {"fault": "unreachable"}},
    ),
]

# --- claims ---------------------------------------------------------------------------------------

other = "urn:uuid:0c1f4c1e-65c5-4c5c-8a0e-000000000000"
for name, what, changes in table("claims"):
    code = "time.expired" if name == "exp-without-end-date" else "data.claim_mismatch"
    CASES.append(
        fails(f"token-claim-{name}", f"{what} (OB 8.2.3).", token(claims(**changes)), code)
    )
ending = a_badge(validUntil="2027-11-01T09:30:00Z")
end = 1_825_061_400
CASES += [
    passes(
        "token-claim-exp-agrees",
        "An end date and the claim exp that agree are sound (OB 8.2.3).",
        token(claims(ending, exp=end)),
    ),
    fails(
        "token-claim-exp-missing",
        "An end date without the claim exp contradicts itself (OB 8.2.3).",
        token(claims(ending)),
        "data.claim_mismatch",
    ),
    fails(
        "token-claim-exp-later",
        "The claim exp ends later than the badge (OB 8.2.3).",
        token(claims(ending, exp=end + 86_400)),
        "data.claim_mismatch",
    ),
]
for policy, code in (("strict", "data.claim_mismatch"), ("compatible", None)):
    text, what = (
        token(claims(sub=None)),
        f"Without sub a token is held to the policy, which is {policy} here (T-3).",
    )
    if code:
        CASES.append(fails("token-claim-sub-missing-strict", what, text, code, policy=policy))
    else:
        CASES.append(
            passes(
                "token-claim-sub-missing-compatible",
                what,
                text,
                policy=policy,
                warnings=["data.claim_missing"],
            )
        )
CASES += [
    fails(
        "token-claim-sub-of-another-compatible",
        "A sub that differs is wrong under every policy (T-3).",
        token(claims(sub=other)),
        "data.claim_mismatch",
        policy="compatible",
    ),
]
whole = claims(a_badge(validFrom="2026-11-01T09:30:00.750Z"))
CASES += [
    passes(
        "token-claim-nbf-in-whole-seconds",
        "Claims count whole seconds; fractions of the date are no contradiction (T-5).",
        token(whole),
    ),
]
offset = claims(a_badge(validFrom="2026-11-01T10:30:00+01:00"))
CASES += [
    passes(
        "token-claim-nbf-in-another-zone",
        "Dates are compared as moments, whatever their zone (T-5).",
        token(offset),
    ),
]

# --- payloads -------------------------------------------------------------------------------------

payload = claims()
head, _, signature = token(payload).split(".")
swapped = _part(claims(name="Aanvoerder"))
CASES += [
    fails(
        "token-payload-swapped",
        "Another payload under the same signature is forged (H3).",
        f"{head}.{swapped}.{signature}",
        "proof.invalid",
    ),
    fails(
        "token-payload-wrapped-in-vc",
        "A badge of version 2.0 is not wrapped in the claim vc (VC-JOSE-COSE 3.1).",
        token(
            {
                "vc": a_badge(),
                **{claim: payload[claim] for claim in ("iss", "jti", "sub", "nbf")},
            }
        ),
        "data.claim_mismatch",
        findings=["data.claim_mismatch"],
    ),
    refused(
        "token-payload-is-a-text",
        "A payload that is no JSON object is no badge.",
        token(b"badge"),
        "malformed-json",
    ),
]
twice = as_json(payload).replace('"name":', '"name":"Aanvoerder","name":', 1)
CASES += [
    refused(
        "token-payload-member-twice",
        "A member twice under a good signature still has two readings (H5).",
        token(twice.encode()),
        "malformed-json",
    ),
    passes(
        "token-payload-with-undefined-member",
        "The signature of a token covers every byte, so nothing escapes it (RFC 7515).",
        token(claims(altered(a_badge(), "/credentialSubject/achievement/honours", "cum laude"))),
    ),
]
both = signed(a_badge())
CASES += [
    passes(
        "token-payload-with-an-embedded-proof",
        "A badge with a proof inside its token is held to the token (OB 8.1).",
        token(claims(both)),
    ),
    fails(
        "token-payload-without-criteria",
        "A good signature does not make an incomplete badge sound (OB, Achievement).",
        token(claims(altered(a_badge(), "/credentialSubject/achievement/criteria", None))),
        "data.schema",
    ),
]
