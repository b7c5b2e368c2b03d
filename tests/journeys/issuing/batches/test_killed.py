"""Killed before any statement or commit (SIGKILL): after a restart each row is there once."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from badgeservice.journeys.issuing.batches.reading import answers
from badgeservice.journeys.issuing.batches.rounds import work_on_batches
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.verification import Verdict
from badgeservice.store import BatchState, Database
from factories import a_service
from journeys.batches import lines_of, positions_used, waiting
from journeys.considered import UNDO, a_desk
from journeys.issuing.batches.killed_desks import PEOPLE, Order, award

PROGRAM = Path(__file__).with_name("killed_desks.py")
# Each second moment on SQLite; fewer on PostgreSQL, where a transaction is as whole.
STEPS = {"sqlite": 2, "postgresql": 5}
FEWEST_MOMENTS = 40


def kill_desks(url: str, order: Order) -> list[int]:
    """Have lists begun and killed; the numbers of all that were begun."""
    step = STEPS[url.partition(":")[0]]
    told = subprocess.run(
        [sys.executable, PROGRAM, url, "1", str(step), order.issuer_did, order.achievement_id],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert told.returncode == 0, told.stderr.decode()
    return list(range(1, int(told.stdout) + 1, step))


def test_a_desk_that_is_killed_at_any_moment_awards_each_row_once(
    database: Database, database_url: str
) -> None:
    desk = a_desk(a_service(database=database))
    order = Order(desk.club.did, desk.achievement.achievement_id)
    numbers = kill_desks(database_url, order)
    assert numbers[-1] > FEWEST_MOMENTS
    # The service starts again: the worker goes on by itself, and whoever sent a list does so again.
    work_on_batches(desk.parts)
    assert waiting(desk.parts) == ()
    batches = [award(desk.parts, order, number) for number in numbers]
    desk.clock.move_on(UNDO)
    work_on_batches(desk.parts)
    assert_each_row_is_there_once(desk.parts, order, [one.batch_id for one in batches])


def assert_each_row_is_there_once(parts: Parts, order: Order, batch_ids: list[str]) -> None:
    total = PEOPLE * len(batch_ids)
    assert len(set(batch_ids)) == len(batch_ids)
    told = [row for one in batch_ids for row in answers(parts, order.actor, one)]
    assert Counter(one.state.value for one in told) == {"released": total}
    with parts.database.open_store(read_only=True) as store:
        holders = store.batch_rows.holders(order.issuer_did, order.achievement_id)
        found = [store.awards.by_id(order.issuer_did, str(one.row.award_id)) for one in told]
        kept = [store.credentials.by_id(str(one.row.credential_id)) for one in told]
        states = {store.batches.by_id(one).state for one in batch_ids}  # type: ignore[union-attr]
    # Nobody has it twice, and there is no award beside those of the rows.
    assert len({one.name for one in holders}) == len(holders) == total
    assert len({one.status_position for one in found if one}) == total
    assert positions_used(parts, order.issuer_did) == total
    assert len({one.document for one in kept if one}) == total
    for one in kept[::7]:
        assert one is not None
        assert verify(parts, one.document).verdict is Verdict.VALID
    assert states == {BatchState.RELEASED}
    for action in ("batch.drafted", "batch.confirmed", "batch.released"):
        assert len(lines_of(parts, action)) == len(batch_ids)
