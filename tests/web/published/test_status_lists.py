"""Status lists as the world fetches them."""

from datetime import timedelta

import pytest

from badgeservice.journeys.issuing.revoke import revoke
from badgeservice.journeys.publishing.status_lists import current_status_list
from factories import FixedClock, a_service, caller_of
from served import NOBODY, Site, a_site


@pytest.mark.parametrize("list_id", [NOBODY, "1", "", "x" * 100, "%2e%2e"])
def test_a_list_that_is_not_there_is_not_found(standing: Site, list_id: str) -> None:
    assert standing.client.get(f"/status-lists/{list_id}").status_code in (400, 404)


def test_the_list_is_served_byte_for_byte_as_signed(standing: Site) -> None:
    answer = standing.client.get(f"/status-lists/{standing.list_id}")
    kept = current_status_list(standing.parts, standing.list_id)
    assert answer.content == kept.document
    assert answer.headers["content-type"] == "application/vc"
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_the_list_says_nothing_about_a_person(standing: Site) -> None:
    document = standing.client.get(f"/status-lists/{standing.list_id}").json()
    assert document["credentialSubject"].keys() == {
        "id",
        "type",
        "statusPurpose",
        "encodedList",
        "ttl",
    }


def test_a_revocation_gives_the_list_another_tag_at_once(site: Site) -> None:
    address = f"/status-lists/{site.list_id}"
    before = site.client.get(address)
    revoke(site.parts, caller_of(site.club), site.club.did, site.issued.award.award_id, "fout")
    headers = {"If-None-Match": before.headers["etag"]}
    after = site.client.get(address, headers=headers)
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]


def test_a_list_that_ages_is_signed_anew() -> None:
    clock = FixedClock()
    site = a_site(a_service(clock=clock))
    address = f"/status-lists/{site.list_id}"
    first = site.client.get(address).json()
    clock.move_on(timedelta(minutes=30))
    assert site.client.get(address).json() == first
    clock.move_on(timedelta(hours=1))
    second = site.client.get(address).json()
    assert second["validFrom"] > first["validFrom"]
    assert second["credentialSubject"] == first["credentialSubject"]
