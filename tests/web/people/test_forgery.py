"""Every unsafe page is refused without a page of ours behind it, and without its mark."""

import pytest
from fastapi.dependencies.models import Dependant

from badgeservice.web.people.forgery import from_own_page
from badgeservice.web.people.marks import signed_in
from people.browsing import SAME_ORIGIN, Browser, Town, a_town
from people.signing_in import ELS, invite_to
from served import BROWSER

# Nothing is kept there and no cookie is read, so another site can gain nothing with it.
WITHOUT_COOKIES = {"/check", "/en/check"}
ELSEWHERE = [
    {},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "Same-Origin"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://badges.example"},
    {"Origin": "null"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "https://badges.example.elsewhere.example"},
    {"Origin": "http://badges.example"},
    {"Origin": "https://badges.example:8443"},
    {"Referer": "https://badges.example/sign-in"},
]
OWN = [SAME_ORIGIN, {"Origin": "https://badges.example"}]


@pytest.fixture(scope="module")
def standing_town() -> Town:
    """One service for the tests that only ask."""
    return a_town()


@pytest.fixture(scope="module")
def visitor(standing_town: Town) -> Browser:
    """Somebody who is signed in, and who asked for another mail as well."""
    browser = standing_town.signed_in()
    browser.post("/sign-in", address=ELS)
    return browser


def calls(dependant: Dependant) -> set[object]:
    found: set[object] = {dependant.call}
    return found.union(*(calls(part) for part in dependant.dependencies), set())


def unsafe_pages(town: Town) -> list[str]:
    """The address of every page route that changes something."""
    return [
        town.site.address(route)
        for route in town.site.routes()
        if (route.methods or set()) - {"GET"}
        and not str(route.path).startswith(("/v1", "/vc-api"))
        and route.path not in WITHOUT_COOKIES
    ]


def test_the_unsafe_pages_are_found(standing_town: Town) -> None:
    found = set(unsafe_pages(standing_town))
    assert {"/sign-in", "/sign-in/sent", "/desk/sign-out", "/en/desk/sign-out"} <= found


def test_every_unsafe_page_asks_where_it_comes_from(standing_town: Town) -> None:
    for route in standing_town.site.routes():
        if (route.methods or set()) - {"GET"} and not str(route.path).startswith(
            ("/v1", "/vc-api")
        ):
            asks = calls(route.dependant) & {from_own_page, signed_in}
            assert asks or route.path in WITHOUT_COOKIES, route.path


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_no_unsafe_page_takes_what_another_site_sends(
    standing_town: Town, visitor: Browser, headers: dict[str, str]
) -> None:
    visitor.look("/desk/sign-out")
    mark = visitor.mark
    assert mark
    for path in unsafe_pages(standing_town):
        answer = visitor.post(path, headers, mark=mark, address=ELS, code="123456")
        assert answer.status_code == 403, path
        assert "set-cookie" not in answer.headers
    assert visitor.look("/desk").status_code == 200


@pytest.mark.parametrize("mark", ["", "x", "m" * 43])
def test_no_page_of_somebody_takes_a_form_without_its_mark(
    standing_town: Town, visitor: Browser, mark: str
) -> None:
    for headers in OWN:
        for path in unsafe_pages(standing_town):
            if "/desk" in path or path.endswith("/sent"):
                answer = visitor.post(path, headers, mark=mark, code="123456", where="here")
                assert answer.status_code == 403, path
    assert visitor.look("/desk").status_code == 200


def test_the_mark_of_another_browser_is_not_taken(town: Town) -> None:
    mine, theirs = town.signed_in(), town.signed_in("piet@maasboys.example")
    theirs.look("/desk/sign-out")
    assert mine.post("/desk/sign-out", mark=theirs.mark).status_code == 403
    assert mine.look("/desk").status_code == 200


def test_the_mark_of_the_sign_in_form_is_not_that_of_a_session(town: Town) -> None:
    browser = town.signed_in()
    browser.post("/sign-in", address=ELS)
    browser.look("/sign-in/sent")
    assert browser.mark
    assert browser.post("/desk/sign-out", mark=browser.mark).status_code == 403


def test_a_link_is_not_pressed_without_its_mark(town: Town) -> None:
    invite_to(town.parts, ELS)
    browser = town.browser()
    token, _ = browser.asked(ELS)
    for fields in ({"mark": ""}, {"mark": "x"}, {"other": "1"}):
        assert browser.post(f"/sign-in/{token}", **fields).status_code == 403
    assert browser.send(f"/sign-in/{token}").status_code == 303


@pytest.mark.parametrize("headers", OWN, ids=str)
def test_a_page_of_ours_is_taken_by_either_word_of_the_browser(
    town: Town, headers: dict[str, str]
) -> None:
    browser = town.signed_in()
    browser.look("/desk/sign-out")
    assert browser.post("/desk/sign-out", headers, mark=browser.mark).status_code == 303


@pytest.mark.parametrize("url", ["https://Badges.example", "https://badges.example:443"])
def test_our_own_address_is_known_however_it_was_written(url: str) -> None:
    town = a_town(public_url=url)
    answer = town.browser().post("/sign-in", {"Origin": "https://badges.example"}, address=ELS)
    assert answer.status_code == 303


def test_two_words_at_once_are_none(town: Town) -> None:
    headers = [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "cross-site")]
    content = "application/x-www-form-urlencoded"
    answer = town.browser().client.post(
        "/sign-in",
        content=b"address=a@b.example",
        headers=[*headers, ("Content-Type", content), ("Accept", BROWSER)],
    )
    assert answer.status_code == 403
