"""A service whose register is watched while it is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from badgeservice.errors import Unavailable
from badgeservice.journeys.issuing.issue import Issued
from badgeservice.journeys.own_facts import OwnFacts, Wanted
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.publishing import Addresses
from badgeservice.store import Database, Store
from factories import (
    PUBLIC_URL,
    FixedClock,
    a_service,
    an_achievement,
    an_award,
    an_issuer,
)
from simulator import codes_of

ADDRESSES = Addresses(PUBLIC_URL)
ELSEWHERE = "did:web:elsewhere.example"


@dataclass
class Counted:
    """A database that counts how often it was read, and may be away."""

    database: Database
    reads: int = 0
    is_away: bool = False

    @property
    def era(self) -> object:
        return self.database.era

    @contextmanager
    def open_store(self, *, read_only: bool = False) -> Iterator[Store]:
        if self.is_away:
            raise Unavailable("the database does not answer")
        self.reads += read_only
        with self.database.open_store(read_only=read_only) as store:
            yield store


@dataclass
class Register:
    """A service with one signed badge, whose reads are counted."""

    parts: Parts
    counted: Any
    clock: FixedClock
    issued: Issued

    @property
    def wanted(self) -> Wanted:
        did = self.issued.award.issuer_did
        list_id = self.issued.award.status_list_id
        return Wanted(controllers=(did,), recognised=(did,), lists=(list_id,))

    def reads_of(self, *badges: bytes, **choices: Any) -> int:
        """How often the database is read to verify these."""
        before = self.counted.reads
        for badge in badges:
            verify(self.parts, badge, **choices)
        return int(self.counted.reads - before)

    def code(self, **choices: Any) -> str:
        """What the status of the badge is found to be."""
        report = verify(self.parts, self.issued.credential.document, **choices)
        return codes_of(report)["status"]


def a_register(folder: Path | None = None, seconds: float = 1.0) -> Register:
    clock = FixedClock()
    parts = a_service(folder, clock=clock)
    issued = an_award(parts, an_achievement(parts, an_issuer(parts)))
    counted: Any = Counted(parts.database)
    parts = replace(parts, database=counted, own_facts=OwnFacts(seconds))
    return Register(parts, counted, clock, issued)


def read(register: Register, wanted: Wanted, **choices: Any) -> Any:
    parts = register.parts
    return parts.own_facts.read(parts.database, ADDRESSES, wanted, parts.now(), **choices)


def remembers(register: Register, wanted: Wanted) -> bool:
    parts = register.parts
    return parts.own_facts.remembered(parts.database, wanted, parts.now()) is not None
