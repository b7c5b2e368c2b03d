"""Which list an asked skill stands in, and why: each rule of the package by itself."""

import pytest

from badgeservice.skills.catalogue import make_catalogue
from badgeservice.skills.comparison import (
    Asked,
    Held,
    Importance,
    Reason,
    Standing,
    Trust,
    compare,
)
from badgeservice.skills.concepts import Layer, Occupation, Requirements, Skill
from skills.comparison.landscape import (
    ALONE,
    COACH,
    GONE,
    GUIDING,
    LEADING,
    LISTENING,
    OCCUPATIONS,
    RELEASE,
    RULES,
    SOCIAL,
    SPEAKING,
    TALKING,
    UNKNOWN,
    a_badge,
    asked,
    codes,
    esco,
    held,
    landscape,
)

URI = "https://linkeddata.competentnl.nl/id/humancapability/"
CATALOGUE = landscape()


def reason_of(
    shown: str,
    wanted: str,
    standing: Standing = Standing.CURRENT,
    trust: Trust = Trust.RECOGNISED,
) -> Reason:
    """Why the one asked skill stands where it stands, with one badge that shows something."""
    badge = a_badge(standing=standing, trust=trust)
    found = compare(CATALOGUE, [held(shown, badge)], asked(wanted))
    (item,) = (*found.covered, *found.partly, *found.missing)
    return item.reason


def test_a_valid_badge_of_a_recognised_issuer_with_the_skill_itself_covers_it() -> None:
    assert reason_of(f"{URI}{LISTENING}", LISTENING) is Reason.SHOWN


@pytest.mark.parametrize("scheme", ["http:", "https:"])
def test_the_exact_concept_of_esco_covers_as_well_and_says_so(scheme: str) -> None:
    shown = esco("listen").replace("http:", scheme)
    assert reason_of(shown, LISTENING) is Reason.SAME_IN_ESCO


@pytest.mark.parametrize("shown", [LISTENING, esco("listen")])
@pytest.mark.parametrize("standing", [Standing.CURRENT, Standing.EXPIRED, Standing.UNCHECKED])
def test_a_badge_of_an_issuer_that_the_city_does_not_know_never_covers(
    shown: str, standing: Standing
) -> None:
    assert reason_of(shown, LISTENING, standing, Trust.UNKNOWN) is Reason.UNKNOWN_ISSUER


@pytest.mark.parametrize("trust", Trust)
def test_a_badge_that_was_not_proved_says_so_whatever_it_says_of_its_issuer(trust: Trust) -> None:
    assert reason_of(LISTENING, LISTENING, Standing.UNPROVED, trust) is Reason.UNPROVED


@pytest.mark.parametrize("shown", [TALKING, SPEAKING, esco("pay-attention"), esco("communicate")])
def test_a_badge_of_an_issuer_that_the_city_does_not_know_shows_nothing_near(shown: str) -> None:
    assert reason_of(shown, LISTENING, trust=Trust.UNKNOWN) is Reason.NOT_SHOWN


def test_a_badge_of_a_recognised_issuer_goes_before_any_other() -> None:
    stranger = a_badge("a", trust=Trust.UNKNOWN)
    shown = [held(LISTENING, stranger), held(SPEAKING, a_badge("b"))]
    (item,) = compare(CATALOGUE, shown, asked(LISTENING)).partly
    assert [one.reason for one in item.proofs] == [Reason.SAME_GROUP, Reason.UNKNOWN_ISSUER]


