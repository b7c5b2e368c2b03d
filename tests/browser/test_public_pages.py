"""Every page that needs no sign-in, as a real browser shows it: readable by everyone."""

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from browser.conftest import Demo, open_page, require_good

PATHS = {
    "start": "/",
    "received": "/received",
    "giving": "/giving",
    "security": "/security",
    "issuers": "/issuers",
    "issuer": "/issuers/sv-de-maasboys",
    "city": "/issuers/gemeente",
    "check": "/check",
    "skills": "/skills",
    "skills-found": "/skills?query=discipline",
    "skills-nothing": "/skills?query=xqzw",
    "skill": "/skills/1D54A21B60",
    "shared-badges": "/shared-badges",
    "shared-badge": "/shared-badges/team-player",
    "problem": "/problems/not-found",
    "verdict-code": "/problems/status.revoked",
    "sign-in": "/sign-in",
    "nothing": "/nothing",
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PATHS)
def test_a_page_is_good_for_everyone(
    context: BrowserContext, demo: Demo, name: str, language: str
) -> None:
    path = PATHS[name] if language == "nl" else f"/en{PATHS[name]}".rstrip("/")
    page = context.new_page()
    open_page(page, f"{demo.url}{path}", 404 if name == "nothing" else 200)
    expect(page.locator("html")).to_have_attribute("lang", language)
    require_good(page, f"{name}-{language}")


def test_an_achievement_is_good_for_everyone(context: BrowserContext, demo: Demo) -> None:
    page = context.new_page()
    open_page(page, f"{demo.url}{demo.place('An achievement')}")
    expect(page.locator("h1")).to_be_visible()
    require_good(page, "achievement-nl")


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("badges/sv-de-maasboys/02-sanne/badge.png", "Geldig"),
        ("badges/tampered.json", "Niet geldig"),
        ("badges/revoked/badge.json", "Niet geldig"),
    ],
)
def test_a_file_gets_a_verdict_that_is_good_for_everyone(
    context: BrowserContext, demo: Demo, file: str, title: str
) -> None:
    page = context.new_page()
    page.goto(f"{demo.url}/check")
    page.set_input_files("#file", demo.folder / file)
    page.get_by_role("button", name="Controleer").click()
    expect(page.locator("h1")).to_have_text(re.compile(title))
    require_good(page, f"verdict-{title.lower().replace(' ', '-')}-{file.rpartition('.')[0][-8:]}")


def test_a_skill_is_found_without_script(without_script: BrowserContext, demo: Demo) -> None:
    page = without_script.new_page()
    page.goto(f"{demo.url}/")
    page.get_by_role("link", name="Vaardigheden").first.click()
    page.get_by_label("Wat zoek je?").fill("op tijd komen")
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name="Verplichtingen nakomen").first.click()
    expect(page.locator("h1")).to_have_text("Verplichtingen nakomen")
    expect(page.get_by_role("link", name="Op jou kun je bouwen").first).to_be_visible()
