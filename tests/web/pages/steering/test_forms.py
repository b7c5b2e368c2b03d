"""The forms about steering: faults beside their fields, acts that are told, text of others safe."""

from itertools import pairwise

import pytest

from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.journeys.steering.memberships import invite
from badgeservice.journeys.steering.organisations.recognise import list_recognitions
from badgeservice.journeys.steering.persons import PersonRole
from badgeservice.web.pages.steering.city import slug_of, with_scheme
from factories import TEAMWORK, an_issuer, the_city
from people.browsing import Browser, Town, a_town
from people.signing_in import PIET
from reading_html import Page

HOSTILE = '"><script>alert(1)</script>{{7*7}}'
OF_CITY = (
    "/desk/city",
    "/desk/city/invite",
    "/desk/city/record",
    "/desk/city/record?group=people&organisation=kw1c",
    "/desk/city/record/check",
    "/desk/city/organisations/gemeente",
    "/desk/city/organisations/gemeente/people",
    "/desk/city/organisations/{slug}",
    "/desk/city/organisations/{slug}/profile",
    "/desk/city/organisations/{slug}/people",
    "/desk/city/organisations/{slug}/keys",
    "/desk/city/organisations/{slug}/keys/{key_id}/retire",
    "/desk/city/organisations/{slug}/keys/{key_id}/revoke",
    "/desk/city/organisations/{slug}/api-keys",
    "/desk/city/organisations/{slug}/recognition",
    "/desk/city/organisations/{slug}/recognition/end",
    "/desk/city/organisations/{slug}/suspension",
    "/desk/city/organisations/{slug}/suspension/lift",
    "/desk/city/organisations/{slug}/end",
)
OF_OWNER = ("/desk/{slug}/people", "/desk/{slug}/profile", "/desk/{slug}/api-keys")
OF_OWNER += ("/desk/{slug}/record", "/desk/{slug}/record?group=badges&before=9")


@pytest.fixture(scope="module")
def manned() -> tuple[Town, Browser, Browser]:
    """A town that is only looked at, with a city manager and an owner of the club."""
    town = a_town()
    did = town.site.club.did
    manager, owner = town.signed_in(), town.signed_in("eigenaar@club.example", did)
    invite(town.parts, the_city(), "derde@club.example", did, PersonRole.OWNER)
    return town, manager, owner


def at(town: Town, path: str) -> str:
    return f"/desk/city/organisations/{town.site.club.slug}{path}"


def faults_of(page: Page) -> list[str]:
    """Where the links of the summary lead; each to a field that says what is wrong."""
    (summary,) = [one for one in page.elements if one.attributes.get("role") == "alert"]
    ids = {one.attributes["id"] for one in page.elements if "id" in one.attributes}
    links = [a.attributes["href"][1:] for a in page.all("a") if a.text and a.text in summary.text]
    for name in links:
        assert name in ids
        assert f"{name}-wrong" in ids
    return links


@pytest.mark.parametrize("path", [*OF_CITY, *OF_OWNER])
@pytest.mark.parametrize("root", ["", "/en"])
def test_a_page_is_well_built_and_every_link_leads_somewhere(
    manned: tuple[Town, Browser, Browser], path: str, root: str
) -> None:
    town, manager, owner = manned
    browser = manager if path in OF_CITY else owner
    answer = browser.look(root + path.format(**town.site.paths()))
    assert answer.status_code == 200
    page = Page(answer.text)
    assert page.one("html").attributes["lang"] == ("en" if root else "nl")
    assert page.one("h1").text.strip()
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3")]
    assert max((after - before for before, after in pairwise(levels)), default=0) <= 1
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    fields = [
        one.attributes["id"]
        for one in page.all("input", "textarea", "select")
        if one.attributes.get("type") != "hidden"
    ]
    assert {label.attributes["for"] for label in page.all("label")} == set(fields)
    assert page.all("script", "style") == []
    for link in page.all("a"):
        target = link.attributes["href"]
        if target.startswith("/"):
            assert browser.look(target).status_code == 200, target
        elif target.startswith("#"):
            assert target[1:] in ids


