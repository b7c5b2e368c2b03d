"""Every page in both languages: well built, ours alone, and safe with the text of others."""

import re
from itertools import pairwise

import pytest

from badgeservice.app import create_app
from badgeservice.web.pages.wording import in_language
from factories import a_service, an_achievement, an_issuer
from reading_html import Page
from served import BROWSER, Site, a_site, client_of

DUTCH = (
    "/",
    "/received",
    "/giving",
    "/security",
    "/issuers",
    "/issuers/{slug}",
    "/issuers/gemeente",
    "/issuers/kw1c",
    "/achievements/{achievement_id}",
    "/check",
    "/skills",
    "/skills?query=discipline",
    "/skills?query=xqzw",
    "/skills/1D54A21B60",
    "/shared-badges",
    "/shared-badges/team-player",
    "/problems/not-found",
    "/problems/status.revoked",
    "/nothing",
)
ALL = [(path, language) for path in DUTCH for language in ("nl", "en")]
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}'


def read(site: Site, path: str, language: str) -> Page:
    address = in_language(path.format(**site.paths()), language)
    answer = site.client.get(address, headers={"Accept": BROWSER})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Page(answer.text)


@pytest.mark.parametrize(("path", "language"), ALL)
def test_a_page_has_a_language_a_title_and_one_heading(
    standing: Site, path: str, language: str
) -> None:
    page = read(standing, path, language)
    assert page.one("html").attributes["lang"] == language
    assert page.one("h1").text.strip()
    assert page.one("title").text.strip()
    assert page.one("main").attributes["id"] == "content"
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3")]
    # No level is skipped on the way down, whatever comes before the first heading.
    jumps = [after - before for before, after in pairwise(levels)]
    assert max(jumps, default=0) <= 1


@pytest.mark.parametrize(("path", "language"), ALL)
def test_a_page_begins_with_a_way_past_the_menu(standing: Site, path: str, language: str) -> None:
    first = read(standing, path, language).all("a")[0]
    assert first.attributes == {"class": "skip", "href": "#content"}


@pytest.mark.parametrize(("path", "language"), ALL)
def test_a_page_has_no_script_no_inline_style_and_nothing_from_elsewhere(
    standing: Site, path: str, language: str
) -> None:
    page = read(standing, path, language)
    assert page.all("script", "style", "iframe", "object", "embed", "base") == []
    for element in page.elements:
        assert not {"style", "onclick", "onload", "onerror"} & element.attributes.keys()
        for name in ("src", "action"):
            assert element.attributes.get(name, "/").startswith("/")
        if element.tag == "link":
            assert element.attributes["href"].startswith("/")


@pytest.mark.parametrize(("path", "language"), ALL)
def test_names_ids_and_pictures_are_in_order(standing: Site, path: str, language: str) -> None:
    page = read(standing, path, language)
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    assert all("alt" in image.attributes for image in page.all("img"))
    labels = {label.attributes["for"] for label in page.all("label")}
    fields = {field.attributes["id"] for field in page.all("input", "textarea", "select")}
    assert labels == fields
    for link in page.all("a"):
        anchor = link.attributes["href"]
        assert not anchor.startswith("#") or anchor[1:] in ids
        assert link.text.strip()


@pytest.mark.parametrize(("path", "language"), ALL)
def test_every_link_of_ours_leads_somewhere(standing: Site, path: str, language: str) -> None:
    page = read(standing, path, language)
    for element in page.all("a", "link", "img"):
        address = element.attributes.get("href") or element.attributes.get("src", "")
        if address.startswith("/"):
            answer = standing.client.get(address, headers={"Accept": f"{BROWSER},image/*"})
            assert answer.status_code == 200, (path, address)


