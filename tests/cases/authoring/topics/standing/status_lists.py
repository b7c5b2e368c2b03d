"""What is wrong with a status list itself: its proof, its dates, its bits (H10, H11, H27)."""

from typing import Any

from badgeservice.proofs.encoding import base64url_encode
from cases.authoring.keys import a_key
from cases.authoring.signing import signed
from cases.authoring.world import (
    DID,
    LIST_URL,
    OTHER,
    OTHER_KEY,
    OTHER_METHOD,
    POSITION,
    Json,
    a_badge,
    a_list,
    altered,
    encoded_list,
    issuer_page,
    status_entry,
)
from cases.authoring.writing import Written, passes, unknown

_SECOND = "https://issuer.example/status/2"


def _badge(**entry: Any) -> Json:
    return signed(a_badge(credentialStatus=status_entry(**entry)))


def _pages(listed: Json | str | None = None, *, answer: Json | None = None) -> Json:
    if isinstance(listed, str):
        answer = {"text": listed, "type": "application/vc+jwt"}
    return issuer_page() | {
        LIST_URL: answer or {"json": signed(a_list()) if listed is None else listed}
    }


def _u(raw: bytes) -> str:
    return "u" + base64url_encode(raw)


CASES: list[Written] = []

# --- lists ----------------------------------------------------------------------------------------

revoked = a_list(POSITION)
sound = signed(a_list())
rows = (
    ("unsigned", "A list without proof may be anybody's (H11)", a_list()),
    ("unsigned-and-revoked", "Even a revocation counts only when it is signed (H11)", revoked),
    (
        "tampered",
        "A list whose bits were changed after signing is not read (H11)",
        altered(sound, "/credentialSubject/encodedList", encoded_list((POSITION,))),
    ),
    (
        "bit-cleared",
        "A revocation that was taken out of a signed list does not make the badge sound (H11)",
        altered(signed(revoked), "/credentialSubject/encodedList", encoded_list()),
    ),
    (
        "signed-by-a-forger",
        "A list under a forged proof is not read (H11)",
        signed(a_list(), a_key("forger")),
    ),
    (
        "with-another-id",
        "A list that says it is another list is not this one (H11)",
        signed(a_list(id=_SECOND)),
    ),
    (
        "without-its-type",
        "A credential that is no status list is not read as one (BSL 2.2)",
        signed(a_list(type=["VerifiableCredential"])),
    ),
    (
        "that-is-a-badge",
        "A badge at the address of the list is no list (BSL 2.2)",
        signed(a_badge()),
    ),
    (
        "with-another-subject-type",
        "A list whose subject is of another type is no list (BSL 2.2)",
        signed(a_list(subject={"type": "BitstringStatusListEntry"})),
    ),
    (
        "of-another-purpose",
        "A list about suspension tells nothing about revocation (H11)",
        signed(a_list(subject={"statusPurpose": "suspension"})),
    ),
    (
        "without-purpose",
        "A list that does not say what it is about tells nothing (BSL 2.2)",
        signed(a_list(subject={"statusPurpose": None})),
    ),
    (
        "not-yet-valid",
        "A list of tomorrow is no list today (BSL 3.2)",
        signed(a_list(validFrom="2026-11-22T11:55:00Z", validUntil="2026-11-23T11:55:00Z")),
    ),
    (
        "with-an-unreadable-date",
        "A list whose dates cannot be read is not sound (VCDM 4.9)",
        signed(a_list(validUntil="tomorrow")),
    ),
    (
        "with-a-proof-for-authentication",
        "A list is signed as an assertion and not for signing in (DI 2.1)",
        signed(a_list(), proofPurpose="authentication"),
    ),
)
for name, what, listed in rows:
    CASES.append(
        unknown(
            f"status-list-{name}", f"{what}.", _badge(), "status.list_invalid", pages=_pages(listed)
        )
    )
own = a_list(credentialStatus=status_entry(statusListCredential=_SECOND, id=f"{_SECOND}#1"))
CASES += [
    unknown(
        "status-list-with-a-status-of-its-own",
        "A list that is itself on a list would lead on without end, so it is not read (H11).",
        _badge(),
        "status.list_invalid",
        pages=_pages(signed(own)),
    ),
]
subjects = [a_list()["credentialSubject"], a_list(POSITION)["credentialSubject"]]
CASES += [
    unknown(
        "status-list-with-two-subjects",
        "A list with two subjects has two readings (BSL 2.2).",
        _badge(),
        "status.list_invalid",
        pages=_pages(signed(a_list(credentialSubject=subjects))),
    ),
]
foreign = signed(a_list(issuer=OTHER), OTHER_KEY, verificationMethod=OTHER_METHOD)
CASES += [
    unknown(
        "status-list-of-another-issuer",
        "A list of another issuer, well signed, is not this issuer's word (H11).",
        _badge(),
        "status.list_invalid",
        pages=_pages(foreign),
    ),
]
old = signed(a_list(validFrom="2026-11-19T11:55:00Z", validUntil="2026-11-20T11:55:00Z"))
CASES += [
    unknown(
        "status-list-expired",
        "A list past its end no longer says who was revoked (H10).",
        _badge(),
        "status.list_expired",
        pages=_pages(old),
    ),
    unknown(
        "status-list-expired-and-revoked",
        "An old list proves no revocation either, for it may have been lifted (H10).",
        _badge(),
        "status.list_expired",
        pages=_pages(
            signed(
                a_list(
                    POSITION, validFrom="2026-11-19T11:55:00Z", validUntil="2026-11-20T11:55:00Z"
                )
            )
        ),
    ),
    unknown(
        "status-list-without-dates",
        "A list that says neither since when it holds nor how long could be served for ever (H10).",
        _badge(),
        "status.list_expired",
        pages=_pages(signed(a_list(validFrom=None, validUntil=None))),
    ),
    passes(
        "status-list-without-end",
        "A recent list without an end is sound (VCDM 4.9).",
        _badge(),
        pages=_pages(signed(a_list(validUntil=None))),
    ),
    unknown(
        "status-list-without-end-and-old",
        "A list without an end is believed for a week and no longer (H10).",
        _badge(),
        "status.list_expired",
        pages=_pages(signed(a_list(validFrom="2026-11-14T11:00:00Z", validUntil=None))),
    ),
    passes(
        "status-list-without-id",
        "A list without id is the one at its address (BSL 2.2).",
        _badge(),
        pages=_pages(signed(a_list(id=None))),
    ),
    passes(
        "status-list-for-several-purposes",
        "A list may be about several purposes at once (BSL 2.2).",
        _badge(),
        pages=_pages(signed(a_list(subject={"statusPurpose": ["revocation", "suspension"]}))),
    ),
    passes(
        "status-list-with-issuer-as-object",
        "The issuer of a list may be an object (VCDM 4.7).",
        _badge(),
        pages=_pages(signed(a_list(issuer={"id": DID}))),
    ),
]

# --- over time ------------------------------------------------------------------------------------

newer = issuer_page() | {LIST_URL: {"json": signed(a_list(POSITION))}}
older = signed(a_list(validFrom="2026-11-21T10:55:00Z"))
CASES += [
    unknown(
        "status-list-rolled-back",
        "A list that is older than one we saw before is not believed (H10).",
        _badge(),
        "status.rollback",
        pages=_pages(older),
        before=[newer],
    ),
]