def test_the_mayor_invites_a_club_and_sees_what_to_do_next(town: Town) -> None:
    browser = town.signed_in()
    fields = {"owner": PIET, "name": "IJsclub De Één", "kind": "sport_club", "url": "ijs.example"}
    answer = browser.send("/desk/city/invite", recognised="yes", **fields)
    there = "/desk/city/organisations/ijsclub-de-een"
    assert answer.headers["location"] == f"{there}?said=invited_no_key"
    page = Page(browser.look(answer.headers["location"]).text)
    assert [one for one in page.elements if one.attributes.get("role") == "status"]
    hrefs = [a.attributes["href"] for a in page.all("a")]
    assert f"{there}/keys" in hrefs
    issuer = read_issuer(town.parts, "ijsclub-de-een")
    assert issuer.issuer.url == "https://ijs.example"
    assert issuer.keys == ()


def test_a_box_that_was_ticked_makes_the_key_too(town: Town) -> None:
    browser = town.signed_in()
    fields = {"owner": PIET, "name": "IJsclub", "kind": "school", "url": "https://ijs.example"}
    browser.send("/desk/city/invite", key="yes", **fields)
    public = read_issuer(town.parts, "ijsclub")
    assert [key.algorithm for key in public.keys] == ["Ed25519"]
    assert public.recognition is None


def test_every_fault_of_an_invitation_leads_to_its_field_and_keeps_the_rest(town: Town) -> None:
    browser = town.signed_in()
    answer = browser.send("/desk/city/invite", name=HOSTILE, kind="city", email="x", slug="A B")
    assert answer.status_code == 400
    page = Page(answer.text)
    assert faults_of(page) == ["owner", "kind", "url", "email", "slug"]
    assert page.all("script") == []
    (name,) = [one for one in page.all("input") if one.attributes.get("id") == "name"]
    assert name.attributes["value"] == HOSTILE


def test_a_short_name_that_is_taken_is_told_beside_its_field(town: Town) -> None:
    browser = town.signed_in()
    fields = {"owner": PIET, "name": "SV", "kind": "school", "url": "sv.example"}
    answer = browser.send("/desk/city/invite", slug=town.site.club.slug, **fields)
    assert (answer.status_code, faults_of(Page(answer.text))) == (400, ["slug"])


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("SV De Maasboys", "sv-de-maasboys"),
        ("Café ’t Één!", "cafe-t-een"),
        ("  ", ""),
        ("北京", ""),
        ("x" * 59 + " y", "x" * 59),
    ],
)
def test_a_name_becomes_a_short_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.mark.parametrize(
    ("typed", "address"),
    [("oss.nl", "https://oss.nl"), (" http://oss.nl ", "http://oss.nl"), ("", "")],
)
def test_a_website_may_be_typed_as_people_do(typed: str, address: str) -> None:
    assert with_scheme(typed) == address


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({}, ["what"]),
        ({"what": "some"}, ["what"]),
        ({"what": "some", "skill:0000000000": "yes"}, ["what"]),
        ({"what": "some", "achievementType:Nix": "yes"}, ["what"]),
        ({"what": "all", "since": "gisteren", "until": "2026-13-01"}, ["since", "until"]),
        ({"what": "all", "since": "2026-W01-1"}, ["since"]),
        ({"what": "all", "since": "2025-01-01"}, ["since"]),
        ({"what": "all", "until": "9999-12-31"}, ["until"]),
        ({"what": "all", "until": "2026-11-20"}, ["until"]),
    ],
)
def test_a_recognition_that_is_not_right_is_told_beside_its_field(
    town: Town, fields: dict[str, str], faults: list[str]
) -> None:
    answer = town.signed_in().send(at(town, "/recognition"), **fields)
    assert answer.status_code == 400
    assert faults_of(Page(answer.text)) == faults


def test_a_recognition_for_one_skill_until_a_day_that_counts_itself(town: Town) -> None:
    browser = town.signed_in()
    town.clock.move_on(town.clock.moment - town.clock.moment.replace(minute=0))
    fields = {"what": "some", f"skill:{TEAMWORK}": "yes", "until": "2027-07-31"}
    assert browser.send(at(town, "/recognition"), since="2026-11-22", **fields).status_code == 303
    last = list_recognitions(town.parts, town.site.club.did)[-1]
    assert last.scope == (f"skill:{TEAMWORK}",)
    assert last.since.isoformat() == "2026-11-21T23:00:00+00:00"
    assert last.until is not None
    assert last.until.isoformat() == "2027-07-31T22:00:00+00:00"
    page = Page(browser.look(at(town, "/recognition")).text)
    ticked = [one.attributes["name"] for one in page.all("input") if "checked" in one.attributes]
    assert ticked == ["what", f"skill:{TEAMWORK}"]
    (until,) = [one for one in page.all("input") if one.attributes.get("id") == "until"]
    assert until.attributes["value"] == "2027-07-31"


