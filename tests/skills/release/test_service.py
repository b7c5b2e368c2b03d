"""Pages of a service: where a part ends, and what is no answer. The SPARQL itself is carried out
by an engine in ``tests/journeys/skills/test_import_from_service.py``."""

from collections.abc import Callable

import pytest

from badgeservice.skills.release.faults import FaultyRelease
from badgeservice.skills.release.packing import Page
from badgeservice.skills.release.questions import QUESTIONS
from badgeservice.skills.release.service import ReleaseService, ask_rest, ask_sparql
from skills.triples import TOGETHER, a_skill, lines

ALL = [one for n in range(10) for one in a_skill(f"{n:010X}", f"Vaardigheid {n}")]
FIRST = QUESTIONS[0].pattern


def a_service(ask: Callable[[str], bytes], page: int = 8) -> ReleaseService:
    return ask_sparql(ask, "sparql.example", page, attempts=3)


def honest(query: str, most: int = 8) -> bytes:
    """The skills; of everything else there is nothing."""
    if FIRST not in query:
        return b""
    offset = int(query.split("OFFSET ")[1].split()[0])
    return lines(*ALL[offset : offset + most])


def read(service: ReleaseService, resume: str = "") -> list[Page]:
    return list(service.pages(resume))


@pytest.mark.parametrize("most", [3, 8])
def test_a_part_ends_with_an_empty_page_also_where_fewer_are_given(most: int) -> None:
    pages = read(a_service(lambda query: honest(query, most)))
    assert sum(page.read for page in pages) == len(ALL)
    assert len(pages) == -(-len(ALL) // most)


def test_asking_goes_on_after_a_page() -> None:
    asked: list[str] = []

    def ask(query: str) -> bytes:
        asked.append(query)
        return honest(query)

    pages = read(a_service(ask))
    asked.clear()
    rest = read(a_service(ask), pages[0].resume)
    assert [page.facts for page in rest] == [page.facts for page in pages[1:]]
    assert not any("OFFSET 0 " in query for query in asked if FIRST in query)


def test_a_service_that_does_not_turn_the_page_is_stopped() -> None:
    with pytest.raises(FaultyRelease, match="the same page"):
        read(a_service(lambda _: lines(*ALL[:8])))


def test_a_service_without_skills_is_not_believed() -> None:
    with pytest.raises(FaultyRelease, match="no skills at all"):
        read(a_service(lambda _: b""))


def test_a_broken_page_is_asked_for_again() -> None:
    broken = [b"<http://a/b> <htt"]
    pages = read(a_service(lambda query: broken.pop() if broken else honest(query)))
    assert sum(page.read for page in pages) == len(ALL)


def test_a_page_that_stays_broken_is_refused_with_its_place() -> None:
    with pytest.raises(FaultyRelease) as refused:
        read(a_service(lambda _: lines(*ALL[:3], "<html>")))
    assert refused.value.findings[0].pointer.startswith("page 0 of skills, line 4")


def test_a_wrong_statement_is_not_asked_for_again() -> None:
    asked: list[str] = []

    def ask(query: str) -> bytes:
        asked.append(query)
        return lines(*a_skill()).replace(TOGETHER.encode(), TOGETHER.lower().encode())

    with pytest.raises(FaultyRelease):
        read(a_service(ask))
    assert len(asked) == 1


def test_rest_counts_pages_and_is_never_complete() -> None:
    asked: list[tuple[str, int]] = []

    def get(path: str, page: int) -> bytes:
        asked.append((path, page))
        return lines(*ALL[4 * page - 4 : 4 * page]) if "skills" in path and page < 4 else b""

    service = ask_rest(get, "api.example", 3)
    pages = read(service)
    assert sum(page.read for page in pages) == 12
    assert [page for path, page in asked if "skills" in path] == [1, 2, 3, 4]
    assert not service.is_complete
    assert [page.facts for page in read(service, pages[0].resume)] == [
        page.facts for page in pages[1:]
    ]


def test_the_digest_knows_the_address_and_the_questions() -> None:
    one = a_service(honest)
    assert one.digest == a_service(honest).digest
    assert one.digest != a_service(honest, page=9).digest
    assert one.digest != ask_sparql(honest, "other.example", 8, 3).digest


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.title.replace(" ", "-"))
def test_a_question_has_an_order_and_a_limit_and_no_from(question: object) -> None:
    query = question.page(50, 100)  # type: ignore[attr-defined]
    assert "ORDER BY" in query
    assert "LIMIT 50 OFFSET 100" in query
    assert "FROM" not in query
    assert "UNION" not in query
    assert "requiresHCAT" not in query
