"""Skills and occupations over the API: for everyone, credited, and refused as problems."""

from typing import Any

import pytest
from starlette.testclient import TestClient as Client

from badgeservice.app import create_app
from factories import LEADERSHIP, TEAMWORK, a_service
from journeys.skills.shelving import with_catalogue
from served import Site, client_of
from skills.comparison.landscape import COACH, GONE, LISTENING, UNKNOWN, landscape

PATHS = (
    "/v1/skills",
    f"/v1/skills/{TEAMWORK}",
    f"/v1/skills/{TEAMWORK}/achievements",
    "/v1/occupations",
)
CREDIT = "CompetentNL (UWV, SBB, TNO, CBS)"


@pytest.fixture(scope="module")
def imported() -> Client:
    """A service with a release that has occupations."""
    return client_of(create_app(with_catalogue(a_service(), landscape())))


def get(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(client: Client, path: str, status: int) -> Any:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (
        status,
        "application/problem+json",
    )
    return answer.json()


@pytest.mark.parametrize("path", PATHS)
def test_everyone_may_look_with_or_without_a_key(standing: Site, path: str) -> None:
    for headers in ({}, standing.as_city(), standing.as_club(), {"Authorization": "Bearer x"}):
        answer = standing.client.get(path, headers=headers)
        assert answer.status_code == 200
        assert answer.json()["credit"] == CREDIT


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nobody_may_change_them(standing: Site, path: str, method: str) -> None:
    for headers in ({}, standing.as_city()):
        assert standing.client.request(method, path, headers=headers).status_code == 405


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=101", "limit=x", "limit=-1", "offset=-1", "offset=10001", "offset=1.5",
     "query=a&query=b", "q=a", "limit=1&limit=2", f"query={'x' * 201}", "lang=nl"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/v1/skills", "/v1/occupations"])
def test_a_wrong_query_is_refused_with_a_finding(standing: Site, path: str, query: str) -> None:
    problem = refused(standing.client, f"{path}?{query}", 400)
    assert problem["code"] == "invalid-request"
    assert len(problem["errors"]) == 1


@pytest.mark.parametrize(
    "path",
    ["/v1/skills/x", f"/v1/skills/{UNKNOWN}", f"/v1/skills/{UNKNOWN}/achievements",
     "/v1/occupations/x", f"/v1/occupations/{TEAMWORK}"],
)  # fmt: skip
def test_what_is_not_known_is_not_found_with_a_hint(standing: Site, path: str) -> None:
    problem = refused(standing.client, path, 404)
    assert problem["code"] == "not-found"
    assert problem["hint"]


@pytest.mark.parametrize("rest", ["", "/achievements"])
def test_a_lookalike_is_not_found_and_told_the_right_one(standing: Site, rest: str) -> None:
    problem = refused(standing.client, f"/v1/skills/{TEAMWORK.lower()}{rest}", 404)
    assert TEAMWORK in problem["hint"]


def test_all_skills_come_by_label_when_nothing_is_asked(standing: Site) -> None:
    body = get(standing.client, "/v1/skills?limit=100")
    assert (len(body["skills"]), body["hasMore"], body["isEveryday"]) == (100, True, False)
    rest = get(standing.client, "/v1/skills?limit=100&offset=100")
    assert (len(rest["skills"]), rest["hasMore"]) == (12, False)
    assert get(standing.client, "/v1/skills?query=")["skills"] == body["skills"][:20]


def test_a_skill_is_found_by_its_words(standing: Site) -> None:
    first = get(standing.client, "/v1/skills?query=samenwerken")["skills"][0]
    assert (first["code"], first["label"], first["state"]) == (TEAMWORK, "Samenwerken", "current")
    assert first["uri"] == f"https://linkeddata.competentnl.nl/id/humancapability/{TEAMWORK}"
    assert (first["reason"], first["matched"]) == ("label", "Samenwerken")


def test_a_skill_is_told_in_both_languages_whatever_is_accepted(standing: Site) -> None:
    body = get(standing.client, f"/v1/skills/{TEAMWORK}")
    assert set(body["plain"]["sentence"]) == {"nl", "en"}
    assert len(body["plain"]["levels"]) == 3
    assert body["asked"]["code"] == "unknown"
    assert (body["withdrawnIn"], body["formerLabels"], body["release"]) == (None, [], "2025-09")
    other = standing.client.get(f"/v1/skills/{TEAMWORK}", headers={"Accept-Language": "en"})
    assert other.json() == body


def test_no_member_is_invented_for_a_level_or_another_exchange(standing: Site) -> None:
    body = get(standing.client, f"/v1/skills/{TEAMWORK}")
    assert not {"codeCompetentie", "level", "niveau", "codeCompetentieniveau"} & set(body)


def test_who_awards_a_skill_is_told_and_nobody_who_holds_it(standing: Site) -> None:
    body = get(standing.client, f"/v1/skills/{TEAMWORK}/achievements")
    (found,) = body["achievements"]
    assert found["achievement"]["id"] == standing.achievement.achievement_id
    assert found["issuer"]["id"] == standing.club.did
    assert found["issuer"]["recognition"]["by"] == "did:web:badges.example"
    assert body["skill"]["code"] == TEAMWORK
    assert get(standing.client, f"/v1/skills/{LEADERSHIP}/achievements")["achievements"] == []


def test_who_awards_a_skill_comes_a_page_at_a_time(standing: Site) -> None:
    path = f"/v1/skills/{TEAMWORK}/achievements"
    assert get(standing.client, f"{path}?limit=1&offset=1")["achievements"] == []
    assert refused(standing.client, f"{path}?limit=0", 400)
    assert refused(standing.client, f"{path}?query=x", 400)


def test_an_answer_is_not_to_be_stored(standing: Site) -> None:
    for path in PATHS:
        assert standing.client.get(path).headers["cache-control"] == "no-store"


def test_a_withdrawn_skill_answers_and_says_so(imported: Client) -> None:
    body = get(imported, f"/v1/skills/{GONE}")
    assert (body["state"], body["withdrawnIn"]) == ("withdrawn", "2027-01")


def test_a_skill_of_a_release_tells_its_place_and_its_matches(imported: Client) -> None:
    body = get(imported, f"/v1/skills/{LISTENING}")
    assert [(one["label"], one["layer"]) for one in body["broader"]] == [
        ("Communicatief", "generic")
    ]
    relations = [one["relation"] for one in body["matches"]]
    assert relations == ["exact", "close", "broad", "narrow", "close"]
    assert (body["asked"]["code"], body["plain"], body["definition"]) == ("few", None, None)


def test_occupations_are_found_and_paged(imported: Client) -> None:
    body = get(imported, "/v1/occupations?limit=5")
    assert (len(body["occupations"]), body["hasMore"]) == (5, True)
    assert all(one["matched"] is None for one in body["occupations"])
    (found,) = get(imported, "/v1/occupations?query=trainer")["occupations"]
    assert found["uri"] == f"https://linkeddata.competentnl.nl/uwv/id/occupation/{COACH}"
    assert found["matched"] == "Trainer"


def test_an_occupation_tells_what_it_asks_and_how_many_ask_it_in_words(imported: Client) -> None:
    body = get(imported, f"/v1/occupations/{COACH}")
    told = [
        (one["skill"]["label"], one["importance"], one["asked"]["code"]) for one in body["skills"]
    ]
    assert told == [
        ("Leidinggeven", "essential", "few"),
        ("Zelfstandig werken", "essential", "everywhere"),
        ("Actief luisteren", "important", "few"),
        (UNKNOWN, "somewhat", "few"),
    ]
    assert [one["label"] for one in body["knowledge"]] == [UNKNOWN, "Spelregels"]
    assert not [one for one in values_in(body) if isinstance(one, int | float)]


def values_in(value: Any) -> list[Any]:
    """Every value inside a JSON value."""
    if isinstance(value, dict):
        return [inner for one in value.values() for inner in values_in(one)]
    if isinstance(value, list):
        return [inner for one in value for inner in values_in(one)]
    return [value]
