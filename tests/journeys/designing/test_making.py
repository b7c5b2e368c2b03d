"""A design becomes a badge once, under the right name in the record; who may not comes first."""

from dataclasses import replace
from typing import Any

import pytest

from badgeservice.errors import IssuerSuspended, NotFound
from badgeservice.journeys.designing.design import Design, School
from badgeservice.journeys.designing.making import (
    Made,
    Unmade,
    judge_design,
    make_badge,
    make_next_version,
)
from badgeservice.journeys.designing.starting import (
    Begun,
    begin_with_own,
    begin_with_shared,
    read_own,
    read_own_one,
)
from badgeservice.journeys.issuing.publish_achievement import DraftLevel
from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.issuer import Issuer, IssuerKind
from badgeservice.skills.education import Education, Qualification
from factories import (
    NOW,
    TEAMWORK,
    a_draft,
    a_service,
    an_achievement,
    an_award,
    an_issuer,
    caller_of,
    the_city,
)

DESIGN = Design(
    name="Kampleider", about="Je leidt het kamp.", criteria="Je was erbij.", skills=(TEAMWORK,)
)
TOKEN = "form-1"


def made(
    parts: Parts, club: Issuer, design: Design = DESIGN, token: str = TOKEN
) -> AchievementVersion:
    outcome = make_badge(parts, caller_of(club), club, design, token)
    assert isinstance(outcome, Made), outcome
    return outcome.version


def begun(parts: Parts, club: Issuer, version: AchievementVersion) -> Begun:
    newest = read_own_one(parts, club.did, version.achievement_id).version
    return begin_with_own(parts, newest)


def test_only_the_organisation_itself_makes_its_badges(parts: Parts) -> None:
    club, other = an_issuer(parts), an_issuer(parts, "ander")
    for caller in (caller_of(other), the_city()):
        with pytest.raises(NotFound):
            make_badge(parts, caller, club, DESIGN, TOKEN)
    version = made(parts, club)
    with pytest.raises(NotFound):
        make_next_version(parts, caller_of(other), other, DESIGN, begun(parts, club, version), 1)
    with pytest.raises(NotFound):
        read_own_one(parts, other.did, version.achievement_id)
    assert read_own(parts, other.did) == ()


def test_a_suspended_organisation_makes_nothing(parts: Parts) -> None:
    club = an_issuer(parts)
    begin = begun(parts, club, made(parts, club))
    stopped = replace(club, suspended_at=NOW)
    with pytest.raises(IssuerSuspended):
        make_badge(parts, caller_of(club), stopped, DESIGN, "form-2")
    with pytest.raises(IssuerSuspended):
        make_next_version(parts, caller_of(club), stopped, begin.design, begin, 1)
    assert len(read_own(parts, club.did)) == 1


@pytest.mark.parametrize("changes", [{"name": ""}, {"skills": ("0000000000",)}, {"kind": "x"}])
def test_a_faulty_design_is_not_made(parts: Parts, changes: dict[str, Any]) -> None:
    club = an_issuer(parts)
    outcome = make_badge(parts, caller_of(club), club, replace(DESIGN, **changes), TOKEN)
    assert isinstance(outcome, Unmade)
    assert outcome.faults
    assert read_own(parts, club.did) == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": "Diploma zwemmen"}, ("name", "claim", 0)),
        ({"about": "Je hebt een diploma gehaald."}, ("about", "claim", 0)),
        (
            {"levels": (DraftLevel("", ""), DraftLevel("Diploma", "Je zwemt."))},
            ("level_name", "claim", 2),
        ),
        ({"school": School(hours="40")}, ("parts", "school_only", 0)),
    ],
)
def test_what_only_a_school_may_say_is_told_at_its_field(
    parts: Parts, changes: dict[str, Any], told: tuple[str, str, int]
) -> None:
    club = an_issuer(parts)
    design = replace(DESIGN, **changes)
    looked = judge_design(parts, club, design)
    assert told in [(one.field, one.kind, one.number) for one in looked.faults]
    outcome = make_badge(parts, caller_of(club), club, design, TOKEN)
    assert outcome == Unmade(looked.faults)


def test_the_same_form_makes_one_badge(parts: Parts) -> None:
    club = an_issuer(parts)
    version = made(parts, club)
    again = make_badge(parts, caller_of(club), club, DESIGN, TOKEN)
    assert again == Made(version, is_new=False)
    other = make_badge(parts, caller_of(club), club, replace(DESIGN, name="Anders"), TOKEN)
    assert isinstance(other, Unmade)
    assert other.there == version
    assert len(read_own(parts, club.did)) == 1


