"""Whose key it is: issuer, controller and ``assertionMethod`` must all agree (H1)."""

from typing import Any

from badgeservice.proofs.encoding import multibase_encode
from cases.authoring.keys import a_key
from cases.authoring.signing import signed
from cases.authoring.world import (
    DID,
    DID_URL,
    KEY,
    METHOD,
    OTHER,
    OTHER_KEY,
    OTHER_METHOD,
    Json,
    a_badge,
    altered,
    controller_document,
    issuer_document,
    method,
    other_page,
)
from cases.authoring.writing import Written, fails, passes, unknown

_FORGER = a_key("forger")

_AFTER, _BEFORE = "2026-11-10T00:00:00Z", "2026-10-01T00:00:00Z"

# The neutral element of the curve: a point of order 1.
_SMALL_ORDER = multibase_encode(b"\xed\x01\x01" + bytes(31), "z")


def _page(*methods: Json, **changes: Any) -> Json:
    return {DID_URL: {"json": controller_document(DID, *methods, **changes)}}


CASES: list[Written] = []

# --- matrix ---------------------------------------------------------------------------------------

badge = signed(a_badge())
CASES += [
    passes(
        "binding-key-of-the-issuer",
        "The issuer's own key, listed for assertions, may sign (H1).",
        badge,
    ),
    fails(
        "binding-key-of-another-issuer",
        "Another issuer's key may not sign for this one, although its own document is sound (H1).",
        signed(a_badge(), OTHER_KEY, verificationMethod=OTHER_METHOD),
        "proof.key_not_authorised",
    ),
    fails(
        "binding-key-of-another-issuer-listed-here",
        "A method of another controller does not count, even when it is listed here (CID 3.3).",
        signed(a_badge(), OTHER_KEY, verificationMethod=OTHER_METHOD),
        "proof.key_not_authorised",
        pages=_page(method(OTHER_METHOD, OTHER_KEY, OTHER)) | other_page(),
    ),
    fails(
        "binding-method-with-another-controller",
        "A method in the issuer's document that names another controller does not count (CID 3.3).",
        badge,
        "proof.key_not_authorised",
        pages=_page(method(METHOD, KEY, OTHER)),
    ),
    fails(
        "binding-method-without-controller",
        "A method that names no controller does not count (CID 2.2).",
        badge,
        "proof.key_not_authorised",
        pages=_page(method(METHOD, KEY, DID, controller=None)),
    ),
]
for relation in (
    "authentication",
    "keyAgreement",
    "capabilityInvocation",
    "capabilityDelegation",
):
    CASES.append(
        fails(
            f"binding-method-listed-for-{relation.lower()}-only",
            f"A key that is listed under {relation} alone may not sign badges (H1).",
            badge,
            "proof.key_not_authorised",
            pages=_page(method(METHOD, KEY, DID), assertionMethod=None, **{relation: [METHOD]}),
        )
    )
CASES += [
    fails(
        "binding-method-listed-for-nothing",
        "A key that stands in the document but under no relation may not sign (H1).",
        badge,
        "proof.key_not_authorised",
        pages=_page(method(METHOD, KEY, DID), assertionMethod=[]),
    ),
    fails(
        "binding-issuer-changed-to-another",
        "A forger who signs with his own key cannot put somebody else's name on the badge (H1).",
        signed(a_badge(), _FORGER),
        "proof.invalid",
    ),
]
stolen = signed(altered(a_badge(), "/issuer/id", OTHER))
CASES += [
    fails(
        "binding-issuer-signs-for-another-issuer",
        "One issuer may not sign in the name of another (H1).",
        stolen,
        "proof.key_not_authorised",
        pages=other_page(),
    ),
    fails(
        "binding-issuer-name-changed-to-another-after-signing",
        "A badge whose issuer was changed afterwards is held to the new issuer's keys (H1).",
        altered(badge, "/issuer/id", OTHER),
        "proof.key_not_authorised",
        pages=other_page(),
    ),
    fails(
        "binding-method-of-a-sub-path-of-the-issuer",
        "An id that merely begins like the issuer's is another party (H1).",
        signed(a_badge(), _FORGER, verificationMethod=f"{DID}:evil#key-1"),
        "proof.key_not_authorised",
    ),
]

# --- documents ------------------------------------------------------------------------------------

