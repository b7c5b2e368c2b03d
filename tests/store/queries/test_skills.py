"""Releases of skills through time, and an import that is under way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from badgeservice.errors import Conflict
from badgeservice.store import BrokenRule, Database, KeptConcept, KeptPage, KeptRelease
from store.kept import NOON


def a_release(number: int = 0, **changes: object) -> KeptRelease:
    release = KeptRelease(number, f"v{number}", "test", NOON, "0" * 64, {"skill": number})
    return replace(release, **changes)  # type: ignore[arg-type]


def a_concept(key: str, first: int = 0, label: str = "", **changes: object) -> KeptConcept:
    concept = KeptConcept("skill", key, label or key, "{}", first)
    return replace(concept, **changes)  # type: ignore[arg-type]


def a_page(number: int, resume: str = "x") -> KeptPage:
    return KeptPage(number, b"facts", 10, 1, 100, resume)


def keep_three(database: Database) -> None:
    """Release 1 changes b and lets c go; release 2 brings c back under another name."""
    steps = (
        ([a_concept("a"), a_concept("b"), a_concept("c")], []),
        ([a_concept("b", 1, "b2")], [("skill", ["b", "c"])]),
        ([a_concept("c", 2, "c2")], []),
    )
    for number, (concepts, ended) in enumerate(steps):
        with database.open_store() as store:
            store.skills.add_release(a_release(number), concepts=concepts, ended=ended)


def labels(database: Database, number: int | None = None) -> list[str]:
    with database.open_store(read_only=True) as store:
        return [one.label for one in store.skills.concepts(number)]


def test_before_the_first_release_there_is_nothing(database: Database) -> None:
    with database.open_store(read_only=True) as store:
        assert store.skills.newest() is None
        assert store.skills.releases() == ()
        assert store.skills.concepts() == ()
        assert store.skills.import_under_way() is None
        assert store.skills.page(1) is None


def test_every_release_can_be_made_again(database: Database) -> None:
    keep_three(database)
    assert labels(database, 0) == ["a", "b", "c"]
    assert labels(database, 1) == ["a", "b2"]
    assert labels(database, 2) == ["a", "b2", "c2"]
    assert labels(database) == ["a", "b2", "c2"]


def test_only_what_changed_is_kept_again(database: Database) -> None:
    keep_three(database)
    with database.open_store(read_only=True) as store:
        assert [(one.label, one.last_release) for one in store.skills.former("skill")] == [
            ("b", 0),
            ("c", 0),
        ]
        assert store.skills.former("norm") == ()
        assert [one.number for one in store.skills.releases()] == [2, 1, 0]
        assert store.skills.newest() == a_release(2)


@pytest.mark.parametrize("number", [0, 2, 5])
def test_a_number_that_is_not_the_next_is_a_conflict(number: int, database: Database) -> None:
    with database.open_store() as store:
        store.skills.add_release(a_release(0), concepts=[a_concept("a")])
    with pytest.raises(Conflict, match="imported meanwhile"), database.open_store() as store:
        store.skills.add_release(a_release(number), concepts=[a_concept("b", number)])
    assert labels(database) == ["a"]


def test_two_states_at_one_time_cannot_be(database: Database) -> None:
    with database.open_store() as store:
        store.skills.add_release(a_release(0), concepts=[a_concept("a")])
    with pytest.raises(Conflict), database.open_store() as store:
        store.skills.add_release(a_release(1), concepts=[a_concept("a", 1)])
    assert labels(database) == ["a"]


@pytest.mark.parametrize(
    "wrong",
    [
        a_concept("a", kind="badge"),
        a_concept("a", 7),
        a_concept("a", last_release=7),
        a_concept("a", last_release=-1),
    ],
)
def test_a_state_that_cannot_be_is_refused(wrong: KeptConcept, database: Database) -> None:
    with pytest.raises(BrokenRule), database.open_store() as store:
        store.skills.add_release(a_release(0), concepts=[wrong])


def test_an_import_goes_on_after_its_last_page(database: Database) -> None:
    with database.open_store() as store:
        begun = store.skills.begin_import("d", "s", NOON, goes_on=True)
        assert (begun.run, begun.pages, begun.resume) == (1, 0, "")
    for number in (1, 2):
        with database.open_store() as store:
            store.skills.add_page(begun.run, a_page(number, f"place {number}"))
    with database.open_store() as store:
        again = store.skills.begin_import("d", "s", NOON + timedelta(hours=1), goes_on=True)
        assert (again.run, again.pages, again.resume) == (2, 2, "place 2")
        assert (again.statements, again.not_ours, again.size) == (20, 2, 200)
        assert again.started_at == NOON
        assert store.skills.page(2) == b"facts"


def test_pages_that_one_cannot_go_on_from_are_read_again(database: Database) -> None:
    with database.open_store() as store:
        begun = store.skills.begin_import("d", "s", NOON, goes_on=False)
        for number, resume in enumerate(("one", "", ""), start=1):
            store.skills.add_page(begun.run, a_page(number, resume))
    with database.open_store() as store:
        again = store.skills.begin_import("d", "s", NOON, goes_on=True)
        assert (again.pages, again.resume) == (1, "one")
        assert store.skills.page(2) is None


def test_another_import_begins_anew(database: Database) -> None:
    with database.open_store() as store:
        begun = store.skills.begin_import("d", "s", NOON, goes_on=False)
        store.skills.add_page(begun.run, a_page(1))
        other = store.skills.begin_import("e", "s", NOON, goes_on=False)
        assert (other.run, other.pages, other.digest) == (1, 0, "e")


def test_a_run_that_was_taken_over_keeps_no_more_pages(database: Database) -> None:
    with database.open_store() as store:
        begun = store.skills.begin_import("d", "s", NOON, goes_on=False)
    with database.open_store() as store:
        store.skills.begin_import("d", "s", NOON, goes_on=True)
    with pytest.raises(Conflict, match="took over"), database.open_store() as store:
        store.skills.add_page(begun.run, a_page(1))


def test_an_import_that_ended_leaves_nothing(database: Database) -> None:
    with database.open_store() as store:
        begun = store.skills.begin_import("d", "s", NOON, goes_on=False)
        store.skills.add_page(begun.run, a_page(1))
        store.skills.end_import()
        assert store.skills.import_under_way() is None
        assert store.skills.page(1) is None
    with pytest.raises(Conflict), database.open_store() as store:
        store.skills.add_page(begun.run, a_page(2))
