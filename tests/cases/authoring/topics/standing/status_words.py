"""What status lists say, and machines that do not hand them over (security 6.2)."""

from typing import Any

from cases.authoring.keys import a_key
from cases.authoring.signing import signed, token
from cases.authoring.world import (
    DID,
    DID_URL,
    LIST_URL,
    POSITION,
    TOKEN_METHOD,
    Json,
    a_badge,
    a_list,
    issuer_document,
    issuer_page,
    status_entry,
)
from cases.authoring.writing import Written, fails, passes, unknown


def _badge(**entry: Any) -> Json:
    return signed(a_badge(credentialStatus=status_entry(**entry)))


def _pages(listed: Json | str | None = None, *, answer: Json | None = None) -> Json:
    if isinstance(listed, str):
        answer = {"text": listed, "type": "application/vc+jwt"}
    return issuer_page() | {
        LIST_URL: answer or {"json": signed(a_list()) if listed is None else listed}
    }


def _as_token() -> str:
    badge = a_badge(credentialStatus=status_entry())
    return token(
        {
            **badge,
            "iss": DID,
            "jti": badge["id"],
            "sub": badge["credentialSubject"]["id"],
            "nbf": 1_793_525_400,
        }
    )


CASES: list[Written] = []

# --- words ----------------------------------------------------------------------------------------

CASES += [
    passes(
        "status-not-revoked",
        "A bit that is not set means that the badge stands (BSL 3.2).",
        _badge(),
        pages=_pages(),
        checks={"status": "status.ok"},
    ),
    passes(
        "status-neighbours-revoked",
        "The bits of the neighbours say nothing about this badge (BSL 3.2).",
        _badge(),
        pages=_pages(signed(a_list(POSITION - 1, POSITION + 1))),
    ),
    fails(
        "status-revoked",
        "A bit that is set means that the badge was revoked (BSL 3.2).",
        _badge(),
        "status.revoked",
        pages=_pages(signed(a_list(POSITION))),
    ),
    fails(
        "status-revoked-at-the-first-position",
        "Position 0 is the leftmost bit (BSL 3.2).",
        _badge(statusListIndex="0"),
        "status.revoked",
        pages=_pages(signed(a_list(0))),
    ),
    fails(
        "status-revoked-at-the-last-position",
        "The last position is the rightmost bit (BSL 3.2).",
        _badge(statusListIndex="131071"),
        "status.revoked",
        pages=_pages(signed(a_list(131_071))),
    ),
]
suspension = {"statusPurpose": "suspension"}
CASES += [
    fails(
        "status-suspended",
        "A suspended badge is not valid for now (BSL 2.1).",
        _badge(**suspension),
        "status.suspended",
        pages=_pages(signed(a_list(POSITION, subject=suspension))),
    ),
    passes(
        "status-not-suspended",
        "A badge that is not suspended stands (BSL 2.1).",
        _badge(**suspension),
        pages=_pages(signed(a_list(subject=suspension))),
    ),
    fails(
        "status-revoked-and-expired",
        "Revocation is told first, whatever else is wrong.",
        signed(a_badge(credentialStatus=status_entry(), validUntil="2026-11-10T00:00:00Z")),
        "status.revoked",
        pages=_pages(signed(a_list(POSITION))),
    ),
    unknown(
        "status-list-while-the-issuer-is-unreachable",
        "Without the issuer's key its list cannot be trusted either, so nothing is proved.",
        _badge(),
        "did.unreachable",
        pages={DID_URL: {"fault": "unreachable"}, LIST_URL: {"json": signed(a_list(POSITION))}},
    ),
    fails(
        "status-revoked-badge-as-token",
        "A badge as token is revoked like any other (BSL 3.2).",
        _as_token(),
        "status.revoked",
        pages=_pages(signed(a_list(POSITION))),
    ),
]
payload = a_list(POSITION) | {
    "iss": DID,
    "jti": LIST_URL,
    "sub": f"{LIST_URL}#list",
    "nbf": 1_795_262_100,
    "exp": 1_795_348_500,
}
CASES += [
    fails(
        "status-revoked-by-a-list-as-token",
        "A list may be a token itself (BSL 2.2).",
        _badge(),
        "status.revoked",
        pages=_pages(token(payload, kid=TOKEN_METHOD)),
    ),
    passes(
        "status-not-revoked-by-a-list-as-token",
        "A list that is a token is read like any other (BSL 2.2).",
        _badge(),
        pages=_pages(
            token(payload | {"credentialSubject": a_list()["credentialSubject"]}, kid=TOKEN_METHOD)
        ),
    ),
    unknown(
        "status-list-as-forged-token",
        "A list signed with another key than the issuer's is not read (H11).",
        _badge(),
        "status.list_invalid",
        pages=_pages(token(payload, a_key("token forger", "P-256"), kid=TOKEN_METHOD)),
    ),
]

# --- hosts ----------------------------------------------------------------------------------------

for fault, what in (
    ("unreachable", "The machine with the list does not answer"),
    ("tls", "The certificate of the machine with the list is wrong"),
    ("too-slow", "The machine with the list is too slow"),
    ("too-large", "The list is larger than we read"),
    ("status-404", "The list is gone"),
    ("status-500", "The machine with the list is broken"),
    ("redirect-to-another-host", "The list is said to be on another machine (H24)"),
    ("address-not-public", "The address of the list is a private one (H24)"),
):
    CASES.append(
        unknown(
            f"status-list-{fault}",
            f"{what}: unknown is not revoked and not sound (security 6.2).",
            _badge(),
            "status.unreachable",
            pages=_pages(answer={"fault": fault}),
        )
    )
for name, what, answer in (
    (
        "is-a-web-page",
        "A page for people in place of the list",
        {"text": "<!doctype html><title>List</title>", "type": "text/html"},
    ),
    (
        "is-an-error-page-with-success",
        "An error told as success",
        {"json": {"error": "not found"}},
    ),
    ("is-empty", "An empty answer", {"text": ""}),
    ("is-an-array", "A JSON array in place of the list", {"text": "[]"}),
    (
        "has-a-member-twice",
        "A list with two readings (H5)",
        {"text": '{"type":["VerifiableCredential"],"type":[]}'},
    ),
    ("is-binary", "Bytes in place of the list", {"base64": "H4sIAAAAAAAA/w=="}),
):
    CASES.append(
        unknown(
            f"status-list-{name}",
            f"{what} tells nothing about the badge (security 6.2).",
            _badge(),
            "status.list_invalid",
            pages=_pages(answer=answer),
        )
    )

# --- copies that are old ----------------------------------------------------------------------

old_copy = {"age": 7_200, "stale": True}
CASES += [
    passes(
        "status-list-in-an-old-copy",
        "An old copy of a list counts while its machine is down, with a warning (security 6.3).",
        _badge(),
        pages=_pages(answer={"json": signed(a_list()), **old_copy}),
        warnings=["status.stale"],
    ),
    fails(
        "status-revoked-in-an-old-copy",
        "A revocation in an old copy of a list is a revocation (security 6.3).",
        _badge(),
        "status.revoked",
        pages=_pages(answer={"json": signed(a_list(POSITION)), **old_copy}),
    ),
    passes(
        "binding-issuer-document-in-an-old-copy",
        "An old copy of the keys counts while their host is down, with a warning (security 6.3).",
        signed(a_badge()),
        pages={DID_URL: {"json": issuer_document(), **old_copy}},
        warnings=["did.stale"],
    ),
]
