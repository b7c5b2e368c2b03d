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

from badgeservice.errors import TooLarge
from badgeservice.journeys.parts import Parts, Rules
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

    @property
    def most(self) -> int | None:
        """How many can be counted together at best; None when there is no limit."""
        return min((one.times for one in self._rates), default=None)

    def count(self, name: Hashable, times: int = 1) -> int:
        """Count so many more and give 0, or give in how many whole seconds there is room again.

        All of them are counted or none, so that asking again does not make the wait longer. More
        than ``most`` never find room. Counting none finds room always.
        """
        if not self._rates or times < 1:
            return 0
        with self._lock:
            now = self._now()
            self._forget(now)
            windows = self._windows(name, now)
            pairs = list(zip(self._rates, windows, strict=True))
            full = [
                window.left(rate, now)
                for rate, window in pairs
                if window.counted + times > rate.times
            ]
            if full:
                return max(1, ceil(max(full)))
            for window in windows:
                window.counted += times
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


@dataclass(frozen=True, slots=True)
class Account:
    """Under which name verifications are counted, and what to say when there is no room."""

    counter: Counter
    name: Hashable
    hint: str

    def count(self, times: int = 1) -> None:
        """Count so many, all or none; refuses ``TooManyRequests``."""
        seconds = self.counter.count(self.name, times)
        if seconds:
            detail = f"There were too many verifications; there is room in {seconds:,} seconds."
            raise TooManyRequests(detail, hint=self.hint, retry_after_seconds=seconds)

    def require_possible(self, times: int) -> None:
        """Refuse ``TooLarge`` for more than would ever be let through together."""
        most = self.counter.most
        if most is not None and times > most:
            detail = f"At most {most:,} can be verified at a time."
            raise TooLarge(detail, hint="Send fewer at a time, or ask the city for an API key.")


class VerifyRates:
    """The rates of verifying: by address for whoever has no API key, else by key."""

    def __init__(self, rules: Rules, *, now: Callable[[], datetime]) -> None:
        anonymous = (Rate(rules.verify_per_minute, _MINUTE), Rate(rules.verify_per_day, _DAY))
        self._proxies = rules.trusted_proxies
        self._addresses = Counter(anonymous, now=now)
        self._keys = Counter((Rate(rules.verify_per_minute_with_key, _MINUTE),), now=now)
        batches = Rate(rules.verify_batch_per_minute_with_key, _MINUTE)
        self._batches = Counter((batches,), now=now)

    def of_address(self, request: Request) -> Account:
        """The account of the address that a request came from."""
        name = network_of(address_of(request, self._proxies))
        return Account(self._addresses, name, "Wait, or ask the city for an API key.")

    def of_key(self, name: str, *, is_batch: bool = False) -> Account:
        """The account of the key of this name; for batches it has another one."""
        counter = self._batches if is_batch else self._keys
        return Account(counter, name, "Wait before you send more.")


async def account_of(
    request: Request, parts: Parts, rates: VerifyRates, *, is_batch: bool = False
) -> Account:
    """Who pays. An API key pays for itself, wherever it is used; an unknown one changes nothing."""
    caller = await known_caller(request, parts)
    if caller is None:
        return rates.of_address(request)
    return rates.of_key(caller.name, is_batch=is_batch)


async def count_verification(request: Request, parts: WorkingParts) -> None:
    """Refuse ``TooManyRequests`` before anything is read; conformance mode counts nothing."""
    rates: VerifyRates | None = request.app.state.verify_rates
    if rates is not None:
        account = await account_of(request, parts, rates)
        account.count()


COUNTED = Depends(count_verification)
