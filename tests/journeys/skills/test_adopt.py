"""Adopting a shared badge: published in one step, changed at will, and its origin kept."""

import json
from dataclasses import replace
from typing import Any

import pytest

from badgeservice.errors import Conflict, InvalidRequest, NotConformant, NotFound
from badgeservice.journeys.issuing.publish_achievement import DraftLevel, publish_achievement
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skills.adopt import (
    Changes,
    adopt,
    draw_shared,
    find_adoptions,
    offer_one,
)
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.art import BadgeArt
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.issuer import Issuer
from badgeservice.openbadges.verification import Verdict
from badgeservice.skills.addresses import SKILL_PREFIX
from badgeservice.skills.shared import LANGUAGES, shared_catalogue
from factories import PUBLIC_URL, a_draft, an_award, an_issuer, caller_of, the_city

ORIGIN = f"{PUBLIC_URL}/v1/catalogue-achievements/team-player"
ART = BadgeArt("shield", "#0b5c6b", "#e07a1f", "star", "Eigen werk")


@pytest.fixture
def club(parts: Parts) -> Issuer:
    return an_issuer(parts)


def take(
    parts: Parts,
    club: Issuer,
    shared_id: str = "team-player",
    language: str = "nl",
    **changed: object,
) -> AchievementVersion:
    changes = replace(Changes(), **changed)
    caller = caller_of(club)
    return adopt(parts, caller, club.did, shared_id, language=language, changes=changes)


def own(parts: Parts, club: Issuer) -> tuple[AchievementVersion, ...]:
    with parts.database.open_store(read_only=True) as store:
        return store.achievements.of_issuer(club.did)


# --- who may not, and what is refused -----------------------------------------------------------


def test_nobody_adopts_for_another_issuer(parts: Parts, club: Issuer) -> None:
    school = an_issuer(parts, "kw1c", name="KW1C")
    with pytest.raises(NotFound):
        adopt(parts, caller_of(school), club.did, "team-player")
    with pytest.raises(NotFound):
        adopt(parts, the_city(), club.did, "team-player")
    assert own(parts, club) == ()


@pytest.mark.parametrize("shared_id", ["", "Team-Player", "nothing", "../team-player", "version"])
def test_a_badge_that_is_not_shared_is_not_found(
    parts: Parts, club: Issuer, shared_id: str
) -> None:
    with pytest.raises(NotFound):
        take(parts, club, shared_id)
    with pytest.raises(NotFound):
        offer_one(parts, shared_id)
    with pytest.raises(NotFound):
        draw_shared(shared_id)


@pytest.mark.parametrize("language", ["", "de", "NL", "nl-NL"])
def test_a_language_without_texts_is_refused(parts: Parts, club: Issuer, language: str) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        take(parts, club, language=language)
    assert [one.pointer for one in refusal.value.findings] == ["/language"]


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"name": " "}, "/name"),
        ({"description": ""}, "/description"),
        ({"criteria": "\n"}, "/criteria"),
        ({"skills": ("0000000000",)}, "/skills/0"),
        ({"skills": ("1D54A21B60", "1D54A21B60")}, "/skills/1"),
        ({"art": replace(ART, shape="banana")}, "/art/shape"),
        ({"art": replace(ART, pictogram="none")}, "/art/pictogram"),
    ],
)
def test_changes_that_cannot_be_published_are_refused_where_they_stand(
    parts: Parts, club: Issuer, changed: dict[str, object], pointer: str
) -> None:
    with pytest.raises((InvalidRequest, NotConformant)) as refusal:
        take(parts, club, **changed)
    assert pointer in [one.pointer for one in refusal.value.findings]
    assert own(parts, club) == ()


@pytest.mark.parametrize("name", [None, "Teamspeler", " teamSPELER  "])
def test_the_same_badge_under_the_same_name_is_a_duplicate_by_accident(
    parts: Parts, club: Issuer, name: str | None
) -> None:
    first = take(parts, club)
    with pytest.raises(Conflict) as refusal:
        take(parts, club, name=name)
    assert first.achievement_id in refusal.value.hint
    assert len(own(parts, club)) == 1


# --- what is adopted ----------------------------------------------------------------------------


def test_another_name_another_badge_or_another_issuer_is_no_duplicate(
    parts: Parts, club: Issuer
) -> None:
    take(parts, club)
    take(parts, club, name="Teamspeler O19")
    take(parts, club, language="en")
    take(parts, club, "fair-play", name="Teamspeler")
    take(parts, an_issuer(parts, "kw1c", name="KW1C"))
    assert len(own(parts, club)) == 4


def test_a_badge_of_ones_own_with_the_same_name_is_no_duplicate(parts: Parts, club: Issuer) -> None:
    publish_achievement(parts, caller_of(club), club.did, a_draft(name="Teamspeler"))
    assert take(parts, club).body["name"] == "Teamspeler"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shared_id", ["team-player", "care-at-the-field", "treasurer"])
def test_a_badge_is_adopted_as_it_is_shared(
    parts: Parts, club: Issuer, shared_id: str, language: str
) -> None:
    badge = shared_catalogue().badges[shared_id]
    text = badge.texts[language]
    body = take(parts, club, shared_id, language).body
    told = (body["name"], body["description"], body["criteria"]["narrative"], body["inLanguage"])
    assert told == (text.name, text.description, text.criteria, language)
    assert [one["targetCode"] for one in body["alignment"]] == list(badge.skills)
    assert (body["achievementType"], body["tag"]) == (badge.achievement_type, list(text.tags))
    (rubric,) = body["resultDescription"]
    levels = [(one["name"], one["description"]) for one in rubric["rubricCriterionLevel"]]
    assert levels == [(one.name, one.description) for one in text.levels]


