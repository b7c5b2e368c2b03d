"""Skills that a later release changed, in drafts of today."""

import pytest

from badgeservice.errors import Finding, NotConformant
from badgeservice.journeys.issuing.publish_achievement.checking import find_skills
from badgeservice.skills.catalogue import make_catalogue
from badgeservice.skills.concepts import Layer, Match, Relation, Release, Skill
from factories import a_draft

ESCO = "http://data.europa.eu/esco/skill/60c78287"
TEAM = Skill("1D54A21B60", "Samenwerken", matches=(Match(Relation.EXACT, ESCO),))
GROUP = Skill("AAAAAAAAAA", "Communicatieve vaardigheden", layer=Layer.GENERIC)
OLD = Skill("6EDDE6185F", "Verplichtingen nakomen", withdrawn_in="2027-01")
CATALOGUE = make_catalogue(Release(2, "2027-01", "test"), [TEAM, GROUP], withdrawn=[OLD])


def fault_of(skill: str) -> Finding:
    with pytest.raises(NotConformant) as caught:
        find_skills(CATALOGUE, a_draft(skills=(skill,)))
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize("told", [OLD.code, OLD.uri])
def test_a_withdrawn_skill_is_refused_for_new_achievements(told: str) -> None:
    finding = fault_of(told)
    assert finding.code == "achievement.skill_withdrawn"
    assert "2027-01" in finding.message


def test_a_lookalike_of_a_withdrawn_skill_is_not_told_to_use_it() -> None:
    finding = fault_of(OLD.uri.lower())
    assert finding.code == "achievement.skill_lookalike"
    assert OLD.code not in finding.message
    assert "2027-01" in finding.message


def test_a_group_of_skills_is_not_awarded() -> None:
    assert fault_of(GROUP.code).code == "achievement.skill_layer"


def test_an_esco_uri_is_refused_with_the_skill_that_means_the_same() -> None:
    finding = fault_of(ESCO)
    assert finding.code == "achievement.skill_lookalike"
    assert "Use 1D54A21B60 (Samenwerken)." in finding.message


@pytest.mark.parametrize("told", [TEAM.code, TEAM.uri])
def test_a_skill_is_found_by_its_code_and_by_its_uri(told: str) -> None:
    assert find_skills(CATALOGUE, a_draft(skills=(told,))) == [TEAM]
