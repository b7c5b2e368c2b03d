"""A whole release by SPARQL: the questions are carried out by an engine, over loopback."""

import time
from collections.abc import Iterator

import pytest

from badgeservice.errors import Conflict, MalformedInput, NotAllowed, Unavailable
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skill_shelf import find_newer
from badgeservice.journeys.skills.import_values import read_standing
from badgeservice.outside.competentnl import CompetentNLService, ServiceLimits
from badgeservice.skills.addresses import occupation_uri, skill_uri
from badgeservice.skills.catalogue import Catalogue, bundled_catalogue
from badgeservice.skills.release.faults import FaultyRelease
from badgeservice.skills.release.questions import QUESTIONS
from badgeservice.skills.release.service import ReleaseService, ask_rest, ask_sparql
from badgeservice.skills.release.vocabulary import Kind
from journeys.skills.importing import bring, of
from outside.competentnl.service import KEY, Service, cuts_off, sends, serving
from skills.triples import (
    BOOKS,
    CNLO,
    CNLUWVO,
    COACH,
    LEADING,
    LISTENING,
    NORM,
    SKOS,
    TOGETHER,
    XL,
    a_release,
    a_skill,
    link,
    text,
)

NODE = "https://linkeddata.competentnl.nl/uwv/id/label/1"


def everything() -> list[str]:
    """A release with all the bundled skills, in which nothing is left out on purpose."""
    uri, coach = skill_uri(TOGETHER), occupation_uri(COACH)
    skills = bundled_catalogue().skills.values()
    return [
        *(line for one in skills for line in a_skill(one.code, one.label)),
        *(line for line in a_release() if "Leidinggeven" not in line),
        text(uri, f"{SKOS}prefLabel", "Working together", "@en"),
        text(uri, f"{SKOS}notation", "1.2.3", ""),
        link(uri, f"{SKOS}broader", skill_uri(LISTENING)),
        link(uri, f"{CNLO}exactMatchESCO", "http://data.europa.eu/esco/skill/1"),
        link(uri, f"{CNLO}hasRIASEC", "https://elders.example/R"),
        link(coach, f"{XL}altLabel", NODE),
        text(NODE, f"{XL}literalForm", "Oefenmeester"),
        link(coach, f"{CNLO}requiresHATImportant", skill_uri(LEADING)),
        link(coach, f"{CNLO}requiresHATSomewhat", skill_uri(LISTENING)),
        link(coach, f"{CNLUWVO}specialization", NODE),
        link(coach, f"{CNLUWVO}hasContentStatus", f"{CNLUWVO}ContentStatus_Current"),
        link(NORM, f"{CNLO}prescribesHATImportant", "https://elders.example/language"),
    ]


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(*everything()) as made:
        yield made


class Client:
    """Asks the service in small pages, and does not wait."""

    def __init__(self, service: Service, key: str = KEY) -> None:
        limits = ServiceLimits(seconds=10, attempts=3, allow_loopback=True)
        self.waited: list[float] = []
        self._url = service.url
        self._made = CompetentNLService(
            key, limits, wait=self.waited.append, monotonic=time.monotonic
        )

    def sparql(self, page: int = 7) -> ReleaseService:
        return ask_sparql(lambda query: self._made.ask(self._url, query), "here", page, 3)

    def rest(self) -> ReleaseService:
        def get(path: str, page: int) -> bytes:
            fields = {"searchTerm": "", "page": str(page), "pageSize": "50"}
            return self._made.read(f"{self._url}/{path}", fields)

        return ask_rest(get, "here", 3)


def catalogue(parts: Parts) -> Catalogue:
    return find_newer(parts.database, None) or bundled_catalogue()


@pytest.mark.parametrize("most", [4, 1_000])
def test_everything_is_asked_for(most: int, service: Service, parts: Parts) -> None:
    service.most = most
    report = bring(parts, Client(service).sparql())
    found = catalogue(parts)
    assert found.skills.keys() == {*bundled_catalogue().skills, LISTENING}
    skill, occupation = found.skills[TOGETHER], found.occupations[COACH]
    assert (skill.label, skill.alt_labels) == ("Samenwerken", ("Teamwork",))
    assert (skill.broader, skill.layer) == ((LISTENING,), 2)
    assert skill.esco() == ("http://data.europa.eu/esco/skill/1",)
    assert occupation.alt_labels == ("Oefenmeester",)
    assert occupation.skills.essential == (TOGETHER,)
    assert (occupation.skills.important, occupation.skills.somewhat) == ((LEADING,), (LISTENING,))
    assert occupation.knowledge.essential == (BOOKS,)
    assert found.norms[NORM].skills.essential == (TOGETHER,)
    assert (report.unnamed, report.loose) == (0, 0)
    assert report.source == "SPARQL service here"