def test_what_is_changed_is_changed_and_the_rest_stays(parts: Parts, club: Issuer) -> None:
    adopted = take(
        parts,
        club,
        name="Eigen werk",
        skills=("49790E767C",),
        levels=(DraftLevel("Begin", "Je begint."),),
        tags=(),
        art=ART,
    )
    body = adopted.body
    assert body["name"] == "Eigen werk"
    assert [one["targetCode"] for one in body["alignment"]] == ["49790E767C"]
    assert len(body["resultDescription"][0]["rubricCriterionLevel"]) == 1
    assert "tag" not in body
    assert body["description"] == shared_catalogue().badges["team-player"].texts["nl"].description
    assert "<title>Eigen werk</title>" in adopted.image_svg


def test_another_name_is_drawn_around_the_art_and_left_out_when_it_does_not_fit(
    parts: Parts, club: Issuer
) -> None:
    assert "<title>Samen</title>" in take(parts, club, name="Samen").image_svg
    assert "<title>Badge</title>" in take(parts, club, name="Zo samen! " * 12).image_svg


@pytest.mark.parametrize("shared_id", shared_catalogue().badges)
def test_an_adopted_badge_is_issued_and_verified_as_valid(
    parts: Parts, club: Issuer, shared_id: str
) -> None:
    issued = an_award(parts, take(parts, club, shared_id))
    raw = issued.credential.document
    told = json.loads(raw)["credentialSubject"]["achievement"]["related"]
    assert told[0]["id"].endswith(f"/{shared_id}")
    report = verify(parts, raw)
    assert (report.verdict, report.warnings) == (Verdict.VALID, ())


# --- where it came from -------------------------------------------------------------------------


def test_the_signed_achievement_and_the_audit_line_name_the_shared_badge(
    parts: Parts, club: Issuer
) -> None:
    adopted = take(parts, club)
    version = shared_catalogue().version
    (related,) = adopted.body["related"]
    assert related == {"id": ORIGIN, "type": ["Related"], "inLanguage": "nl", "version": version}
    with parts.database.open_store(read_only=True) as store:
        line = store.audit.lines(0, 1_000)[-1].line
    assert (line.action, line.actor) == ("achievement.published", f"key:{club.slug}")
    assert line.subject == f"{adopted.achievement_id}/1"
    assert line.reason == f"adopted from {ORIGIN}"


def test_a_later_version_still_comes_from_the_shared_badge(parts: Parts, club: Issuer) -> None:
    first = take(parts, club)
    later = publish_achievement(
        parts,
        caller_of(club),
        club.did,
        a_draft(
            name="Teamspeler 2",
            criteria=first.body["criteria"]["narrative"],
            skills=shared_catalogue().badges["team-player"].skills,
        ),
        achievement_id=first.achievement_id,
    )
    assert later.body["related"] == first.body["related"]
    assert [one.achievement for one in find_adoptions(parts, "team-player")] == [later]


@pytest.mark.parametrize(
    "changed",
    [
        {"criteria": "Je bent op een dinsdag geboren."},
        {"skills": ("49790E767C",)},
        {"skills": ()},
        {"skills": ("1D54A21B60", "647BB5C0A7", "49790E767C")},
    ],
)
def test_what_asks_or_shows_something_else_is_no_longer_the_same_badge(
    parts: Parts, club: Issuer, changed: dict[str, object]
) -> None:
    body = take(parts, club, **changed).body
    assert "related" not in body
    assert find_adoptions(parts, "team-player") == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Teamspeler O19"},
        {"description": "Je speelt samen."},
        {"levels": (), "tags": (), "art": ART},
        {"skills": (f"{SKILL_PREFIX}647BB5C0A7", "1D54A21B60")},
        {"criteria": f" {shared_catalogue().badges['team-player'].texts['nl'].criteria}\n"},
    ],
)
def test_what_asks_and_shows_the_same_is_still_the_same_badge(
    parts: Parts, club: Issuer, changed: dict[str, object]
) -> None:
    (related,) = take(parts, club, **changed).body["related"]
    assert related["id"] == ORIGIN


@pytest.mark.parametrize(
    "changed", [{"criteria": "Je deed iets anders."}, {"skills": ("49790E767C",)}]
)
def test_a_later_version_that_asks_or_shows_something_else_comes_from_nowhere(
    parts: Parts, club: Issuer, changed: dict[str, Any]
) -> None:
    first = take(parts, club)
    same = a_draft(
        criteria=first.body["criteria"]["narrative"],
        skills=shared_catalogue().badges["team-player"].skills,
    )
    later = publish_achievement(
        parts,
        caller_of(club),
        club.did,
        replace(same, **changed),
        achievement_id=first.achievement_id,
    )
    assert "related" not in later.body
    assert find_adoptions(parts, "team-player") == ()


def test_a_name_with_something_hidden_is_not_adopted(parts: Parts, club: Issuer) -> None:
    with pytest.raises(NotConformant) as refusal:
        take(parts, club, name="x\u202e")
    assert ("achievement.unseen", "/name") in [
        (one.code, one.pointer) for one in refusal.value.findings
    ]
    assert own(parts, club) == ()


def test_who_gives_it_is_told_and_nobody_else(parts: Parts, club: Issuer) -> None:
    school = an_issuer(parts, "kw1c", name="KW1C")
    take(parts, school)
    take(parts, club, "fair-play")
    publish_achievement(parts, caller_of(club), club.did, a_draft(name="Teamspeler"))
    assert [one.issuer.slug for one in find_adoptions(parts, "team-player")] == ["kw1c"]
    assert offer_one(parts, "fair-play").adoptions[0].issuer.slug == club.slug
    assert offer_one(parts, "referee").adoptions == ()
