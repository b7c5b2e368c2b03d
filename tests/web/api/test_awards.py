"""Awards over the API: given once however often it is asked, read by their issuer, revoked."""

from typing import Any

import pytest

from served import CANARY_EMAIL, CANARY_NAME, NOBODY, Site, a_body

POST = "/v1/issuers/{slug}/awards"
REVOKE = "/v1/awards/{award_id}/revocation"


def give(site: Site, key: str | None = "key-1", **changes: Any) -> Any:
    headers = site.as_club(**({"Idempotency-Key": key} if key is not None else {}))
    body = {**a_body(POST, site), **changes}
    return site.client.post(POST.format(**site.paths()), json=body, headers=headers)


@pytest.mark.parametrize("key", [None, "", "x" * 256, "é", "a\tb", "\x7f"])
def test_a_request_without_a_sound_idempotency_key_is_refused(
    standing: Site, key: str | None
) -> None:
    headers = {b"Idempotency-Key": key.encode()} if key is not None else {}
    told = {name.encode(): value.encode() for name, value in standing.as_club().items()}
    body = a_body(POST, standing)
    answer = standing.client.post(
        POST.format(**standing.paths()), json=body, headers={**headers, **told}
    )
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "/Idempotency-Key"
    assert error["code"].startswith("header.")


@pytest.mark.parametrize(
    "member",
    ["id", "state", "credentialId", "subjectId", "issuer", "statusListId", "statusPosition",
     "idempotencyKey", "validUntil", "isMinor"],
)  # fmt: skip
def test_what_only_we_decide_cannot_be_sent(standing: Site, member: str) -> None:
    answer = give(standing, **{member: "x"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == f"/{member}"


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("achievementId", "1"),
        ("achievementId", NOBODY.upper() + "x"),
        ("achievementId", None),
        ("recipient", "Sanne"),
        ("recipient", {"name": 1}),
        ("recipient", {"birthDate": "2012-01-01"}),
        ("recipient", {"name": ""}),
        ("narrative", ""),
        ("narrative", "a\u0000"),
        ("narrative", "x" * 10_001),
        ("awardedAt", "2026-11-21"),
        ("awardedAt", "21-11-2026T12:00:00Z"),
        ("awardedAt", 1_795_000_000),
        ("awardedAt", "2026-11-21T12:05:00Z"),
        ("awardedAt", "2099-01-01T00:00:00Z"),
        ("awardedAt", "1899-12-31T23:59:59Z"),
        ("awardedAt", "0001-01-01T00:00:00Z"),
        ("awardedAt", "0001-01-01T00:00:00+14:00"),
        ("awardedAt", "9999-12-31T23:59:59-14:00"),
    ],
)
def test_a_value_that_is_not_sound_is_refused(standing: Site, member: str, value: object) -> None:
    answer = give(standing, **{member: value})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"].startswith(f"/{member}")


def test_an_achievement_of_nobody_cannot_be_awarded(standing: Site) -> None:
    assert give(standing, achievementId=NOBODY).status_code == 404


def test_an_achievement_of_another_issuer_cannot_be_awarded(standing: Site) -> None:
    address = POST.format(slug=standing.school.slug)
    headers = {"Idempotency-Key": "k", **standing.as_school()}
    answer = standing.client.post(address, json=a_body(POST, standing), headers=headers)
    assert answer.status_code == 404


def test_an_award_is_signed_and_told(site: Site) -> None:
    answer = give(site, recipient={"name": "Jan"}, narrative="Voor het hele seizoen.")
    assert answer.status_code == 201
    told = answer.json()
    assert told["state"] == "signed"
    assert told["recipient"] == {"name": "Jan", "email": None}
    assert told["credential"].endswith(told["credentialId"].removeprefix("urn:uuid:"))
    read = site.client.get(answer.headers["location"], headers=site.as_club())
    assert read.json() == told


def test_the_same_request_again_gets_the_same_answer(site: Site) -> None:
    first, second = give(site), give(site)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.content == second.content
    assert first.headers["location"] == second.headers["location"]


def test_the_same_key_for_another_request_is_a_conflict(site: Site) -> None:
    give(site)
    answer = give(site, narrative="Iets anders.")
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-key-reused")


def test_the_same_key_of_another_issuer_is_another_key(site: Site) -> None:
    body = a_body("/v1/issuers/{slug}/achievements", site)
    published = site.client.post(
        "/v1/issuers/kw1c/achievements", json=body, headers=site.as_school()
    )
    give(site)
    headers = {"Idempotency-Key": "key-1", **site.as_school()}
    body = {"achievementId": published.json()["id"]}
    answer = site.client.post("/v1/issuers/kw1c/awards", json=body, headers=headers)
    assert answer.status_code == 201


def test_the_issuer_reads_whom_it_gave_it_to(standing: Site) -> None:
    address = f"/v1/awards/{standing.issued.award.award_id}"
    told = standing.client.get(address, headers=standing.as_club()).json()
    assert told["recipient"] == {"name": CANARY_NAME, "email": CANARY_EMAIL}


@pytest.mark.parametrize("reason", [None, "", "  ", 5, "x" * 501])
def test_a_revocation_without_a_reason_is_refused(standing: Site, reason: object) -> None:
    address = REVOKE.format(**standing.paths())
    answer = standing.client.post(address, json={"reason": reason}, headers=standing.as_club())
    assert answer.status_code == 400


def test_an_award_of_nobody_cannot_be_revoked(standing: Site) -> None:
    address = REVOKE.format(award_id=NOBODY)
    body = {"reason": "x"}
    answer = standing.client.post(address, json=body, headers=standing.as_club())
    assert answer.status_code == 404


def test_another_issuer_cannot_revoke(standing: Site) -> None:
    address = REVOKE.format(**standing.paths())
    body = {"reason": "x"}
    assert standing.client.post(address, json=body, headers=standing.as_school()).status_code == 404
    told = standing.client.get(
        f"/v1/awards/{standing.issued.award.award_id}", headers=standing.as_club()
    )
    assert told.json()["state"] == "signed"


def test_a_revoked_badge_is_revoked_for_everyone_and_stays_so(site: Site) -> None:
    address = REVOKE.format(**site.paths())
    body = {"reason": "Verkeerde persoon."}
    first = site.client.post(address, json=body, headers=site.as_club())
    again = site.client.post(address, json=body, headers=site.as_club())
    assert (first.status_code, first.json()["state"]) == (200, "revoked")
    assert first.json() == again.json()
    report = site.client.post(
        "/v1/verifications",
        content=site.issued.credential.document,
        headers={"Content-Type": "application/vc"},
    ).json()
    assert report["verdict"] == "invalid"
    assert "Verkeerde persoon" not in str(report)