@pytest.mark.parametrize(
    ("shown", "wanted", "reason"),
    [
        (esco("pay-attention"), LISTENING, Reason.CLOSE),
        (esco("communicate"), LISTENING, Reason.BROADER),
        (esco("listen-to-patients"), LISTENING, Reason.NARROWER),
        (TALKING, LISTENING, Reason.BROADER),
        (SOCIAL, LISTENING, Reason.BROADER),
        (LISTENING, TALKING, Reason.NARROWER),
        (LISTENING, SOCIAL, Reason.NARROWER),
        (SPEAKING, LISTENING, Reason.SAME_GROUP),
        (GONE, LISTENING, Reason.SAME_GROUP),
        (esco("listen"), SPEAKING, Reason.SAME_GROUP),
        (esco("listen"), TALKING, Reason.NARROWER),
        (GONE, GONE, Reason.WITHDRAWN),
    ],
)
def test_something_near_shows_it_partly(shown: str, wanted: str, reason: Reason) -> None:
    assert reason_of(shown, wanted) is reason


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (GUIDING, LISTENING),
        (LEADING, TALKING),
        (ALONE, LISTENING),
        (LISTENING, ALONE),
        (UNKNOWN, LISTENING),
        ("Actief luisteren", LISTENING),
        (LISTENING.lower(), LISTENING),
        (f"{URI.upper()}{LISTENING}", LISTENING),
        (f"{URI}{LISTENING}/", LISTENING),
        (f"http{URI[5:]}{LISTENING}", LISTENING),
        (f"https://linkeddata.competentnl.nl/id/human-capability/{LISTENING}", LISTENING),
        ("https://services.onetcenter.org/listening", LISTENING),
        (esco("listen").replace("http:", "HTTPS:"), LISTENING),
        (f" {esco('listen')}", LISTENING),
        ("", LISTENING),
    ],
)
def test_what_is_not_near_shows_nothing(shown: str, wanted: str) -> None:
    assert reason_of(shown, wanted) is Reason.NOT_SHOWN


@pytest.mark.parametrize("shown", [LISTENING, UNKNOWN, RULES, "00000000C1 "])
def test_a_code_without_its_address_shows_nothing(shown: str) -> None:
    found = compare(CATALOGUE, [Held(shown, (a_badge(),))], asked(LISTENING, UNKNOWN))
    assert len(found.missing) == 2


@pytest.mark.parametrize(
    ("standing", "reason"),
    [(Standing.EXPIRED, Reason.EXPIRED), (Standing.UNCHECKED, Reason.UNCHECKED)],
)
@pytest.mark.parametrize(
    ("shown", "wanted"), [(LISTENING, LISTENING), (esco("listen"), LISTENING), (GONE, GONE)]
)
def test_a_badge_that_is_not_valid_now_shows_the_skill_itself_partly(
    standing: Standing, reason: Reason, shown: str, wanted: str
) -> None:
    assert reason_of(shown, wanted, standing) is reason


@pytest.mark.parametrize("standing", [Standing.EXPIRED, Standing.UNCHECKED, Standing.UNPROVED])
@pytest.mark.parametrize("shown", [TALKING, SPEAKING, esco("pay-attention"), esco("communicate")])
def test_a_badge_that_is_not_valid_now_shows_nothing_near(standing: Standing, shown: str) -> None:
    assert reason_of(shown, LISTENING, standing) is Reason.NOT_SHOWN


def test_a_withdrawn_skill_that_nobody_shows_is_missing() -> None:
    assert reason_of(LISTENING, GONE) is Reason.SAME_GROUP
    assert reason_of(GUIDING, GONE) is Reason.NOT_SHOWN


def test_the_best_badge_decides_and_the_others_stay_behind_it() -> None:
    first, second, third = a_badge("z"), a_badge("b", Standing.EXPIRED), a_badge("a")
    shown = [held(LISTENING, second), held(SPEAKING, third), held(LISTENING, first)]
    (item,) = compare(CATALOGUE, shown, asked(LISTENING)).covered
    assert [(one.badge.key, one.reason) for one in item.proofs] == [
        ("z", Reason.SHOWN),
        ("b", Reason.EXPIRED),
        ("a", Reason.SAME_GROUP),
    ]


def test_a_badge_stands_behind_a_skill_once_with_its_best_reason() -> None:
    badge = a_badge()
    shown = [held(one, badge) for one in (TALKING, SPEAKING, LISTENING, esco("listen"))]
    (item,) = compare(CATALOGUE, shown, asked(LISTENING)).covered
    assert [(one.reason, one.through) for one in item.proofs] == [
        (Reason.SHOWN, "Actief luisteren")
    ]


def test_a_proof_names_what_the_badge_shows() -> None:
    shown = [held(f"{URI}{SPEAKING}"), held(esco("communicate"), a_badge("b"))]
    (item,) = compare(CATALOGUE, shown, asked(LISTENING)).partly
    assert [one.through for one in item.proofs] == [esco("communicate"), "Mondeling uitdrukken"]


def test_without_badges_everything_is_missing() -> None:
    found = compare(CATALOGUE, [], asked(LISTENING, GONE))
    assert (found.covered, found.partly) == ((), ())
    assert sorted(codes(found.missing)) == [LISTENING, GONE]


