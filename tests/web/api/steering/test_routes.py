"""Steering over the API: who may not, what is refused, what is told, and nothing of people."""

import pytest

from factories import TEAMWORK
from people.browsing import Town
from served import CITY_CALLS, NOBODY, Site, bearer

CALLS = sorted(CITY_CALLS)


def call(site: Site, method: str, path: str, headers: dict[str, str], **changes: object) -> int:
    body = CITY_CALLS[method, path]
    json = None if body is None else {**body, **changes}
    address = path.format(**site.paths())
    return site.client.request(method, address, headers=headers, json=json).status_code


def city(site: Site, method: str, path: str, json: object = None) -> tuple[int, dict]:
    address = path.format(**site.paths())
    answer = site.client.request(method, address, headers=site.as_city(), json=json)
    return answer.status_code, answer.json() if answer.content else {}


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_only_the_city_may(standing: Site, method: str, path: str) -> None:
    assert call(standing, method, path, {}) == 401
    assert call(standing, method, path, bearer("bsk_" + "A" * 43)) == 401
    assert call(standing, method, path, standing.as_club()) == 403
    assert call(standing, method, path, standing.as_school()) == 403


@pytest.mark.parametrize(("method", "path"), [one for one in CALLS if "{slug}" in one[1]])
def test_nothing_is_done_to_who_is_not_there(standing: Site, method: str, path: str) -> None:
    paths = {**standing.paths(), "slug": "nobody"}
    answer = standing.client.request(
        method, path.format(**paths), headers=standing.as_city(), json=CITY_CALLS[method, path]
    )
    assert answer.status_code == 404


@pytest.mark.parametrize(("method", "path"), [one for one in CALLS if CITY_CALLS[one] is not None])
def test_a_member_nobody_knows_is_refused(standing: Site, method: str, path: str) -> None:
    for member in ("id", "did", "slug", "suspendedAt", "by", "x"):
        assert call(standing, method, path, standing.as_city(), **{member: "x"}) == 400


@pytest.mark.parametrize(
    "body",
    [
        {"name": ""},
        {"name": None},
        {"name": "a\u202eb"},
        {"url": "javascript:alert(1)"},
        {"url": None},
        {"email": "x"},
        {"description": "x" * 2_001},
        {"kind": "city"},
        {"slug": "anders"},
    ],
)
def test_a_profile_that_is_not_sound_is_refused(standing: Site, body: dict) -> None:
    status, problem = city(standing, "PATCH", "/v1/issuers/{slug}", body)
    assert status == 400
    assert problem["errors"][0]["pointer"] == f"/{next(iter(body))}"


def test_what_is_left_out_stays_and_null_takes_away(site: Site) -> None:
    _, told = city(site, "PATCH", "/v1/issuers/{slug}", {"email": None, "name": "SV Oss"})
    assert (told["name"], told["email"], told["url"]) == ("SV Oss", None, site.club.url)
    assert told["id"] == site.club.did
    assert told["description"] == site.club.description


@pytest.mark.parametrize(
    "body",
    [
        {"scope": ["alles"]},
        {"scope": "alles"},
        {"until": "2027-01-01"},
        {"until": "2026-11-21T12:00:00Z"},
        {"since": "2026-11-21T11:59:59Z"},
        {"since": "2027-01-01T00:00:00Z", "until": "2026-12-01T00:00:00Z"},
    ],
)
def test_a_recognition_that_is_not_right_is_refused(standing: Site, body: dict) -> None:
    assert city(standing, "POST", "/v1/issuers/{slug}/recognitions", body)[0] == 400