badge = signed(a_badge())
embedded = method(METHOD, KEY, DID)
CASES += [
    passes(
        "binding-method-embedded-in-the-relation",
        "A method may be written out under assertionMethod itself (CID 2.3).",
        badge,
        pages=_page(verificationMethod=None, assertionMethod=[embedded]),
    ),
    passes(
        "binding-relative-ids-in-the-document",
        "Method ids may be fragments of the document's own id (DID Core 3.2.2).",
        badge,
        pages=_page(method("#key-1", KEY, DID)),
    ),
    fails(
        "binding-relative-method-in-the-proof",
        "A proof names its method by an absolute id; a fragment alone is nobody's (DI 2.1).",
        signed(a_badge(), verificationMethod="#key-1"),
        "proof.key_not_authorised",
    ),
    unknown(
        "binding-document-of-another-id",
        "A document that says it is somebody else's is not the issuer's (CID 3.3).",
        badge,
        "did.malformed",
        pages={DID_URL: {"json": issuer_document() | {"id": OTHER}}},
    ),
    unknown(
        "binding-document-without-id",
        "A document without id is nobody's (CID 2.1).",
        badge,
        "did.malformed",
        pages={DID_URL: {"json": {k: v for k, v in issuer_document().items() if k != "id"}}},
    ),
    fails(
        "binding-key-rotated-away",
        "After a compromise a key is no longer listed, and what it signed does not hold (OB 3.3).",
        badge,
        "proof.key_not_authorised",
        pages=_page(method(f"{DID}#key-9", a_key("newer"), DID)),
    ),
    fails(
        "binding-key-replaced-under-the-same-id",
        "Another key under the same id does not verify the old proof.",
        badge,
        "proof.invalid",
        pages=_page(method(METHOD, a_key("newer"), DID)),
    ),
    fails(
        "binding-key-of-small-order",
        "A key of small order fits any message and is refused when it is loaded (H7).",
        badge,
        "key.weak",
        pages=_page(method(METHOD, KEY, DID, publicKeyMultibase=_SMALL_ORDER)),
    ),
    fails(
        "binding-key-not-decodable",
        "A method whose key is no Multikey holds no key.",
        badge,
        "key.weak",
        pages=_page(method(METHOD, KEY, DID, publicKeyMultibase="z6Mk0OIl")),
    ),
    unknown(
        "binding-key-of-an-unknown-kind",
        "A method of a type that we do not know is not judged (security 6.2).",
        badge,
        "proof.unsupported_suite",
        pages=_page(method(METHOD, KEY, DID, type="XyzzyKey2031", publicKeyMultibase=None)),
    ),
    fails(
        "binding-key-of-a-kind-that-does-not-fit-the-suite",
        "An ECDSA key cannot verify an EdDSA proof (H2).",
        badge,
        "proof.key_not_authorised",
        pages=_page(method(METHOD, a_key("issuer tokens", "P-256"), DID)),
    ),
]

# --- ends -----------------------------------------------------------------------------------------

badge = signed(a_badge())
rows = (
    (
        "revoked-before-signing",
        "revoked",
        _BEFORE,
        "A key that was revoked before the badge was signed",
    ),
    (
        "revoked-after-signing",
        "revoked",
        _AFTER,
        "A key that is revoked now, though only after signing,",
    ),
    (
        "expired-before-signing",
        "expires",
        _BEFORE,
        "A key that had expired before the badge was signed",
    ),
)
for name, member, moment, what in rows:
    CASES.append(
        fails(
            f"binding-key-{name}",
            f"{what} speaks for nobody: anybody could have set the date of signing (CID 2.2).",
            badge,
            "key.revoked_before_signing",
            pages=_page(method(METHOD, KEY, DID, **{member: moment})),
        )
    )
CASES += [
    fails(
        "binding-key-revoked-at-an-unreadable-moment",
        "A revocation without a readable date ends the key: deny by default.",
        badge,
        "key.revoked_before_signing",
        pages=_page(method(METHOD, KEY, DID, revoked="last week")),
    ),
    passes(
        "binding-key-that-ends-in-the-future",
        "A key that ends later is a key today (CID 2.2).",
        badge,
        pages=_page(method(METHOD, KEY, DID, expires="2027-01-01T00:00:00Z")),
    ),
]