def test_a_skill_without_badges_behind_it_shows_nothing() -> None:
    found = compare(CATALOGUE, [Held(f"{URI}{LISTENING}", ())], asked(LISTENING))
    assert codes(found.missing) == [LISTENING]


def test_an_occupation_asks_its_skills_once_each_as_strongly_as_anywhere() -> None:
    found = compare(CATALOGUE, [held(GUIDING)], OCCUPATIONS[0])
    assert codes(found.covered) == [GUIDING]
    assert found.covered[0].importance is Importance.ESSENTIAL
    assert sorted(codes(found.missing)) == sorted([LISTENING, ALONE, UNKNOWN])
    assert found.occupation is OCCUPATIONS[0]


def test_a_skill_that_the_catalogue_lacks_keeps_its_place() -> None:
    found = compare(CATALOGUE, [held(UNKNOWN)], OCCUPATIONS[0])
    assert [(one.skill.code, one.skill.label) for one in found.covered] == [(UNKNOWN, UNKNOWN)]


def test_knowledge_stands_apart_and_is_never_shown_by_a_badge() -> None:
    knowledge = f"https://linkeddata.competentnl.nl/id/knowledgearea/{RULES}"
    found = compare(CATALOGUE, [held(RULES), held(knowledge)], OCCUPATIONS[0])
    assert [(one.area.code, one.importance) for one in found.knowledge] == [
        (UNKNOWN, Importance.ESSENTIAL),
        (RULES, Importance.SOMEWHAT),
    ]
    assert RULES not in codes((*found.covered, *found.partly, *found.missing))


def test_a_skill_that_is_asked_twice_counts_as_strongly_as_anywhere() -> None:
    twice = (
        *asked(LISTENING, importance=Importance.SOMEWHAT),
        *asked(LISTENING, importance=Importance.ESSENTIAL),
    )
    (item,) = compare(CATALOGUE, [], twice).missing
    assert item.importance is Importance.ESSENTIAL


def test_an_occupation_that_asks_nothing_gives_three_empty_lists() -> None:
    found = compare(CATALOGUE, [held(GUIDING)], OCCUPATIONS[-1])
    assert (found.covered, found.partly, found.missing, found.knowledge) == ((), (), (), ())


def test_in_a_list_stands_first_what_tells_jobs_apart() -> None:
    found = compare(CATALOGUE, [], asked(ALONE, LISTENING, GUIDING))
    assert codes(found.missing) == [GUIDING, LISTENING, ALONE]


def test_a_skill_that_everybody_asks_does_not_drown_the_rest_even_when_essential() -> None:
    wanted = (
        *asked(ALONE, importance=Importance.ESSENTIAL),
        *asked(GUIDING, importance=Importance.SOMEWHAT),
    )
    assert codes(compare(CATALOGUE, [], wanted).missing) == [GUIDING, ALONE]


def test_a_circle_in_the_catalogue_does_no_harm() -> None:
    one = Skill("000000000A", "Een", layer=Layer.GENERIC, broader=("000000000B", "000000000A"))
    two = Skill("000000000B", "Twee", layer=Layer.GENERIC, broader=("000000000A",))
    circle = make_catalogue(RELEASE, [one, two])
    found = compare(circle, [held(one.code)], [Asked(two)])
    assert found.partly[0].reason is Reason.BROADER


def test_a_group_that_is_not_generic_is_no_group() -> None:
    top = Skill("000000000A", "Top", layer=Layer.GENERAL)
    below = [Skill(f"000000000{n}", f"Onder {n}", broader=(top.code,)) for n in (1, 2)]
    flat = make_catalogue(RELEASE, [top, *below])
    assert codes(compare(flat, [held(below[0].code)], [Asked(below[1])]).missing) == [below[1].code]


def test_the_comparison_says_which_release_it_is_of() -> None:
    assert compare(CATALOGUE, [], asked(LISTENING)).release == RELEASE


def test_an_occupation_of_a_catalogue_without_the_others_is_compared_all_the_same() -> None:
    alone = Occupation(COACH, "Trainer", skills=Requirements((LISTENING,)))
    found = compare(landscape(has_occupations=False), [], alone)
    assert codes(found.missing) == [LISTENING]
    assert not found.knows_occupations
