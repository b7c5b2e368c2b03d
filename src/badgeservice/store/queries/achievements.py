"""Queries about achievements and their versions; a version that was published never changes."""

import json
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    Subquery,
    Text,
    and_,
    func,
    insert,
    select,
    type_coerce,
)

from badgeservice.errors import Conflict, NotFound
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.store.tables import achievement_versions, achievements, issuers


class Achievements:
    """What can be earned, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_version(self, version: AchievementVersion) -> None:
        """Keep the next version of an achievement; version 1 makes the achievement.

        Refuses with ``NotFound`` an achievement of another issuer, with ``Conflict`` a version
        that is not the one after the latest (somebody else was first).
        """
        latest = self.latest(version.achievement_id)
        if latest is not None and latest.issuer_did != version.issuer_did:
            raise NotFound("this achievement does not exist")
        if version.version != (1 if latest is None else latest.version + 1):
            raise Conflict(
                "this is not the next version of the achievement",
                hint="read the latest version and decide again",
            )
        if latest is None:
            self._connection.execute(
                insert(achievements).values(
                    achievement_id=version.achievement_id, issuer_did=version.issuer_did
                )
            )
        self._connection.execute(
            insert(achievement_versions).values(
                achievement_id=version.achievement_id,
                version=version.version,
                body=version.body,
                image_svg=version.image_svg,
                published_at=version.published_at,
            )
        )

    def latest(self, achievement_id: str) -> AchievementVersion | None:
        """Return the newest version of an achievement."""
        query = (
            _versions()
            .where(achievement_versions.c.achievement_id == achievement_id)
            .order_by(achievement_versions.c.version.desc())
            .limit(1)
        )
        return self._one(query)

    def version(self, achievement_id: str, number: int) -> AchievementVersion | None:
        """Return one version of an achievement."""
        query = _versions().where(
            achievement_versions.c.achievement_id == achievement_id,
            achievement_versions.c.version == number,
        )
        return self._one(query)

    def of_issuer(self, did: str) -> tuple[AchievementVersion, ...]:
        """Return the newest version of each achievement of an issuer, oldest first."""
        query = (
            _newest_versions()
            .where(achievements.c.issuer_did == did)
            .order_by(achievement_versions.c.published_at, achievement_versions.c.achievement_id)
        )
        return tuple(_version(row) for row in self._connection.execute(query))

    def aligned_with(
        self, target_url: str, *, limit: int, offset: int = 0
    ) -> tuple[AchievementVersion, ...]:
        """Return the newest versions that name this URL in an alignment, newest first.

        Only of issuers that are not suspended. An earlier version that named it does not count.
        """
        # JSON is kept compact; in a text of somebody's the quotes would stand escaped.
        member = f'"targetUrl":{json.dumps(target_url)}'
        query = (
            _newest_versions()
            .join(issuers, issuers.c.did == achievements.c.issuer_did)
            .where(
                issuers.c.suspended_at.is_(None),
                type_coerce(achievement_versions.c.body, Text).contains(member, autoescape=True),
            )
            .order_by(
                achievement_versions.c.published_at.desc(), achievement_versions.c.achievement_id
            )
            .limit(limit)
            .offset(offset)
        )
        return tuple(_version(row) for row in self._connection.execute(query))

    def _one(self, query: Select[Any]) -> AchievementVersion | None:
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _version(row)


def _versions() -> Select[Any]:
    return select(achievement_versions, achievements.c.issuer_did).join_from(
        achievement_versions,
        achievements,
        achievements.c.achievement_id == achievement_versions.c.achievement_id,
    )


def _newest_versions() -> Select[Any]:
    newest = _numbers_of_newest()
    return _versions().join(
        newest,
        and_(
            newest.c.achievement_id == achievement_versions.c.achievement_id,
            newest.c.number == achievement_versions.c.version,
        ),
    )


def _numbers_of_newest() -> Subquery:
    return (
        select(
            achievement_versions.c.achievement_id,
            func.max(achievement_versions.c.version).label("number"),
        )
        .group_by(achievement_versions.c.achievement_id)
        .subquery()
    )


def _version(row: Row[Any]) -> AchievementVersion:
    return AchievementVersion(
        achievement_id=row.achievement_id,
        issuer_did=row.issuer_did,
        version=row.version,
        body=row.body,
        image_svg=row.image_svg,
        published_at=row.published_at,
    )
