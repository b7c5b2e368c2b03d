"""Where many badges are signed: in processes of our own, so that every core takes its share.

They are never those that judge what a stranger sent: what holds a signing key reads nothing but
what this service wrote.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from badgeservice.errors import Unavailable
from badgeservice.journeys.bench import Sitting, TooCostly, sit_here

_ANY_SIZE = 1


@dataclass(frozen=True, slots=True)
class Signers:
    """``workers`` processes that ``sit`` gives out, one request each; with none, work is done here.

    Each request has the time that ``sit`` allows it, waiting for a free process included.
    """

    sit: Callable[[int], Sitting] = sit_here
    workers: int = 0

    def wake(self) -> None:
        """Have the processes started that are not running yet, without waiting for them."""
        if self.workers:
            pool = ThreadPoolExecutor(self.workers)
            for _ in range(self.workers):
                pool.submit(self._wake_one)
            pool.shutdown(wait=False)

    def each(self, work: Callable[..., Any], requests: Iterable[Sequence[object]]) -> Iterator[Any]:
        """Do ``work`` with each request; the results come in the same order, as they are ready.

        Refuses ``Unavailable`` when a process dies or takes too long. What ``work`` refuses is
        raised in its turn. Whoever stops listening stops the work that was not begun.
        """
        if not self.workers:
            for request in requests:
                yield work(*request)
            return
        pool = ThreadPoolExecutor(self.workers)
        under_way: deque[Future[Any]] = deque()
        try:
            for request in requests:
                # Enough that no process waits for whoever listens, and no more in memory.
                if len(under_way) > 2 * self.workers:
                    yield under_way.popleft().result()
                under_way.append(pool.submit(self._do, work, request))
            while under_way:
                yield under_way.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)

    def _do(self, work: Callable[..., Any], request: Sequence[object]) -> Any:
        try:
            return self.sit(_ANY_SIZE).do(work, *request)
        except (TooCostly, OSError):
            detail = "A process that signs stopped or took too long."
            hint = "Send the same request again: it goes on where this one ended."
            raise Unavailable(detail, hint=hint) from None

    def _wake_one(self) -> None:
        with suppress(TooCostly, OSError):
            self.sit(_ANY_SIZE).do(bool)
