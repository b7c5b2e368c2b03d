"""A host that answers as told, its clock, and a fetch that remembers what it gave."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from badgeservice.outside.cache import CachingFetch
from badgeservice.outside.fetch import CannotFetch, Fetched, Kind

URL = "https://issuer.example/status/1"
DID_URL = "https://issuer.example/.well-known/did.json"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = 60, 3_600, 86_400
_LIST = b'{"type": ["VerifiableCredential"], "n": %d%s}'


@dataclass
class Host:
    """A host and a clock: each fetch gives another list, or fails as told."""

    trouble: str | None = None
    max_age: int | None = None
    more: bytes = b""
    asked: list[str] = field(default_factory=list)
    seconds: float = 5_000.0

    def __call__(
        self, url: str, *, accept: str, kind: Kind = "other", fresh: bool = False
    ) -> Fetched:
        self.asked.append(url)
        if self.trouble is not None:
            raise CannotFetch(self.trouble)
        body = _LIST % (len(self.asked), self.more)
        return Fetched(body, "application/vc", max_age_seconds=self.max_age)

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds - 5_000)


def remembering(host: Any, **changes: Any) -> CachingFetch:
    return CachingFetch(host, monotonic=host.monotonic, now=host.now, **changes)


def a_list(fetch: CachingFetch, url: str = URL, *, fresh: bool = False) -> Fetched:
    return fetch(url, accept="application/vc", kind="status", fresh=fresh)


def a_document(fetch: CachingFetch) -> Fetched:
    return fetch(DID_URL, accept="application/json", kind="did")


def trouble_of(fetch: CachingFetch, url: str = URL, *, fresh: bool = False) -> str:
    with pytest.raises(CannotFetch) as refused:
        a_list(fetch, url, fresh=fresh)
    return refused.value.reason
