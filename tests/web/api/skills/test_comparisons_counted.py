"""How many badges may be compared: each is one verification, counted together or not at all."""

import pytest
from starlette.testclient import TestClient

from badgeservice.app import create_app
from badgeservice.journeys.parts import Rules
from factories import (
    FixedClock,
    a_service,
)
from journeys.conforming.mode import conformance_mode
from served import Site, a_site
from web.api.skills.comparing import PATH, WANTED, badge_of, body_of, compare, refused


def counting(**numbers: int) -> tuple[Site, FixedClock]:
    clock = FixedClock()
    return a_site(a_service(clock=clock, rules=Rules(**numbers))), clock


def test_every_credential_counts_as_a_verification() -> None:
    site, _ = counting(verify_per_minute=5)
    three = [badge_of(site)] * 3
    compare(site, credentials=three)
    problem = refused(site, 429, credentials=three)
    assert problem["code"] == "too-many-requests"
    headers = {"Content-Type": "application/vc"}
    statuses = [
        site.client.post(
            "/v1/verifications", content=site.issued.credential.document, headers=headers
        ).status_code
        for _ in range(2)
    ]
    # Three were counted, and one for the comparison that was refused.
    assert statuses == [200, 429]


def test_a_refused_comparison_leaves_room_for_a_smaller_one() -> None:
    site, _ = counting(verify_per_minute=6)
    compare(site)
    refused(site, 429, credentials=[badge_of(site)] * 6)
    compare(site, credentials=[badge_of(site)] * 4)
    refused(site, 429)


@pytest.mark.parametrize("numbers", [{"verify_per_minute": 3}, {"verify_per_day": 3}])
def test_what_would_never_be_let_through_is_too_large_and_says_how_many_may(
    numbers: dict[str, int],
) -> None:
    site, _ = counting(**numbers)
    problem = refused(site, 413, credentials=[badge_of(site)] * 4)
    assert problem["detail"] == "At most 3 can be verified at a time."
    assert "API key" in problem["hint"]
    compare(site, credentials=[badge_of(site)] * 2)


def test_badges_that_hold_too_much_together_are_too_large_and_say_send_fewer(
    standing: Site,
) -> None:
    half = standing.parts.rules.batch_limits.max_members // 2 + 1
    badge = badge_of(standing) | {"evidence": [0] * half}
    problem = refused(standing, 413, credentials=[badge] * 2)
    assert (problem["code"], problem["hint"]) == ("too-large", "Send fewer badges at a time.")
    assert [one["code"] for one in problem["errors"]] == ["json.too-many-members"]


def test_other_faults_of_the_json_stay_what_they_are() -> None:
    site = a_site(a_service(rules=Rules(max_json_depth=3)))
    assert refused(site)["code"] == "malformed-json"


def test_with_a_key_there_may_be_more() -> None:
    site, _ = counting(verify_per_minute=1, verify_per_minute_with_key=10)
    answer = site.client.post(
        PATH, json=body_of(site, credentials=[badge_of(site)] * 10), headers=site.as_club()
    )
    assert answer.status_code == 200


def test_what_is_too_many_to_compare_is_refused_before_it_is_counted() -> None:
    site, _ = counting(verify_per_minute=2, max_compared_credentials=2)
    refused(site, 413, credentials=["x"] * 500)
    compare(site)


def test_a_suite_is_not_counted() -> None:
    with conformance_mode() as mode:
        client = TestClient(create_app(mode.parts, mode.conformance))
        body = {"credentials": ["a.b.c"] * 40, "skills": WANTED}
        assert client.post(PATH, json=body).status_code == 400
