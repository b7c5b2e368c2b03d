"""What a verification may spend: so many fetches, and so many seconds to begin them in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from badgeservice.journeys.parts import Rules


@dataclass(slots=True)
class Allowance:
    """The fetches that all credentials of a batch may make together."""

    fetches: int

    def take(self) -> bool:
        """Take one; False when there is none left."""
        self.fetches -= 1
        return self.fetches >= 0


@dataclass(slots=True)
class Purse:
    """Counts the fetches of one verification, refreshing and endorsements included.

    In a batch each credential has a purse of its own, and what is in it is taken from ``shared``.
    """

    rules: Rules
    now: Callable[[], datetime]
    begun: datetime
    spent: int = field(default=0)
    shared: Allowance | None = None

    def spend(self) -> bool:
        """Take one fetch; False when there is none left or it is too late to begin one."""
        self.spent += 1
        late = self.now() - self.begun
        return (
            self.spent <= self.rules.fetches_per_verification
            and late.total_seconds() < self.rules.fetch_seconds_per_verification
            and (self.shared is None or self.shared.take())
        )
