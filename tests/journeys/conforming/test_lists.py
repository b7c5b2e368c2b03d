"""The status list of conformance mode."""

import json

import pytest

from badgeservice.errors import NotFound
from badgeservice.journeys.conforming.lists import ThrowawayList
from badgeservice.openbadges.status_list import StatusBits
from factories import NOW
from journeys.conforming.mode import Mode

URL = "https://localhost:8443/vc-api/status-lists/revocation"


def test_a_credential_that_has_no_position_cannot_be_revoked() -> None:
    kept = ThrowawayList(URL)
    kept.give_entry("urn:a:b")
    with pytest.raises(NotFound):
        kept.revoke("urn:a:c")


@pytest.mark.parametrize("name", ["", "0", " 0", "None"])
def test_a_credential_without_an_id_cannot_be_revoked(name: str) -> None:
    kept = ThrowawayList(URL)
    kept.give_entry(None)
    with pytest.raises(NotFound):
        kept.revoke(name)


def test_every_credential_has_a_position_of_its_own() -> None:
    kept = ThrowawayList(URL)
    entries = [kept.give_entry(name) for name in ("urn:a:b", None, "urn:a:c", None)]
    assert [entry["statusListIndex"] for entry in entries] == ["0", "1", "2", "3"]


def test_the_list_has_the_shape_that_the_suite_asks_for(fresh: Mode) -> None:
    fresh.conformance.status_list.give_entry("urn:a:b")
    fresh.conformance.status_list.give_entry("urn:a:c")
    fresh.conformance.status_list.revoke("urn:a:c")
    document = json.loads(fresh.conformance.signed_list(NOW))
    assert document["@context"] == ["https://www.w3.org/ns/credentials/v2"]
    assert document["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert document["issuer"] == fresh.issuer("bitstring").did
    subject = document["credentialSubject"]
    assert set(subject) == {"id", "type", "encodedList", "statusPurpose"}
    bits = StatusBits.decode(subject["encodedList"])
    assert bits.length == 131_072
    assert [bits.is_set(position) for position in range(3)] == [False, True, False]
