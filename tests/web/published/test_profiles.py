"""One address for people and programs: Accept decides."""

import json

import pytest

from badgeservice.openbadges.conformance import find_achievement_faults, find_profile_faults
from served import BROWSER, NOBODY, Site

BOTH = (
    "/issuers/{slug}",
    "/achievements/{achievement_id}",
    "/achievements/{achievement_id}/versions/1",
)
LINKED_DATA = (
    "application/ld+json",
    "application/json",
    "application/vc",
    "application/vc+ld+json",
)


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0", "text/plain"])
@pytest.mark.parametrize("path", BOTH)
def test_a_form_there_is_not_is_not_acceptable(standing: Site, path: str, accept: str) -> None:
    address = path.format(**standing.paths())
    answer = standing.client.get(address, headers={"Accept": accept})
    assert (answer.status_code, answer.json()["code"]) == (406, "not-acceptable")


@pytest.mark.parametrize(
    "path",
    [
        f"/achievements/{NOBODY}",
        f"/achievements/{NOBODY}/versions/1",
        f"/achievements/{NOBODY}/versions/1/image.png",
        "/achievements/{achievement_id}/versions/2",
        "/achievements/{achievement_id}/versions/0",
        "/achievements/{achievement_id}/versions/01",
        "/achievements/{achievement_id}/versions/1_0",
        "/achievements/{achievement_id}/versions/-1",
        "/achievements/{achievement_id}/versions/٣",
        "/achievements/{achievement_id}/versions/9999999999",
        "/achievements/{achievement_id}/versions/2/image.png",
        "/achievements/{achievement_id}/versions",
        "/en/achievements/x",
        "/en/issuers/nobody",
    ],
)
def test_what_was_never_published_is_not_found(standing: Site, path: str) -> None:
    assert standing.client.get(path.format(**standing.paths())).status_code == 404


@pytest.mark.parametrize("path", BOTH)
def test_a_browser_gets_a_page(standing: Site, path: str) -> None:
    address = path.format(**standing.paths())
    answer = standing.client.get(address, headers={"Accept": BROWSER})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize("accept", LINKED_DATA)
@pytest.mark.parametrize("path", BOTH)
def test_a_program_gets_json_ld_of_the_type_it_asked_for(
    standing: Site, path: str, accept: str
) -> None:
    address = path.format(**standing.paths())
    answer = standing.client.get(address, headers={"Accept": accept})
    assert answer.headers["content-type"] == accept
    assert answer.headers["vary"] == "Accept"
    assert answer.json()["@context"][0] == "https://www.w3.org/ns/credentials/v2"


@pytest.mark.parametrize("path", BOTH)
def test_who_accepts_anything_gets_json_ld(standing: Site, path: str) -> None:
    address = path.format(**standing.paths())
    answer = standing.client.get(address, headers={"Accept": "*/*"})
    assert answer.headers["content-type"] == "application/ld+json"


def test_the_published_profile_is_conformant(standing: Site) -> None:
    document = standing.client.get(f"/issuers/{standing.club.slug}").json()
    del document["@context"]
    assert find_profile_faults(document) == ()


def test_the_published_achievement_is_the_one_in_the_badge(standing: Site) -> None:
    document = standing.client.get(f"/achievements/{standing.achievement.achievement_id}").json()
    del document["@context"]
    signed = json.loads(standing.issued.credential.document)
    assert document == signed["credentialSubject"]["achievement"]
    assert find_achievement_faults(document) == ()


def test_an_old_version_stays_as_it_was(site: Site) -> None:
    address = f"/achievements/{site.achievement.achievement_id}"
    before = site.client.get(f"{address}/versions/1").content
    body = {
        "name": "Ster",
        "description": "d",
        "criteria": "c",
        "art": {"shape": "star", "colour": "#000000", "accent": "#ffffff", "pictogram": "star"},
    }
    made = site.client.post(f"/v1{address}/versions", json=body, headers=site.as_club())
    assert made.status_code == 201
    assert site.client.get(f"{address}/versions/1").content == before
    assert site.client.get(address).json()["name"] == "Ster"


def test_the_picture_is_a_png(standing: Site) -> None:
    answer = standing.client.get(
        f"/achievements/{standing.achievement.achievement_id}/versions/1/image.png"
    )
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
