"""What a credential and the world read: the index of an entry, the entry, the list credential."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from badgeservice.errors import MalformedInput
from badgeservice.openbadges.status_list import (
    DEFAULT_LENGTH,
    StatusBits,
    read_index,
    status_entry,
    status_list_credential,
)

NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
LIST_URL = "https://badges.example/status/1"


# --- index of an entry ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "index"), [("0", 0), ("7", 7), ("131071", 131_071), ("9" * 30, int("9" * 30))]
)
def test_a_decimal_string_is_an_index(value: str, index: int) -> None:
    assert read_index(value) == (index, False)


def test_a_json_number_is_tolerated_and_told() -> None:
    assert read_index(94_567) == (94_567, True)
    assert read_index(0) == (0, True)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "1_000",
        " 5",
        "5 ",
        "5\n",
        "+5",
        "-5",
        "-0",
        "05",
        "00",
        "5.0",
        "1e3",
        "0x10",
        "٣",
        "１２",
        "²",
        "9" * 31,
        pytest.param("9" * 5000, id="5000 digits"),
        -1,
        10**30,
        pytest.param(10**5000, id="a number of 5000 digits"),
        5.0,
        float("nan"),
        True,
        False,
        None,
        [],
        ["5"],
        {},
    ],
)
def test_an_index_that_is_not_plain_digits_is_refused(value: object) -> None:
    with pytest.raises(MalformedInput) as caught:
        read_index(value)
    assert caught.value.findings[0].code == "status.index"


# --- documents --------------------------------------------------------------------------------


def test_an_entry_points_at_its_list_with_a_string_index() -> None:
    assert status_entry(LIST_URL, 123) == {
        "id": f"{LIST_URL}#123",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "123",
        "statusListCredential": LIST_URL,
    }


def test_the_id_of_an_entry_is_never_the_url_of_the_list() -> None:
    assert status_entry(LIST_URL, 0)["id"] != LIST_URL


def test_a_list_credential_holds_what_the_standard_asks_for_and_no_more() -> None:
    bits = StatusBits.empty().with_set([1])
    credential = status_list_credential(
        list_url=LIST_URL,
        issuer_did="did:web:badges.example",
        bits=bits,
        valid_from=NOON,
        valid_until=NOON + timedelta(hours=24),
    )
    assert credential == {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": LIST_URL,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": "did:web:badges.example",
        "validFrom": "2026-07-01T12:00:00Z",
        "validUntil": "2026-07-02T12:00:00Z",
        "credentialSubject": {
            "id": f"{LIST_URL}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": bits.encode(),
            "ttl": 300_000,
        },
    }
    json.dumps(credential)


def test_times_with_another_offset_are_written_in_utc() -> None:
    summer = timezone(timedelta(hours=2))
    credential = status_list_credential(
        list_url=LIST_URL,
        issuer_did="did:web:badges.example",
        bits=StatusBits.empty(),
        valid_from=datetime(2026, 7, 1, 14, 0, 0, 999_999, tzinfo=summer),
        valid_until=NOON + timedelta(hours=1),
        ttl_ms=60_000,
    )
    assert credential["validFrom"] == "2026-07-01T12:00:00Z"
    assert credential["credentialSubject"]["ttl"] == 60_000


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [
        (NOON, NOON, DEFAULT_LENGTH),
        (NOON, NOON - timedelta(seconds=1), DEFAULT_LENGTH),
        (NOON.replace(tzinfo=None), NOON.replace(tzinfo=None, year=2027), DEFAULT_LENGTH),
        (NOON, NOON + timedelta(hours=1), DEFAULT_LENGTH - 8),
        (NOON, NOON + timedelta(hours=1), 64),
    ],
    ids=["no life", "ends first", "no offset", "too short", "tiny"],
)
def test_a_list_nobody_should_read_is_not_written(
    start: datetime, end: datetime, length: int
) -> None:
    with pytest.raises(ValueError, match="a "):
        status_list_credential(
            list_url=LIST_URL,
            issuer_did="did:web:badges.example",
            bits=StatusBits.empty(length),
            valid_from=start,
            valid_until=end,
        )
