"""A fetch that remembers: key documents and lists of revocations, within the rules of keeping.

A copy is only ever given for the exact URL it came from. What is asked for by several at once is
fetched once. What failed is not asked again at once.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime

from badgeservice.outside.answers import CannotFetch, Fetch, Fetched, Kind
from badgeservice.outside.keeping import MINUTE, Window, window_of

DEFAULT_BYTES = 256 * 1024 * 1024
_FIRST_PAUSE = 30.0
_LONGEST_PAUSE = 600.0
_MAX_FAILURES = 10_000
# What an entry costs beside its body, roughly.
_OVERHEAD_BYTES = 1_024

_Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class _Copy:
    fetched: Fetched
    at: float
    window: Window

    @property
    def size(self) -> int:
        return len(self.fetched.body) + _OVERHEAD_BYTES


@dataclass(frozen=True, slots=True)
class _Failure:
    reason: str
    until: float
    pause_seconds: float


class CachingFetch:
    """Gives kept copies while they may be used, and fetches otherwise.

    ``monotonic`` counts seconds, ``now`` tells the moment; ``waits_seconds`` is how long to wait
    for somebody else who is fetching the same. At most ``max_bytes`` are kept; what was not
    asked for longest goes first.
    """

    def __init__(
        self,
        fetch: Fetch,
        *,
        monotonic: Callable[[], float],
        now: Callable[[], datetime],
        max_bytes: int = DEFAULT_BYTES,
        waits_seconds: float = 6.0,
    ) -> None:
        self._fetch = fetch
        self._monotonic = monotonic
        self._now = now
        self._max_bytes = max_bytes
        self._waits_seconds = waits_seconds
        self._lock = threading.Lock()
        self._copies: OrderedDict[_Key, _Copy] = OrderedDict()
        self._bytes = 0
        self._failures: OrderedDict[_Key, _Failure] = OrderedDict()
        self._under_way: dict[_Key, Future[Fetched | CannotFetch]] = {}

    def __call__(
        self, url: str, *, accept: str, kind: Kind = "other", fresh: bool = False
    ) -> Fetched:
        """The document at ``url``, from memory or from its host; raises ``CannotFetch``.

        What is ``other`` is never kept: it may be somebody's credential.
        """
        if kind == "other":
            return self._fetch(url, accept=accept, kind=kind, fresh=fresh)
        key: _Key = (kind, url)
        with self._lock:
            kept = self._kept(key, fresh=fresh)
            if kept is not None:
                return kept
            failure = self._failures.get(key)
            rests = failure is not None and self._monotonic() < failure.until
            ahead = None if rests else self._under_way.get(key)
            if not rests and ahead is None:
                self._under_way[key] = Future()
        if failure is not None and rests:
            outcome: Fetched | CannotFetch = CannotFetch(failure.reason)
        elif ahead is not None:
            outcome = self._wait_for(ahead)
        else:
            outcome = self._go(key, accept)
        if isinstance(outcome, Fetched):
            return outcome
        return self._stand_in(key, outcome, fresh=fresh)

    def _go(self, key: _Key, accept: str) -> Fetched | CannotFetch:
        """Fetch for everybody who asks meanwhile."""
        kind, url = key
        outcome: Fetched | CannotFetch = CannotFetch("unreachable")
        try:
            outcome = self._fetch(url, accept=accept, kind=kind)
            window = window_of(kind, outcome, self._now())
        except CannotFetch as fault:
            outcome = CannotFetch(fault.reason)
        else:
            self._keep(key, _Copy(outcome, self._monotonic(), window))
        finally:
            with self._lock:
                if isinstance(outcome, CannotFetch) and outcome.was_asked:
                    self._note_failure(key, outcome.reason)
                waiting = self._under_way.pop(key)
            waiting.set_result(outcome)
        return outcome

    def _wait_for(self, ahead: "Future[Fetched | CannotFetch]") -> Fetched | CannotFetch:
        try:
            return ahead.result(timeout=self._waits_seconds)
        except TimeoutError:
            return CannotFetch("too-slow")

    def _kept(self, key: _Key, *, fresh: bool) -> Fetched | None:
        copy = self._copies.get(key)
        if copy is None:
            return None
        age = self._monotonic() - copy.at
        if age >= copy.window.fresh_seconds or (fresh and age > MINUTE):
            return None
        self._copies.move_to_end(key)
        return replace(copy.fetched, age_seconds=int(age))

    def _stand_in(self, key: _Key, fault: CannotFetch, *, fresh: bool) -> Fetched:
        """The earlier copy while the host is down, told as stale; else the fault (raised)."""
        with self._lock:
            copy = self._copies.get(key)
        if copy is None or fresh or not fault.is_passing:
            raise CannotFetch(fault.reason)
        age = self._monotonic() - copy.at
        ends = copy.window.valid_until
        if age >= copy.window.usable_seconds or (ends is not None and self._now() >= ends):
            raise CannotFetch(fault.reason)
        return replace(copy.fetched, age_seconds=int(age), is_stale=True)

    def _keep(self, key: _Key, copy: _Copy) -> None:
        with self._lock:
            self._failures.pop(key, None)
            self._drop(key)
            if copy.size > self._max_bytes:
                return
            self._copies[key] = copy
            self._bytes += copy.size
            while self._bytes > self._max_bytes:
                self._drop(next(iter(self._copies)))

    def _drop(self, key: _Key) -> None:
        dropped = self._copies.pop(key, None)
        if dropped is not None:
            self._bytes -= dropped.size

    def _note_failure(self, key: _Key, reason: str) -> None:
        earlier, now = self._failures.pop(key, None), self._monotonic()
        pause = _FIRST_PAUSE
        if earlier is not None and now < earlier.until + earlier.pause_seconds:
            pause = min(earlier.pause_seconds * 2, _LONGEST_PAUSE)
        self._failures[key] = _Failure(reason, now + pause, pause)
        if len(self._failures) > _MAX_FAILURES:
            self._failures.popitem(last=False)
