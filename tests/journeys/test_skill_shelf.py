"""The catalogue in use: the newest there is, and never none."""

import threading
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from badgeservice.errors import Unavailable
from badgeservice.journeys import skill_shelf as shelf_module
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skill_shelf import Shelved, SkillShelf
from badgeservice.skills.catalogue import bundled_catalogue
from badgeservice.store import Database
from journeys.skills.importing import bring
from skills.triples import TOGETHER, a_release, a_skill

LATER = timedelta(seconds=6)


class Away:
    """A database that counts how often it is asked, and may be away."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.asked = 0
        self.is_away = False

    @contextmanager
    def open_store(self, *, read_only: bool = False) -> Any:
        self.asked += 1
        if self.is_away:
            raise Unavailable("the database does not answer")
        with self._database.open_store(read_only=read_only) as store:
            yield store


@pytest.fixture
def watched(parts: Parts) -> Any:
    return Away(parts.database)


def test_before_the_first_import_the_bundled_skills_are_there(parts: Parts) -> None:
    shelved = SkillShelf().take(parts.database, parts.now())
    assert shelved.catalogue == bundled_catalogue()
    assert shelved.index.find_skills("samenwerken").found


def test_a_newer_release_is_found_after_a_while_and_not_before(parts: Parts, watched: Any) -> None:
    shelf, now = SkillShelf(5.0), parts.now()
    first = shelf.take(watched, now)
    bring(parts, a_release())
    assert shelf.take(watched, now + timedelta(seconds=4)) is first
    assert watched.asked == 1
    newer = shelf.take(watched, now + LATER)
    assert newer.catalogue.release.number == 1
    assert newer.index.find_skills("luisteren").found
    assert shelf.take(watched, now + 2 * LATER) is newer


def test_every_release_after_that_is_found(parts: Parts) -> None:
    shelf, now = SkillShelf(0.0), parts.now()
    for label in ("Samen werken", "In een team werken"):
        bring(parts, a_skill(TOGETHER, label))
        found = shelf.take(parts.database, now)
        assert found.catalogue.skills[TOGETHER].label == label


def test_a_clock_that_goes_back_does_not_keep_an_old_one_for_ever(parts: Parts) -> None:
    shelf, now = SkillShelf(), parts.now()
    shelf.take(parts.database, now)
    bring(parts, a_release())
    earlier = now - timedelta(days=1)
    assert shelf.take(parts.database, earlier).catalogue.release.number == 1


def test_without_a_database_there_are_the_bundled_skills(watched: Any, parts: Parts) -> None:
    watched.is_away = True
    shelf = SkillShelf()
    assert shelf.take(watched, parts.now()).catalogue == bundled_catalogue()
    watched.is_away = False
    bring(parts, a_release())
    assert shelf.take(watched, parts.now() + LATER).catalogue.release.number == 1


def test_while_the_database_is_away_the_last_release_serves(watched: Any, parts: Parts) -> None:
    bring(parts, a_release())
    shelf, now = SkillShelf(), parts.now()
    last = shelf.take(watched, now)
    watched.is_away = True
    assert shelf.take(watched, now + LATER) is last
    asked = watched.asked
    # Nor is it asked at every request.
    assert shelf.take(watched, now + LATER) is last
    assert watched.asked == asked


def test_a_catalogue_that_cannot_be_made_leaves_the_shelf_usable(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, now = SkillShelf(), parts.now()
    first = shelf.take(parts.database, now)
    bring(parts, a_release())
    with monkeypatch.context() as broken:
        broken.setattr(shelf_module, "read_body", lambda _: {})
        with pytest.raises(KeyError):
            shelf.take(parts.database, now + LATER)
        assert shelf.take(parts.database, now) is first
    assert shelf.take(parts.database, now + LATER).catalogue.release.number == 1


def test_the_old_one_serves_while_the_new_one_is_made(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, now = SkillShelf(), parts.now()
    first = shelf.take(parts.database, now)
    bring(parts, a_release())
    is_making, may_go_on = threading.Event(), threading.Event()
    make = shelf_module.find_newer

    def slowly(*arguments: Any) -> Any:
        is_making.set()
        assert may_go_on.wait(30)
        return make(*arguments)

    monkeypatch.setattr(shelf_module, "find_newer", slowly)
    taken: list[Shelved] = []
    maker = threading.Thread(target=lambda: taken.append(shelf.take(parts.database, now + LATER)))
    maker.start()
    assert is_making.wait(30)
    assert shelf.take(parts.database, now + LATER) is first
    may_go_on.set()
    maker.join()
    assert taken[0].catalogue.release.number == 1
    assert shelf.take(parts.database, now + LATER) is taken[0]


def test_threads_that_begin_together_get_one_and_the_same(parts: Parts) -> None:
    bring(parts, a_release())
    shelf, now = SkillShelf(), parts.now()
    barrier = threading.Barrier(8)
    taken: list[Shelved] = []

    def take() -> None:
        barrier.wait()
        taken.append(shelf.take(parts.database, now))

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 8
    assert len({id(one) for one in taken}) == 1


def test_codes_are_kept_once_however_often_they_are_linked(parts: Parts) -> None:
    bring(parts, a_release())
    catalogue = SkillShelf().take(parts.database, parts.now()).catalogue
    linked = [
        *(code for one in catalogue.occupations.values() for code in one.skills.essential),
        *(code for one in catalogue.norms.values() for code in one.skills.essential),
        catalogue.skills[TOGETHER].code,
    ]
    assert linked == [TOGETHER] * 3
    assert len({id(code) for code in linked}) == 1
