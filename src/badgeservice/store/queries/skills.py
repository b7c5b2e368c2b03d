"""Queries about releases of skills: what each of them had, and an import that is under way."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, or_, select, update

from badgeservice.document import JsonObject
from badgeservice.errors import Conflict
from badgeservice.store.queries.rows import change_any, is_among, write_rows
from badgeservice.store.tables import (
    skill_concepts,
    skill_import_pages,
    skill_imports,
    skill_releases,
)

_THE_IMPORT = 1


@dataclass(frozen=True, slots=True)
class KeptRelease:
    """A release as it was imported. ``digest`` is the SHA-256 of all it has, ``counts`` by kind."""

    number: int
    version: str
    source: str
    imported_at: datetime
    digest: str
    counts: JsonObject


@dataclass(frozen=True, slots=True)
class KeptConcept:
    """A concept in one state. ``last_release`` is None while it is that of now.

    ``body`` is text that the store does not look into.
    """

    kind: str
    key: str
    label: str
    body: str
    first_release: int
    last_release: int | None = None


@dataclass(frozen=True, slots=True)
class KeptImport:
    """An import that is under way: how far it is. ``run`` counts how often it was begun."""

    digest: str
    source: str
    run: int
    started_at: datetime
    pages: int = 0
    statements: int = 0
    not_ours: int = 0
    size: int = 0
    resume: str = ""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page of an import. ``resume`` says where to go on after it; empty when one cannot."""

    page: int
    packed: bytes
    statements: int
    not_ours: int
    size: int
    resume: str


class Skills:
    """Releases of skills, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self) -> KeptRelease | None:
        """Return the newest release, or ``None`` when none was imported."""
        return next(iter(self.releases(limit=1)), None)

    def releases(self, limit: int = 1_000) -> tuple[KeptRelease, ...]:
        """Return the releases, newest first."""
        query = select(skill_releases).order_by(skill_releases.c.number.desc()).limit(limit)
        return tuple(KeptRelease(*row) for row in self._connection.execute(query))

    def concepts(self, number: int | None = None) -> tuple[KeptConcept, ...]:
        """Return what a release has, or the newest one; in the order of kind and key."""
        if number is None:
            return self._concepts(_states().where(skill_concepts.c.last_release.is_(None)))
        return self._concepts(
            _states().where(
                skill_concepts.c.first_release <= number,
                or_(
                    skill_concepts.c.last_release.is_(None),
                    skill_concepts.c.last_release >= number,
                ),
            )
        )

    def former(self, kind: str) -> tuple[KeptConcept, ...]:
        """Return the states of a kind of concept that are over."""
        is_over = skill_concepts.c.last_release.is_not(None)
        return self._concepts(_states().where(skill_concepts.c.kind == kind, is_over))

    def add_release(
        self,
        release: KeptRelease,
        *,
        concepts: Iterable[KeptConcept],
        ended: Iterable[tuple[str, Collection[str]]] = (),
    ) -> None:
        """Keep a release: the states that begin with it, and by kind the keys that end before it.

        Refuses with ``Conflict`` a number that is not the next: somebody else was first.
        """
        newest = self.newest()
        if release.number != (0 if newest is None else newest.number + 1):
            raise Conflict(
                "another release of skills was imported meanwhile",
                hint="import again to compare with that one",
            )
        values = {column.name: getattr(release, column.name) for column in skill_releases.columns}
        self._connection.execute(insert(skill_releases).values(values))
        for kind, keys in ended:
            self._connection.execute(
                update(skill_concepts)
                .where(
                    skill_concepts.c.kind == kind,
                    skill_concepts.c.last_release.is_(None),
                    is_among(self._connection, skill_concepts.c.key, keys),
                )
                .values(last_release=release.number - 1)
            )
        write_rows(
            self._connection,
            skill_concepts,
            (
                (one.kind, one.key, one.first_release, one.last_release, one.label, one.body)
                for one in concepts
            ),
        )

    def import_under_way(self) -> KeptImport | None:
        """Return how far the import is that was begun and not finished, or ``None``."""
        row = self._connection.execute(select(skill_imports)).one_or_none()
        if row is None:
            return None
        pages = skill_import_pages.c
        sums = (
            func.coalesce(func.sum(one), 0)
            for one in (pages.statements, pages.not_ours, pages.size)
        )
        totals = self._connection.execute(select(func.count(), *sums)).one()
        count, statements, not_ours, size = map(int, totals)
        last = select(pages.resume).order_by(pages.page.desc()).limit(1)
        return KeptImport(
            digest=row.digest,
            source=row.source,
            run=row.run,
            started_at=row.started_at,
            pages=count,
            statements=statements,
            not_ours=not_ours,
            size=size,
            resume=self._connection.execute(last).scalar_one_or_none() or "",
        )

    def begin_import(self, digest: str, source: str, at: datetime, *, goes_on: bool) -> KeptImport:
        """Begin an import, or let the one that is there go on; pages it cannot go on from go."""
        there = self.import_under_way()
        if there is None or not goes_on:
            self.end_import()
            new = {"import_id": _THE_IMPORT, "digest": digest, "source": source}
            self._connection.execute(insert(skill_imports).values(**new, run=1, started_at=at))
        else:
            pages = skill_import_pages.c
            whole = select(func.coalesce(func.max(pages.page), 0)).where(pages.resume != "")
            after = self._connection.execute(whole).scalar_one()
            self._connection.execute(delete(skill_import_pages).where(pages.page > after))
            self._connection.execute(update(skill_imports).values(run=there.run + 1))
        begun = self.import_under_way()
        if begun is None:
            raise RuntimeError("an import that was begun is not there")
        return begun

    def add_page(self, run: int, page: KeptPage) -> None:
        """Keep a page of an import; refuses with ``Conflict`` when another run took it over."""
        mine = update(skill_imports).where(skill_imports.c.run == run).values(run=run)
        if not change_any(self._connection, mine):
            raise Conflict("another import of skills took over", hint="look what it does")
        values = {column.name: getattr(page, column.name) for column in skill_import_pages.columns}
        self._connection.execute(insert(skill_import_pages).values(values))

    def page(self, number: int) -> bytes | None:
        """Return the packed facts of a page of the import; ``None`` after the last."""
        query = select(skill_import_pages.c.packed).where(skill_import_pages.c.page == number)
        found: bytes | None = self._connection.execute(query).scalar_one_or_none()
        return found

    def end_import(self) -> None:
        """Forget the import that is under way, if there is one."""
        self._connection.execute(delete(skill_import_pages))
        self._connection.execute(delete(skill_imports))

    def _concepts(self, query: Select[Any]) -> tuple[KeptConcept, ...]:
        ordered = query.order_by(
            skill_concepts.c.kind, skill_concepts.c.key, skill_concepts.c.first_release
        )
        return tuple(KeptConcept(*row) for row in self._connection.execute(ordered))


def _states() -> Select[Any]:
    concepts = skill_concepts.c
    return select(
        concepts.kind,
        concepts.key,
        concepts.label,
        concepts.body,
        concepts.first_release,
        concepts.last_release,
    )