def test_it_says_the_same_as_the_file(service: Service, parts: Parts) -> None:
    bring(parts, everything())
    report = bring(parts, Client(service).sparql())
    assert (report.is_new, report.number) == (False, 1)


def test_what_the_service_does_not_have_any_more_is_withdrawn(
    service: Service, parts: Parts
) -> None:
    bring(parts, [*everything(), *a_skill("EEEEEEEEE1", "Oude vaardigheid")])
    report = bring(parts, Client(service).sparql(), version="2027")
    assert of(report, Kind.SKILL).withdrawn_names == ("Oude vaardigheid",)
    assert catalogue(parts).withdrawn["EEEEEEEEE1"].withdrawn_in == "2027"


def test_a_service_that_knows_only_few_skills_empties_nothing(parts: Parts) -> None:
    with serving(*a_release()) as service, pytest.raises(Conflict, match="would withdraw"):
        bring(parts, Client(service).sparql())
    assert catalogue(parts) == bundled_catalogue()


def test_a_wrong_key_changes_nothing(service: Service, parts: Parts) -> None:
    with pytest.raises(NotAllowed, match="key"):
        bring(parts, Client(service, "other").sparql())
    assert catalogue(parts) == bundled_catalogue()


def test_trouble_that_passes_is_passed_through(service: Service, parts: Parts) -> None:
    service.oddities.extend(
        [sends(429, Retry_After="3"), None, cuts_off, sends(200, b"<http://a/b> <http"), None]
    )
    client = Client(service)
    assert bring(parts, client.sparql()).is_new
    assert client.waited == [3.0, 2.0]


@pytest.mark.parametrize(
    ("oddity", "fault"),
    [
        (sends(200, b"<html>", "text/html"), MalformedInput),
        (sends(200, b"<html>"), FaultyRelease),
        (sends(302, Location="https://elders.example/"), MalformedInput),
    ],
)
def test_an_answer_that_is_none_changes_nothing(
    oddity: object, fault: type[Exception], service: Service, parts: Parts
) -> None:
    service.oddities.extend([None, None])
    service.always = oddity  # type: ignore[assignment]
    with pytest.raises(fault):
        bring(parts, Client(service).sparql())
    assert catalogue(parts) == bundled_catalogue()
    assert read_standing(parts).under_way is None


def test_pages_that_are_the_same_for_ever_are_stopped(service: Service, parts: Parts) -> None:
    service.always = lambda handler, _: handler.send(200, service.answer(QUESTIONS[0].page(7, 0)))
    with pytest.raises(FaultyRelease, match="same page"):
        bring(parts, Client(service).sparql())


def test_after_a_breakdown_no_page_is_asked_for_twice(service: Service, parts: Parts) -> None:
    service.oddities.extend([None] * 10)
    service.always = sends(503)
    with pytest.raises(Unavailable):
        bring(parts, Client(service).sparql())
    before = set(service.asked[:10])
    service.always = None
    service.asked.clear()
    assert bring(parts, Client(service).sparql()).is_new
    assert not before & set(service.asked)


def test_the_key_is_nowhere_in_the_database(service: Service, parts: Parts) -> None:
    bring(parts, Client(service).sparql())
    with parts.database.open_store(read_only=True) as store:
        kept = [*store.skills.releases(), *store.audit.lines(), *store.skills.concepts()]
    assert KEY not in repr(kept)


def test_rest_gives_labels_and_withdraws_nothing(parts: Parts) -> None:
    with serving(*a_skill(TOGETHER, "Samen werken"), *a_skill(LISTENING)) as service:
        report = bring(parts, Client(service).rest())
    assert (of(report, Kind.SKILL).renamed, of(report, Kind.SKILL).withdrawn) == (1, 0)
    assert of(report, Kind.SKILL).added == 1