@pytest.mark.parametrize("path", DUTCH)
def test_a_page_leads_to_its_twin_and_back(standing: Site, path: str) -> None:
    there = read(standing, path, "nl")
    back = read(standing, path, "en")
    (english,) = [a for a in there.all("a") if a.attributes.get("class") == "language"]
    (dutch,) = [a for a in back.all("a") if a.attributes.get("class") == "language"]
    assert (english.attributes["lang"], dutch.attributes["lang"]) == ("en", "nl")
    address = "/" if path == "/nothing" else path.format(**standing.paths())
    assert dutch.attributes["href"] == address
    assert english.attributes["href"] == in_language(address, "en")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_text_of_others_is_only_text(language: str) -> None:
    parts = a_service()
    site = a_site(parts)
    hostile = an_issuer(
        parts, "vreemd", name=HOSTILE[:190], description=HOSTILE, url="https://x.example/?a=1&b=2"
    )
    badge = an_achievement(
        parts, hostile, name=HOSTILE, description=HOSTILE, criteria=f"{HOSTILE}\n\n{HOSTILE}"
    )
    for path in ("/", "/issuers", "/issuers/vreemd", f"/achievements/{badge.achievement_id}"):
        page = read(site, path, language)
        assert page.all("script") == []
        assert not [image for image in page.all("img") if "onerror" in image.attributes]
        assert "49" not in page.one("main").text.replace("{{7*7}}", "")
        inside = [e for e in page.all("bdi") if "alert(1)" in e.text]
        assert inside, path


def test_foreign_text_in_the_main_part_is_kept_apart(standing: Site) -> None:
    page = read(standing, "/issuers/{slug}", "nl")
    assert page.one("h1").text == standing.club.name
    assert standing.club.name in [element.text for element in page.all("bdi")]


def test_the_start_offers_three_choices(standing: Site) -> None:
    links = [a.attributes["href"] for a in read(standing, "/", "nl").all("a")]
    for address in ("/received", "/check", "/giving"):
        assert address in links


def test_the_start_only_shows_badges_of_recognised_issuers() -> None:
    parts = a_service()
    an_achievement(parts, an_issuer(parts, "stil", is_recognised=False), name="Onbekende badge")
    an_achievement(parts, an_issuer(parts, "luid"), name="Bekende badge")
    text = client_of(create_app(parts)).get("/").text
    assert "Bekende badge" in text
    assert "Onbekende badge" not in text


def test_an_empty_service_says_what_happens_next() -> None:
    client = client_of(create_app(a_service(has_city=False)))
    assert "Er zijn nog geen organisaties" in client.get("/issuers").text
    assert client.get("/").status_code == 200


def test_recognition_is_told_in_words(standing: Site) -> None:
    parts = a_service()
    an_issuer(parts, "stil", is_recognised=False)
    text = client_of(create_app(parts)).get("/issuers/stil", headers={"Accept": BROWSER}).text
    assert "Niet erkend door de gemeente" in text
    assert "Erkend door de gemeente" in read(standing, "/issuers/{slug}", "nl").one("main").text


def test_a_suspended_issuer_is_told_as_such(site: Site) -> None:
    with site.parts.database.open_store() as store:
        store.issuers.set_suspended(site.club.did, site.parts.now())
    for path in ("/issuers/{slug}", "/achievements/{achievement_id}"):
        assert "stopgezet" in read(site, path, "nl").one("main").text
    assert "Stopgezet" in read(site, "/issuers", "nl").one("main").text


def test_a_skill_is_told_with_the_label_of_its_framework(standing: Site) -> None:
    text = read(standing, "/achievements/{achievement_id}", "nl").one("main").text
    assert "Samenwerken" in text
    assert "CompetentNL" in text


def test_criteria_are_paragraphs(standing: Site) -> None:
    page = read(standing, "/achievements/{achievement_id}", "nl")
    told = [p.text for p in page.all("p")]
    assert "Je speelde een heel seizoen mee." in told
    assert "Je hielp anderen om beter te worden." in told


@pytest.mark.parametrize("name", ["nothing.css", "style.css.map", "%2e%2e", "home.html", "nl.json"])
def test_only_the_files_of_the_pages_are_served(standing: Site, name: str) -> None:
    assert standing.client.get(f"/static/{name}").status_code in (400, 404)


def test_the_style_sheet_needs_nothing_from_elsewhere(standing: Site) -> None:
    answer = standing.client.get("/static/style.css")
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert not re.search(r"@import|url\(|http", answer.text)


@pytest.mark.parametrize("code", ["nothing", "A", "x" * 61, "not_found"])
def test_a_code_that_does_not_exist_is_not_found(standing: Site, code: str) -> None:
    assert standing.client.get(f"/problems/{code}").status_code == 404


def test_a_code_is_explained_to_programs_in_both_languages(standing: Site) -> None:
    told = standing.client.get("/problems/not-found").json()
    assert (told["code"], told["status"]) == ("not-found", 404)
    assert told["meaning"].keys() == {"nl", "en"}