def test_the_same_form_at_two_organisations_makes_two_badges(parts: Parts) -> None:
    first = made(parts, an_issuer(parts))
    second = made(parts, an_issuer(parts, "ander"))
    assert first.achievement_id != second.achievement_id


def test_an_overtaken_form_makes_no_version(parts: Parts) -> None:
    club = an_issuer(parts)
    begin = begun(parts, club, made(parts, club))
    caller = caller_of(club)
    first = replace(begin.design, about="Eerst.")
    assert isinstance(make_next_version(parts, caller, club, first, begin, 1), Made)
    late = replace(begin.design, about="Te laat.")
    for start in (begin, begun(parts, club, begin.version)):
        outcome = make_next_version(parts, caller, club, late, start, 1)
        assert isinstance(outcome, Unmade)
        assert [one.kind for one in outcome.faults] == ["overtaken"]
    assert read_own(parts, club.did)[0].version.version == 2


def test_a_name_that_others_of_the_organisation_have_is_told_but_not_its_own(parts: Parts) -> None:
    club = an_issuer(parts)
    version = made(parts, club)
    assert [one.kind for one in judge_design(parts, club, DESIGN).advice] == ["duplicate"]
    begin = begun(parts, club, version)
    assert judge_design(parts, club, begin.design, begin).advice == ()


def test_a_badge_that_began_ready_made_tells_where_it_comes_from(parts: Parts) -> None:
    club = an_issuer(parts)
    version = made(parts, club, begin_with_shared("referee", "en"))
    (related,) = version.body["related"]
    assert related["id"].endswith("/catalogue-achievements/referee")
    assert related["inLanguage"] == version.body["inLanguage"] == "en"
    begin = begun(parts, club, version)
    changed = replace(begin.design, name="Fair whistle")
    following = make_next_version(parts, caller_of(club), club, changed, begin, 1)
    assert isinstance(following, Made)
    assert following.version.body["related"] == version.body["related"]
    assert following.version.body["tag"] == version.body["tag"]


EDUCATION = Education(
    qualifications=(Qualification("25655", "Helpt", core_task="B1-K1"),),
    study_load_hours=40,
    nlqf_level="2",
)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"levels": (DraftLevel("Een", "Je helpt."), DraftLevel("Twee", "Je leidt."))},
        {"education": EDUCATION},
        {"education": EDUCATION, "language": "fr", "tags": ("sport", "team")},
        {"achievement_type": "Diploma", "skills": ()},
        {"art": replace(a_draft().art, ring_text="")},
        {"art": replace(a_draft().art, colour="#ffeecc", accent="#123456")},
    ],
)
def test_a_badge_comes_back_as_it_was_published(parts: Parts, changes: dict[str, Any]) -> None:
    club = an_issuer(parts, "mbo", kind=IssuerKind.SCHOOL)
    begin = begun(parts, club, an_achievement(parts, club, **changes))
    assert not begin.is_drawn_anew
    outcome = make_next_version(parts, caller_of(club), club, begin.design, begin, 1)
    assert outcome == Made(begin.version, is_new=False)


def test_criteria_come_back_without_the_lines_about_education(parts: Parts) -> None:
    club = an_issuer(parts, "mbo", kind=IssuerKind.SCHOOL)
    design = replace(DESIGN, school=School(parts="25655 B1-K1", hours="40"))
    version = made(parts, club, design)
    assert "Studielast: 40 uur" in version.body["criteria"]["narrative"]
    assert begun(parts, club, version).design.criteria == DESIGN.criteria


def test_a_drawing_that_is_not_ours_is_drawn_anew() -> None:
    parts = a_service()
    version = replace(made(parts, an_issuer(parts)), image_svg="<svg/>")
    assert begin_with_own(parts, version).is_drawn_anew


def test_what_was_given_is_counted_and_what_was_revoked_is_not(parts: Parts) -> None:
    club = an_issuer(parts)
    version = made(parts, club)
    awards = [an_award(parts, version, key=f"award-{n}").award for n in range(3)]
    revoke(parts, caller_of(club), club.did, awards[0].award_id, "Verkeerde persoon.")
    assert [one.awarded for one in read_own(parts, club.did)] == [2]
    assert read_own_one(parts, club.did, version.achievement_id).awarded == 2


@pytest.mark.parametrize("shared_id", ["", "nothing", "../x"])
def test_what_is_no_ready_made_badge_is_not_found(shared_id: str) -> None:
    with pytest.raises(NotFound):
        begin_with_shared(shared_id, "nl")
    with pytest.raises(NotFound):
        begin_with_shared("referee", "fr")
