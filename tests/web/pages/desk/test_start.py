"""The desk: for nobody without a role, and of each organisation only what is yours."""

import pytest

from badgeservice.journeys.steering.memberships import end_membership
from badgeservice.journeys.steering.persons import PersonRole
from factories import an_issuer, the_city
from people.browsing import SAME_ORIGIN, Town
from people.signing_in import ELS, PIET, invite_to
from reading_html import Page

PAGES = ("/desk", "/en/desk", "/desk/sign-out", "/en/desk/sign-out")
HOSTILE = '"><script>alert(1)</script>'


@pytest.mark.parametrize("path", PAGES)
def test_nobody_sees_the_desk_without_signing_in(town: Town, path: str) -> None:
    answer = town.browser().look(path)
    assert answer.status_code == 401
    page = Page(answer.text)
    root = "/en" if path.startswith("/en") else ""
    assert f"{root}/sign-in" in [link.attributes["href"] for link in page.all("a")]


def test_a_program_without_a_session_is_told_as_a_program(town: Town) -> None:
    answer = town.browser().client.get("/desk")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "sign-in-needed"


def test_an_api_key_is_no_session(town: Town) -> None:
    headers = {"Authorization": f"Bearer {town.site.club_key}"}
    assert town.browser().look("/desk", **headers).status_code == 401


def test_a_session_is_no_api_key(town: Town) -> None:
    browser = town.signed_in(did=town.site.club.did)
    award = f"/v1/awards/{town.site.issued.award.award_id}"
    assert browser.client.get(award).status_code == 401
    made = browser.client.post("/v1/issuers", json={}, headers=SAME_ORIGIN)
    assert made.status_code == 401


@pytest.mark.parametrize("role", [PersonRole.OWNER, PersonRole.ISSUER, PersonRole.HELPER])
def test_each_sees_the_own_organisation_and_no_other(town: Town, role: PersonRole) -> None:
    browser = town.signed_in(did=town.site.club.did, role=role)
    text = Page(browser.look("/desk").text).one("main").text
    assert town.site.club.name in text
    assert town.site.school.name not in text
    assert "Teamspeler" in text
    assert ELS in text


def test_every_link_of_the_desk_leads_somewhere(town: Town) -> None:
    browser = town.signed_in(did=town.site.club.did)
    invite_to(town.parts, ELS)
    for path in PAGES:
        page = Page(browser.look(path).text)
        for element in page.all("a", "img", "link"):
            address = element.attributes.get("href") or element.attributes.get("src", "")
            if address.startswith("/"):
                assert browser.client.get(address).status_code == 200, address


def test_a_person_of_several_organisations_sees_them_all_the_city_first(town: Town) -> None:
    invite_to(town.parts, ELS, town.site.club.did)
    invite_to(town.parts, ELS, town.site.school.did, PersonRole.HELPER)
    browser = town.signed_in()
    page = Page(browser.look("/desk").text)
    headings = [heading.text for heading in page.all("h2")]
    assert headings == ["Gemeente Oss", town.site.school.name, town.site.club.name]


def test_a_role_that_was_ended_is_gone_at_once(town: Town) -> None:
    browser = town.signed_in(did=town.site.club.did)
    assert browser.look("/desk").status_code == 200
    with town.parts.database.open_store(read_only=True) as store:
        (membership,) = store.memberships.live_at(town.site.club.did)
    end_membership(town.parts, the_city(), membership.membership_id)
    assert browser.look("/desk").status_code == 401


def test_a_suspended_organisation_is_told_as_such(town: Town) -> None:
    browser = town.signed_in(did=town.site.club.did)
    with town.parts.database.open_store() as store:
        store.issuers.set_suspended(town.site.club.did, town.parts.now())
    assert "Stopgezet" in Page(browser.look("/desk").text).one("main").text


def test_the_name_of_an_organisation_is_only_text(town: Town) -> None:
    hostile = an_issuer(town.parts, "vreemd", name=HOSTILE, keys=())
    page = Page(town.signed_in(did=hostile.did).look("/desk").text)
    assert page.all("script") == []
    assert HOSTILE in [element.text for element in page.all("bdi")]


def test_signing_out_ends_this_browser_and_forgets_the_cookie(town: Town) -> None:
    browser = town.signed_in()
    answer = browser.send("/desk/sign-out", where="here")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in/signed-out")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert browser.look("/desk").status_code == 401


def test_signing_out_everywhere_ends_every_browser_of_this_person(town: Town) -> None:
    here = town.signed_in()
    there = town.browser()
    token, _ = there.asked(ELS)
    there.send(f"/sign-in/{token}")
    other = town.signed_in(PIET)
    here.send("/desk/sign-out", where="everywhere")
    assert there.look("/desk").status_code == 401
    assert other.look("/desk").status_code == 200


def test_signing_out_is_no_link(town: Town) -> None:
    browser = town.signed_in()
    browser.look("/desk/sign-out")
    assert browser.look("/desk").status_code == 200
