"""Who may not design badges, and what they are told; then who may."""

import pytest

from badgeservice.journeys.steering.memberships import end_membership
from badgeservice.journeys.steering.persons import PersonRole
from factories import NOW, an_issuer, the_city
from people.browsing import Town
from reading_html import Page
from served import NOBODY
from web.pages.designer.filling import begin, desk, make, send

HELPER, ISSUER, OWNER = PersonRole.HELPER, PersonRole.ISSUER, PersonRole.OWNER
PICTURE = "preview.png?shape=circle&colour=%230b5c6b&accent=%23f2b84b&pictogram=star&ring=Hoi"


def pages(town: Town, slug: str) -> list[str]:
    badge = town.site.achievement.achievement_id
    rooms = ["", "/new", "/new?start=empty", f"/{badge}/edit", f"/{badge}/done"]
    both = [f"{desk(slug, root)}{room}" for root in ("", "/en") for room in rooms]
    return [*both, f"{desk(slug)}/{PICTURE}"]


def test_nobody_designs_without_signing_in(town: Town) -> None:
    for path in pages(town, town.site.club.slug):
        assert town.browser().look(path).status_code == 401, path


def test_a_helper_and_the_city_do_not_design_for_the_club(town: Town) -> None:
    club = town.site.club
    helper = town.signed_in(did=club.did, role=HELPER)
    for path in pages(town, club.slug):
        assert helper.look(path).status_code == 403, path
    city = town.signed_in("stad@oss.example")
    for path in pages(town, club.slug):
        assert city.look(path).status_code == 404, path


def test_another_organisation_and_none_are_told_alike(town: Town) -> None:
    school = town.signed_in(did=town.site.school.did)
    told = []
    for slug in (town.site.club.slug, "nobody"):
        answers = [school.client.get(path).json() for path in pages(town, slug)]
        told.append([{**one, "instance": ""} for one in answers])
    assert told[0] == told[1]
    assert {one["status"] for one in told[0]} == {404}


def test_a_badge_of_another_organisation_and_none_are_told_alike(town: Town) -> None:
    school = town.signed_in(did=town.site.school.did)
    told = []
    for badge in (town.site.achievement.achievement_id, NOBODY):
        for room in ("edit", "done"):
            answer = school.client.get(f"{desk('kw1c')}/{badge}/{room}")
            told.append({**answer.json(), "instance": ""})
    assert told[0] == told[1] == told[2] == told[3]
    assert told[0]["status"] == 404


def test_a_form_for_one_organisation_makes_nothing_at_another(town: Town) -> None:
    club = town.signed_in(did=town.site.club.did)
    fields = begin(club, desk())
    assert send(club, f"{desk('kw1c')}/new", fields, "make").status_code == 404
    badge = town.site.achievement.achievement_id
    school = town.signed_in("juf@kw1c.example", did=town.site.school.did)
    theirs = begin(school, desk("kw1c"))
    assert send(school, f"{desk('kw1c')}/{badge}/edit", theirs, "make").status_code == 404


@pytest.mark.parametrize("changes", [{"mark": ""}, {"mark": "m" * 43}])
def test_a_form_without_its_mark_makes_nothing(town: Town, changes: dict[str, str]) -> None:
    club = town.signed_in(did=town.site.club.did)
    answer = send(club, f"{desk()}/new", begin(club, desk()), "make", **changes)
    assert answer.status_code == 403


def test_a_role_that_was_ended_makes_nothing_any_more(town: Town) -> None:
    club = town.signed_in(did=town.site.club.did)
    fields = begin(club, desk())
    with town.parts.database.open_store(read_only=True) as store:
        (membership,) = store.memberships.live_at(town.site.club.did)
    end_membership(town.parts, the_city(), membership.membership_id)
    assert send(club, f"{desk()}/new", fields, "make").status_code == 401


def test_a_suspended_organisation_reads_why_and_makes_nothing(town: Town) -> None:
    did = town.site.club.did
    club = town.signed_in(did=did)
    fields = begin(club, desk())
    with town.parts.database.open_store() as store:
        store.issuers.set_suspended(did, NOW)
    for answer in (
        club.look(f"{desk()}/new"),
        club.look(f"{desk()}/new?start=empty"),
        club.look(f"{desk()}/{town.site.achievement.achievement_id}/edit"),
        *(send(club, f"{desk()}/new", fields, do) for do in ("look", "make", "search")),
    ):
        assert answer.status_code == 409
        assert "stopgezet" in Page(answer.text).one("main").text
    overview = club.look(desk())
    assert overview.status_code == 200
    assert "stopgezet" in Page(overview.text).one("main").text
    assert f"{desk()}/new" not in overview.text
    with town.parts.database.open_store(read_only=True) as store:
        assert len(store.achievements.of_issuer(did)) == 1


@pytest.mark.parametrize("role", [OWNER, ISSUER])
def test_owners_and_issuers_design_for_their_own(town: Town, role: PersonRole) -> None:
    club = town.site.club
    browser = town.signed_in(did=club.did, role=role)
    for path in pages(town, club.slug):
        assert browser.look(path).status_code == 200, path
    assert make(browser, desk())


def test_each_sees_only_the_own_badges(town: Town) -> None:
    other = an_issuer(town.parts, "zwemclub", name="Zwemclub")
    browser = town.signed_in(did=other.did)
    text = Page(browser.look(desk("zwemclub")).text).one("main").text
    assert "Teamspeler" not in text
    assert "nog geen badges" in text


def test_the_record_names_the_account_and_the_badge_it_began_with(town: Town) -> None:
    browser = town.signed_in(did=town.site.club.did)
    badge = make(browser, desk())
    with town.parts.database.open_store(read_only=True) as store:
        lines = [one.line for one in store.audit.lines(limit=500)]
    (line,) = [one for one in lines if one.subject == f"{badge}/1"]
    assert line.action == "achievement.published"
    assert line.actor.startswith("person:")
    assert "@" not in line.actor
    assert line.reason == "adopted from https://badges.example/v1/catalogue-achievements/good-host"
