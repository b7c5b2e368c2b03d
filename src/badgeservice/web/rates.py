"""How often one address or one API key may have something verified, counted in this process.

An address is personal data: it is in memory only, at most until its windows are over and somebody
else asks, and never in a log. Several processes count each for themselves.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from threading import Lock

from fastapi import Depends, Request

from badgeservice.journeys.parts import Rules
from badgeservice.web.addresses import address_of, network_of
from badgeservice.web.auth import WorkingParts, known_caller
from badgeservice.web.refusals import TooManyRequests

MAX_NAMES = 50_000
_MINUTE, _DAY = 60.0, 86_400.0


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``times`` in a window of ``seconds``, which begins with the first one."""

    times: int
    seconds: float


@dataclass(slots=True)
class _Window:
    begun: datetime
    counted: int = 0

    def left(self, rate: Rate, now: datetime) -> float:
        """Seconds until it is over; a clock that was set back far ends it at once."""
        passed = (now - self.begun).total_seconds()
        return 0.0 if abs(passed) >= rate.seconds else rate.seconds - max(passed, 0.0)


class Counter:
    """Counts by name, within bounds: at most ``max_names``, of which the oldest goes first."""

    def __init__(
        self, rates: Sequence[Rate], *, now: Callable[[], datetime], max_names: int = MAX_NAMES
    ) -> None:
        # The longest window first: by it the names are in order.
        self._rates = sorted((one for one in rates if one.times), key=lambda one: -one.seconds)
        self._now = now
        self._max_names = max_names
        self._lock = Lock()
        self._names: OrderedDict[Hashable, list[_Window]] = OrderedDict()

    def __len__(self) -> int:
        """How many names are remembered."""
        return len(self._names)

    def count(self, name: Hashable) -> int:
        """Count one more and give 0, or give in how many whole seconds there is room again.

        What finds no room is not counted, so that asking again does not make the wait longer.
        """
        if not self._rates:
            return 0
        with self._lock:
            now = self._now()
            self._forget(now)
            windows = self._windows(name, now)
            pairs = list(zip(self._rates, windows, strict=True))
            full = [
                window.left(rate, now) for rate, window in pairs if window.counted >= rate.times
            ]
            if full:
                return max(1, ceil(max(full)))
            for window in windows:
                window.counted += 1
        return 0

    def _windows(self, name: Hashable, now: datetime) -> list[_Window]:
        windows = self._names.setdefault(name, [_Window(now) for _ in self._rates])
        for number, rate in enumerate(self._rates):
            if windows[number].left(rate, now) <= 0:
                windows[number] = _Window(now)
                if number == 0:
                    self._names.move_to_end(name)
        if len(self._names) > self._max_names:
            self._names.popitem(last=False)
        return windows

    def _forget(self, now: datetime) -> None:
        """Forget who asked longest ago, as long as all their windows are over."""
        while self._names:
            windows = next(iter(self._names.values()))
            pairs = zip(self._rates, windows, strict=True)
            if any(window.left(rate, now) > 0 for rate, window in pairs):
                return
            self._names.popitem(last=False)


class VerifyRates:
    """The rates of verifying: by address for whoever has no API key, else by key."""

    def __init__(self, rules: Rules, *, now: Callable[[], datetime]) -> None:
        anonymous = (Rate(rules.verify_per_minute, _MINUTE), Rate(rules.verify_per_day, _DAY))
        self._proxies = rules.trusted_proxies
        self._addresses = Counter(anonymous, now=now)
        self._keys = Counter((Rate(rules.verify_per_minute_with_key, _MINUTE),), now=now)

    def count_address(self, request: Request) -> None:
        """Count one for the address it came from; refuses ``TooManyRequests``."""
        name = network_of(address_of(request, self._proxies))
        hint = "Wait, or ask the city for an API key."
        _require_room(self._addresses.count(name), hint)

    def count_key(self, name: str) -> None:
        """Count one for the key of this name; refuses ``TooManyRequests``."""
        _require_room(self._keys.count(name), "Wait before you send more.")


async def count_verification(request: Request, parts: WorkingParts) -> None:
    """Refuse ``TooManyRequests`` before anything is read; in conformance mode nothing is counted.

    An API key counts by itself, wherever it is used; one that is not known changes nothing.
    """
    rates: VerifyRates | None = request.app.state.verify_rates
    if rates is None:
        return
    caller = await known_caller(request, parts)
    if caller is None:
        rates.count_address(request)
    else:
        rates.count_key(caller.name)


def _require_room(seconds: int, hint: str) -> None:
    if seconds:
        detail = f"There were too many verifications; there is room in {seconds:,} seconds."
        raise TooManyRequests(detail, hint=hint, retry_after_seconds=seconds)


COUNTED = Depends(count_verification)
