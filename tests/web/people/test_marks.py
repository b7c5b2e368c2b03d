"""The marks for people, on routes of the test's own: who may not, and what is told alike."""

from typing import Annotated

import pytest
from fastapi import Depends, FastAPI
from starlette.testclient import TestClient

from badgeservice.journeys.steering.persons import (
    MAY_AWARD,
    MAY_MANAGE_PEOPLE,
    PersonRole,
)
from badgeservice.journeys.steering.sign_in.secrets import form_mark
from badgeservice.web.people.marks import Acting, CityManager, SignedIn, require_role
from people.browsing import SAME_ORIGIN, Browser, Town
from served import client_of

Owner = Annotated[Acting, Depends(require_role(*MAY_MANAGE_PEOPLE))]
Awarding = Annotated[Acting, Depends(require_role(*MAY_AWARD))]
HELPER, ISSUER, OWNER = PersonRole.HELPER, PersonRole.ISSUER, PersonRole.OWNER


@pytest.fixture
def marked(town: Town) -> Town:
    """The service, with routes that only say who was let in."""
    app: FastAPI = town.site.app

    @app.get("/v1/test/me")
    def get_me(person: SignedIn) -> str:
        return person.name

    @app.get("/v1/test/city")
    def get_city(person: CityManager) -> str:
        return person.name

    @app.get("/v1/test/{slug}/people")
    def get_people(acting: Owner) -> str:
        return acting.issuer.slug

    @app.post("/v1/test/{slug}/awards")
    def post_awards(acting: Awarding) -> str:
        return acting.role.value

    return town


def session_of(browser: Browser) -> str:
    return browser.client.cookies["__Host-badges-session"]


def call(browser: Browser, path: str, headers: dict[str, str]) -> int:
    return browser.client.post(path, json={}, headers=headers).status_code


def test_nobody_is_let_in_without_a_session(marked: Town) -> None:
    nobody = marked.browser()
    slug = marked.site.club.slug
    for path in ("/v1/test/me", "/v1/test/city", f"/v1/test/{slug}/people"):
        assert nobody.client.get(path).status_code == 401
    assert call(nobody, f"/v1/test/{slug}/awards", SAME_ORIGIN) == 401


@pytest.mark.parametrize(
    "cookie", ["", "x", "s" * 43, "badges-session", '"', "a" * 5_000, "%00", "é".encode().hex()]
)
def test_a_cookie_nobody_was_given_is_no_session(marked: Town, cookie: str) -> None:
    headers = {"Cookie": f"__Host-badges-session={cookie}"}
    assert client_of(marked.site.app).get("/v1/test/me", headers=headers).status_code == 401


def test_the_name_without_the_prefix_is_not_read_on_https(marked: Town) -> None:
    session = session_of(marked.signed_in())
    client: TestClient = client_of(marked.site.app)
    answer = client.get("/v1/test/me", headers={"Cookie": f"badges-session={session}"})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("role", "people", "awards"), [(HELPER, 403, 200), (ISSUER, 403, 200), (OWNER, 200, 200)]
)
def test_a_role_lets_do_so_much_at_the_own_organisation(
    marked: Town, role: PersonRole, people: int, awards: int
) -> None:
    club = marked.site.club
    browser = marked.signed_in(did=club.did, role=role)
    assert browser.client.get(f"/v1/test/{club.slug}/people").status_code == people
    headers = {**SAME_ORIGIN, "X-Form-Mark": form_mark(session_of(browser))}
    assert call(browser, f"/v1/test/{club.slug}/awards", headers) == awards
    assert browser.client.get("/v1/test/city").status_code == 403


@pytest.mark.parametrize("role", [HELPER, ISSUER, OWNER, None])
def test_organisations_of_others_and_none_are_told_alike(
    marked: Town, role: PersonRole | None
) -> None:
    did = marked.site.club.did if role else None
    browser = marked.signed_in(did=did, role=role)
    told = []
    for slug in (marked.site.school.slug, "nobody"):
        answer = browser.client.get(f"/v1/test/{slug}/people")
        told.append({**answer.json(), "instance": ""})
    assert told[0]["status"] == 404
    assert told[0] == told[1]


def test_the_city_is_not_an_organisation_of_its_managers(marked: Town) -> None:
    browser = marked.signed_in()
    assert browser.client.get("/v1/test/city").status_code == 200
    assert browser.client.get(f"/v1/test/{marked.site.club.slug}/people").status_code == 404


@pytest.mark.parametrize("headers", [{}, SAME_ORIGIN, {"X-Form-Mark": "x", **SAME_ORIGIN}])
def test_a_call_that_changes_something_needs_the_mark(
    marked: Town, headers: dict[str, str]
) -> None:
    browser = marked.signed_in(did=marked.site.club.did)
    assert call(browser, f"/v1/test/{marked.site.club.slug}/awards", headers) == 403


def test_the_right_mark_from_another_site_is_refused(marked: Town) -> None:
    browser = marked.signed_in(did=marked.site.club.did)
    headers = {"X-Form-Mark": form_mark(session_of(browser)), "Sec-Fetch-Site": "cross-site"}
    assert call(browser, f"/v1/test/{marked.site.club.slug}/awards", headers) == 403
