"""Signing in from a browser: who may not, what nobody can see, and what works once."""

import logging
from datetime import timedelta
from itertools import pairwise

import pytest

from badgeservice.journeys.parts import Rules
from badgeservice.web.pages.wording import in_language
from people.browsing import SAME_ORIGIN, Town, a_town
from people.signing_in import ELS, PIET, STRANGER, every_text, invite_to
from reading_html import Page

PAGES = ("/sign-in", "/sign-in/sent", "/sign-in/signed-out", "/sign-in/" + "t" * 43)
SESSION = "__Host-badges-session"


def wrong(code: str, by: int = 1) -> str:
    return f"{(int(code) + by) % 1_000_000:06}"


# --- what nobody can see (H17) ----------------------------------------------------------------


def test_known_and_unknown_addresses_get_the_same_answers(town: Town) -> None:
    invite_to(town.parts, ELS)
    answers = []
    for address in (ELS, STRANGER):
        browser = town.browser()
        asked = browser.post("/sign-in", address=address)
        sent = browser.look("/sign-in/sent")
        headers = {name for name, _ in asked.headers.multi_items()}
        told = sent.text.replace(browser.mark, "")
        answers.append((asked.status_code, asked.content, headers, sent.status_code, told))
    assert answers[0] == answers[1]


def test_wrong_codes_are_told_the_same_for_known_and_unknown(town: Town) -> None:
    invite_to(town.parts, ELS)
    known, unknown = town.browser(), town.browser()
    _, code = known.asked(ELS)
    unknown.post("/sign-in", address=STRANGER)
    for by in range(1, 7):
        answers = []
        for browser in (known, unknown):
            answer = browser.send("/sign-in/sent", code=wrong(code, by))
            answers.append((answer.status_code, answer.text.replace(browser.mark, "")))
        assert answers[0] == answers[1]
        assert answers[0][0] == (400 if by < 5 else 410)


def test_used_over_unknown_and_never_sent_links_are_told_alike(town: Town) -> None:
    invite_to(town.parts, ELS)
    browser = town.browser()
    used, _ = browser.asked(ELS)
    browser.send(f"/sign-in/{used}")
    over, _ = town.browser().asked(ELS)
    town.clock.move_on(timedelta(seconds=600))
    answers = {
        (answer.status_code, answer.text)
        for token in (used, over, "u" * 43)
        for answer in (
            browser.look(f"/sign-in/{token}"),
            browser.post(f"/sign-in/{token}", mark="x"),
        )
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 410


# --- links (H18) ------------------------------------------------------------------------------


def test_looking_twenty_times_burns_nothing_and_pressing_works_once(town: Town) -> None:
    invite_to(town.parts, ELS)
    browser = town.browser()
    token, _ = browser.asked(ELS)
    scanner = town.browser()
    for _ in range(20):
        assert scanner.client.get(f"/sign-in/{token}").status_code == 200
        assert scanner.client.head(f"/sign-in/{token}").status_code == 200
        assert browser.look(f"/sign-in/{token}").status_code == 200
    first = browser.send(f"/sign-in/{token}")
    assert (first.status_code, first.headers["location"]) == (303, "/desk")
    assert browser.post(f"/sign-in/{token}", mark=browser.mark).status_code == 410
    assert browser.look("/desk").status_code == 200


def test_a_forwarded_link_signs_nobody_in(town: Town) -> None:
    invite_to(town.parts, ELS)
    browser, other = town.browser(), town.browser()
    token, _ = browser.asked(ELS)
    page = other.look(f"/sign-in/{token}")
    assert page.status_code == 200
    assert Page(page.text).all("form") == []
    assert token not in page.text
    assert other.post(f"/sign-in/{token}", mark="x").status_code == 403
    assert other.post(f"/sign-in/{token}", mark=browser.mark).status_code == 403
    assert SESSION not in other.client.cookies
    assert browser.send(f"/sign-in/{token}").status_code == 303


def test_the_code_works_in_the_browser_that_asked_and_in_no_other(town: Town) -> None:
    invite_to(town.parts, ELS)
    browser, other = town.browser(), town.browser()
    _, code = browser.asked(ELS)
    other.post("/sign-in", address=STRANGER)
    assert other.send("/sign-in/sent", code=code).status_code == 400
    assert town.browser().post("/sign-in/sent", code=code).status_code == 410
    answer = browser.send("/sign-in/sent", code=code)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")


@pytest.mark.parametrize("path", ["/sign-in/x", "/sign-in/" + "t" * 44, "/sign-in/" + "é" * 43])
def test_what_is_no_link_of_ours_is_not_there(town: Town, path: str) -> None:
    assert town.browser().look(path).status_code == 404


# --- cookies and sessions ---------------------------------------------------------------------


def test_the_cookies_can_be_read_by_no_script_and_set_by_no_other_host(town: Town) -> None:
    invite_to(town.parts, ELS)
    browser = town.browser()
    answers = [browser.post("/sign-in", address=ELS)]
    token, _ = browser.asked(ELS)
    answers.append(browser.send(f"/sign-in/{token}"))
    for answer in answers:
        (cookie,) = answer.headers.get_list("set-cookie")
        assert cookie.startswith("__Host-badges-")
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"path=/", "secure", "httponly", "samesite=lax"} <= parts
        assert not [part for part in parts if part.startswith("domain")]
        assert answer.headers["cache-control"] == "no-store"


def test_on_this_machine_alone_the_cookie_needs_no_https() -> None:
    town = a_town(public_url="http://localhost:8321")
    answer = town.browser().post("/sign-in", address=ELS)
    (cookie,) = answer.headers.get_list("set-cookie")
    assert cookie.startswith("badges-sign-in=")
    assert "secure" not in cookie.lower()