@pytest.mark.parametrize("path", ["/suspension", "/end", "/keys/{key_id}/revoke"])
def test_what_hurts_is_not_done_without_a_reason(town: Town, path: str) -> None:
    browser = town.signed_in()
    answer = browser.send(at(town, path.format(**town.site.paths())), reason=" ")
    assert (answer.status_code, faults_of(Page(answer.text))) == (400, ["reason"])
    assert read_issuer(town.parts, town.site.club.slug).issuer.suspended_at is None


def test_an_owner_invites_somebody_and_ends_it_again(town: Town) -> None:
    club = town.site.club
    owner = town.signed_in(did=club.did)
    people = f"/desk/{club.slug}/people"
    answer = owner.send(people, address=PIET, role="helper", language="nl")
    assert answer.headers["location"] == f"{people}?said=person_invited"
    page = Page(owner.look(people).text)
    assert PIET in page.one("main").text
    (link,) = [a.attributes["href"] for a in page.all("a") if "/withdraw" in a.attributes["href"]]
    assert owner.send(link).headers["location"] == f"{people}?said=withdrawn"
    assert owner.send(link).status_code in (403, 404)
    assert PIET not in Page(owner.look(people).text).one("main").text


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"address": "geen adres", "role": "helper"}, ["address"]),
        ({"address": PIET}, ["role"]),
        ({"address": PIET, "role": "city_manager"}, ["role"]),
        ({"address": "els@oss.example", "role": "owner"}, ["address"]),
    ],
)
def test_a_wrong_invitation_is_told_beside_its_field(
    town: Town, fields: dict[str, str], faults: list[str]
) -> None:
    club = town.site.club
    owner = town.signed_in(did=club.did)
    answer = owner.send(f"/desk/{club.slug}/people", **fields)
    assert (answer.status_code, faults_of(Page(answer.text))) == (400, faults)


def test_the_city_invites_owners_only(town: Town) -> None:
    answer = town.signed_in().send(at(town, "/people"), address=PIET, role="helper")
    assert answer.status_code == 400


def test_an_api_key_is_shown_once_and_a_reload_makes_no_second_one(town: Town) -> None:
    club = town.site.club
    owner = town.signed_in(did=club.did)
    path = f"/desk/{club.slug}/api-keys"
    made = owner.send(path, label="Leden")
    assert "bsk_" in made.text
    assert made.headers["cache-control"] == "no-store"
    assert "bsk_" not in owner.look(path).text
    again = owner.send(path, label="Leden")
    assert (again.status_code, faults_of(Page(again.text))) == (400, ["label"])


def test_who_ends_the_own_role_is_asked_and_then_out(town: Town) -> None:
    club = town.site.club
    owner: Browser = town.signed_in(did=club.did)
    page = Page(owner.look(f"/desk/{club.slug}/people").text)
    (link,) = [a.attributes["href"] for a in page.all("a") if a.attributes["href"].endswith("/end")]
    assert "Dit ben jij zelf" in owner.look(link).text
    assert owner.send(link).headers["location"] == "/desk"
    assert owner.look("/desk").status_code == 401


def test_names_of_others_are_only_text_on_every_page(town: Town) -> None:
    hostile = an_issuer(town.parts, "vreemd", name=HOSTILE, description=HOSTILE)
    browser, own = town.signed_in(), town.signed_in(PIET, hostile.did)
    for path in OF_CITY:
        page = Page(browser.look(path.format(slug="vreemd", key_id="x")).text)
        assert page.all("script") == []
    for path in OF_OWNER:
        page = Page(own.look(path.format(slug="vreemd")).text)
        assert page.all("script") == []
        assert "49" not in page.one("main").text.replace("{{7*7}}", "")


@pytest.mark.parametrize("said", ["", "nothing", "<b>", "../x", "said_invited"])
def test_only_words_of_ours_are_said(town: Town, said: str) -> None:
    page = Page(town.signed_in().look(f"/desk/city?said={said}").text)
    assert not [one for one in page.elements if one.attributes.get("role") == "status"]


@pytest.mark.parametrize("query", ["before=x", "before=-1", "before=1٣", "before=" + "9" * 30])
def test_a_place_in_the_record_that_is_none_is_the_newest(town: Town, query: str) -> None:
    assert (
        town.signed_in().look(f"/desk/city/record?{query}&group=x&organisation=y").status_code
        == 200
    )
