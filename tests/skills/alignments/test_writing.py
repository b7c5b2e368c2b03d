"""A skill as alignments."""

from badgeservice.openbadges.model import Alignment
from badgeservice.skills.alignments import alignment, alignments_of
from badgeservice.skills.catalogue import bundled_catalogue
from badgeservice.skills.concepts import Match, Relation, Skill

TEAMWORK = "1D54A21B60"
ESCO = "http://data.europa.eu/esco/skill/60c78287"


def test_a_bundled_skill_is_written_as_agreed_and_no_more() -> None:
    written = alignment(bundled_catalogue().skills[TEAMWORK])
    assert list(written.items()) == [
        ("type", ["Alignment"]),
        ("targetName", "Samenwerken"),
        ("targetUrl", f"https://linkeddata.competentnl.nl/id/humancapability/{TEAMWORK}"),
        ("targetFramework", "CompetentNL"),
        ("targetCode", TEAMWORK),
        ("targetType", "ext:CompetentNLSkill"),
    ]
    assert all(type(value) is str for value in list(written.values())[1:])


def test_no_bundled_skill_has_a_description_or_an_equal_in_esco() -> None:
    for skill in bundled_catalogue().skills.values():
        assert [one.keys() & {"targetDescription"} for one in alignments_of(skill)] == [set()]


def test_only_a_real_definition_is_told() -> None:
    skill = Skill(TEAMWORK, "Samenwerken", definition="Zo staat het in de bron.")
    assert alignment(skill)["targetDescription"] == "Zo staat het in de bron."


def test_only_an_exact_match_of_esco_stands_beside_the_skill() -> None:
    matches = (
        Match(Relation.CLOSE, f"{ESCO}1"),
        Match(Relation.EXACT, ESCO),
        Match(Relation.EXACT, "https://services.onetcenter.org/ws/online/1"),
        Match(Relation.BROAD, f"{ESCO}2"),
    )
    first, second = alignments_of(Skill(TEAMWORK, "Samenwerken", matches=matches))
    assert first["targetFramework"] == "CompetentNL"
    assert second == {
        "type": ["Alignment"],
        "targetName": "Samenwerken",
        "targetUrl": ESCO,
        "targetFramework": "ESCO",
        "targetType": "ext:ESCOAlignment",
    }
    Alignment.model_validate(second)
