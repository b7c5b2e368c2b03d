"""Batches over the API: all or none, once however often it is asked, told in the order sent."""

from typing import Any

import pytest

from badgeservice.journeys.parts import Rules
from factories import a_service
from served import CANARY_EMAIL, CANARY_NAME, NOBODY, Site, a_body, a_site

POST = "/v1/issuers/{slug}/awards/batch"


def give(site: Site, key: str | None = "key-1", **changes: Any) -> Any:
    headers = site.as_club(**({"Idempotency-Key": key} if key is not None else {}))
    body = {**a_body(POST, site), **changes}
    return site.client.post(POST.format(**site.paths()), json=body, headers=headers)


def told_faults(answer: Any) -> list[str]:
    assert answer.status_code == 400
    return [error["pointer"] for error in answer.json()["errors"]]


@pytest.mark.parametrize("key", [None, "", "x" * 256])
def test_a_batch_without_a_sound_idempotency_key_is_refused(
    standing: Site, key: str | None
) -> None:
    assert told_faults(give(standing, key)) == ["/Idempotency-Key"]


@pytest.mark.parametrize("member", ["id", "issuer", "narrative", "awardedAt", "recipient"])
def test_what_is_not_known_of_a_batch_is_refused(standing: Site, member: str) -> None:
    assert told_faults(give(standing, **{member: "x"})) == [f"/{member}"]


@pytest.mark.parametrize(
    ("recipients", "pointers"),
    [
        ([], ["/recipients"]),
        ({}, ["/recipients"]),
        (None, ["/recipients"]),
        (["Sanne"], ["/recipients/0"]),
        ([{}, {"name": ""}], ["/recipients/1/name"]),
        ([{"email": "x"}, {"a": 1}], ["/recipients/0/email", "/recipients/1/a"]),
        ([{"narrative": "a\u202eb"}], ["/recipients/0/narrative"]),
        ([{"narrative": "x" * 10_001}], ["/recipients/0/narrative"]),
        ([{}, {"awardedAt": "2026-11-21"}], ["/recipients/1/awardedAt"]),
        ([{}, {"awardedAt": "2099-01-01T00:00:00Z"}], ["/recipients/1/awardedAt"]),
    ],
)  # fmt: skip
def test_every_row_that_is_not_sound_is_told(
    standing: Site, recipients: object, pointers: list[str]
) -> None:
    assert told_faults(give(standing, recipients=recipients)) == pointers


def test_no_more_are_taken_than_the_setting_says() -> None:
    site = a_site(a_service(rules=Rules(max_batch_awards=3)))
    assert give(site, recipients=[{}] * 3).status_code == 201
    assert told_faults(give(site, "key-2", recipients=[{}] * 4)) == ["/recipients"]


def test_a_batch_may_have_more_members_than_another_request(standing: Site) -> None:
    people = [{"name": "A", "email": "a@b.example"}] * 4_000
    # 12,000 members: far enough to be read, and refused for its last row alone.
    assert told_faults(give(standing, recipients=[*people, {"name": 1}])) == [
        "/recipients/4000/name"
    ]


def test_an_achievement_of_nobody_cannot_be_awarded(standing: Site) -> None:
    assert give(standing, achievementId=NOBODY).status_code == 404


def test_a_batch_is_signed_and_told_in_the_order_it_was_sent(site: Site) -> None:
    people = [{"name": f"Persoon {number}"} for number in range(12)]
    answer = give(site, recipients=people)
    assert answer.status_code == 201
    told = answer.json()
    assert (told["count"], told["signed"], told["waiting"], told["revoked"]) == (12, 12, 0, 0)
    assert told["achievementId"] == site.achievement.achievement_id
    assert site.client.get(answer.headers["location"], headers=site.as_club()).json() == told
    for number, award_id in enumerate(told["awards"]):
        award = site.client.get(f"/v1/awards/{award_id}", headers=site.as_club()).json()
        assert (award["state"], award["recipient"]["name"]) == ("signed", f"Persoon {number}")


def test_the_same_batch_again_gets_the_same_answer(site: Site) -> None:
    first, second = give(site), give(site)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.content == second.content
    assert first.headers["location"] == second.headers["location"]


def test_the_same_key_for_another_batch_is_a_conflict(site: Site) -> None:
    give(site)
    answer = give(site, recipients=[{"name": "Een ander"}])
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-key-reused")


def test_a_batch_tells_of_nobody_by_name(standing: Site) -> None:
    address = f"{POST}/{{batch_id}}".format(**standing.paths())
    told = standing.client.get(address, headers=standing.as_club())
    assert told.status_code == 200
    assert not any(text in told.text for text in (CANARY_NAME, CANARY_EMAIL))


@pytest.mark.parametrize("batch_id", ["x", "0" * 31, "F" * 32, "0" * 33])
def test_a_batch_id_of_another_shape_is_refused(standing: Site, batch_id: str) -> None:
    address = f"{POST}/{batch_id}".format(**standing.paths())
    assert standing.client.get(address, headers=standing.as_club()).status_code in (400, 404)