def test_looking_at_a_page_sets_no_cookie(town: Town) -> None:
    for path in PAGES:
        assert "set-cookie" not in town.browser().look(path).headers


def test_a_session_that_was_planted_is_not_taken_over(town: Town) -> None:
    invite_to(town.parts, ELS)
    browser = town.browser()
    browser.client.cookies.set(SESSION, "p" * 43, domain="badges.example")
    token, _ = browser.asked(ELS)
    answer = browser.send(f"/sign-in/{token}")
    assert "p" * 43 not in answer.headers["set-cookie"]
    planted = town.browser()
    planted.client.cookies.set(SESSION, "p" * 43, domain="badges.example")
    assert planted.look("/desk").status_code == 401


# --- forms ------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["", "  ", "els", "els@oss", "a@b.example, c@d.example"])
def test_what_is_no_address_is_told_beside_the_field(town: Town, address: str) -> None:
    answer = town.browser().post("/sign-in", address=address)
    page = Page(answer.text)
    assert answer.status_code == 400
    (field,) = [one for one in page.all("input") if one.attributes.get("id") == "address"]
    assert field.attributes["aria-invalid"] == "true"
    assert "address-wrong" in field.attributes["aria-describedby"].split()
    assert "set-cookie" not in answer.headers


def test_a_hostile_address_is_only_text(town: Town) -> None:
    hostile = '"><script>alert(1)</script>@x.example'
    page = Page(town.browser().post("/sign-in", address=hostile).text)
    assert page.all("script") == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"address=a@b.example&address=c@d.example", 400),
        (b"address=%ff%fe", 400),
        (b"\xff", 400),
        (b"&".join(b"a%d=1" % number for number in range(101)), 400),
        (b"a=" + b"x" * 70_000, 413),
        (b"", 400),
    ],
)
def test_what_is_no_form_is_refused(town: Town, body: bytes, status: int) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", **SAME_ORIGIN}
    answer = town.browser().client.post("/sign-in", content=body, headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data"])
def test_another_kind_of_body_is_refused(town: Town, kind: str) -> None:
    headers = {"Content-Type": kind, **SAME_ORIGIN}
    answer = town.browser().client.post("/sign-in", content=b"address=a@b.nl", headers=headers)
    assert answer.status_code == 415


def test_one_network_may_ask_so_often_in_an_hour_and_is_told_the_same() -> None:
    town = a_town(rules=Rules(sign_ins_per_hour=3))
    invite_to(town.parts, ELS)
    for address in (ELS, STRANGER, PIET):
        assert town.browser().post("/sign-in", address=address).status_code == 303
    full = [town.browser().post("/sign-in", address=address) for address in (ELS, STRANGER)]
    assert [one.status_code for one in full] == [429, 429]
    assert full[0].text == full[1].text
    assert full[0].headers["retry-after"] == "3600"
    town.clock.move_on(timedelta(hours=1))
    assert town.browser().post("/sign-in", address=ELS).status_code == 303


# --- nothing personal anywhere else (H23) -----------------------------------------------------


def test_nothing_of_a_sign_in_reaches_a_log_or_another_row(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    invite_to(town.parts, ELS)
    browser = town.browser()
    token, code = browser.asked(ELS)
    faults = [
        browser.post(f"/sign-in/{token}", headers={}).text,
        browser.post(f"/sign-in/{token}", mark="x").text,
        browser.post("/sign-in", headers={}, address=ELS).text,
        town.browser().look(f"/sign-in/{token}x").text,
        town.browser().look(f"/sign-in/{token}").text,
        browser.look(f"/sign-in/{token}?{code}").text.replace(f"/sign-in/{token}", ""),
    ]
    browser.send(f"/sign-in/{token}")
    faults.append(browser.look(f"/sign-in/{token}").text)
    secrets = [ELS, token, code, *browser.client.cookies.values()]
    kept = "\n".join(
        line for line in every_text(town.parts).splitlines() if "@oss.example" not in line
    )
    # What the client of the test says of its own requests is not ours.
    told = [one.getMessage() for one in caplog.records if not one.name.startswith("httpx")]
    for secret in secrets:
        assert secret not in "".join(told)
        for text in faults:
            assert secret not in text
        assert secret not in kept
    for secret in secrets[1:]:
        assert secret not in every_text(town.parts)


# --- how the pages are built ------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_the_pages_are_in_order(town: Town, path: str, language: str) -> None:
    browser = town.browser()
    browser.post("/sign-in", address=ELS)
    page = Page(browser.look(in_language(path, language)).text)
    assert page.one("html").attributes["lang"] == language
    assert page.one("h1").text.strip()
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3")]
    assert max((after - before for before, after in pairwise(levels)), default=0) <= 1
    assert page.all("script", "style", "iframe", "object", "base") == []
    labels = {label.attributes["for"] for label in page.all("label")}
    fields = {
        one.attributes["id"] for one in page.all("input") if one.attributes["type"] != "hidden"
    }
    assert labels == fields
    for link in page.all("a"):
        assert link.text.strip()
        address = link.attributes["href"]
        if address.startswith("/"):
            assert browser.client.get(address).status_code == 200, address


def test_in_english_everything_stays_english(town: Town) -> None:
    invite_to(town.parts, ELS)
    browser = town.browser()
    asked = browser.post("/en/sign-in", address=ELS)
    assert asked.headers["location"] == "/en/sign-in/sent"
    _, code = browser.asked(ELS)
    answer = browser.send("/en/sign-in/sent", code=code)
    assert answer.headers["location"] == "/en/desk"
