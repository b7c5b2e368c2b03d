"""The bits of a status list: too many, too few, and no bits at all (H27, BSL 2.2)."""

import gzip
from typing import Any

from badgeservice.proofs.encoding import base64url_encode
from cases.authoring.signing import signed
from cases.authoring.world import (
    LIST_URL,
    Json,
    a_badge,
    a_list,
    encoded_list,
    issuer_page,
    status_entry,
)
from cases.authoring.writing import Written, unknown

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

# --- bits -----------------------------------------------------------------------------------------

bomb = gzip.compress(bytes(64 * 1_024 * 1_024), mtime=0)
short = encoded_list(length=65_536)
cut = gzip.compress(bytes(16_384), mtime=0)[:-9]
two = gzip.compress(bytes(16_384), mtime=0) * 2
rows = (
    (
        "bomb",
        "A list that grows to many times its size is not inflated (H27)",
        _u(bomb),
        "status.list_invalid",
    ),
    (
        "too-short",
        "A list of fewer than 131,072 entries tells who is who (BSL 3.2, H12)",
        short,
        "status.too_short",
    ),
    (
        "cut-off",
        "A list that was cut off is not read as far as it goes",
        _u(cut),
        "status.list_invalid",
    ),
    (
        "with-two-members",
        "A list with something behind it has two readings",
        _u(two),
        "status.list_invalid",
    ),
    (
        "not-compressed",
        "Bits that are not compressed are no list (BSL 2.2)",
        _u(bytes(16_384)),
        "status.list_invalid",
    ),
    (
        "without-multibase",
        "A list without the letter u is no list (BSL 2.2)",
        encoded_list()[1:],
        "status.list_invalid",
    ),
    ("in-base58", "A list in base58 is no list (BSL 2.2)", "z3yZe7d", "status.list_invalid"),
    (
        "padded",
        "A padded list is no multibase (BSL 2.2)",
        encoded_list() + "==",
        "status.list_invalid",
    ),
    ("no-base64", "A list of other signs is no base64", "u!!!!", "status.list_invalid"),
    ("empty-text", "An empty text is no list", "u", "status.list_invalid"),
    (
        "empty-bits",
        "A list without any bits has no positions",
        _u(gzip.compress(b"", mtime=0)),
        "status.too_short",
    ),
)
for name, what, encoded, code in rows:
    CASES.append(
        unknown(
            f"status-encoded-list-{name}",
            f"{what}.",
            _badge(),
            code,
            pages=_pages(signed(a_list(subject={"encodedList": encoded}))),
        )
    )
CASES += [
    unknown(
        "status-encoded-list-missing",
        "A list without bits is no list (BSL 2.2).",
        _badge(),
        "status.list_invalid",
        pages=_pages(signed(a_list(subject={"encodedList": None}))),
    ),
]
