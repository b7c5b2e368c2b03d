"""What is published about issuers and achievements: read by anybody, personal data of nobody."""

from dataclasses import dataclass
from datetime import datetime

from badgeservice.errors import NotFound
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.art import rasterise
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.issuer import Issuer, IssuerKey, IssuerKind, Recognition

_IMAGE_WIDTH_PX = 512


@dataclass(frozen=True, slots=True)
class PublicIssuer:
    """An issuer with its keys, whether the city recognises it now, and what it awards."""

    issuer: Issuer
    keys: tuple[IssuerKey, ...]
    recognition: Recognition | None
    achievements: tuple[AchievementVersion, ...]


def read_issuer(parts: Parts, slug: str | None, *, at: datetime | None = None) -> PublicIssuer:
    """A published issuer by slug, or the city when ``slug`` is None; refuses ``NotFound``."""
    with parts.database.open_store(read_only=True) as store:
        if slug is None:
            issuer = store.issuers.by_did(parts.addresses.city_did)
        else:
            issuer = store.issuers.by_slug(slug)
        if issuer is None:
            raise NotFound("There is no such issuer.")
        return PublicIssuer(
            issuer=issuer,
            keys=tuple(store.keys.of_issuer(issuer.did)),
            recognition=store.recognitions.of(issuer.did, at or parts.now()),
            achievements=tuple(store.achievements.of_issuer(issuer.did)),
        )


def read_issuers(parts: Parts) -> tuple[PublicIssuer, ...]:
    """Every admitted issuer as it is published: the city first, then by name."""
    now = parts.now()
    with parts.database.open_store(read_only=True) as store:
        public = [
            PublicIssuer(
                issuer=issuer,
                keys=tuple(store.keys.of_issuer(issuer.did)),
                recognition=store.recognitions.of(issuer.did, now),
                achievements=tuple(store.achievements.of_issuer(issuer.did)),
            )
            for issuer in store.issuers.all()
        ]
    city = IssuerKind.CITY
    return tuple(
        sorted(public, key=lambda one: (one.issuer.kind is not city, one.issuer.name.lower()))
    )


def read_key(parts: Parts, slug: str, key_id: str) -> tuple[Issuer, IssuerKey]:
    """One live public key of an issuer; a revoked one is told as not found."""
    public = read_issuer(parts, slug)
    for key in public.keys:
        if key.key_id == key_id and key.revoked_at is None:
            return public.issuer, key
    raise NotFound("There is no such key.")


@dataclass(frozen=True, slots=True)
class PublicAchievement:
    """A published achievement, who awards it and whether the city recognises them."""

    achievement: AchievementVersion
    issuer: Issuer
    recognition: Recognition | None


def read_achievement(
    parts: Parts, achievement_id: str, version: int | None = None
) -> PublicAchievement:
    """A published achievement, its newest version by default; refuses ``NotFound``."""
    with parts.database.open_store(read_only=True) as store:
        if version is None:
            achievement = store.achievements.latest(achievement_id)
        else:
            achievement = store.achievements.version(achievement_id, version)
        if achievement is None:
            raise NotFound("There is no such achievement.")
        issuer = store.issuers.by_did(achievement.issuer_did)
        if issuer is None:
            raise NotFound("There is no such achievement.")
        recognition = store.recognitions.of(issuer.did, parts.now())
    return PublicAchievement(achievement, issuer, recognition)


def achievement_image(parts: Parts, achievement_id: str, version: int) -> bytes:
    """The art of an achievement version as PNG, 512 px wide."""
    public = read_achievement(parts, achievement_id, version)
    return rasterise(public.achievement.image_svg, _IMAGE_WIDTH_PX)
