"""Who may call what; the first question of every route is who may not."""

import pytest
from fastapi.dependencies.models import Dependant

from badgeservice.web.auth import city, everyone, issuer
from badgeservice.web.people.marks import MARKS
from served import CITY_CALLS, JSON_POSTS, KEYED_GETS, KEYED_PATCHES, NOBODY, Site, a_body, bearer

KEYED = {
    **dict.fromkeys(JSON_POSTS, "POST"),
    **dict.fromkeys(KEYED_GETS, "GET"),
    **dict.fromkeys(KEYED_PATCHES, "PATCH"),
}
NOTHING = {
    "award_id": NOBODY,
    "credential_id": NOBODY,
    "batch_id": "0" * 32,
    "batch_uuid": NOBODY,
}
CITY_POSTS = [path for path, who in JSON_POSTS.items() if who == "city"]
ISSUER_ROUTES = [
    *((path, "POST") for path, who in JSON_POSTS.items() if who == "club"),
    *((path, "GET") for path in KEYED_GETS),
    *((path, "PATCH") for path in KEYED_PATCHES),
]
# What these are about belongs to no issuer: any of them may do it, for itself.
OF_NO_ISSUER = {"/v1/catalogue-achievements/{shared_id}/adoptions"}


def marks_of(dependant: Dependant) -> set[object]:
    found = {dependant.call} & set(MARKS)
    return found.union(*(marks_of(part) for part in dependant.dependencies), set())


def ask(site: Site, path: str, method: str, headers: dict[str, str]) -> int:
    json = None if method == "GET" else a_body(path, site)
    headers = {"Idempotency-Key": "k", **headers}
    address = path.format(**site.paths())
    answer = site.client.request(method, address, headers=headers, json=json)
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code


def test_every_route_says_who_may_call_it(standing: Site) -> None:
    silent = [route.path for route in standing.routes() if len(marks_of(route.dependant)) != 1]
    assert silent == []


def test_the_routes_that_need_a_key_are_the_ones_we_know(standing: Site) -> None:
    keyed = {
        route.path for route in standing.routes() if marks_of(route.dependant) & {city, issuer}
    }
    # The last are tried in tests of their own: one address with several methods.
    assert keyed == set(KEYED) | {path for _, path in CITY_CALLS}


def test_no_route_that_changes_something_is_for_everyone_but_verifying(standing: Site) -> None:
    changing = {
        route.path
        for route in standing.routes()
        if marks_of(route.dependant) == {everyone} and (route.methods or set()) - {"GET"}
    }
    verifying = {"/vc-api/credentials/verify", "/vc-api/presentations/verify"}
    verifying |= {"/v1/verifications", "/v1/verifications/batch", "/check", "/en/check"}
    verifying |= {"/v1/comparisons"}
    # Whoever asks to sign in is nobody yet; where such a form must come from is a test of its own.
    asking = {"/sign-in", "/sign-in/sent", "/sign-in/{token}"}
    assert changing == verifying | asking | {f"/en{path}" for path in asking}


@pytest.mark.parametrize(("path", "method"), KEYED.items())
def test_nobody_gets_in_without_a_key(standing: Site, path: str, method: str) -> None:
    assert ask(standing, path, method, {}) == 401


@pytest.mark.parametrize(("path", "method"), KEYED.items())
def test_nobody_gets_in_with_an_unknown_key(standing: Site, path: str, method: str) -> None:
    assert ask(standing, path, method, bearer("bsk_" + "A" * 43)) == 401


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic YTpi", "bsk_x", "Bearer a b", "Token {key}", "{key}"],
)
def test_a_key_in_another_shape_is_no_key(standing: Site, header: str) -> None:
    told = header.format(key=standing.city_key)
    assert ask(standing, "/v1/issuers", "POST", {"Authorization": told}) == 401


def test_a_key_in_the_address_is_no_key(standing: Site) -> None:
    address = f"/v1/awards/{standing.issued.award.award_id}?access_token={standing.club_key}"
    assert standing.client.get(address).status_code == 400


def test_two_keys_at_once_are_refused(standing: Site) -> None:
    headers = [("Authorization", f"Bearer {key}") for key in ("x", standing.club_key)]
    address = f"/v1/awards/{standing.issued.award.award_id}"
    assert standing.client.get(address, headers=headers).status_code == 401


def test_a_key_that_was_ended_is_no_key(site: Site) -> None:
    with site.parts.database.open_store() as store:
        for key in store.api_keys.all():
            store.api_keys.end(key.key_id, site.parts.now())
    assert ask(site, "/v1/issuers", "POST", site.as_city()) == 401


def test_who_has_no_key_is_told_how_to_send_one(standing: Site) -> None:
    answer = standing.client.get(f"/v1/awards/{NOBODY}")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["code"] == "not-signed-in"


@pytest.mark.parametrize("path", CITY_POSTS)
def test_an_issuer_may_not_do_what_the_city_does(standing: Site, path: str) -> None:
    assert ask(standing, path, "POST", standing.as_club()) == 403


@pytest.mark.parametrize(("path", "method"), ISSUER_ROUTES)
def test_the_city_may_not_do_what_an_issuer_does(standing: Site, path: str, method: str) -> None:
    assert ask(standing, path, method, standing.as_city()) == 403


@pytest.mark.parametrize(
    ("path", "method"), [route for route in ISSUER_ROUTES if route[0] not in OF_NO_ISSUER]
)
def test_what_belongs_to_another_issuer_does_not_exist(
    standing: Site, path: str, method: str
) -> None:
    assert ask(standing, path, method, standing.as_school()) == 404


@pytest.mark.parametrize("path", KEYED_GETS)
def test_another_issuers_thing_and_no_thing_are_told_alike(standing: Site, path: str) -> None:
    theirs = standing.client.get(path.format(**standing.paths()), headers=standing.as_school())
    none = standing.client.get(
        path.format(**{**standing.paths(), **NOTHING}), headers=standing.as_school()
    )
    assert {**theirs.json(), "instance": ""} == {**none.json(), "instance": ""}


@pytest.mark.parametrize(
    ("path", "who"), [*JSON_POSTS.items(), *KEYED_GETS.items(), *KEYED_PATCHES.items()]
)
def test_who_may_is_let_in(site: Site, path: str, who: str) -> None:
    headers = site.as_city() if who == "city" else site.as_club()
    assert ask(site, path, KEYED[path], headers) < 300
