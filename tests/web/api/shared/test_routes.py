"""Shared badges over the API."""

from typing import Any

import pytest

from badgeservice.skills.shared import shared_catalogue
from badgeservice.web.api.shared.requests import ADOPTION_EXAMPLE, Adoption
from served import Site

LIST = "/v1/catalogue-achievements"
ONE = f"{LIST}/team-player"
ADOPT = f"{ONE}/adoptions"
ART = {
    "shape": "circle",
    "colour": "#0b5c6b",
    "accent": "#e07a1f",
    "pictogram": "star",
    "ringText": "",
}


def adopt(site: Site, address: str = ADOPT, **body: Any) -> tuple[int, dict[str, Any]]:
    answer = site.client.post(address, json=body, headers=site.as_club())
    return answer.status_code, answer.json()


def test_nobody_adopts_without_the_key_of_an_issuer(standing: Site) -> None:
    assert standing.client.post(ADOPT, json={}).status_code == 401
    answer = standing.client.post(ADOPT, json={}, headers=standing.as_city())
    assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")
    assert standing.client.get(ONE).json()["adoptions"] == []


@pytest.mark.parametrize(
    "shared_id", ["nothing", "Team-Player", "team_player", "team-player-", "..", "a" * 61]
)
def test_a_badge_that_is_not_shared_is_not_found(standing: Site, shared_id: str) -> None:
    answer = standing.client.get(f"{LIST}/{shared_id}")
    assert answer.status_code in {400, 404}
    assert answer.headers["content-type"] == "application/problem+json"
    status, _ = adopt(standing, f"{LIST}/{shared_id}/adoptions")
    assert status in {400, 404}


@pytest.mark.parametrize(
    "query",
    ["skill=nonsense", "skill=0000000000", f"query={'x' * 201}", "page=2", "query=a&query=b"],
)
def test_a_query_that_is_not_sound_is_refused(standing: Site, query: str) -> None:
    answer = standing.client.get(f"{LIST}?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-request")


@pytest.mark.parametrize(
    ("member", "value", "pointer"),
    [
        ("name", "", "/name"),
        ("name", "a\u202eb", "/name"),
        ("name", 5, "/name"),
        ("description", "\x07", "/description"),
        ("criteria", "x" * 10_001, "/criteria"),
        ("language", "de", "/language"),
        ("skills", ["nonsense"], "/skills/0"),
        ("skills", "1D54A21B60", "/skills"),
        ("levels", [{"name": "Een"}], "/levels/0/description"),
        ("levels", [{"name": "Een", "description": "x"}] * 11, "/levels"),
        ("tags", [""], "/tags/0"),
        ("art", {}, "/art/shape"),
        ("art", {**ART, "shape": "banana"}, "/art/shape"),
        ("origin", "x", "/origin"),
        ("related", [], "/related"),
        ("issuer", "did:web:x", "/issuer"),
        ("achievementType", "Diploma", "/achievementType"),
    ],
)
def test_a_change_that_is_not_sound_is_refused_where_it_stands(
    standing: Site, member: str, value: object, pointer: str
) -> None:
    status, problem = adopt(standing, **{member: value})
    assert status == 400
    assert pointer in [error["pointer"] for error in problem["errors"]]
    assert standing.client.get(ONE).json()["adoptions"] == []


def test_adopting_twice_under_one_name_is_a_conflict(site: Site) -> None:
    assert adopt(site)[0] == 201
    status, problem = adopt(site)
    assert (status, problem["code"]) == (409, "conflict")
    assert adopt(site, name="Teamspeler O19")[0] == 201


def test_every_shared_badge_is_told_in_both_languages(standing: Site) -> None:
    answer = standing.client.get(LIST).json()
    assert answer["version"] == shared_catalogue().version
    assert [one["id"] for one in answer["achievements"]] == list(shared_catalogue().badges)
    for one in answer["achievements"]:
        assert len(one["skills"]) == len(shared_catalogue().badges[one["id"]].skills)
        assert one["texts"]["nl"]["name"] != ""
        assert len(one["texts"]["en"]["levels"]) == 3


def test_shared_badges_are_found_by_word_and_by_skill(standing: Site) -> None:
    found = standing.client.get(f"{LIST}?query=ehbo").json()["achievements"]
    assert [one["id"] for one in found] == ["care-at-the-field"]
    found = standing.client.get(f"{LIST}?skill=1D54A21B60").json()["achievements"]
    assert [one["id"] for one in found] == ["team-player"]
    assert standing.client.get(f"{LIST}?query=xyzzy").json()["achievements"] == []


def test_an_adopted_badge_is_published_at_once_and_told_of(site: Site) -> None:
    answer = site.client.post(ADOPT, json={"language": "en"}, headers=site.as_club())
    assert answer.status_code == 201
    told = site.client.get(answer.headers["location"]).json()
    assert told == answer.json()
    assert told["achievement"]["name"] == "Team player"
    assert told["achievement"]["related"][0]["id"] == site.client.get(ONE).json()["url"]
    (adoption,) = site.client.get(ONE).json()["adoptions"]
    assert adoption == {
        "achievementId": told["id"],
        "url": told["url"],
        "name": "Team player",
        "issuer": site.club.did,
        "issuerName": site.club.name,
        "isRecognised": True,
    }


def test_an_empty_body_takes_the_badge_as_it_is(site: Site) -> None:
    text = shared_catalogue().badges["team-player"].texts["nl"]
    status, told = adopt(site)
    assert status == 201
    assert told["achievement"]["criteria"]["narrative"] == text.criteria


def test_what_is_changed_is_published(site: Site) -> None:
    levels = [{"name": "Begin", "description": "Je begint."}]
    status, told = adopt(
        site, name="Samen sterk", skills=["49790E767C"], levels=levels, tags=[], art=ART
    )
    assert status == 201
    body = told["achievement"]
    assert (body["name"], body["alignment"][0]["targetCode"]) == ("Samen sterk", "49790E767C")
    assert body["resultDescription"][0]["rubricCriterionLevel"][0]["name"] == "Begin"
    assert "tag" not in body


def test_the_example_is_one_that_is_taken(site: Site) -> None:
    assert Adoption.model_validate(ADOPTION_EXAMPLE).name is not None
    assert adopt(site, **ADOPTION_EXAMPLE)[0] == 201
