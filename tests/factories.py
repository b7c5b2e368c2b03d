"""A whole service in memory for tests, and what lives in it: valid unless told otherwise.

    parts = a_service()
    club = an_issuer(parts)
    issued = an_award(parts, an_achievement(parts, club))

Nothing here reads a clock, draws chance or opens a socket: the clock stands still until a test
moves it, ids and secrets are counted, and the web is a dictionary.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from badgeservice.journeys.caller import Caller, Role
from badgeservice.journeys.issuing.issue import AwardRequest, Issued, issue
from badgeservice.journeys.issuing.publish_achievement import AchievementDraft, publish_achievement
from badgeservice.journeys.keyring import Keyring
from badgeservice.journeys.parts import Parts, Rules
from badgeservice.journeys.steering.admit_issuer import Admission, admit_issuer, establish_city
from badgeservice.journeys.steering.make_keys import KeyAlgorithm, make_api_key, make_signing_key
from badgeservice.openbadges.art import BadgeArt
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.issuer import Issuer, IssuerKind
from badgeservice.openbadges.publishing import Addresses
from badgeservice.outside.fetch import CannotFetch, Fetched, Kind
from badgeservice.proofs.wrapping import KeyEncryptionKey
from badgeservice.store import Database, migrate, open_database

PUBLIC_URL = "https://badges.example"
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
KEK = KeyEncryptionKey("kek-test", bytes(range(32)))
TEAMWORK, LEADERSHIP, COMMITMENT = "1D54A21B60", "49790E767C", "6EDDE6185F"
# All requests of a test come from one address; how often it may ask is a test of its own.
UNCOUNTED = Rules(verify_per_minute=0, verify_per_day=0, verify_per_minute_with_key=0)


@dataclass
class FixedClock:
    """Stands still until ``move_on``; hand it in as ``now``."""

    moment: datetime = NOW

    def __call__(self) -> datetime:
        """The moment it is."""
        return self.moment

    def move_on(self, by: timedelta) -> None:
        """Let time pass."""
        self.moment += by


@dataclass
class SimulatedWeb:
    """Other machines: a body per URL; every other URL cannot be reached.

    ``asked`` holds the URLs in the order in which they were fetched.
    """

    pages: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(
        self, url: str, *, accept: str, kind: Kind = "other", fresh: bool = False
    ) -> Fetched:
        """The page at ``url``; raises ``CannotFetch`` when there is none."""
        self.asked.append(url)
        if url not in self.pages:
            raise CannotFetch("unreachable")
        return Fetched(self.pages[url], "application/json")


def counted_uuids(seed: int = 1) -> Any:
    """Ids that differ and never repeat within a test; shaped as version 4 like the real ones."""
    numbers = count(1)
    return lambda: UUID(bytes=sha256(b"%d %d" % (seed, next(numbers))).digest()[:16], version=4)


def counted_bytes() -> Any:
    """Bytes that look random and are the same in every run: for tests only."""
    numbers = count(1)

    def draw(length: int) -> bytes:
        block = sha256(b"bytes %d" % next(numbers)).digest()
        return (block * (length // len(block) + 1))[:length]

    return draw


def a_service(
    folder: Path | None = None,
    *,
    web: Mapping[str, bytes] | SimulatedWeb | None = None,
    clock: FixedClock | None = None,
    kek: KeyEncryptionKey | None = KEK,
    public_url: str = PUBLIC_URL,
    rules: Rules | None = None,
    has_city: bool = True,
    database: Database | None = None,
) -> Parts:
    """Working parts on SQLite: in memory, or in a file in ``folder`` that survives a restart.

    ``database`` hands in an open one instead, such as the fixture of that name.

    The city is established unless ``has_city`` is false. A second service on the same folder is
    the same service after a restart; it counts other ids.
    """
    url, seed = "sqlite://", 1
    if folder is not None:
        path = folder / "badgeservice.db"
        seed = 2 if path.exists() else 1
        url = f"sqlite:///{path}"
        migrate(url)
    parts = Parts(
        database=database or open_database(url),
        keyring=Keyring(kek),
        fetch=web if isinstance(web, SimulatedWeb) else SimulatedWeb(dict(web or {})),
        now=clock or FixedClock(),
        new_uuid=counted_uuids(seed),
        random_bytes=counted_bytes(),
        addresses=Addresses(public_url),
        rules=rules or UNCOUNTED,
    )
    if has_city:
        establish_city(
            parts, name="Gemeente Oss", url="https://oss.example", email="badges@oss.example"
        )
    return parts


def the_city() -> Caller:
    """The city as caller."""
    return Caller(name="key:city", role=Role.CITY)


def caller_of(issuer: Issuer) -> Caller:
    """An issuer as caller."""
    return Caller(name=f"key:{issuer.slug}", role=Role.ISSUER, issuer_did=issuer.did)


def an_issuer(
    parts: Parts,
    slug: str = "sv-de-maasboys",
    *,
    keys: tuple[KeyAlgorithm, ...] = ("Ed25519", "P-256"),
    **changes: Any,
) -> Issuer:
    """An admitted, recognised sport club with signing keys; ``changes`` go to its admission."""
    admission = Admission(
        slug=slug,
        name="SV De Maasboys",
        kind=IssuerKind.SPORT_CLUB,
        url="https://maasboys.example",
        email="secretariaat@maasboys.example",
        description="Een voetbalvereniging aan de Maas.",
    )
    issuer = admit_issuer(parts, the_city(), replace(admission, **changes))
    for algorithm in keys:
        make_signing_key(parts, the_city(), issuer.did, algorithm)
    return issuer


def an_api_key(parts: Parts, issuer: Issuer | None = None) -> str:
    """The secret of a new API key: of an issuer, or of the city when none is given."""
    role = Role.ISSUER if issuer else Role.CITY
    did = issuer.did if issuer else None
    return make_api_key(parts, by="set-up", role=role, issuer_did=did, label="test").secret


def a_draft(**changes: Any) -> AchievementDraft:
    """An achievement as an issuer writes it, with one CompetentNL skill."""
    draft = AchievementDraft(
        name="Teamspeler",
        description="Je werkt goed samen in een team.",
        criteria="Je speelde een heel seizoen mee.\n\nJe hielp anderen om beter te worden.",
        skills=(TEAMWORK,),
        art=BadgeArt(
            shape="shield",
            colour="#0b5c6b",
            accent="#e07a1f",
            pictogram="together",
            ring_text="Teamspeler",
        ),
    )
    return replace(draft, **changes)


def an_achievement(parts: Parts, issuer: Issuer, **changes: Any) -> AchievementVersion:
    """A published achievement of an issuer; ``changes`` go to its draft."""
    return publish_achievement(parts, caller_of(issuer), issuer.did, a_draft(**changes))


def an_award(
    parts: Parts, achievement: AchievementVersion, *, key: str = "award-1", **changes: Any
) -> Issued:
    """An award of an achievement by its issuer, signed; ``key`` is its idempotency key."""
    caller = Caller(name="key:issuer", role=Role.ISSUER, issuer_did=achievement.issuer_did)
    request = AwardRequest(
        achievement_id=achievement.achievement_id,
        idempotency_key=key,
        recipient_name="Sanne van der Linden",
        recipient_email="sanne.vanderlinden@example.org",
    )
    return issue(parts, caller, achievement.issuer_did, replace(request, **changes))
