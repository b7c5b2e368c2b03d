"""What is asked for: a list of people, and which of its rows can be kept at all."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from badgeservice.errors import Finding, InvalidRequest
from badgeservice.journeys.issuing.issue import IDEMPOTENCY_KEY, may_be_awarded_at
from badgeservice.journeys.issuing.members.citizen_numbers import holds_them
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.plain_text import LAYOUT, has_unseen, is_mail_address
from badgeservice.store import BatchRow, RowOutcome

LAST_ROW = 999_999
UNDER_16 = "under_16"
"""The age band of somebody for whom a parent decides."""

NO_NAME = "row.no_name"
UNSEEN = "row.unseen"
TOO_LONG = "row.too_long"
NO_ADDRESS = "row.email"
WRONG_MOMENT = "row.awarded_at"
WRONG_EVIDENCE = "row.evidence"

_LENGTHS = {
    "name": 200,
    "email": 254,
    "member_number": 50,
    "narrative": 10_000,
    "age_band": 20,
    "result": 200,
    "evidence_url": 2_000,
}
_CODE = re.compile(r"[a-z_0-9-]{1,40}(\.[a-z_0-9-]{1,40}){0,3}")
_EVIDENCE = re.compile(r"https://[^\s/?#@\\]+([/?#][^\s\\]*)?")
# What a text must be beside short and seen, and why a row is refused where it is not.
_SHAPES: Mapping[str, tuple[Callable[[str], object], str]] = {
    "email": (is_mail_address, NO_ADDRESS),
    "evidence_url": (_EVIDENCE.fullmatch, WRONG_EVIDENCE),
}


@dataclass(frozen=True, slots=True)
class RowToAward:
    """One row of a list. ``row_number`` is where it stands there, from 1.

    All but ``narrative`` and ``awarded_at`` stays with us. ``refused_as`` and ``doubted_as`` are
    codes of whoever read the list: such a row is told, and not awarded by itself.
    """

    row_number: int
    name: str | None = None
    email: str | None = None
    member_number: str | None = None
    narrative: str | None = None
    awarded_at: datetime | None = None
    age_band: str | None = None
    result: str | None = None
    evidence_url: str | None = None
    refused_as: tuple[str, ...] = ()
    doubted_as: tuple[str, ...] = ()


def request_digest(achievement_id: str, rows: Sequence[RowToAward]) -> str:
    """SHA-256, in hex, of all that was asked."""
    told = [
        [
            row.row_number,
            row.awarded_at and row.awarded_at.isoformat(),
            *(getattr(row, field) for field in _LENGTHS),
            list(row.refused_as),
            list(row.doubted_as),
        ]
        for row in rows
    ]
    # As Python writes it: that shows also what cannot be seen, and so cannot be encoded.
    return sha256(repr(["batch/2", achievement_id, told]).encode()).hexdigest()


def require_sound(parts: Parts, idempotency_key: str, rows: Sequence[RowToAward]) -> None:
    """Refuse ``InvalidRequest`` for a list that cannot be told row by row."""
    findings = list(_faults(parts, idempotency_key, rows))
    if findings:
        detail = "The list cannot be taken as it is; nothing of it was kept."
        raise InvalidRequest(detail, hint="Correct every finding.", findings=findings)


def kept_row(parts: Parts, row: RowToAward) -> BatchRow:
    """The row as it is kept: what cannot be kept or signed is left out of it, and refused."""
    fields: dict[str, str | None] = {}
    refused = list(row.refused_as)
    for field, most in _LENGTHS.items():
        text, code = _cleaned(getattr(row, field), most, LAYOUT if field == "narrative" else "")
        is_right = _SHAPES.get(field)
        if text and is_right is not None and not is_right[0](text):
            text, code = None, is_right[1]
        fields[field] = text
        refused += [code] if code else []
    if not fields["name"]:
        refused.append(NO_NAME)
    awarded_at = row.awarded_at
    if awarded_at is not None and not may_be_awarded_at(parts, awarded_at):
        awarded_at = None
        refused.append(WRONG_MOMENT)
    codes = tuple(dict.fromkeys(refused or row.doubted_as))
    return BatchRow(
        row_number=row.row_number,
        name=fields["name"],
        email=fields["email"],
        member_number=fields["member_number"],
        narrative=fields["narrative"],
        awarded_at=awarded_at,
        age_band=fields["age_band"],
        result=fields["result"],
        evidence_url=fields["evidence_url"],
        outcome=RowOutcome.REFUSED if refused else RowOutcome.DOUBTFUL if codes else None,
        codes=codes,
    )


def _faults(parts: Parts, idempotency_key: str, rows: Sequence[RowToAward]) -> Iterator[Finding]:
    if not IDEMPOTENCY_KEY.fullmatch(idempotency_key):
        message = "Use 1 to 255 printable ASCII characters."
        yield Finding("award.idempotency_key", "/idempotencyKey", message)
    most = parts.rules.max_batch_awards
    if not 1 <= len(rows) <= most:
        message = f"Give 1 to {most:,} rows; make several batches of more."
        yield Finding("award.recipients", "/rows", message)
        return
    if holds_them(row.member_number or "" for row in rows):
        message = "These member numbers are citizen service numbers (BSN), which may not come in."
        yield Finding("members.bsn", "/rows", message)
    numbers: set[int] = set()
    for index, row in enumerate(rows):
        if not 1 <= row.row_number <= LAST_ROW or row.row_number in numbers:
            message = f"Give each row a number of its own, from 1 to {LAST_ROW:,}."
            yield Finding("award.row_number", f"/rows/{index}/rowNumber", message)
        numbers.add(row.row_number)
        if not all(map(_CODE.fullmatch, (*row.refused_as, *row.doubted_as))):
            message = "A code is made of small letters, digits and dots."
            yield Finding("award.row_code", f"/rows/{index}", message)


def _cleaned(text: str | None, most: int, allowed: str) -> tuple[str | None, str | None]:
    """A text as it is kept, and why it is not."""
    if text is None:
        return None, None
    text = text.strip()
    if len(text) > most:
        return None, TOO_LONG
    if not text.isprintable() and has_unseen(text, allowed=allowed):
        return None, UNSEEN
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text or None, None
