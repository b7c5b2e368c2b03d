"""The working parts a journey is handed: store, keys, clock, chance and the way outside."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from badgeservice.journeys.bench import Judge, Sitting, judge_here, sit_here
from badgeservice.journeys.keyring import Keyring
from badgeservice.journeys.own_facts import OwnFacts
from badgeservice.journeys.rules import Rules
from badgeservice.journeys.signing import Signers
from badgeservice.journeys.skill_shelf import SkillShelf
from badgeservice.openbadges.publishing import Addresses
from badgeservice.outside.fetch import Fetch
from badgeservice.outside.mail import Mailer, NoMailer
from badgeservice.store import Database

__all__ = ["Parts", "Rules"]


@dataclass(frozen=True, slots=True)
class Parts:
    """Chosen in ``wiring``; a test hands in its own clock, ids, store and web.

    ``judge`` judges one credential; ``sit`` judges together what is of so many bytes in all.
    ``signers`` sign batches of awards. ``own_facts`` reads our register for verifying,
    ``skills`` is the catalogue of skills in use, ``mailer`` takes the mails of the outbox.
    """

    database: Database
    keyring: Keyring
    fetch: Fetch
    now: Callable[[], datetime]
    new_uuid: Callable[[], UUID]
    random_bytes: Callable[[int], bytes]
    addresses: Addresses
    rules: Rules = field(default_factory=Rules)
    judge: Judge = judge_here
    sit: Callable[[int], Sitting] = sit_here
    signers: Signers = field(default_factory=Signers)
    own_facts: OwnFacts = field(default_factory=OwnFacts)
    skills: SkillShelf = field(default_factory=SkillShelf)
    mailer: Mailer = field(default_factory=NoMailer)
