"""Turns and rests: how many may ask at once, and when a host that fails is left alone (H25)."""

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from badgeservice.outside.answers import CannotFetch

_MAX_HOSTS = 10_000


class Turns:
    """At most so many fetches at once, and so many to one host; ``monotonic`` counts seconds."""

    def __init__(self, *, at_once: int, per_host: int, monotonic: Callable[[], float]) -> None:
        self._at_once = at_once
        self._per_host = per_host
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._taken: Counter[str] = Counter()

    @contextmanager
    def take(self, host: str, deadline: float) -> Iterator[None]:
        """Wait for a turn until ``deadline`` and hold it; ``CannotFetch`` when it does not come."""
        with self._changed:
            while not self._has_room(host):
                left = deadline - self._monotonic()
                if left <= 0:
                    raise CannotFetch("too-busy")
                self._changed.wait(left)
            self._taken[host] += 1
        try:
            yield
        finally:
            with self._changed:
                self._taken[host] -= 1
                # What stays at nought would be remembered for ever.
                self._taken += Counter()
                self._changed.notify_all()

    def _has_room(self, host: str) -> bool:
        return self._taken.total() < self._at_once and self._taken[host] < self._per_host


@dataclass(slots=True)
class _Host:
    """How a host fares: when it failed lately, and how long it rests."""

    failed_at: list[float] = field(default_factory=list)
    rest_seconds: float = 0.0
    rests_until: float = 0.0
    is_probed: bool = False


@dataclass(frozen=True, slots=True)
class BreakerLimits:
    """After ``failures`` within ``window_seconds`` a host rests, at first ``first_rest_seconds``.

    Then one request tries again; every time it fails the rest is twice as long, up to
    ``longest_rest_seconds``.
    """

    failures: int = 5
    window_seconds: float = 60.0
    first_rest_seconds: float = 30.0
    longest_rest_seconds: float = 600.0


class Breaker:
    """Leaves a failing host alone for a while, so that it delays nobody and is not hammered."""

    def __init__(self, limits: BreakerLimits, *, monotonic: Callable[[], float]) -> None:
        self._limits = limits
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._hosts: OrderedDict[str, _Host] = OrderedDict()

    @contextmanager
    def attempt(self, host: str) -> Iterator[None]:
        """Bracket one fetch; ``CannotFetch`` while the host rests or is being tried."""
        is_probe = self._enter(host)
        told = False
        try:
            yield
            self._succeeded(host)
            told = True
        except CannotFetch as fault:
            if fault.is_host_trouble:
                self._failed(host, is_probe=is_probe)
            elif fault.was_asked:
                self._succeeded(host)
            told = fault.was_asked
            raise
        finally:
            if is_probe and not told:
                self._let_go(host)

    def _enter(self, host: str) -> bool:
        """Whether this fetch is the one that tries a resting host again."""
        with self._lock:
            known = self._hosts.get(host)
            if known is None or not known.rest_seconds:
                return False
            if known.is_probed or self._monotonic() < known.rests_until:
                raise CannotFetch("host-resting")
            known.is_probed = True
            return True

    def _succeeded(self, host: str) -> None:
        with self._lock:
            self._hosts.pop(host, None)

    def _failed(self, host: str, *, is_probe: bool) -> None:
        now, limits = self._monotonic(), self._limits
        with self._lock:
            known = self._hosts.setdefault(host, _Host())
            self._hosts.move_to_end(host)
            if is_probe:
                rest = min(known.rest_seconds * 2, limits.longest_rest_seconds)
                known.rest_seconds, known.rests_until, known.is_probed = rest, now + rest, False
            elif not known.rest_seconds:
                recent = [at for at in known.failed_at if now - at < limits.window_seconds]
                known.failed_at = [*recent, now]
                if len(known.failed_at) >= limits.failures:
                    known.rest_seconds = limits.first_rest_seconds
                    known.rests_until = now + known.rest_seconds
            if len(self._hosts) > _MAX_HOSTS:
                self._hosts.popitem(last=False)

    def _let_go(self, host: str) -> None:
        with self._lock:
            known = self._hosts.get(host)
            if known is not None:
                known.is_probed = False
