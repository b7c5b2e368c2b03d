"""What one verification may spend: so many fetches, and so many seconds to begin them in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from badgeservice.journeys.parts import Rules


@dataclass(slots=True)
class Purse:
    """Counts the fetches of one verification, refreshing and endorsements included."""

    rules: Rules
    now: Callable[[], datetime]
    begun: datetime
    spent: int = 0

    def spend(self) -> bool:
        """Take one fetch; False when there is none left or it is too late to begin one."""
        self.spent += 1
        late = self.now() - self.begun
        return (
            self.spent <= self.rules.fetches_per_verification
            and late.total_seconds() < self.rules.fetch_seconds_per_verification
        )
