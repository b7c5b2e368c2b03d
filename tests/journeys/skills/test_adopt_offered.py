"""Which shared badges are offered to whoever looks for one, and how they are drawn."""

from dataclasses import replace

import pytest

from badgeservice.errors import InvalidRequest
from badgeservice.journeys.parts import Parts, Rules
from badgeservice.journeys.skills.adopt import draw_shared, offer


@pytest.mark.parametrize("skill", ["x", "samenwerken", "0000000000", "1d54a21b60"])
def test_a_skill_that_is_none_is_refused(parts: Parts, skill: str) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        offer(parts, skill=skill)
    assert [one.code for one in refusal.value.findings] == ["query.skill"]


@pytest.mark.parametrize(
    "skill",
    ["1d54a21b60", "ID54A21B6O", "samenwerken", "https://linkeddata.competentnl.nl/x/Samenwerken"],
)
def test_a_skill_that_is_nearly_one_is_refused_with_the_right_one(parts: Parts, skill: str) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        offer(parts, skill=skill)
    (finding,) = refusal.value.findings
    assert finding.message.endswith("Did you mean 1D54A21B60 (Samenwerken)?")


@pytest.mark.parametrize("query", ["\x00", "!?", "%", "\u202e"], ids=ascii)
def test_a_query_of_signs_alone_finds_nothing(parts: Parts, query: str) -> None:
    assert offer(parts, query=query).badges == ()


def test_a_query_that_is_too_long_is_refused(parts: Parts) -> None:
    short = replace(parts, rules=Rules(max_query_length=5))
    with pytest.raises(InvalidRequest):
        offer(short, query="samens")
    assert offer(short, query="samen").badges


@pytest.mark.parametrize(
    "skill", ["1D54A21B60", "https://linkeddata.competentnl.nl/id/humancapability/1D54A21B60"]
)
def test_badges_are_offered_by_skill(parts: Parts, skill: str) -> None:
    assert [one.shared_id for one in offer(parts, skill=skill).badges] == ["team-player"]


def test_the_art_of_a_shared_badge_is_drawn_in_its_language() -> None:
    assert draw_shared("team-player").startswith(b"\x89PNG")
    assert draw_shared("team-player") != draw_shared("team-player", "en")
