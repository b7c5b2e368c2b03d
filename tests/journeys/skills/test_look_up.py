"""Looking up: found by words, read by code, and who awards it; what is not there says so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from badgeservice.errors import InvalidRequest, NotFound
from badgeservice.journeys.issuing.publish_achievement import publish_achievement
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skills.look_up import (
    Page,
    find_awarded,
    list_occupations,
    list_skills,
    read_occupation,
    read_skill,
)
from badgeservice.skills.comparison import Importance, Rarity
from factories import (
    COMMITMENT,
    LEADERSHIP,
    NOW,
    TEAMWORK,
    FixedClock,
    a_draft,
    a_service,
    an_achievement,
    an_issuer,
    caller_of,
)
from journeys.skills.shelving import with_catalogue
from skills.comparison.landscape import (
    ALONE,
    COACH,
    GONE,
    GUIDING,
    LISTENING,
    RELEASE,
    SOCIAL,
    TALKING,
    UNKNOWN,
    landscape,
)

HERE = with_catalogue(a_service(), landscape())
BARE = a_service()


def test_without_a_query_all_skills_come_by_label_a_page_at_a_time() -> None:
    pages = [list_skills(BARE, "", Page(50, offset)) for offset in (0, 50, 100, 150)]
    labels = [one.skill.label for page in pages for one in page.skills]
    assert len(labels) == 112
    assert labels == sorted(labels, key=str.casefold)
    assert [page.has_more for page in pages] == [True, True, False, False]
    assert all(one.found is None for page in pages for one in page.skills)


def test_a_query_of_spaces_is_no_query() -> None:
    assert list_skills(BARE, "  \t", Page(5)) == list_skills(BARE, "", Page(5))


def test_a_query_finds_skills_with_the_reason() -> None:
    found = list_skills(BARE, "samenwerken", Page(5)).skills[0]
    assert found.skill.code == TEAMWORK
    assert found.found is not None
    assert found.found.skill == found.skill


def test_pages_of_what_was_found_follow_each_other() -> None:
    whole = list_skills(BARE, "werken", Page(2))
    first, second = (list_skills(BARE, "werken", Page(1, offset)) for offset in (0, 1))
    assert (*first.skills, *second.skills) == whole.skills
    assert first.has_more


@pytest.mark.parametrize("look", [list_skills, list_occupations])
def test_a_query_that_is_too_long_is_refused(look: object) -> None:
    for text in ("x" * 201, " " * 201):
        with pytest.raises(InvalidRequest) as refused:
            look(BARE, text, Page())
        assert [one.code for one in refused.value.findings] == ["query.too_long"]
    assert look(BARE, "x" * 200, Page()) is not None


@pytest.mark.parametrize("text", ["%", "_", "'", '"', "\x00", "\u202e", "a" * 200, "{", "🙂", "\\"])
def test_no_query_is_a_mistake_of_ours(text: str) -> None:
    assert list_skills(BARE, text, Page()).release
    assert list_occupations(HERE, text, Page()).release == RELEASE


def test_without_a_release_there_are_no_occupations() -> None:
    found = list_occupations(BARE, "", Page())
    assert (found.occupations, found.has_more) == ((), False)


def test_occupations_come_by_label_or_as_found() -> None:
    by_label = [one.occupation.label for one in list_occupations(HERE, "", Page(100)).occupations]
    assert by_label == sorted(by_label, key=str.casefold)
    found = list_occupations(HERE, "trainer", Page())
    assert [one.occupation.code for one in found.occupations] == [COACH]


def test_a_skill_is_told_with_its_place_and_how_many_ask_it() -> None:
    facts = read_skill(HERE, LISTENING)
    assert (facts.release, facts.rarity) == (RELEASE, Rarity.FEW)
    assert [one.code for one in facts.broader] == [TALKING]
    assert read_skill(HERE, ALONE).rarity is Rarity.EVERYWHERE
    assert read_skill(HERE, SOCIAL).broader == ()


def test_a_skill_of_ours_has_plain_words_and_most_have_none() -> None:
    assert read_skill(BARE, TEAMWORK).plain is not None
    assert read_skill(HERE, LISTENING).plain is None


def test_a_withdrawn_skill_stays_readable() -> None:
    assert read_skill(HERE, GONE).skill.withdrawn_in == "2027-01"
    assert GONE not in [one.skill.code for one in list_skills(HERE, "", Page(100)).skills]


@pytest.mark.parametrize(
    "code",
    ["", "x", UNKNOWN, COACH, "Samenwerken", " 1D54A21B60", "1D54A21B60 ", "..", "\x00", "1" * 999],
)
@pytest.mark.parametrize("look", [read_skill, read_occupation])
def test_what_is_no_code_is_not_found_with_a_hint(look: object, code: str) -> None:
    parts = BARE if look is read_skill else with_catalogue(BARE, landscape(has_occupations=False))
    with pytest.raises(NotFound) as refused:
        look(parts, code)
    assert refused.value.hint


def test_a_code_that_only_looks_right_is_told_what_it_may_mean() -> None:
    with pytest.raises(NotFound) as refused:
        read_skill(BARE, TEAMWORK.lower())
    assert TEAMWORK in refused.value.hint


def test_a_name_is_no_code_and_is_told_which_one_it_is() -> None:
    with pytest.raises(NotFound) as refused:
        read_skill(BARE, "samenwerken")
    assert refused.value.hint == "Did you mean 1D54A21B60 (Samenwerken)?"


@pytest.mark.parametrize("code", [LISTENING, UNKNOWN, COACH.lower()])
def test_what_is_no_occupation_is_not_found(code: str) -> None:
    with pytest.raises(NotFound, match="no such occupation"):
        read_occupation(HERE, code)


def test_an_occupation_tells_what_matters_most_first_and_how_many_ask_it() -> None:
    facts = read_occupation(HERE, COACH)
    assert [(one.asked.skill.code, one.asked.importance, one.rarity) for one in facts.skills] == [
        (GUIDING, Importance.ESSENTIAL, Rarity.FEW),
        (ALONE, Importance.ESSENTIAL, Rarity.EVERYWHERE),
        (LISTENING, Importance.IMPORTANT, Rarity.FEW),
        (UNKNOWN, Importance.SOMEWHAT, Rarity.FEW),
    ]
    assert len(facts.knowledge) == 2


def awarded(parts: Parts, code: str = TEAMWORK, page: Page = Page()) -> list[str]:  # noqa: B008
    """Names of the achievements that show a skill."""
    found = find_awarded(parts, code, page)
    return [one.achievement.body["name"] for one in found.achievements]


def test_who_awards_a_skill_is_told_with_issuer_and_recognition(parts: Parts) -> None:
    club = an_issuer(parts)
    quiet = an_issuer(parts, "stil", name="Stil", is_recognised=False)
    an_achievement(parts, club)
    an_achievement(parts, quiet, name="Ook samen")
    an_achievement(parts, club, name="Leider", skills=(LEADERSHIP,))
    found = find_awarded(parts, TEAMWORK, Page())
    told = {one.issuer.name: one.recognition is not None for one in found.achievements}
    assert told == {"SV De Maasboys": True, "Stil": False}
    assert (found.skill.code, found.has_more) == (TEAMWORK, False)


def test_nobody_awards_a_skill_that_is_in_no_badge(parts: Parts) -> None:
    an_achievement(parts, an_issuer(parts))
    assert awarded(parts, LEADERSHIP) == []


def test_only_the_newest_version_of_an_achievement_says_what_it_shows(parts: Parts) -> None:
    club = an_issuer(parts)
    first = an_achievement(parts, club)
    publish_achievement(
        parts,
        caller_of(club),
        club.did,
        a_draft(name="Nu anders", skills=(LEADERSHIP,)),
        achievement_id=first.achievement_id,
    )
    assert awarded(parts) == []
    assert awarded(parts, LEADERSHIP) == ["Nu anders"]


def test_an_issuer_that_is_suspended_awards_nothing(parts: Parts) -> None:
    club = an_issuer(parts)
    an_achievement(parts, club)
    with parts.database.open_store() as store:
        store.issuers.set_suspended(club.did, parts.now())
    assert awarded(parts) == []
    with parts.database.open_store() as store:
        store.issuers.set_suspended(club.did, None)
    assert awarded(parts) == ["Teamspeler"]


def test_an_address_in_a_text_or_a_tag_awards_nothing(parts: Parts) -> None:
    uri = f"https://linkeddata.competentnl.nl/id/humancapability/{TEAMWORK}"
    member = f'"targetUrl":"{uri}"'
    an_achievement(
        parts, an_issuer(parts), skills=(LEADERSHIP,), description=member, criteria=uri, tags=(uri,)
    )
    assert awarded(parts) == []


def test_who_awards_it_comes_newest_first_a_page_at_a_time(parts: Parts) -> None:
    clock = FixedClock(NOW)
    parts = replace(parts, now=clock)
    club = an_issuer(parts)
    for number in range(5):
        clock.move_on(timedelta(minutes=1))
        an_achievement(parts, club, name=f"Badge {number}", skills=(COMMITMENT, TEAMWORK))
    assert awarded(parts, page=Page(2)) == ["Badge 4", "Badge 3"]
    assert awarded(parts, page=Page(2, 4)) == ["Badge 0"]
    assert awarded(parts, page=Page(2, 9)) == []
    assert find_awarded(parts, TEAMWORK, Page(2, 3)).has_more is False
    assert find_awarded(parts, TEAMWORK, Page(2, 2)).has_more is True


def test_who_awards_a_withdrawn_skill_can_still_be_asked(parts: Parts) -> None:
    assert awarded(with_catalogue(parts, landscape()), GONE) == []


def test_who_awards_no_skill_is_not_found(parts: Parts) -> None:
    with pytest.raises(NotFound):
        awarded(parts, UNKNOWN)
