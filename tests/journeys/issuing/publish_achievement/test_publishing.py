"""An achievement is published as a whole or not at all."""

from typing import Any

import pytest

from badgeservice.errors import IssuerSuspended, NotConformant, NotFound
from badgeservice.journeys.issuing.publish_achievement import DraftLevel, publish_achievement
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.issuer import IssuerKind
from badgeservice.skills.alignments import read_alignments
from badgeservice.skills.catalogue import bundled_catalogue
from badgeservice.skills.education import (
    Assessment,
    Education,
    Participation,
    Qualification,
    read_education,
)
from factories import TEAMWORK, a_draft, an_achievement, an_award, an_issuer, caller_of

PREFIX = "https://linkeddata.competentnl.nl/id/humancapability/"
LEVELS = (
    DraftLevel("Meedoen", "Je helpt als iemand het vraagt."),
    DraftLevel("Meedenken", "Je helpt voordat iemand het vraagt."),
)
EDUCATION = Education(
    qualifications=(Qualification("99999", "Iets begeleiden", "99990", "B1-K1", "B1-K1-W2"),),
    study_load_hours=240,
    nlqf_level="4",
    eqf_level=4,
    participation=Participation.WORK_EXPERIENCE,
    assessment=Assessment.PORTFOLIO,
)


def refused(
    parts: Parts, kind: IssuerKind = IssuerKind.SPORT_CLUB, **changes: Any
) -> list[tuple[str, str, str]]:
    club = an_issuer(parts, keys=(), kind=kind)
    with pytest.raises(NotConformant) as caught:
        publish_achievement(parts, caller_of(club), club.did, a_draft(**changes))
    with parts.database.open_store(read_only=True) as store:
        assert store.achievements.of_issuer(club.did) == ()
    return [(one.code, one.pointer, one.message) for one in caught.value.findings]


@pytest.mark.parametrize(
    "told",
    [
        f"{PREFIX}1d54a21b60",
        f"http{PREFIX[5:]}1D54A21B60",
        f"{PREFIX}1D54A21B60/",
        "https://linkeddata.competentnl.nl/id/human-capability/TEAM",
        "https://linkeddata.competentnl.nl/id/occupation/1D54A21B60",
        "cnl:skill/specifiek/samenwerken",
        f"{PREFIX}Samenwerken",
        "1d54a21b60",
    ],
)
def test_a_lookalike_is_refused_with_the_right_one(parts: Parts, told: str) -> None:
    ((code, pointer, message),) = refused(parts, skills=(told,))
    assert (code, pointer) == ("achievement.skill_lookalike", "/skills/0")
    assert "Use 1D54A21B60 (Samenwerken)." in message
    assert told not in message


@pytest.mark.parametrize(
    ("skills", "code", "pointer"),
    [
        (("0000000000",), "achievement.skill", "/skills/0"),
        ((TEAMWORK, "Samenwerken"), "achievement.skill", "/skills/1"),
        ((TEAMWORK, f"{PREFIX}{TEAMWORK}"), "achievement.skill_twice", "/skills/1"),
        (
            ("https://linkeddata.competentnl.nl/id/human-capability/COMM",),
            "achievement.skill_lookalike",
            "/skills/0",
        ),
        (
            ("http://data.europa.eu/esco/skill/60c78287",),
            "achievement.skill_lookalike",
            "/skills/0",
        ),
    ],
)
def test_a_skill_that_is_not_known_is_refused_where_it_stands(
    parts: Parts, skills: tuple[str, ...], code: str, pointer: str
) -> None:
    ((found, at, _),) = refused(parts, skills=skills)
    assert (found, at) == (code, pointer)


@pytest.mark.parametrize(
    ("levels", "code", "pointer"),
    [
        ((DraftLevel(" ", "x"),), "achievement.level_empty", "/levels/0/name"),
        ((DraftLevel("x", ""),), "achievement.level_empty", "/levels/0/description"),
        ((*LEVELS, DraftLevel("MEEDOEN", "x")), "achievement.level_twice", "/levels/2/name"),
    ],
)
def test_a_level_that_says_nothing_is_refused(
    parts: Parts, levels: tuple[DraftLevel, ...], code: str, pointer: str
) -> None:
    ((found, at, _),) = refused(parts, levels=levels)
    assert (found, at) == (code, pointer)


