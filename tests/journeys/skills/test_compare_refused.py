"""What cannot be compared is refused with every finding, before anything is fetched."""

from dataclasses import replace

import pytest

from badgeservice.errors import InvalidRequest, TooLarge
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skills.compare import (
    ComparedBadges,
    ComparisonRequest,
    RequiredSkill,
    compare_credentials,
)
from factories import TEAMWORK, UNCOUNTED, SimulatedWeb, a_service
from simulator import Simulator
from skills.comparison.landscape import COACH

URI = "https://linkeddata.competentnl.nl/id/humancapability/"
WANTED = (RequiredSkill(TEAMWORK),)


def ask(
    parts: Parts, *credentials: object, skills: tuple[RequiredSkill, ...] = WANTED
) -> ComparedBadges:
    return compare_credentials(parts, ComparisonRequest(tuple(credentials), skills=skills))


@pytest.mark.parametrize(
    ("occupation", "skills"),
    [(None, ()), (COACH, (RequiredSkill(TEAMWORK),))],
)
def test_exactly_one_thing_is_compared_with(
    parts: Parts, occupation: str | None, skills: tuple[RequiredSkill, ...]
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        compare_credentials(parts, ComparisonRequest((), occupation, skills))
    assert [one.code for one in refused.value.findings] == ["comparison.asked"]


def test_every_skill_that_is_not_known_is_found_at_once(parts: Parts) -> None:
    wrong = ("x", TEAMWORK, "0000000000", f"{URI}0000000000", "https://example.org/x", "")
    with pytest.raises(InvalidRequest) as refused:
        ask(parts, skills=tuple(RequiredSkill(one) for one in wrong))
    pointers = [one.pointer for one in refused.value.findings]
    assert pointers == [f"/skills/{number}/skill" for number in (0, 2, 3, 4, 5)]


@pytest.mark.parametrize(
    "lookalike",
    [
        TEAMWORK.lower(),
        f"http{URI[5:]}{TEAMWORK}",
        f"https://linkeddata.competentnl.nl/id/human-capability/{TEAMWORK}",
    ],
)
def test_a_lookalike_is_refused_with_the_right_one(parts: Parts, lookalike: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        ask(parts, skills=(RequiredSkill(lookalike),))
    (finding,) = refused.value.findings
    assert finding.code == "comparison.skill_lookalike"
    assert f"{URI}{TEAMWORK}" in finding.message


def test_an_occupation_that_is_not_known_is_refused(parts: Parts) -> None:
    with pytest.raises(InvalidRequest) as refused:
        compare_credentials(parts, ComparisonRequest((), occupation=COACH))
    assert [one.pointer for one in refused.value.findings] == ["/occupation"]


def test_everything_that_cannot_be_read_is_found_at_once_and_nothing_is_judged() -> None:
    web = SimulatedWeb()
    parts = a_service(web=web)
    wrong = (
        {},
        "",
        "hello",
        "<svg/>",
        "{}",
        "\x89PNG",
        "é.b.c",
        {"type": "VerifiablePresentation"},
    )
    with pytest.raises(InvalidRequest) as refused:
        ask(parts, Simulator().sign(), *wrong)
    findings = refused.value.findings
    assert [one.pointer for one in findings] == [f"/credentials/{n}" for n in range(1, 9)]
    assert {one.code for one in findings} == {"comparison.credential"}
    assert web.asked == []


@pytest.mark.parametrize("name", ["max_compared_credentials", "max_compared_skills"])
def test_more_than_may_be_compared_at_once_is_refused(name: str) -> None:
    parts = a_service(rules=replace(UNCOUNTED, **{name: 1}))
    with pytest.raises(TooLarge):
        ask(parts, {}, {}, skills=(*WANTED, *WANTED))


def test_what_is_asked_is_looked_at_before_anything_is_fetched() -> None:
    web = SimulatedWeb()
    with pytest.raises(InvalidRequest):
        ask(a_service(web=web), Simulator().sign(), skills=(RequiredSkill("x"),))
    assert web.asked == []
