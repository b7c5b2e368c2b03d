"""Proof suites beside ``eddsa-rdfc-2022``: each one sound, changed, and with the wrong key."""

from collections.abc import Iterator

from cases.authoring.keys import CaseKey, a_key
from cases.authoring.signing import signed
from cases.authoring.world import (
    DID,
    DID_URL,
    KEY,
    Json,
    a_badge,
    altered,
    controller_document,
    method,
)
from cases.authoring.writing import Written, fails, passes

_P256, _P384 = a_key("issuer p-256", "P-256"), a_key("issuer p-384", "P-384")

_METHOD = f"{DID}#key-6"

_HONOURS = "/credentialSubject/achievement/honours"


def _page(key: CaseKey) -> Json:
    return {DID_URL: {"json": controller_document(DID, method(_METHOD, key, DID))}}


def _signed(badge: Json, suite: str, key: CaseKey) -> Json:
    return signed(badge, key, cryptosuite=suite, verificationMethod=_METHOD)


def _suite(suite: str, key: CaseKey, name: str) -> Iterator[Written]:
    badge = _signed(a_badge(), suite, key)
    pages = _page(key)
    yield passes(
        f"suite-{name}",
        f"A badge with a proof of {suite} and a key of {key.kind} is sound (DI).",
        badge,
        pages=pages,
    )
    yield fails(
        f"suite-{name}-tampered",
        f"Content that was changed under {suite} with {key.kind} breaks the proof (H3).",
        altered(badge, "/name", "Aanvoerder"),
        "proof.invalid",
        pages=pages,
    )
    yield fails(
        f"suite-{name}-with-changed-options",
        f"The options are signed too under {suite} with {key.kind} (DI 4.4).",
        altered(badge, "/proof/created", "2026-11-02T09:30:00Z"),
        "proof.invalid",
        pages=pages,
    )
    yield fails(
        f"suite-{name}-with-another-key-of-its-kind",
        f"Another key of {key.kind} does not verify a proof of {suite} (H1).",
        badge,
        "proof.invalid",
        pages=_page(a_key("newer", key.kind)),
    )
    other = KEY if key.kind != "Ed25519" else _P256
    yield fails(
        f"suite-{name}-with-a-key-of-another-kind",
        f"A key of {other.kind} is not for {suite} (H2).",
        badge,
        "proof.key_not_authorised",
        pages=_page(other),
    )


def _both_keys() -> Json:
    return controller_document(DID, method(_METHOD, KEY, DID), method(f"{DID}#key-1", KEY, DID))


CASES: list[Written] = []
for suite, key, name in (
    ("eddsa-jcs-2022", KEY, "eddsa-jcs"),
    ("ecdsa-rdfc-2019", _P256, "ecdsa-rdfc-p-256"),
    ("ecdsa-rdfc-2019", _P384, "ecdsa-rdfc-p-384"),
    ("ecdsa-jcs-2019", _P256, "ecdsa-jcs-p-256"),
    ("ecdsa-jcs-2019", _P384, "ecdsa-jcs-p-384"),
):
    CASES.extend(_suite(suite, key, name))

# --- whole json -----------------------------------------------------------------------------------

suite = "eddsa-jcs-2022"
badge = _signed(a_badge(), suite, KEY)
CASES += [
    passes(
        "suite-jcs-members-in-another-order",
        "JCS sorts the members, so their order in the file means nothing (RFC 8785).",
        dict(reversed(badge.items())),
        pages=_page(KEY),
    ),
    fails(
        "suite-jcs-tags-in-another-order",
        "JCS signs every array in its order, unlike JSON-LD (RFC 8785).",
        altered(badge, "/credentialSubject/achievement/tag", ["team", "sport"]),
        "proof.invalid",
        pages=_page(KEY),
    ),
]
honours = _signed(altered(a_badge(), _HONOURS, "cum laude"), suite, KEY)
CASES += [
    passes(
        "suite-jcs-undefined-term",
        "JCS signs every member of the JSON, also one that no context defines (DI JCS).",
        honours,
        pages=_page(KEY),
    ),
    fails(
        "suite-jcs-undefined-term-changed",
        "A member that no context defines is signed by JCS and cannot be changed (DI JCS).",
        altered(honours, _HONOURS, "summa cum laude"),
        "proof.invalid",
        pages=_page(KEY),
    ),
    fails(
        "suite-jcs-undefined-term-added",
        "A member that was added breaks a proof over the whole JSON (DI JCS).",
        altered(badge, _HONOURS, "cum laude"),
        "proof.invalid",
        pages=_page(KEY),
    ),
    fails(
        "suite-jcs-context-in-the-proof-changed",
        "The contexts in the proof are those of the document (DI JCS).",
        altered(badge, "/proof/@context", ["https://www.w3.org/ns/credentials/v2"]),
        "proof.invalid",
        pages=_page(KEY),
    ),
]
longer = [*a_badge()["@context"], "https://w3id.org/security/data-integrity/v2"]
CASES += [
    fails(
        "suite-jcs-context-appended",
        "A context that is not signed is not there: appended to the document it breaks the proof.",
        {**badge, "@context": longer},
        "proof.invalid",
        pages=_page(KEY),
    ),
]
both = signed(honours)
CASES += [
    fails(
        "suite-jcs-beside-rdfc-with-an-undefined-term",
        "Beside a proof over the whole JSON another that leaves something out is not right (H3).",
        both,
        "data.unsigned_term",
        pages={DID_URL: {"json": _both_keys()}},
    ),
]
