"""The catalogue of skills in use, kept ready by each process."""

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from badgeservice.errors import Unavailable
from badgeservice.skills.catalogue import (
    BUNDLED_RELEASE,
    Catalogue,
    bundled_catalogue,
    make_catalogue,
)
from badgeservice.skills.concepts import Release, Skill
from badgeservice.skills.release.bodies import (
    read_body,
    to_knowledge,
    to_norm,
    to_occupation,
    to_skill,
)
from badgeservice.skills.release.vocabulary import Kind
from badgeservice.skills.search import SearchIndex
from badgeservice.store import Database, KeptConcept, Store


@dataclass(frozen=True, slots=True)
class Shelved:
    """A catalogue and the index to search it."""

    catalogue: Catalogue
    index: SearchIndex


class SkillShelf:
    """Hands out the newest catalogue, and looks for a newer one after ``max_age_seconds``.

    For the threads of one process. While one of them makes a newer catalogue ready, the others
    get the one that is there; so do all while the database does not answer.
    """

    def __init__(self, max_age_seconds: float = 5.0) -> None:
        self._max_age = timedelta(seconds=max_age_seconds)
        self._looking = Lock()
        self._shelved: Shelved | None = None
        self._looked_at: datetime | None = None

    def take(self, database: Database, now: datetime) -> Shelved:
        """The newest catalogue that was imported, or the bundled one."""
        shelved = self._shelved
        if shelved is not None and self._is_fresh(now):
            return shelved
        # Only who finds nothing at all has to wait.
        if not self._looking.acquire(blocking=shelved is None):
            return shelved or self._make(bundled_catalogue())
        try:
            if self._shelved is None or not self._is_fresh(now):
                self._look(database, now)
            return self._shelved or self._make(bundled_catalogue())
        finally:
            self._looking.release()

    def _is_fresh(self, now: datetime) -> bool:
        looked_at = self._looked_at
        return looked_at is not None and timedelta(0) <= now - looked_at < self._max_age

    def _look(self, database: Database, now: datetime) -> None:
        there = self._shelved
        try:
            newer = find_newer(database, None if there is None else there.catalogue.release)
        except Unavailable:
            newer = None
        if newer is not None:
            self._shelved = self._make(newer)
        elif there is None:
            self._shelved = self._make(bundled_catalogue())
        self._looked_at = now

    @staticmethod
    def _make(catalogue: Catalogue) -> Shelved:
        return Shelved(catalogue, SearchIndex(catalogue))


def find_newer(database: Database, than: Release | None) -> Catalogue | None:
    """The catalogue of the newest release, or None when that is the one that is given."""
    with database.open_store(read_only=True) as store:
        newest = store.skills.newest()
        if newest is None or (than is not None and newest.number == than.number):
            return None
        return _catalogue(store, Release(newest.number, newest.version, newest.source))


def _catalogue(store: Store, release: Release) -> Catalogue:
    by_kind: dict[str, dict[str, KeptConcept]] = defaultdict(dict)
    for one in store.skills.concepts():
        by_kind[one.kind][one.key] = one
    skills = by_kind[Kind.SKILL]
    former: dict[str, list[KeptConcept]] = defaultdict(list)
    for one in store.skills.former(Kind.SKILL):
        former[one.key].append(one)
    versions = {one.number: one.version for one in store.skills.releases()}
    known = {kind: by_kind[kind].keys() for kind in (Kind.SKILL, Kind.KNOWLEDGE)}
    return make_catalogue(
        release,
        (
            _skill(one, former_labels=_former_labels(one, former.get(key, [])))
            for key, one in skills.items()
        ),
        withdrawn=_withdrawn(former, skills, versions),
        knowledge=(
            to_knowledge(key, read_body(one.body)) for key, one in by_kind[Kind.KNOWLEDGE].items()
        ),
        occupations=(
            to_occupation(key, read_body(one.body), known)
            for key, one in by_kind[Kind.OCCUPATION].items()
        ),
        norms=(to_norm(key, read_body(one.body), known) for key, one in by_kind[Kind.NORM].items()),
    )


def _skill(one: KeptConcept, **history: object) -> Skill:
    """A skill with our own gloss, which no release has."""
    ours = bundled_catalogue().skills.get(one.key)
    label_en = "" if ours is None else ours.label_en
    return to_skill(one.key, read_body(one.body), label_en=label_en, **history)


def _withdrawn(
    former: Mapping[str, list[KeptConcept]], present: Container[str], versions: Mapping[int, str]
) -> list[Skill]:
    gone = [(states[-1], states) for key, states in former.items() if key not in present]
    return [
        _skill(
            last,
            former_labels=_former_labels(last, states),
            withdrawn_in=versions.get((last.last_release or BUNDLED_RELEASE.number) + 1, ""),
        )
        for last, states in gone
        if states
    ]


def _former_labels(now: KeptConcept, states: list[KeptConcept]) -> tuple[str, ...]:
    """Earlier names of a skill, newest first, each once; states come oldest first."""
    labels = dict.fromkeys(one.label for one in reversed(states))
    return tuple(label for label in labels if label != now.label)
