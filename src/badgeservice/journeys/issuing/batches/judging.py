"""What is judged of the rows of a list: good, or doubtful and why. Pure work on values."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from badgeservice.journeys.issuing.batches.asked import UNDER_16
from badgeservice.store import BatchRow, Holder, RowOutcome

ALREADY_AWARDED = "row.already_awarded"
TWICE = "row.twice"
IS_UNDER_16 = "row.under_16"

_OURS = (ALREADY_AWARDED, TWICE, IS_UNDER_16)

Digest = Callable[[str], bytes]
"""A keyed digest of 32 bytes, the same for the same text."""


class People:
    """People who are known, by member number, or else by name and e-mail address."""

    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        self._digests: set[bytes] = set()
        self._named: set[tuple[str, str]] = set()
        self._without_number: set[tuple[str, str]] = set()

    def digest_of(self, row: BatchRow) -> bytes | None:
        """The digest by which whoever is meant by a row is known again."""
        if row.member_number:
            return self._digest(json.dumps(["number", _plain(row.member_number)]))
        return None if row.name is None else self._digest_of_name(_named(row.name, row.email))

    def know(self, row: BatchRow) -> None:
        """Remember whoever is meant by a judged row."""
        if row.person_digest is not None:
            self._digests.add(row.person_digest)
        if row.name is not None:
            self._remember(_named(row.name, row.email), has_number=bool(row.member_number))

    def know_holder(self, holder: Holder) -> None:
        """Remember somebody who has the achievement."""
        named = None if holder.name is None else _named(holder.name, holder.email)
        digest = holder.person_digest
        if digest is not None:
            self._digests.add(digest)
        if named is not None:
            has_number = digest is not None and digest != self._digest_of_name(named)
            self._remember(named, has_number=has_number)

    def has(self, row: BatchRow) -> bool:
        """Whether whoever is meant by a judged row is known.

        Two with the same name and other numbers are two people. With a number on one side alone,
        name and e-mail address have to be the same.
        """
        if row.person_digest in self._digests:
            return True
        if row.name is None:
            return False
        named = _named(row.name, row.email)
        if row.member_number:
            return bool(row.email) and named in self._without_number
        return named in self._named

    def _remember(self, named: tuple[str, str], *, has_number: bool) -> None:
        self._named.add(named)
        if not has_number:
            self._without_number.add(named)

    def _digest_of_name(self, named: tuple[str, str]) -> bytes:
        return self._digest(json.dumps(["name", *named]))


def judge(
    rows: Sequence[BatchRow], holders: Iterable[Holder], digest: Digest
) -> tuple[BatchRow, ...]:
    """Judge each row that was not refused; a choice stays while its row is judged as before."""
    before, here = People(digest), People(digest)
    for holder in holders:
        before.know_holder(holder)
    judged = []
    for row in rows:
        if row.outcome is not RowOutcome.REFUSED:
            row = replace(row, person_digest=here.digest_of(row))
            row = _told(row, _doubts(row, before, here))
            here.know(row)
        judged.append(row)
    return tuple(judged)


def leave_out_holders(
    rows: Sequence[BatchRow], holders: Iterable[Holder], digest: Digest
) -> tuple[BatchRow, ...]:
    """Leave out whoever got the achievement since the rows were judged; the others stay."""
    known = People(digest)
    for holder in holders:
        known.know_holder(holder)
    return tuple(
        replace(
            row,
            outcome=RowOutcome.DOUBTFUL,
            codes=(ALREADY_AWARDED, *row.codes),
            is_included=False,
        )
        if row.is_included and ALREADY_AWARDED not in row.codes and known.has(row)
        else row
        for row in rows
    )


def _doubts(row: BatchRow, before: People, here: People) -> tuple[str, ...]:
    found = (
        (ALREADY_AWARDED, before.has(row)),
        (TWICE, here.has(row)),
        (IS_UNDER_16, row.age_band == UNDER_16),
    )
    told = tuple(code for code in row.codes if code not in _OURS)
    return (*(code for code, is_so in found if is_so), *told)


def _told(row: BatchRow, codes: tuple[str, ...]) -> BatchRow:
    outcome = RowOutcome.DOUBTFUL if codes else RowOutcome.GOOD
    if (row.outcome, row.codes) == (outcome, codes):
        # What the list itself is doubtful of was never judged before, and nobody chose it yet.
        return row
    return replace(row, outcome=outcome, codes=codes, is_included=not codes)


def _named(name: str, email: str | None) -> tuple[str, str]:
    return _plain(name), _plain(email or "")


def _plain(text: str) -> str:
    """One spelling: without case, and with one blank between words."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
