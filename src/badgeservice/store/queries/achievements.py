"""Queries about achievements and their versions; a version that was published never changes."""

from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, insert, select

from badgeservice.errors import Conflict, NotFound
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.store.tables import achievement_versions, achievements


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
        newest = (
            select(
                achievement_versions.c.achievement_id,
                func.max(achievement_versions.c.version).label("number"),
            )
            .group_by(achievement_versions.c.achievement_id)
            .subquery()
        )
        query = (
            _versions()
            .join(
                newest,
                and_(
                    newest.c.achievement_id == achievement_versions.c.achievement_id,
                    newest.c.number == achievement_versions.c.version,
                ),
            )
            .where(achievements.c.issuer_did == did)
            .order_by(achievement_versions.c.published_at, achievement_versions.c.achievement_id)
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


def _version(row: Row[Any]) -> AchievementVersion:
    return AchievementVersion(
        achievement_id=row.achievement_id,
        issuer_did=row.issuer_did,
        version=row.version,
        body=row.body,
        image_svg=row.image_svg,
        published_at=row.published_at,
    )
