"""Queries about the audit lines: a chain that is only added to, and shows where it was broken."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Text,
    cast,
    insert,
    literal,
    or_,
    select,
    text,
    type_coerce,
)

from badgeservice.store.tables import (
    achievement_versions,
    achievements,
    api_keys,
    audit_lines,
    awards,
)
from badgeservice.store.values import AuditHead, AuditLine, KeptAuditLine

BEFORE_THE_FIRST = AuditHead(line_id=0, line_hash="0" * 64)

_PAGE = 1_000
# Any number that no other program locks in the same database.
_CHAIN_LOCK = 0x0B_AD_6E_02


class Audit:
    """The audit lines, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pending: list[AuditLine] = []

    def append(self, line: AuditLine) -> None:
        """Add a line to the chain; it is written as the last thing of the transaction.

        Refuses a time without a zone and a detail that is not JSON with ``ValueError`` or
        ``TypeError``.
        """
        if line.at.utcoffset() is None:
            raise ValueError("a time without a zone cannot be kept")
        # As it will be read back: what JSON cannot say, such as a number as a name, is gone.
        detail = json.loads(json.dumps(line.detail, allow_nan=False))
        self._pending.append(replace(line, detail=detail))

    def write_pending(self) -> None:
        """Write the lines that wait; ``open_store`` does this before it closes.

        So late because only one transaction at a time can be at the end of the chain: its lock is
        held for the shortest time, and nobody who holds it waits for another lock.
        """
        if not self._pending:
            return
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(
                text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _CHAIN_LOCK}
            )
        head = self._end_of_chain()
        for line in self._pending:
            head = self._write(line, after=head)
        self._pending.clear()

    def lines(self, after: int = 0, limit: int = 100) -> tuple[KeptAuditLine, ...]:
        """Return at most ``limit`` lines that follow line ``after``, in order."""
        self.write_pending()
        query = (
            select(audit_lines)
            .where(audit_lines.c.line_id > after)
            .order_by(audit_lines.c.line_id)
            .limit(limit)
        )
        return tuple(_kept(row) for row in self._connection.execute(query))

    def newest(
        self,
        *,
        before: int | None = None,
        limit: int = 100,
        issuer_did: str | None = None,
        actions: Sequence[str] = (),
    ) -> tuple[KeptAuditLine, ...]:
        """Return at most ``limit`` lines before line ``before``, the newest first.

        ``issuer_did`` keeps what concerns one issuer; ``actions`` are the beginnings of actions.
        """
        self.write_pending()
        query = select(audit_lines).order_by(audit_lines.c.line_id.desc()).limit(limit)
        if before is not None:
            query = query.where(audit_lines.c.line_id < before)
        if issuer_did is not None:
            query = query.where(_concerns(issuer_did))
        if actions:
            begins = [audit_lines.c.action.startswith(one, autoescape=True) for one in actions]
            query = query.where(or_(*begins))
        return tuple(_kept(row) for row in self._connection.execute(query))

    def head(self) -> AuditHead:
        """Return the end of the chain, to be kept elsewhere; line 0 when there are no lines."""
        self.write_pending()
        return self._end_of_chain()

    def check_chain(self, known: AuditHead = BEFORE_THE_FIRST) -> int | None:
        """Return the id of the first line that does not fit the ones before it, or ``None``.

        ``known`` is a head that was kept elsewhere: without it, a chain whose last lines are cut
        off looks whole. A line that is missing there is named by its id.
        """
        previous = BEFORE_THE_FIRST
        for kept in self._every_line():
            digest = line_digest(kept.line_id, kept.line, kept.previous_hash)
            follows = (kept.line_id, kept.previous_hash) == (
                previous.line_id + 1,
                previous.line_hash,
            )
            if not follows or kept.line_hash != digest:
                return kept.line_id
            previous = AuditHead(kept.line_id, kept.line_hash)
            if previous.line_id == known.line_id and previous != known:
                return kept.line_id
        return previous.line_id + 1 if previous.line_id < known.line_id else None

    def _every_line(self) -> Iterator[KeptAuditLine]:
        after = -(2**31)  # a line put before the first must not stay unseen
        while page := self.lines(after, _PAGE):
            yield from page
            after = page[-1].line_id

    def _end_of_chain(self) -> AuditHead:
        query = (
            select(audit_lines.c.line_id, audit_lines.c.line_hash)
            .order_by(audit_lines.c.line_id.desc())
            .limit(1)
        )
        row = self._connection.execute(query).one_or_none()
        return BEFORE_THE_FIRST if row is None else AuditHead(row.line_id, row.line_hash)

    def _write(self, line: AuditLine, *, after: AuditHead) -> AuditHead:
        line_id = after.line_id + 1
        line_hash = line_digest(line_id, line, after.line_hash)
        self._connection.execute(
            insert(audit_lines).values(
                line_id=line_id,
                at=line.at,
                actor=line.actor,
                action=line.action,
                subject=line.subject,
                reason=line.reason,
                detail=line.detail,
                previous_hash=after.line_hash,
                line_hash=line_hash,
            )
        )
        return AuditHead(line_id, line_hash)


def _concerns(did: str) -> ColumnElement[bool]:
    """The issuer itself and what belongs to it: keys, roles, badges; and what its API keys did."""
    subject = audit_lines.c.subject
    keys = select(api_keys.c.key_id).where(api_keys.c.issuer_did == did)
    acting = select(literal("key:") + api_keys.c.key_id).where(api_keys.c.issuer_did == did)
    given = select(awards.c.award_id).where(awards.c.issuer_did == did)
    number = cast(achievement_versions.c.version, Text)
    published = (
        select(achievement_versions.c.achievement_id + literal("/") + number)
        .join(achievements)
        .where(achievements.c.issuer_did == did)
    )
    # As ``JsonText`` writes it.
    named = f'"issuer":{json.dumps(did)}'
    return or_(
        subject == did,
        subject.startswith(f"{did}#", autoescape=True),
        type_coerce(audit_lines.c.detail, Text).contains(named, autoescape=True),
        subject.in_(keys),
        subject.in_(given),
        subject.in_(published),
        audit_lines.c.actor.in_(acting),
    )


def line_digest(line_id: int, line: AuditLine, previous_hash: str) -> str:
    """Return the hash of a line in its place: SHA-256, in hex, of a JSON array of all its parts.

    In this order: number, time in UTC with microseconds, actor, action, subject, reason, detail
    with its names sorted, previous hash; compact, ASCII only. The line has a time with a zone.
    """
    parts = [
        line_id,
        line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        line.actor,
        line.action,
        line.subject,
        line.reason,
        line.detail,
        previous_hash,
    ]
    written = json.dumps(parts, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def _kept(row: Row[Any]) -> KeptAuditLine:
    return KeptAuditLine(
        line_id=row.line_id,
        line=AuditLine(
            at=row.at,
            actor=row.actor,
            action=row.action,
            subject=row.subject,
            reason=row.reason,
            detail=row.detail,
        ),
        previous_hash=row.previous_hash,
        line_hash=row.line_hash,
    )
