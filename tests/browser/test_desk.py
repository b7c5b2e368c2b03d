"""Signing in and making a badge, as a volunteer does it: every page on the way is good."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import Demo, open_page, require_good

CLUB = "club@example.org"


def sign_in(page: Page, demo: Demo, address: str) -> None:
    """Ask for a link, read it in the mails of this machine, and press the button."""
    page.goto(f"{demo.url}/sign-in")
    page.get_by_label("Je mailadres").fill(address)
    page.locator("main").get_by_role("button").click()
    require_good(page, "sign-in-sent")
    open_page(page, f"{demo.url}/development/mails")
    require_good(page, "development-mails")
    links = re.findall(rf"{re.escape(demo.url)}/sign-in/[A-Za-z0-9_-]+", page.content())
    page.goto(links[0])
    require_good(page, "sign-in-confirm")
    page.locator("main").get_by_role("button").click()
    expect(page).to_have_url(re.compile("/desk$"))


def test_a_volunteer_signs_in_and_makes_a_badge(context: BrowserContext, demo: Demo) -> None:
    page = context.new_page()
    sign_in(page, demo, CLUB)
    require_good(page, "desk")
    open_page(page, f"{demo.url}/desk/sv-de-maasboys/badges")
    require_good(page, "desk-badges")
    page.get_by_role("link", name="Maak een badge").first.click()
    require_good(page, "designer-start")
    page.get_by_role("link", name="Gastvrij").first.click()
    require_good(page, "designer-form")
    page.get_by_role("button", name="Bekijk").first.click()
    require_good(page, "designer-preview")
    page.get_by_role("button", name="Maak deze badge").click()
    expect(page).to_have_url(re.compile("/done"))
    require_good(page, "designer-done")


OWN = ("people", "profile", "api-keys", "record", "badges")
CITY = (
    *("", "/invite", "/record"),
    *("/organisations/kw1c", "/organisations/kw1c/profile", "/organisations/kw1c/people"),
    *("/organisations/kw1c/keys", "/organisations/kw1c/api-keys"),
    *("/organisations/kw1c/recognition", "/organisations/kw1c/suspension"),
    "/organisations/kw1c/end",
)


def test_the_pages_of_an_owner_are_good_for_everyone(context: BrowserContext, demo: Demo) -> None:
    page = context.new_page()
    sign_in(page, demo, CLUB)
    for start in ("", "/en"):
        for name in OWN:
            open_page(page, f"{demo.url}{start}/desk/sv-de-maasboys/{name}")
            require_good(page, f"owner-{name}{start.replace('/', '-')}")


def test_the_pages_of_the_city_are_good_for_everyone(context: BrowserContext, demo: Demo) -> None:
    page = context.new_page()
    sign_in(page, demo, "stad@example.org")
    for start in ("", "/en"):
        for path in CITY:
            open_page(page, f"{demo.url}{start}/desk/city{path}")
            expect(page.locator("h1")).to_be_visible()
            require_good(page, f"city{path.replace('/', '-')}{start.replace('/', '-')}")
