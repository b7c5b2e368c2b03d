"""Skills that a later release changed, in drafts of today."""

from dataclasses import replace

import pytest

from badgeservice.errors import Finding, NotConformant
from badgeservice.journeys.issuing.publish_achievement import DraftLevel
from badgeservice.journeys.issuing.publish_achievement.checking import find_skills
from badgeservice.openbadges.issuer import IssuerKind
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
        find_skills(CATALOGUE, a_draft(skills=(skill,)), IssuerKind.SPORT_CLUB)
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
    assert find_skills(CATALOGUE, a_draft(skills=(told,)), IssuerKind.CITY) == [TEAM]


@pytest.mark.parametrize("told", ["Samenwerken", " samenwerken!", "SAMENWERKEN"])
def test_a_name_is_no_skill_and_leads_to_the_one_that_is_meant(told: str) -> None:
    finding = fault_of(told)
    assert finding.code == "achievement.skill"
    assert finding.message.endswith("Did you mean 1D54A21B60 (Samenwerken)?")


@pytest.mark.parametrize("told", [OLD.label, GROUP.label, "Vliegen", "", "0000000000"])
def test_a_name_leads_to_nothing_that_would_be_refused_again(told: str) -> None:
    finding = fault_of(told)
    assert finding.code == "achievement.skill"
    assert "mean" not in finding.message


@pytest.mark.parametrize("told", ["ID54A21B6O", "1d54a21b60", " 1D54A21B60"])
def test_what_has_the_length_of_a_code_is_told_how_a_code_is_written(told: str) -> None:
    finding = fault_of(told)
    assert finding.message.startswith("A code has ten characters")
    assert "site" not in finding.message


UNSEEN = "x\u202e"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"name": UNSEEN}, "/name"),
        ({"name": "een\ntwee"}, "/name"),
        ({"description": UNSEEN}, "/description"),
        ({"criteria": "a\x00b"}, "/criteria"),
        ({"tags": ("team", UNSEEN)}, "/tags/1"),
        ({"levels": (DraftLevel(UNSEEN, "x"),)}, "/levels/0/name"),
        ({"levels": (DraftLevel("x", UNSEEN),)}, "/levels/0/description"),
        ({"art": replace(a_draft().art, ring_text=UNSEEN)}, "/art/ringText"),
    ],
)
def test_what_cannot_be_seen_is_refused_where_it_stands(
    changes: dict[str, object], pointer: str
) -> None:
    with pytest.raises(NotConformant) as caught:
        find_skills(CATALOGUE, replace(a_draft(), **changes), IssuerKind.SCHOOL)
    told = [(one.code, one.pointer) for one in caught.value.findings]
    assert told == [("achievement.unseen", pointer)]


def test_lines_below_each_other_and_joined_pictures_can_be_seen() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    draft = a_draft(name=f" {family}\n", description="een\n\ntwee\tdrie", criteria="een\r\ntwee")
    assert find_skills(CATALOGUE, draft, IssuerKind.SPORT_CLUB) == [TEAM]
