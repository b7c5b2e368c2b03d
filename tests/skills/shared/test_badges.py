"""The shared badges themselves: true, plain, told apart, and never more than a club may say."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from badgeservice.openbadges.art import BadgeArt, compose_svg, find_art_faults, rasterise
from badgeservice.openbadges.art.colours import PAPER, contrast
from badgeservice.openbadges.vocabulary import AchievementType
from badgeservice.skills.catalogue import bundled_catalogue
from badgeservice.skills.shared import LANGUAGES, SharedBadge, SharedText, shared_catalogue

BADGES = shared_catalogue().badges
EVERY_TEXT = [(shared_id, language) for shared_id in BADGES for language in LANGUAGES]
# What only a union, a school or an examiner may say (KSS, PVB), in Dutch and in English.
FORBIDDEN = re.compile(
    r"diploma|bevoegd|gediplomeerd|gecertificeerd|certificaat|certificat|certified|licen[ts]i?|"
    r"licen[cs]e|qualif|kwalific|gekwalific|examen|exam\b|proeve|geslaagd|erkend|"
    r"\bpvb\b|\bkss\b|\bnlqf\b|\beqf\b|\bnoc\b|\bknvb\b|competentnl|"
    r"trainer-coach|niveau \d|level \d|niveau [1-5]\b",
    re.IGNORECASE,
)
# The one sentence that may name it: that it is none (what only sport unions train and judge).
DENIAL = {
    "nl": "Deze badge vertelt wat de club zag en is geen diploma.",
    "en": "This badge tells what the club saw and is no diploma.",
}
UNIONS_JUDGE = ("team-coach", "training-giver", "referee")
FIRST_AID = re.compile(r"ehbo|first[ -]aid|eerste hulp|reanim|\baed\b|cpr", re.IGNORECASE)
# Where the ids were released, they stay: an achievement that was adopted points at them.
RELEASED = {
    "team-player",
    "group-leader",
    "dependable",
    "team-coach",
    "training-giver",
    "referee",
    "event-organiser",
    "care-at-the-field",
    "board-member",
    "treasurer",
    "good-host",
    "team-captain",
    "warm-welcome",
    "fair-play",
    "keeps-going",
    "field-and-gear",
    "club-news",
    "sponsor-finder",
    "safe-ear",
    "volunteer-guide",
    "keeps-learning",
}


def signed_texts(text: SharedText) -> Iterator[str]:
    """What of a text ends up in a badge."""
    yield from (text.name, text.description, text.criteria, *text.tags)
    for level in text.levels:
        yield from (level.name, level.description)


def sentences(text: SharedText) -> list[str]:
    told = [text.description, text.evidence, *(one.description for one in text.levels)]
    lines = [*told, *text.criteria.replace("- ", "").splitlines()]
    return [one for line in lines for one in re.split(r"(?<=[.:?!])\s+", line) if one]


def art_of(badge: SharedBadge, language: str) -> BadgeArt:
    art = badge.art
    name = badge.texts[language].name
    return BadgeArt(art.shape, art.colour, art.accent, art.pictogram, name)


@pytest.mark.parametrize(("shared_id", "language"), EVERY_TEXT)
def test_no_text_claims_what_only_a_union_or_a_school_may_say(
    shared_id: str, language: str
) -> None:
    text = BADGES[shared_id].texts[language]
    for told in (*signed_texts(text), text.evidence, *text.words):
        assert FORBIDDEN.search(told.replace(DENIAL[language], "")) is None, told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shared_id", UNIONS_JUDGE)
def test_what_a_union_has_diplomas_for_says_that_it_is_none(shared_id: str, language: str) -> None:
    assert BADGES[shared_id].texts[language].criteria.count(DENIAL[language]) == 1


@pytest.mark.parametrize(
    "claim",
    ["KNVB-diploma", "Je bent bevoegd", "gecertificeerd", "trainer-coach niveau 2", "PVB 2.1"],
)
def test_the_guard_knows_what_it_guards_against(claim: str) -> None:
    assert FORBIDDEN.search(claim)


@pytest.mark.parametrize(("shared_id", "language"), EVERY_TEXT)
def test_no_badge_says_that_somebody_knows_first_aid(shared_id: str, language: str) -> None:
    for told in signed_texts(BADGES[shared_id].texts[language]):
        assert FIRST_AID.search(told) is None, told


def test_no_released_badge_is_gone() -> None:
    assert BADGES.keys() >= RELEASED
    assert len(BADGES) >= 16


@pytest.mark.parametrize("shared_id", BADGES)
def test_every_skill_is_one_of_competentnl(shared_id: str) -> None:
    skills = BADGES[shared_id].skills
    assert set(skills) <= bundled_catalogue().skills.keys()
    assert 1 <= len(skills) <= 4


def test_no_two_badges_are_about_the_same_skills() -> None:
    counted = Counter(frozenset(badge.skills) for badge in BADGES.values())
    assert max(counted.values()) == 1


@pytest.mark.parametrize("shared_id", BADGES)
def test_every_type_is_one_of_the_standard_that_fits_a_club(shared_id: str) -> None:
    kinds = {AchievementType.BADGE, AchievementType.COMMUNITY_SERVICE}
    assert BADGES[shared_id].achievement_type in kinds


@pytest.mark.parametrize(("shared_id", "language"), EVERY_TEXT)
def test_every_text_tells_who_saw_it_and_at_least_three_things_they_saw(
    shared_id: str, language: str
) -> None:
    first, _, listed = BADGES[shared_id].texts[language].criteria.partition("\n\n")
    assert re.search(r"(zag|zagen|saw)( you do)? (dit|this|dat je dit deed):$", first), first
    assert len(listed.splitlines()) >= 3
    assert all(re.fullmatch(r"- [A-Z].*\.", line) for line in listed.splitlines())


@pytest.mark.parametrize(("shared_id", "language"), EVERY_TEXT)
def test_no_sentence_is_long(shared_id: str, language: str) -> None:
    # English needs a few more words for the same: "you" and "do" stand where Dutch has one.
    most = 15 if language == "nl" else 18
    long = [s for s in sentences(BADGES[shared_id].texts[language]) if len(s.split()) > most]
    assert long == []


@pytest.mark.parametrize("shared_id", BADGES)
def test_dutch_says_je_and_never_u(shared_id: str) -> None:
    text = BADGES[shared_id].texts["nl"]
    for told in (*signed_texts(text), text.evidence):
        assert re.search(r"\b(u|uw)\b", told, re.IGNORECASE) is None, told


@pytest.mark.parametrize("shared_id", BADGES)
def test_both_languages_tell_the_same_number_of_things(shared_id: str) -> None:
    dutch, english = (BADGES[shared_id].texts[language] for language in LANGUAGES)
    assert dutch.criteria.count("\n- ") == english.criteria.count("\n- ")
    assert len(dutch.levels) == len(english.levels) == 3
    assert len({level.description for level in dutch.levels}) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_badges_have_the_same_name(language: str) -> None:
    names = {badge.texts[language].name.casefold() for badge in BADGES.values()}
    assert len(names) == len(BADGES)


@pytest.mark.parametrize(("shared_id", "language"), EVERY_TEXT)
def test_every_badge_can_be_drawn_with_its_name_around_it(shared_id: str, language: str) -> None:
    art = art_of(BADGES[shared_id], language)
    assert find_art_faults(art) == ()
    assert rasterise(compose_svg(art), 64).startswith(b"\x89PNG")


@pytest.mark.parametrize("shared_id", BADGES)
def test_colour_and_accent_are_told_apart_and_read_on_paper(shared_id: str) -> None:
    art = BADGES[shared_id].art
    assert contrast(art.colour, PAPER) >= 4.5
    assert contrast(art.accent, art.colour) >= 2.0


def test_badges_are_told_apart_without_colour() -> None:
    drawn = Counter((badge.art.shape, badge.art.pictogram) for badge in BADGES.values())
    assert max(drawn.values()) == 1
    pictograms = Counter(badge.art.pictogram for badge in BADGES.values())
    assert max(pictograms.values()) <= 2