def test_a_recognition_is_told_to_everyone_and_ends(town: Town) -> None:
    site, path = town.site, "/v1/issuers/{slug}/recognitions"
    town.clock.move_on(town.clock.moment - town.clock.moment.replace(hour=0))
    body = {"scope": [f"skill:{TEAMWORK}"], "until": "2027-08-01T00:00:00+02:00"}
    status, told = city(site, "POST", path, body)
    assert (status, told["scope"], told["until"]) == (201, body["scope"], "2027-07-31T22:00:00Z")
    assert city(site, "POST", path, body) == (201, told)
    listed = site.client.get(path.format(slug=site.club.slug)).json()["recognitions"]
    assert [one["scope"] for one in listed] == [[], body["scope"]]
    for _ in range(2):
        status, ended = city(site, "DELETE", path)
        assert status == 200
    assert site.client.get(f"/v1/issuers/{site.club.slug}").json()["recognition"] is None
    assert ended["recognitions"] == listed[:1]


def test_a_suspended_issuer_is_told_so_and_signs_nothing(site: Site) -> None:
    path, award = "/v1/issuers/{slug}/suspension", f"/v1/issuers/{site.club.slug}/awards"
    body = {"achievementId": site.achievement.achievement_id}
    for _ in range(2):
        status, told = city(site, "POST", path, {"reason": "Er klopt iets niet."})
        assert (status, told["isSuspended"]) == (200, True)
    headers = site.as_club(Idempotency_Key="after")
    answer = site.client.post(award, json=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "issuer-suspended")
    for _ in range(2):
        assert city(site, "DELETE", path)[1]["isSuspended"] is False
    assert site.client.post(award, json=body, headers=headers).status_code == 201


@pytest.mark.parametrize("reason", ["", " ", "x" * 501, None, 5])
def test_a_reason_is_needed(standing: Site, reason: object) -> None:
    for path in ("/v1/issuers/{slug}/suspension", "/v1/issuers/{slug}/keys/{key_id}/revocation"):
        assert city(standing, "POST", path, {"reason": reason})[0] == 400


def test_a_key_retires_and_is_revoked(site: Site) -> None:
    path = "/v1/issuers/{slug}/keys/{key_id}/"
    for _ in range(2):
        status, told = city(site, "PUT", path + "retirement")
        assert (status, told["state"]) == (200, "retired")
    _, told = city(site, "POST", path + "revocation", {"reason": "Gestolen laptop."})
    assert told["state"] == "revoked"
    published = site.client.get(f"/issuers/{site.club.slug}/keys/{told['keyId']}")
    assert published.status_code == 404


def test_an_api_key_is_ended_by_its_id_at_its_own_issuer_only(site: Site) -> None:
    path = "/v1/issuers/{slug}/api-keys"
    _, made = city(site, "POST", path, {"label": "Leden"})
    address = f"{path}/{made['keyId']}"
    wrong = address.replace("{slug}", site.school.slug)
    assert city(site, "DELETE", wrong)[0] == 404
    assert [city(site, "DELETE", address)[0] for _ in range(2)] == [204, 204]
    award = f"/v1/awards/{site.issued.award.award_id}"
    assert site.client.get(award, headers=bearer(made["secret"])).status_code == 401
    assert city(site, "DELETE", f"{path}/{NOBODY}")[0] == 404


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=101", "limit=x", "before=0", "before=x", "about=x", "issuer=A", "who=x"],
)
def test_a_query_that_is_not_right_is_refused(standing: Site, query: str) -> None:
    assert city(standing, "GET", f"/v1/events?{query}")[0] == 400


def test_events_tell_what_happened_by_id_and_name_nobody(town: Town) -> None:
    town.signed_in("kanarie@prive.example", town.site.club.did)
    status, told = city(town.site, "GET", f"/v1/events?issuer={town.site.club.slug}&limit=100")
    assert status == 200
    actions = [one["action"] for one in told["events"]]
    assert actions[-1] == "issuer.admitted"
    assert "person.invited" in actions
    assert "kanarie@prive.example" not in str(told)
    assert town.site.school.did not in str(told)
    assert told["next"] is None


def test_events_come_page_by_page(standing: Site) -> None:
    _, first = city(standing, "GET", "/v1/events?limit=3")
    _, second = city(standing, "GET", f"/v1/events?limit=3&before={first['next']}")
    numbers = [one["number"] for one in (*first["events"], *second["events"])]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 6