def test_all_faults_of_skills_levels_and_education_are_told_at_once(parts: Parts) -> None:
    wrong = Education((Qualification("1"),), study_load_hours=0)
    found = refused(
        parts,
        IssuerKind.SCHOOL,
        skills=("x",),
        levels=(DraftLevel("", ""),),
        education=wrong,
    )
    assert [at for _, at, _ in found] == [
        "/skills/0",
        "/levels/0/name",
        "/levels/0/description",
        "/education/studyLoadHours",
        "/education/qualifications/0/crebo",
    ]


def test_criteria_that_are_empty_are_not_filled_with_facts_about_education(parts: Parts) -> None:
    found = refused(parts, IssuerKind.SCHOOL, criteria=" ", education=EDUCATION)
    assert ("achievement.criteria_empty", "/criteria", "Fill this in.") in found


def test_a_club_that_gives_a_diploma_with_a_crebo_is_told_all_that_is_wrong(parts: Parts) -> None:
    found = refused(
        parts,
        name="Diploma trainer-coach 3",
        description="PVB 3.1 behaald",
        achievement_type="Diploma",
        education=Education((Qualification("25779"),), study_load_hours=240, nlqf_level="3"),
    )
    assert [(code, at) for code, at, _ in found] == [
        ("achievement.type_awards", "/achievementType"),
        ("education.not_a_school", "/education"),
        ("achievement.type_not_a_school", "/achievementType"),
        ("achievement.claim", "/name"),
        ("achievement.claim", "/description"),
    ]


def test_a_later_version_is_guarded_as_the_first_one(parts: Parts) -> None:
    club = an_issuer(parts, keys=())
    first = an_achievement(parts, club)
    claim = a_draft(name="KNVB-diploma")
    with pytest.raises(NotConformant):
        publish_achievement(
            parts, caller_of(club), club.did, claim, achievement_id=first.achievement_id
        )


def test_a_new_version_of_nothing_is_not_found(parts: Parts) -> None:
    club = an_issuer(parts, keys=())
    nobody = "00000000-0000-4000-8000-000000000000"
    with pytest.raises(NotFound):
        publish_achievement(parts, caller_of(club), club.did, a_draft(), achievement_id=nobody)


def test_a_plain_achievement_has_nothing_new_in_it(parts: Parts) -> None:
    body = an_achievement(parts, an_issuer(parts, keys=())).body
    assert "resultDescription" not in body
    assert [one["targetType"] for one in body["alignment"]] == ["ext:CompetentNLSkill"]


def test_levels_become_one_rubric_from_low_to_high(parts: Parts) -> None:
    body = an_achievement(parts, an_issuer(parts, keys=()), levels=LEVELS).body
    (described,) = body["resultDescription"]
    assert (described["id"], described["resultType"]) == (
        f"{body['id']}#levels",
        "RubricCriterionLevel",
    )
    told = [(one["id"], one["name"], one["level"]) for one in described["rubricCriterionLevel"]]
    assert told == [
        (f"{body['id']}#level-1", "Meedoen", "1"),
        (f"{body['id']}#level-2", "Meedenken", "2"),
    ]


def test_a_badge_with_levels_and_education_is_valid_and_read_back(parts: Parts) -> None:
    school = an_issuer(parts, "kw1c", name="KW1C", kind=IssuerKind.SCHOOL)
    published = an_achievement(parts, school, levels=LEVELS, education=EDUCATION)
    assert read_education(published.body) == EDUCATION
    issued = an_award(parts, published)
    for form in (issued.credential.document, (issued.credential.token or "").encode()):
        report = verify(parts, form)
        assert report.verdict == "valid", report
    assert len(read_alignments(bundled_catalogue(), published.body["alignment"])) == 4


def test_a_suspended_issuer_publishes_nothing(parts: Parts) -> None:
    club = an_issuer(parts, "club")
    badge = an_achievement(parts, club)
    with parts.database.open_store() as store:
        store.issuers.set_suspended(club.did, parts.now())
    with pytest.raises(IssuerSuspended):
        an_achievement(parts, club, name="Nog een")
    with pytest.raises(IssuerSuspended):
        publish_achievement(
            parts, caller_of(club), club.did, a_draft(), achievement_id=badge.achievement_id
        )
