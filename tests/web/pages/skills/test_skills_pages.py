"""The pages about skills: what is found, what is told of one, and what is refused."""

import pytest
from starlette.testclient import TestClient

from badgeservice.app import create_app
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.skills.adopt import adopt
from badgeservice.skills.alignments import read_alignments
from badgeservice.skills.catalogue import bundled_catalogue, make_catalogue
from badgeservice.skills.concepts import Release, Skill
from badgeservice.skills.plain import plain_skills
from badgeservice.web.pages.achievements import shown_skills
from badgeservice.web.pages.skills.pictograms import pictogram
from factories import a_service, an_achievement, an_issuer, caller_of
from journeys.skills.shelving import with_catalogue
from reading_html import Page
from served import BROWSER, client_of

WORKING_TOGETHER = "1D54A21B60"
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def parts() -> Parts:
    return a_service()


def browser(parts: Parts) -> TestClient:
    return client_of(create_app(parts))


def read(parts: Parts, path: str, status: int = 200) -> Page:
    answer = browser(parts).get(path, headers={"Accept": BROWSER})
    assert answer.status_code == status
    return Page(answer.text)


def told(page: Page) -> str:
    return page.one("main").text


def links(page: Page) -> list[str]:
    return [link.attributes["href"] for link in page.all("a")]


@pytest.mark.parametrize("code", ["zzz", "1d54a21b60", "0000000000"])
def test_a_skill_that_is_not_there_has_no_page(parts: Parts, code: str) -> None:
    answer = browser(parts).get(f"/skills/{code}", headers={"Accept": BROWSER})
    assert answer.status_code == 404


def test_a_query_that_is_too_long_is_refused_as_a_page(parts: Parts) -> None:
    page = read(parts, f"/skills?query={'a' * 201}", 400)
    assert page.one("h1").text


@pytest.mark.parametrize("shared_id", ["nothing", "Team", "x" * 61])
def test_a_shared_badge_that_is_not_there_has_no_page_and_no_image(
    parts: Parts, shared_id: str
) -> None:
    for path in (f"/shared-badges/{shared_id}", f"/shared-badges/{shared_id}/image.png"):
        answer = browser(parts).get(path, headers={"Accept": BROWSER})
        assert answer.status_code in (400, 404)


def test_what_is_searched_for_is_only_text(parts: Parts) -> None:
    answer = browser(parts).get("/skills", params={"query": HOSTILE})
    assert answer.status_code == 200
    assert HOSTILE not in answer.text
    assert Page(answer.text).all("script") == []


def test_nonsense_finds_nothing_and_says_what_to_do(parts: Parts) -> None:
    page = read(parts, "/skills?query=xqzwvk")
    assert "Probeer een ander woord" in told(page)


def test_an_everyday_word_leads_to_the_nearest_skills_with_the_reason(parts: Parts) -> None:
    page = read(parts, "/skills?query=discipline")
    assert "Dit woord is zelf geen vaardigheid." in told(page)
    found = links(page)
    # In the results, before the groups of all skills begin.
    assert found.index("/skills/6EDDE6185F") < found.index("/skills/1D54A21B60")
    assert "/en/skills?query=discipline" in found


def test_every_skill_of_the_catalogue_is_on_the_page_once(parts: Parts) -> None:
    found = [one for one in links(read(parts, "/skills")) if one.startswith("/skills/")]
    assert sorted(found) == sorted(f"/skills/{code}" for code in bundled_catalogue().skills)


def test_a_skill_tells_how_to_see_it_and_that_the_steps_are_ours(parts: Parts) -> None:
    page = read(parts, f"/skills/{WORKING_TOGETHER}")
    plain = plain_skills()[WORKING_TOGETHER]
    assert plain.sentence.nl in told(page)
    assert all(level.nl in told(page) for level in plain.levels)
    assert "niet bij CompetentNL" in told(page)
    assert f"https://linkeddata.competentnl.nl/id/humancapability/{WORKING_TOGETHER}" in told(page)


def test_in_english_a_skill_has_our_word_and_the_name_of_competentnl(parts: Parts) -> None:
    page = read(parts, f"/en/skills/{WORKING_TOGETHER}")
    assert page.one("h1").text == bundled_catalogue().skills[WORKING_TOGETHER].label_en
    assert "Samenwerken" in told(page)


