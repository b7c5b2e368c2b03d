"""What a badge says about its status: index, purpose, address, and more than one entry."""

from typing import Any

from cases.authoring.signing import signed
from cases.authoring.world import (
    LIST_URL,
    POSITION,
    Json,
    a_badge,
    a_list,
    issuer_page,
    status_entry,
)
from cases.authoring.writing import Written, fails, passes, unknown

_SECOND = "https://issuer.example/status/2"


def _badge(**entry: Any) -> Json:
    return signed(a_badge(credentialStatus=status_entry(**entry)))


def _pages(listed: Json | str | None = None, *, answer: Json | None = None) -> Json:
    if isinstance(listed, str):
        answer = {"text": listed, "type": "application/vc+jwt"}
    return issuer_page() | {
        LIST_URL: answer or {"json": signed(a_list()) if listed is None else listed}
    }


CASES: list[Written] = []

# --- indexes --------------------------------------------------------------------------------------

pages = _pages(signed(a_list(1, 5, 7, POSITION)))
for name, text in (
    ("leading-zeros", "007"),
    ("plus-sign", "+5"),
    ("minus-sign", "-1"),
    ("underscore", "1_000"),
    ("wide-digit", "５"),
    ("arabic-digit", "٣"),
    ("blank-before", " 5"),
    ("line-feed-behind", "5\n"),
    ("hexadecimal", "0x5"),
    ("fraction", "5.0"),
    ("exponent", "5e0"),
    ("letters", "abc"),
    ("nothing-in-it", ""),
    ("a-hundred-digits", "1" * 100),
):
    CASES.append(
        fails(
            f"status-index-{name}",
            f"An index with {name.replace('-', ' ')} is not guessed at: it is another's (fact 8).",
            _badge(statusListIndex=text),
            "data.schema",
            pages=pages,
            checks={"status": "status.range"},
        )
    )
CASES += [
    passes(
        "status-index-as-number",
        "An index that is a number is read, with a warning (T-10).",
        _badge(statusListIndex=POSITION + 1),
        pages=_pages(),
        warnings=["status.index_not_string"],
    ),
    fails(
        "status-index-as-number-revoked",
        "An index that is a number reads the same bit (T-10).",
        _badge(statusListIndex=POSITION),
        "status.revoked",
        pages=pages,
    ),
]
for name, index in (
    ("just-past-the-end", "131072"),
    ("far-past-the-end", "9999999999999999999"),
):
    CASES.append(
        unknown(
            f"status-index-{name}",
            "A position outside the list is nobody's (BSL 3.2).",
            _badge(statusListIndex=index),
            "status.range",
            pages=pages,
        )
    )

# --- entries --------------------------------------------------------------------------------------

rows = (
    (
        "of-an-unknown-type",
        "A kind of status that we do not know is not judged",
        {"type": "XyzzyStatus2031"},
        "data.unsigned_term",
    ),
    (
        "of-several-bits",
        "Statuses of more than one bit are not read here",
        {"statusSize": 2, "statusMessage": [{"status": "0x0", "message": "ok"}]},
        "status.unsupported",
    ),
    (
        "with-an-unknown-purpose",
        "A purpose that we do not know is not judged",
        {"statusPurpose": "xyzzy"},
        "status.unsupported",
    ),
)
for name, what, changes, code in rows:
    make = fails if code == "data.unsigned_term" else unknown
    pages = issuer_page() if name == "of-an-unknown-type" else _pages()
    CASES.append(
        make(f"status-entry-{name}", f"{what} (BSL 2.1).", _badge(**changes), code, pages=pages)
    )
message = {"statusPurpose": "message", "statusMessage": [{"status": "0x0", "message": "ok"}]}
CASES += [
    passes(
        "status-entry-with-a-message",
        "A message says neither revoked nor suspended, and nothing depends on it (BSL 2.1).",
        _badge(**message),
        pages=issuer_page(),
        checks={"status": "status.none"},
    ),
]
for member in ("statusPurpose", "statusListIndex", "statusListCredential"):
    pages = issuer_page() if member == "statusListCredential" else _pages()
    CASES.append(
        fails(
            f"status-entry-without-{member[6:].lower()}",
            f"An entry without {member} is no entry (BSL 2.1).",
            _badge(**{member: None}),
            "data.schema",
            pages=pages,
        )
    )
CASES += [
    fails(
        "status-entry-with-the-id-of-the-list",
        "The id of an entry is not that of the list (BSL 2.1).",
        _badge(id=LIST_URL),
        "data.schema",
        pages=_pages(),
    ),
    passes(
        "status-entry-without-id", "An entry needs no id (OB 1.4).", _badge(id=None), pages=_pages()
    ),
]
for name, url in (
    ("plain-http", "http://issuer.example/status/1"),
    ("a-file", "file:///etc/passwd"),
    ("data", "data:application/json,%7B%7D"),
):
    CASES.append(
        unknown(
            f"status-list-address-{name}",
            "Only https is ever fetched (H24).",
            _badge(statusListCredential=url, id="urn:uuid:0c1f4c1e-65c5-4c5c-8a0e-6a1a1d8a2b77"),
            "status.unreachable",
            pages=issuer_page(),
        )
    )

# --- more than one entry --------------------------------------------------------------------------

first, second = (
    status_entry(),
    status_entry(
        statusListCredential=_SECOND, id=f"{_SECOND}#{POSITION}", statusPurpose="suspension"
    ),
)
badge = signed(a_badge(credentialStatus=[first, second]))
suspended = signed(a_list(POSITION, url=_SECOND, subject={"statusPurpose": "suspension"}))
clear = signed(a_list(url=_SECOND, subject={"statusPurpose": "suspension"}))
CASES += [
    fails(
        "status-two-entries-the-second-suspended",
        "Every entry is looked at, not only the first; two are not Open Badges besides (T-9).",
        badge,
        "status.suspended",
        pages=_pages() | {_SECOND: {"json": suspended}},
    ),
    fails(
        "status-two-entries-both-clear",
        "An Open Badge has one status entry (T-9).",
        badge,
        "data.schema",
        pages=_pages() | {_SECOND: {"json": clear}},
        checks={"status": "status.ok"},
    ),
]
