"""Conformance mode: its throw-away issuers, their status list, and the way to that list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from badgeservice.errors import NotFound
from badgeservice.journeys.conforming.issuers import ThrowawayIssuer, make_issuers
from badgeservice.journeys.conforming.lists import ThrowawayList
from badgeservice.journeys.parts import Parts
from badgeservice.outside.answers import Fetched, Kind
from badgeservice.outside.fetch import Fetch

PREFIX = "/vc-api"
LIST_PATH = f"{PREFIX}/status-lists/revocation"
_STATUS_ISSUER = "bitstring"


@dataclass(frozen=True, slots=True)
class Conformance:
    """Everything that only conformance mode has."""

    issuers: Mapping[str, ThrowawayIssuer]
    status_list: ThrowawayList

    def issuer(self, name: str) -> ThrowawayIssuer:
        """The issuer of this name; refuses ``NotFound``."""
        if name not in self.issuers:
            raise NotFound("There is no issuer of this name.")
        return self.issuers[name]

    def signed_list(self, now: datetime) -> bytes:
        """The status list credential, as it stands now."""
        return self.status_list.signed(self.issuers[_STATUS_ISSUER], now)


def start_conformance(parts: Parts) -> tuple[Parts, Conformance]:
    """Fresh issuers, and parts that read our own list from here instead of over the network.

    A copy that was fetched would be kept for a while, and a bit that was set just now missed.
    """
    conformance = Conformance(
        issuers=make_issuers(),
        status_list=ThrowawayList(f"{parts.addresses.public_url}{LIST_PATH}"),
    )
    own = _OwnListFirst(conformance, parts.now, parts.fetch)
    return replace(parts, fetch=own), conformance


@dataclass(frozen=True, slots=True)
class _OwnListFirst:
    """A way outside that knows one address by itself."""

    conformance: Conformance
    now: Callable[[], datetime]
    outside: Fetch

    def __call__(
        self, url: str, *, accept: str, kind: Kind = "other", fresh: bool = False
    ) -> Fetched:
        if url == self.conformance.status_list.url:
            return Fetched(self.conformance.signed_list(self.now()), "application/vc")
        return self.outside(url, accept=accept, kind=kind, fresh=fresh)
