"""Issuers over the API: what is refused, what is told, and that nothing more can be set."""

import pytest

from served import CANARY_EMAIL, JSON_POSTS, Site, a_body

ADMISSION = "/v1/issuers"
ONLY_OURS = ("id", "did", "profile", "admittedAt", "isSuspended", "suspendedAt", "recognition")


def admit(site: Site, **changes: object) -> tuple[int, dict]:
    body = {**a_body(ADMISSION, site), **changes}
    answer = site.client.post(ADMISSION, json=body, headers=site.as_city())
    return answer.status_code, answer.json()


@pytest.mark.parametrize("member", ONLY_OURS)
def test_what_only_we_decide_cannot_be_sent(standing: Site, member: str) -> None:
    status, problem = admit(standing, **{member: "x"})
    assert status == 400
    assert [error["pointer"] for error in problem["errors"]] == [f"/{member}"]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("slug", ""),
        ("slug", "Hoofdletters"),
        ("slug", "-a"),
        ("slug", "a\n"),
        ("slug", "a/b"),
        ("slug", "gemeente"),
        ("slug", "a" * 61),
        ("slug", 5),
        ("slug", None),
        ("name", ""),
        ("name", "   "),
        ("name", "a" * 201),
        ("name", "a\u202eb"),
        ("name", "a\nb"),
        ("name", "a\ue000"),
        ("name", "e" + "\u0301\u0302\u0303\u0304\u0306\u0307\u0308"),
        ("kind", "city"),
        ("kind", "club"),
        ("kind", ["school"]),
        ("url", "javascript:alert(1)"),
        ("url", "ftp://x.example"),
        ("url", "maasboys.example"),
        ("url", "https://"),
        ("url", "https://[::1"),
        ("url", "https://x.example:99999/"),
        ("url", "https://wie:geheim@x.example"),
        ("url", "https://x.example\\@y.example"),
        ("url", "https://x.example/\u202e"),
        ("url", "https://\u0660.example"),
        ("email", ""),
        ("email", "x"),
        ("email", "a@b"),
        ("email", "a b@c.example"),
        ("email", "a@b.example?subject=x"),
        ("email", "a@b.example\nb@c.example"),
        ("email", "<a@b.example>"),
        ("email", 5),
        ("isRecognised", "true"),
        ("isRecognised", 1),
        ("recognisedUntil", "2027-01-01"),
        ("recognisedUntil", "2027-01-01T00:00:00"),
        ("recognisedUntil", 1_800_000_000),
        ("recognisedUntil", "1800000000"),
        ("recognisedUntil", "9999-12-31T23:59:59-14:00"),
        ("recognisedUntil", "2026-11-21T12:00:00Z"),
        ("recognisedUntil", "0001-01-01T00:00:00Z"),
        ("scope", "alles"),
        ("scope", [1]),
        ("scope", ["Badge"]),
        ("scope", ["achievementType:Diplom"]),
        ("scope", ["skill:0000000000"]),
        ("scope", ["x"] * 101),
    ],
)
def test_a_value_that_is_not_sound_is_refused(standing: Site, member: str, value: object) -> None:
    status, problem = admit(standing, **{member: value})
    assert status == 400
    assert problem["errors"][0]["pointer"].startswith(f"/{member}")


def test_a_name_that_is_taken_is_a_conflict(standing: Site) -> None:
    status, problem = admit(standing, slug=standing.club.slug)
    assert (status, problem["code"]) == (409, "conflict")


def test_an_admitted_issuer_is_told_and_found(site: Site) -> None:
    answer = site.client.post(ADMISSION, json=a_body(ADMISSION, site), headers=site.as_city())
    assert answer.status_code == 201
    told = answer.json()
    assert told["id"] == "did:web:badges.example:issuers:nieuw"
    assert told["admittedAt"] == "2026-11-21T12:00:00Z"
    assert told["recognition"]["by"] == "did:web:badges.example"
    assert answer.headers["location"] == "/v1/issuers/nieuw"
    assert site.client.get(answer.headers["location"]).json() == told


def test_an_issuer_can_be_admitted_without_being_recognised(site: Site) -> None:
    assert admit(site, isRecognised=False)[1]["recognition"] is None


def test_a_recognition_can_have_an_end_and_a_scope(site: Site) -> None:
    _, told = admit(
        site, recognisedUntil="2027-08-01T00:00:00+02:00", scope=["achievementType:Badge"]
    )
    assert told["recognition"]["until"] == "2027-07-31T22:00:00Z"
    assert told["recognition"]["scope"] == ["achievementType:Badge"]


def test_a_name_is_kept_in_one_unicode_form(site: Site) -> None:
    assert admit(site, name="  Cafe\u0301 De Kroon ")[1]["name"] == "Café De Kroon"


def test_the_list_tells_the_city_first(standing: Site) -> None:
    slugs = [one["slug"] for one in standing.client.get(ADMISSION).json()["issuers"]]
    assert slugs == ["gemeente", "kw1c", "sv-de-maasboys"]


def test_an_unknown_issuer_is_not_found(standing: Site) -> None:
    assert standing.client.get("/v1/issuers/nobody").status_code == 404


@pytest.mark.parametrize("path", [p for p in JSON_POSTS if p.startswith("/v1/issuers/{slug}/")])
def test_nothing_can_be_done_for_an_unknown_issuer(standing: Site, path: str) -> None:
    keys = standing.as_city() if JSON_POSTS[path] == "city" else standing.as_club()
    answer = standing.client.post(
        path.format(slug="nobody"),
        json=a_body(path, standing),
        headers={"Idempotency-Key": "k", **keys},
    )
    assert answer.status_code == 404


@pytest.mark.parametrize("algorithm", ["Ed448", "ed25519", "RSA-1024", "", None, 1])
def test_a_kind_of_key_we_do_not_make_is_refused(standing: Site, algorithm: object) -> None:
    address = f"/v1/issuers/{standing.club.slug}/keys"
    body = {"algorithm": algorithm}
    answer = standing.client.post(address, json=body, headers=standing.as_city())
    assert answer.status_code == 400


def test_a_signing_key_is_told_without_its_private_half(site: Site) -> None:
    address = f"/v1/issuers/{site.club.slug}/keys"
    answer = site.client.post(address, json={"algorithm": "P-256"}, headers=site.as_city())
    assert answer.status_code == 201
    assert set(answer.json()["publicJwk"]) == {"kty", "crv", "x", "y"}
    published = site.client.get(answer.headers["location"]).json()
    assert published["x"] == answer.json()["publicJwk"]["x"]


def test_an_api_key_is_told_once_and_works(site: Site) -> None:
    address = f"/v1/issuers/{site.club.slug}/api-keys"
    answer = site.client.post(address, json={"label": "Leden"}, headers=site.as_city())
    assert answer.status_code == 201
    secret = answer.json()["secret"]
    award = f"/v1/awards/{site.issued.award.award_id}"
    headers = {"Authorization": f"Bearer {secret}"}
    assert site.client.get(award, headers=headers).json()["recipient"]["email"] == CANARY_EMAIL
