"""The working parts a journey is handed: store, keys, clock, chance and the way outside."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from badgeservice.journeys.bench import Judge, judge_here
from badgeservice.journeys.keyring import Keyring
from badgeservice.openbadges.publishing import Addresses
from badgeservice.outside.fetch import Fetch
from badgeservice.store import Database


@dataclass(frozen=True, slots=True)
class Rules:
    """Numbers from the settings that journeys obey; all in seconds or bytes."""

    clock_skew_seconds: int = 60
    status_list_resign_seconds: int = 3_600
    status_list_valid_seconds: int = 86_400
    status_list_max_age_seconds: int = 300
    foreign_list_max_age_seconds: int = 604_800
    fetches_per_verification: int = 6
    fetch_seconds_per_verification: float = 8.0
    max_verify_bytes: int = 524_288
    max_issue_bytes: int = 262_144
    max_image_bytes: int = 2_097_152


@dataclass(frozen=True, slots=True)
class Parts:
    """Chosen in ``wiring``; a test hands in its own clock, ids, store and web."""

    database: Database
    keyring: Keyring
    fetch: Fetch
    now: Callable[[], datetime]
    new_uuid: Callable[[], UUID]
    random_bytes: Callable[[int], bytes]
    addresses: Addresses
    rules: Rules = field(default_factory=Rules)
    judge: Judge = judge_here
