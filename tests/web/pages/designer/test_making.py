"""From a ready-made badge to one that can be given and checked, and on to its next version."""

import json

import pytest

from badgeservice.openbadges.award import AchievementVersion
from factories import TEAMWORK, an_award
from people.browsing import Browser, Town
from reading_html import Page
from web.pages.designer.filling import begin, desk, fields_in, make, send

NEW = f"{desk()}/new"


@pytest.fixture
def club(town: Town) -> Browser:
    return town.signed_in(did=town.site.club.did)


def newest(town: Town, badge: str) -> AchievementVersion:
    with town.parts.database.open_store(read_only=True) as store:
        found = store.achievements.latest(badge)
    assert found is not None
    return found


def count(town: Town) -> int:
    with town.parts.database.open_store(read_only=True) as store:
        return len(store.achievements.of_issuer(town.site.club.did))


def verdict(town: Town, achievement: AchievementVersion, key: str) -> str:
    issued = an_award(town.parts, achievement, key=key)
    headers = {"Content-Type": "application/vc"}
    answer = town.site.client.post(
        "/v1/verifications", content=issued.credential.document, headers=headers
    )
    return str(answer.json()["verdict"])


def test_looking_makes_nothing(town: Town, club: Browser) -> None:
    send(club, NEW, begin(club, desk()), "look")
    assert count(town) == 1


def test_pressing_twice_makes_one_badge(town: Town, club: Browser) -> None:
    fields = begin(club, desk())
    first, again = (send(club, NEW, fields, "make") for _ in range(2))
    assert first.headers["location"] == again.headers["location"]
    assert count(town) == 2


def test_the_same_form_with_another_text_makes_no_second_badge(town: Town, club: Browser) -> None:
    fields = begin(club, desk())
    made = send(club, NEW, fields, "make")
    answer = send(club, NEW, fields, "make", name="Iets anders")
    assert answer.status_code == 409
    badge = made.headers["location"].split("/")[-2]
    assert f"{desk()}/{badge}/edit" in answer.text
    assert fields_in(answer.text)["name"] == "Iets anders"
    assert count(town) == 2


def test_a_ready_made_badge_takes_four_requests(town: Town, club: Browser) -> None:
    club.look(desk())
    requests = 0
    page = Page(club.look(NEW).text)
    requests += 1
    (start,) = [
        a.attributes["href"] for a in page.all("a") if "start=good-host" in a.attributes["href"]
    ]
    form = club.look(start)
    requests += 1
    preview = send(club, NEW, fields_in(form.text), "look")
    requests += 1
    made = send(club, NEW, fields_in(preview.text), "make")
    requests += 1
    assert made.status_code == 303
    assert requests <= 4
    done = club.look(made.headers["location"])
    assert "Je badge is klaar" in Page(done.text).one("h1").text
    achievement = newest(town, made.headers["location"].split("/")[-2])
    (related,) = achievement.body["related"]
    assert related["id"].endswith("/v1/catalogue-achievements/good-host")
    assert achievement.body["tag"]
    assert verdict(town, achievement, "made") == "valid"


def test_a_badge_from_nothing_can_be_given_and_is_valid(town: Town, club: Browser) -> None:
    typed = {
        "name": "Kampleider",
        "about": "Je leidt het kamp.",
        "criteria": "Je was erbij.",
        "level-1-name": "Meedoen",
        "level-1-text": "Je helpt mee.",
        f"skill-{TEAMWORK}": "1",
        "ring": "Kampleider",
    }
    made = send(club, NEW, begin(club, desk(), "empty"), "make", **typed)
    achievement = newest(town, made.headers["location"].split("/")[-2])
    body = achievement.body
    assert (body["name"], body["criteria"]["narrative"]) == ("Kampleider", "Je was erbij.")
    assert "related" not in body
    assert len(body["resultDescription"][0]["rubricCriterionLevel"]) == 1
    assert verdict(town, achievement, "own") == "valid"
    card = Page(club.look(desk()).text).one("main").text
    assert "1 keer gegeven" in card


def test_warnings_are_told_and_do_not_block(town: Town, club: Browser) -> None:
    fields = begin(club, desk(), "empty")
    long = " ".join(["woord"] * 25)
    changes = {"name": "Teamspeler", "about": f"{long}.", "criteria": "Iets.", "ring": ""}
    preview = send(club, NEW, fields, "look", **changes)
    text = Page(preview.text).one("main").text
    for told in ("nog geen vaardigheid", "is lang", "al een badge met deze naam", "kant-en-klare"):
        assert told in text
    assert send(club, NEW, fields_in(preview.text), "make").status_code == 303


def test_a_ready_made_badge_as_it_is_needs_no_advice(club: Browser) -> None:
    preview = send(club, NEW, begin(club, desk()), "look")
    assert "Dit kan beter" not in preview.text


def test_a_changed_badge_is_a_new_version_and_what_was_given_stays(
    town: Town, club: Browser
) -> None:
    badge = make(club, desk())
    first = newest(town, badge)
    before = an_award(town.parts, first, key="before").credential.document
    path = f"{desk()}/{badge}/edit"
    form = club.look(path)
    assert "houdt hem zoals hij was" in Page(form.text).one("main").text
    made = send(club, path, fields_in(form.text), "make", about="Iedereen voelt zich thuis.")
    assert made.status_code == 303
    second = newest(town, badge)
    assert (second.version, second.body["description"]) == (2, "Iedereen voelt zich thuis.")
    for kept in ("related", "tag", "alignment", "resultDescription", "criteria"):
        assert second.body[kept] == first.body[kept]
    assert second.image_svg == first.image_svg
    told = json.loads(before)["credentialSubject"]["achievement"]
    assert told["description"] == first.body["description"]
    headers = {"Content-Type": "application/vc"}
    again = town.site.client.post("/v1/verifications", content=before, headers=headers)
    assert again.json()["verdict"] == "valid"
    assert "aangepast" in Page(club.look(made.headers["location"]).text).one("h1").text


def test_a_form_that_was_overtaken_changes_nothing(town: Town, club: Browser) -> None:
    badge = make(club, desk())
    path = f"{desk()}/{badge}/edit"
    mine = fields_in(club.look(path).text)
    send(club, path, mine, "make", about="Van een ander.")
    answer = send(club, path, mine, "make", about="Van mij.")
    assert answer.status_code == 409
    assert fields_in(answer.text)["about"] == "Van mij."
    assert newest(town, badge).version == 2


def test_a_form_without_changes_makes_no_version(town: Town, club: Browser) -> None:
    badge = make(club, desk())
    path = f"{desk()}/{badge}/edit"
    assert send(club, path, fields_in(club.look(path).text), "make").status_code == 303
    assert newest(town, badge).version == 1


def test_the_start_of_the_desk_leads_here_for_who_may(town: Town, club: Browser) -> None:
    assert f'href="{desk()}"' in club.look("/desk").text


def test_the_id_of_a_badge_cannot_be_chosen(town: Town, club: Browser) -> None:
    taken = town.site.achievement.achievement_id
    made = send(club, NEW, begin(club, desk()), "make", token=taken)
    assert taken not in made.headers["location"]
    assert newest(town, taken).version == 1
