"""Setting the stage: city, issuers, keys and achievements, each made once and then found again."""

from dataclasses import dataclass
from pathlib import Path

from badgeservice.cli.demo.cast import (
    CITY_ALGORITHMS,
    CITY_NAME,
    CITY_PERSON,
    CITY_URL,
    CLUB_PERSON,
    ISSUERS,
    ExampleIssuer,
    FromCatalogue,
)
from badgeservice.cli.opening import (
    city_caller,
    folder_to_keep,
    issuer_caller,
    read_settings,
)
from badgeservice.errors import Conflict, NotFound
from badgeservice.journeys.issuing.publish_achievement import (
    AchievementDraft,
    publish_achievement,
)
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.skills.adopt import adopt
from badgeservice.journeys.steering.admit_issuer import (
    CITY_SLUG,
    admit_issuer,
    establish_city,
    find_issuer,
)
from badgeservice.journeys.steering.make_keys import KeyAlgorithm, make_signing_key
from badgeservice.journeys.steering.memberships import invite, people_at
from badgeservice.journeys.steering.persons import PersonRole
from badgeservice.journeys.steering.post import send_mails_if_near
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.issuer import Issuer
from badgeservice.settings import Settings
from badgeservice.wiring import DEMO_KEK_ID, make_kek


@dataclass(frozen=True, slots=True)
class StagedIssuer:
    """An issuer of the demo as it stands in the database, achievements in the order of the cast."""

    example: ExampleIssuer
    issuer: Issuer
    achievements: tuple[AchievementVersion, ...]


def demo_settings(folder: Path, port: int) -> Settings:
    """Settings that keep the whole demo in one folder, whatever the environment says.

    Refuses ``Unavailable`` when nothing can be kept in that folder.
    """
    settings = read_settings(
        folder,
        public_url=f"http://localhost:{port}",
        database_url=None,
        production=False,
        key_encryption_key=None,
        key_encryption_key_file=None,
        key_encryption_key_id=DEMO_KEK_ID,
        # Nobody is ever mailed by a demo.
        mail_host=None,
        mail_dir=None,
    )
    with folder_to_keep(folder):
        if not settings.kek_file.exists():
            make_kek(settings)
    return settings


def require_same_port(parts: Parts) -> None:
    """Refuse ``Conflict`` for a folder of a demo on another port: issuer ids are made from it."""
    try:
        city = find_issuer(parts, CITY_SLUG)
    except NotFound:
        return
    if city.did != parts.addresses.city_did:
        port = city.did.rpartition("%3A")[2]
        detail = f"This folder holds a demo on port {port}, and its badges say so."
        hint = f"Use --port {port}, or another folder with --data."
        raise Conflict(detail, hint=hint)


def set_the_stage(parts: Parts) -> tuple[StagedIssuer, ...]:
    """Establish the city, admit the issuers, make their keys, publish their achievements."""
    city = establish_city(parts, name=CITY_NAME, url=CITY_URL)
    _make_missing_keys(parts, city, CITY_ALGORITHMS)
    return tuple(_stage(parts, example) for example in ISSUERS)


def invite_people(parts: Parts, club: Issuer) -> None:
    """Invite somebody for the city and somebody for the club, once; their mails become files."""
    for did, address, role in (
        (parts.addresses.city_did, CITY_PERSON, PersonRole.CITY_MANAGER),
        (club.did, CLUB_PERSON, PersonRole.OWNER),
    ):
        there, invited = people_at(parts, city_caller(), did)
        known = {one.address for one in there} | {one.address for one in invited}
        if address not in known:
            invite(parts, city_caller(), address, did, role)
    send_mails_if_near(parts)


def _stage(parts: Parts, example: ExampleIssuer) -> StagedIssuer:
    try:
        issuer = find_issuer(parts, example.admission.slug)
    except NotFound:
        issuer = admit_issuer(parts, city_caller(), example.admission)
    _make_missing_keys(parts, issuer, example.algorithms)
    there = {one.body["name"]: one for one in read_issuer(parts, issuer.slug).achievements}
    achievements = tuple(
        there.get(one.name) or _publish(parts, issuer, one) for one in example.achievements
    )
    return StagedIssuer(example, issuer, achievements)


def _publish(
    parts: Parts, issuer: Issuer, wanted: AchievementDraft | FromCatalogue
) -> AchievementVersion:
    caller = issuer_caller(issuer.did)
    if isinstance(wanted, FromCatalogue):
        return adopt(parts, caller, issuer.did, wanted.shared_id)
    return publish_achievement(parts, caller, issuer.did, wanted)


def _make_missing_keys(parts: Parts, issuer: Issuer, algorithms: tuple[KeyAlgorithm, ...]) -> None:
    keys = read_issuer(parts, issuer.slug).keys
    live = {key.algorithm for key in keys if key.retired_at is None and key.revoked_at is None}
    for algorithm in algorithms:
        if algorithm not in live:
            make_signing_key(parts, city_caller(), issuer.did, algorithm)
