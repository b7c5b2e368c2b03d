"""A way outside that one request may use so many times, and for so long."""

from datetime import datetime

from badgeservice.journeys.parts import Parts
from badgeservice.outside.answers import CannotFetch, Fetched, Kind

_CREDENTIALS_WORTH = 4
"""A presentation may cost as much as this many credentials by themselves."""


class BudgetedFetch:
    """Fetches each document once, at most so many, and none after the time is over."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._begun: datetime = parts.now()
        self._known: dict[tuple[str, bool], Fetched | CannotFetch] = {}

    def __call__(
        self, url: str, *, accept: str, kind: Kind = "other", fresh: bool = False
    ) -> Fetched:
        """GET ``url``; raises ``CannotFetch``, also when the budget is spent."""
        place = (url, fresh)
        if place not in self._known:
            self._known[place] = self._fetch(url, accept, kind, fresh)
        found = self._known[place]
        if isinstance(found, CannotFetch):
            raise found
        return found

    def _fetch(self, url: str, accept: str, kind: Kind, fresh: bool) -> Fetched | CannotFetch:
        rules = self._parts.rules
        late = (self._parts.now() - self._begun).total_seconds()
        if (
            len(self._known) >= rules.fetches_per_verification * _CREDENTIALS_WORTH
            or late >= rules.fetch_seconds_per_verification
        ):
            return CannotFetch("budget")
        try:
            return self._parts.fetch(url, accept=accept, kind=kind, fresh=fresh)
        except CannotFetch as fault:
            return fault
