"""An import that was broken off goes on where it was, and there is never more than one."""

from datetime import timedelta

import pytest

from badgeservice.errors import Conflict, NotAllowed, Refusal, Unavailable
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skill_shelf import find_newer
from badgeservice.journeys.skills.import_release import import_release
from badgeservice.journeys.skills.import_values import ImportOptions, Progress, read_standing
from badgeservice.skills.catalogue import Catalogue, bundled_catalogue
from factories import FixedClock
from journeys.skills.importing import CITY, Killed, Memory, again, bring
from skills.triples import LISTENING, TOGETHER, a_release, a_skill

BUNDLED = len(bundled_catalogue().skills)


def catalogue(parts: Parts) -> Catalogue:
    return find_newer(parts.database, None) or bundled_catalogue()


def test_a_killed_import_goes_on_where_it_was(parts: Parts) -> None:
    source = Memory(a_release(), dies_after=2)
    told: list[Progress] = []
    with pytest.raises(Killed):
        import_release(parts, CITY, source, ImportOptions(), told.append)
    under_way = read_standing(parts).under_way
    assert under_way is not None
    assert (under_way.pages, under_way.statements) == (2, 6)
    # The old catalogue serves meanwhile.
    assert catalogue(parts) == bundled_catalogue()
    told.clear()
    second = again(source)
    report = import_release(parts, CITY, second, ImportOptions(), told.append)
    assert second.asked == ["6"]
    assert (told[0].pages, told[0].resumed) == (2, 2)
    assert report.statements == len(a_release())
    assert catalogue(parts).skills.keys() > {TOGETHER, LISTENING}
    assert read_standing(parts).under_way is None


def test_it_may_be_killed_after_every_page(parts: Parts) -> None:
    source = Memory(a_release())
    for _ in range(len(a_release()) // source.size):
        with pytest.raises(Killed):
            bring(parts, Memory(a_release(), dies_after=1))
    assert bring(parts, again(source)).is_new
    assert len(catalogue(parts).skills) == BUNDLED + 1


def test_another_source_begins_anew(parts: Parts) -> None:
    with pytest.raises(Killed):
        bring(parts, Memory(a_release(), dies_after=2))
    other = Memory(a_skill(TOGETHER, "Samen werken"))
    bring(parts, other)
    assert other.asked == [""]
    assert LISTENING not in catalogue(parts).skills


def test_pages_of_days_ago_are_read_again(parts: Parts) -> None:
    with pytest.raises(Killed):
        bring(parts, Memory(a_release(), dies_after=2))
    assert isinstance(parts.now, FixedClock)
    parts.now.moment += timedelta(days=1, seconds=1)
    source = Memory(a_release())
    bring(parts, source)
    assert source.asked == [""]


@pytest.mark.parametrize("fault", [Unavailable("away"), NotAllowed("no key")])
def test_a_service_that_stops_answering_is_gone_on_with_later(fault: Refusal, parts: Parts) -> None:
    class Failing(Memory):
        def pages(self, resume: str):  # type: ignore[no-untyped-def]
            pages = super().pages(resume)
            yield next(pages)
            raise fault

    with pytest.raises(type(fault)):
        bring(parts, Failing(a_release()))
    source = Memory(a_release())
    bring(parts, source)
    assert source.asked == ["3"]


def test_a_second_import_is_refused_while_one_is_under_way(parts: Parts) -> None:
    refused: list[Conflict] = []

    def meanwhile(_: Progress) -> None:
        with pytest.raises(Conflict, match="under way") as caught:
            bring(parts, a_skill(TOGETHER, "Samen werken"))
        refused.append(caught.value)

    report = import_release(parts, CITY, Memory(a_release()), ImportOptions(), meanwhile)
    assert report.is_new
    assert len(refused) > 3
