"""Nobody can be found: no name or address of a holder in any answer without a key, nor in a log."""

import logging

import pytest

from badgeservice.web.negotiation import HTML
from served import BROWSER, CANARY_EMAIL, CANARY_NAME, Site

CANARIES = (CANARY_NAME, CANARY_EMAIL, "Kanarie", "kanarie")


def test_no_answer_without_a_key_names_a_holder(standing: Site) -> None:
    for route in standing.routes():
        for method in ("GET", "POST"):
            for accept in (BROWSER, "*/*"):
                address = standing.address(route)
                answer = standing.client.request(method, address, headers={"Accept": accept})
                for canary in CANARIES:
                    assert canary.encode() not in answer.content, (method, address)


def test_no_answer_without_a_key_leads_to_a_credential(standing: Site) -> None:
    secrets = (
        standing.credential_uuid,
        standing.issued.award.award_id,
        standing.issued.award.subject_id,
        standing.issued.award.idempotency_key,
    )
    for route in standing.routes():
        address = standing.address(route)
        if standing.credential_uuid in address or standing.issued.award.award_id in address:
            continue
        for accept in (HTML, "*/*"):
            answer = standing.client.get(address, headers={"Accept": accept})
            for secret in secrets:
                assert secret.encode() not in answer.content, address


@pytest.mark.parametrize("key", ["?email=", "?name=", "?recipient=", "?query="])
def test_nobody_can_be_searched_for(standing: Site, key: str) -> None:
    for path in ("/v1/issuers", "/v1/awards", "/v1/credentials"):
        answer = standing.client.get(f"{path}{key}{CANARY_EMAIL}", headers=standing.as_club())
        assert answer.status_code in (400, 404)


def test_no_name_address_or_key_reaches_a_log(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    body = {
        "achievementId": site.achievement.achievement_id,
        "recipient": {"name": CANARY_NAME, "email": CANARY_EMAIL},
    }
    address = f"/v1/issuers/{site.club.slug}/awards"
    for key in ("a", "a", "b"):
        headers = {"Idempotency-Key": key, **site.as_club()}
        site.client.post(address, json=body, headers=headers)
    site.client.post(address, json={**body, CANARY_EMAIL: 1}, headers=site.as_club())
    site.client.get(f"/v1/awards/{site.issued.award.award_id}", headers=site.as_club())
    for word in (*CANARIES, site.club_key, site.city_key):
        assert word not in caplog.text


def test_the_signed_badge_names_nobody(standing: Site) -> None:
    for canary in CANARIES:
        assert canary.encode() not in standing.issued.credential.document