def test_a_skill_shows_the_badges_that_show_it_and_no_others(parts: Parts) -> None:
    club = an_issuer(parts, "club")
    shows = an_achievement(parts, club, name="Teamspeler", skills=(WORKING_TOGETHER,))
    other = an_achievement(parts, club, name="Op tijd", skills=("6EDDE6185F",))
    found = links(read(parts, f"/skills/{WORKING_TOGETHER}"))
    assert f"/achievements/{shows.achievement_id}" in found
    assert f"/achievements/{other.achievement_id}" not in found


def test_a_skill_without_badges_says_what_to_do(parts: Parts) -> None:
    assert "Er is hier nog geen badge" in told(read(parts, f"/skills/{WORKING_TOGETHER}"))


def test_the_page_of_an_achievement_leads_to_its_skills(parts: Parts) -> None:
    badge = an_achievement(parts, an_issuer(parts, "club"), skills=(WORKING_TOGETHER,))
    found = links(read(parts, f"/en/achievements/{badge.achievement_id}"))
    assert f"/en/skills/{WORKING_TOGETHER}" in found


def test_a_shared_badge_tells_its_steps_and_leads_to_its_skills(parts: Parts) -> None:
    page = read(parts, "/shared-badges/team-player")
    assert page.one("h1").text == "Teamspeler"
    assert len([one for one in page.all("ol") if one.attributes.get("class") == "levels"]) == 1
    assert f"/skills/{WORKING_TOGETHER}" in links(page)
    image = browser(parts).get("/shared-badges/team-player/image.png")
    assert image.content.startswith(b"\x89PNG")
    assert image.headers["content-type"] == "image/png"


def test_every_pictogram_of_a_skill_is_drawn_without_style_of_its_own() -> None:
    for plain in plain_skills().values():
        drawn = pictogram(plain.pictogram)
        assert drawn.startswith("<svg")
        assert "style" not in drawn
    with pytest.raises(KeyError):
        pictogram("nothing")


def test_the_steps_of_an_achievement_are_on_its_page(parts: Parts) -> None:
    club = an_issuer(parts, "club")
    made = adopt(parts, caller_of(club), club.did, "team-player")
    page = read(parts, f"/en/achievements/{made.achievement_id}")
    steps = made.body["resultDescription"][0]["rubricCriterionLevel"]
    assert len(steps) == 3
    assert all(step["description"] in told(page) for step in steps)
    plain = an_achievement(parts, club, name="Zonder stappen")
    other = read(parts, f"/en/achievements/{plain.achievement_id}")
    assert [one for one in other.all("ol") if one.attributes.get("class") == "levels"] == []


@pytest.mark.parametrize(
    ("framework", "address"),
    [
        ("CompetentNL 1.0", "https://evil.example/y"),
        ("Competent\u039dL", "https://evil.example/y"),
        ("CompetentNL", "https://linkeddata.competentnl.nl/id/humancapability/AAAAAAAAAA"),
        ("CompetentNL", "https://linkeddata.competentnl.nl/id/knowledgearea/1D54A21B60"),
    ],
)
def test_what_only_calls_itself_competentnl_does_not_stand_under_that_name(
    framework: str, address: str
) -> None:
    alignment = {"targetName": "Coachen", "targetUrl": address, "targetFramework": framework}
    read_here = read_alignments(bundled_catalogue(), [alignment])
    (shown,) = shown_skills(read_here, "nl")
    assert shown.code == ""
    assert shown.framework == ""


def test_a_badge_of_before_tells_that_its_skill_was_renamed_or_withdrawn(parts: Parts) -> None:
    club = an_issuer(parts, "club")
    badge = an_achievement(parts, club, skills=(WORKING_TOGETHER, "6EDDE6185F"))
    renamed = Skill(WORKING_TOGETHER, "In een team werken", former_labels=("Samenwerken",))
    gone = Skill("6EDDE6185F", "Verplichtingen nakomen", withdrawn_in="2027-01")
    later = make_catalogue(Release(1, "2027-01", "test"), [renamed], withdrawn=[gone])
    now = with_catalogue(parts, later)
    page = told(read(now, f"/en/achievements/{badge.achievement_id}"))
    assert "In een team werken" in page
    assert "The badge says: Samenwerken." in page
    assert "No longer in use" in page
    assert "This skill used to be called: Samenwerken." in told(
        read(now, f"/en/skills/{WORKING_TOGETHER}")
    )
    assert "since version 2027-01" in told(read(now, "/en/skills/6EDDE6185F"))
