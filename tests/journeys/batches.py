"""Batches for tests: valid unless told otherwise, and what is kept of them."""

from collections.abc import Sequence
from typing import Any

from badgeservice.journeys.issuing.batch import AwardBatch, Recipient
from badgeservice.journeys.issuing.issue_many import BatchResult, issue_many
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import AchievementVersion, Award, KeptCredential
from badgeservice.openbadges.issuer import Issuer
from badgeservice.store import KeptAuditLine
from factories import caller_of


def recipients(count: int, **changes: Any) -> list[Recipient]:
    """People of whom each has a name and an address of their own."""
    return [
        Recipient(f"Persoon {number}", f"persoon{number}@prive.example", **changes)
        for number in range(count)
    ]


def a_batch(
    achievement: AchievementVersion, people: Sequence[Recipient] | int = 3, key: str = "batch-1"
) -> AwardBatch:
    """A batch for so many people."""
    people = recipients(people) if isinstance(people, int) else people
    return AwardBatch(achievement.achievement_id, key, people)


def give(parts: Parts, club: Issuer, batch: AwardBatch) -> BatchResult:
    """Issue a batch as its issuer."""
    return issue_many(parts, caller_of(club), club.did, batch)


def kept(parts: Parts, result: BatchResult) -> list[tuple[Award, KeptCredential]]:
    """What is kept of a batch that is signed, in the order of its rows."""
    found = []
    with parts.database.open_store(read_only=True) as store:
        for one in result.awards:
            award = store.awards.by_credential_id(one.credential_id)
            credential = store.credentials.by_id(one.credential_id)
            assert award is not None
            assert credential is not None
            found.append((award, credential))
    return found


def waiting(parts: Parts) -> tuple[Award, ...]:
    """Awards that are accepted and not signed."""
    with parts.database.open_store(read_only=True) as store:
        return store.awards.waiting(100_000)


def positions_used(parts: Parts, did: str) -> int:
    """How many positions of the issuer's list were given out."""
    with parts.database.open_store(read_only=True) as store:
        current = store.status_lists.current(did, "revocation")
    return current.next_counter if current else 0


def lines_of(parts: Parts, action: str) -> list[KeptAuditLine]:
    """The audit lines of one kind; the chain must be whole."""
    with parts.database.open_store() as store:
        assert store.audit.check_chain() is None
        return [one for one in store.audit.lines(0, 10_000) if one.line.action == action]
