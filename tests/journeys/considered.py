"""Batches with a preview for tests: valid unless told otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from badgeservice.journeys.issuing.batches.asked import RowToAward
from badgeservice.journeys.issuing.batches.confirming import confirm, sign_batch
from badgeservice.journeys.issuing.batches.drafting import draft_batch, preview
from badgeservice.journeys.issuing.batches.reading import RowAnswer, answers
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import AchievementVersion, Award, KeptCredential
from badgeservice.openbadges.issuer import Issuer
from badgeservice.store import Batch
from factories import FixedClock, an_achievement, an_issuer, caller_of

UNDO = timedelta(minutes=15)


@dataclass(frozen=True)
class Desk:
    """A club with an achievement, and a clock that can be moved."""

    parts: Parts
    clock: FixedClock
    club: Issuer
    achievement: AchievementVersion

    @property
    def actor(self) -> Any:
        """The club with its key."""
        return caller_of(self.club)

    def draft(self, rows: Sequence[RowToAward] | int = 3, key: str = "list-1") -> Batch:
        """A batch that was taken in."""
        rows = people(rows) if isinstance(rows, int) else rows
        did, achievement_id = self.club.did, self.achievement.achievement_id
        return draft_batch(
            self.parts, self.actor, did, achievement_id, rows, idempotency_key=key
        ).batch

    def previewed(self, rows: Sequence[RowToAward] | int = 3, key: str = "list-1") -> Batch:
        """A batch that was taken in and judged."""
        return preview(self.parts, self.actor, self.draft(rows, key).batch_id)

    def confirmed(self, rows: Sequence[RowToAward] | int = 3, key: str = "list-1") -> Batch:
        """A batch that was confirmed and not signed."""
        return confirm(self.parts, self.actor, self.previewed(rows, key).batch_id).batch

    def signed(self, rows: Sequence[RowToAward] | int = 3, key: str = "list-1") -> Batch:
        """A batch that was confirmed and signed, and can be undone."""
        batch = self.confirmed(rows, key)
        sign_batch(self.parts, batch.batch_id)
        return batch

    def told(self, batch: Batch) -> list[RowAnswer]:
        """What became of each row."""
        return list(answers(self.parts, self.actor, batch.batch_id))

    def states(self, batch: Batch) -> list[str]:
        """What became of each row, in one word."""
        return [one.state.value for one in self.told(batch)]

    def judged(self, batch: Batch) -> list[tuple[int, str | None, tuple[str, ...]]]:
        """Number, outcome and codes of each row."""
        return [(one.row.row_number, one.row.outcome, one.row.codes) for one in self.told(batch)]

    def kept(self, batch: Batch) -> list[tuple[Award, KeptCredential | None]]:
        """The awards of a batch with what was signed, in the order of the rows."""
        found = []
        with self.parts.database.open_store(read_only=True) as store:
            for row in store.batch_rows.all_of(batch.batch_id):
                award = row.award_id and store.awards.by_id(self.club.did, row.award_id)
                if award:
                    found.append((award, store.credentials.by_id(award.credential_id)))
        return found


def people(count: int, **changes: Any) -> list[RowToAward]:
    """People of whom each has a name, an address and a number of their own."""
    return [
        RowToAward(
            number, f"Persoon {number}", f"persoon{number}@prive.example", f"L{number}", **changes
        )
        for number in range(1, count + 1)
    ]


def a_desk(parts: Parts, **told: Any) -> Desk:
    """A club that can award lists on these parts."""
    clock = FixedClock()
    parts = replace(parts, now=clock, **told)
    club = an_issuer(parts)
    return Desk(parts, clock, club, an_achievement(parts, club))
