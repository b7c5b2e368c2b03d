"""A program that awards lists in processes that kill themselves at a chosen moment.

For each list it forks a process, which goes all the way from the draft to the release and sends
itself SIGKILL before its n-th statement or commit. It writes how many lists came to the end.
"""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

from sqlalchemy import event

from badgeservice.journeys.caller import Caller, Role
from badgeservice.journeys.issuing.batches.asked import RowToAward
from badgeservice.journeys.issuing.batches.confirming import confirm, sign_batch
from badgeservice.journeys.issuing.batches.drafting import draft_batch, preview
from badgeservice.journeys.issuing.batches.releasing import release_if_due
from badgeservice.journeys.parts import Parts
from badgeservice.store import Batch, BatchState, open_database
from factories import FixedClock, a_service, counted_uuids

PEOPLE = 4


@dataclass(frozen=True)
class Order:
    """Which issuer awards what."""

    issuer_did: str
    achievement_id: str

    @property
    def actor(self) -> Caller:
        """The issuer with a key."""
        return Caller("key:club", Role.ISSUER, self.issuer_did)


def rows(number: int) -> list[RowToAward]:
    """The people of a list: nobody is on two of them."""
    return [
        RowToAward(row, f"Persoon {number}-{row}", member_number=f"{number}-{row}")
        for row in range(1, PEOPLE + 1)
    ]


def award(parts: Parts, order: Order, number: int) -> Batch:
    """Award one list up to where it is signed; as whoever sent it does again after a crash."""
    batch = draft_batch(
        parts,
        order.actor,
        order.issuer_did,
        order.achievement_id,
        rows(number),
        idempotency_key=f"list-{number}",
    ).batch
    if batch.state is BatchState.DRAFT:
        batch = preview(parts, order.actor, batch.batch_id)
    batch = confirm(parts, order.actor, batch.batch_id).batch
    sign_batch(parts, batch.batch_id)
    return batch


def _go_all_the_way(url: str, order: Order, number: int) -> None:
    database = open_database(url)
    clock = FixedClock()
    parts = a_service(database=database, has_city=False, clock=clock)
    parts = replace(parts, new_uuid=counted_uuids(1_000 + number))
    left = count(number, -1)

    def step(*_: object) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    engine = database._engine
    event.listen(engine, "before_cursor_execute", step)
    event.listen(engine, "commit", step)
    batch = award(parts, order, number)
    clock.move_on(timedelta(minutes=15))
    release_if_due(parts, batch.batch_id)
    database.close()


def _ended(work: Callable[[], None]) -> bool:
    """Run it in a process of its own; whether it came to its end. What it raises ends it too."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "a desk failed by itself"
    return not os.WIFSIGNALED(status)


def main() -> None:
    """Begin one list after the other, each killed a step later, until some were not."""
    url, first, step = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    order = Order(*sys.argv[4:6])
    for number in range(first, 1_000, step):
        if _ended(lambda number=number: _go_all_the_way(url, order, number)):
            sys.stdout.write(str(number))
            return


if __name__ == "__main__":
    main()
