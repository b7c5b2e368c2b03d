"""Knows what was measured, and turns it into rows: ratios to each peer, share of the limit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

OURS = "badgeservice"
MEMO_OFF = "badgeservice, memo off"
LIMIT = "crypto-only limit"
"""The bare signatures of the same work with the loaded key, on the same machine."""

_NO_PEERS = frozenset({OURS, MEMO_OFF, LIMIT})


@dataclass(frozen=True, slots=True)
class Figure:
    """CPU seconds of one run of an operation: the median of the rounds, and both ends.

    ``part`` and ``subject`` say what it was done on, such as ``suites`` and
    ``ecdsa-sd-2023 basic``. ``is_wall`` marks the few that are seconds on the wall.
    """

    part: str
    subject: str
    operation: str
    contestant: str
    seconds: float
    fastest: float
    slowest: float
    runs_per_round: int
    is_wall: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """``count`` out of ``total``, such as the badges that the fast engine takes."""

    part: str
    what: str
    count: int
    total: int

    @property
    def share(self) -> float:
        """Between 0 and 1; of nothing it is 0."""
        return self.count / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Findings:
    """What one part of the benchmark found out; ``notes`` are sentences for below the tables.

    ``faults`` say what went wrong; a run that has any is worth nothing.
    """

    figures: Sequence[Figure] = ()
    tallies: Sequence[Tally] = ()
    notes: Sequence[str] = ()
    faults: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One operation on one subject. CPU seconds per run, by contestant.

    ``ratios`` says how many times as long as ours each peer takes. Below ``limit`` nobody can
    come, and ``share_of_limit`` is how near we are (1 is there).
    """

    part: str
    subject: str
    operation: str
    seconds: dict[str, float]
    ratios: dict[str, float]
    limit: float | None
    share_of_limit: float | None


Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Results:
    """All parts together."""

    figures: Sequence[Figure] = ()
    rows: Sequence[Row] = ()
    tallies: Sequence[Tally] = ()
    notes: Sequence[str] = ()
    faults: Sequence[str] = ()
    absent: dict[str, str] = field(default_factory=dict)

    def row(self, key: Key) -> Row | None:
        """The row of a part, a subject and an operation, or None if it was not measured."""
        return next((row for row in self.rows if _key(row) == key), None)

    def seconds(self, key: Key, contestant: str = OURS) -> float | None:
        """The CPU seconds of a contestant in that row, or None."""
        row = self.row(key)
        return None if row is None else row.seconds.get(contestant)


def gather(findings: Iterable[Findings], absent: dict[str, str]) -> Results:
    """Put the parts together."""
    found = list(findings)
    figures = [figure for one in found for figure in one.figures]
    return Results(
        figures=figures,
        rows=make_rows(figures),
        tallies=[tally for one in found for tally in one.tallies],
        notes=[note for one in found for note in one.notes],
        faults=[fault for one in found for fault in one.faults],
        absent=absent,
    )


def make_rows(figures: Iterable[Figure]) -> list[Row]:
    """Put the figures of one operation on one subject beside each other, in the given order."""
    by_row: dict[Key, dict[str, float]] = {}
    for figure in figures:
        by_row.setdefault(_key(figure), {})[figure.contestant] = figure.seconds
    return [_make_row(key, seconds) for key, seconds in by_row.items()]


def _key(one: Figure | Row) -> Key:
    return one.part, one.subject, one.operation


def _make_row(key: Key, seconds: dict[str, float]) -> Row:
    ours, limit = seconds.get(OURS), seconds.get(LIMIT)
    peers = {name: theirs for name, theirs in seconds.items() if name not in _NO_PEERS}
    part, subject, operation = key
    return Row(
        part=part,
        subject=subject,
        operation=operation,
        seconds=seconds,
        ratios={name: theirs / ours for name, theirs in peers.items()} if ours else {},
        limit=limit,
        share_of_limit=limit / ours if limit is not None and ours else None,
    )
