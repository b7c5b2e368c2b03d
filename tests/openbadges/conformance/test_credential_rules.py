"""Rules for each credential by itself: its period and its status entry."""

from typing import Any

import pytest

from badgeservice.openbadges.conformance import find_endorsement_faults, find_faults
from openbadges.conformance.badges import small_badge, spoiled
from openbadges.conformance.full_badges import full_badge

ENTRY = {
    "id": "https://badges.example/lists/1#7",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "7",
    "statusListCredential": "https://badges.example/lists/1",
}


def faults(badge: Any) -> list[tuple[str, str]]:
    return [(finding.code, finding.pointer) for finding in find_faults(badge)]


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("2026-03-01T10:00:00Z", "2026-03-01T09:59:59Z"),
        ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00+00:01"),
        ("2026-03-01T10:00:00.00000002Z", "2026-03-01T10:00:00.00000001Z"),
        ("2026-03-02T00:00:01Z", "2026-03-01T24:00:00Z"),
        ("9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"),
    ],
)
def test_a_badge_that_ends_before_it_begins_is_refused(begin: str, end: str) -> None:
    badge = {**small_badge(), "validFrom": begin, "validUntil": end}
    assert faults(badge) == [("data.validity_period", "/validUntil")]


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"),
        ("2026-03-01T10:00:00Z", "2026-03-01T11:00:00+01:00"),
        ("2026-03-02T00:00:00Z", "2026-03-01T24:00:00Z"),
        ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
    ],
)
def test_a_badge_may_end_at_any_moment_after_it_begins(begin: str, end: str) -> None:
    assert faults({**small_badge(), "validFrom": begin, "validUntil": end}) == []


def test_the_period_of_an_embedded_endorsement_is_judged_too() -> None:
    badge = spoiled(full_badge(), "/endorsement/0/validUntil", "2025-01-01T00:00:00Z")
    assert faults(badge) == [("data.validity_period", "/endorsement/0/validUntil")]
    (finding,) = find_endorsement_faults(badge["endorsement"][0])
    assert finding.pointer == "/validUntil"


def test_a_whole_status_entry_is_taken_with_and_without_id() -> None:
    assert faults({**small_badge(), "credentialStatus": ENTRY}) == []
    assert (
        faults(spoiled({**small_badge(), "credentialStatus": ENTRY}, "/credentialStatus/id", ...))
        == []
    )


@pytest.mark.parametrize("member", ["statusPurpose", "statusListIndex", "statusListCredential"])
def test_a_status_entry_needs_its_members(member: str) -> None:
    entry = {name: ENTRY[name] for name in ENTRY if name != member}
    expected = [("data.required", f"/credentialStatus/{member}")]
    assert faults({**small_badge(), "credentialStatus": entry}) == expected


@pytest.mark.parametrize(
    ("change", "code", "member"),
    [
        ({"id": ENTRY["statusListCredential"]}, "data.status_entry", "id"),
        ({"statusListIndex": "007"}, "data.format", "statusListIndex"),
        ({"statusListIndex": " 7"}, "data.format", "statusListIndex"),
        ({"statusListIndex": "7\n"}, "data.format", "statusListIndex"),
        ({"statusListIndex": "1_0"}, "data.format", "statusListIndex"),
        ({"statusListIndex": "٣"}, "data.format", "statusListIndex"),
        ({"statusListIndex": "-1"}, "data.format", "statusListIndex"),
        ({"statusListIndex": "9" * 5000}, "data.format", "statusListIndex"),
        ({"statusListIndex": -1}, "data.format", "statusListIndex"),
        ({"statusListIndex": True}, "data.format", "statusListIndex"),
        ({"statusListIndex": 7.0}, "data.type", "statusListIndex"),
        ({"statusListCredential": "lists/1"}, "data.format", "statusListCredential"),
        ({"statusPurpose": ["revocation"]}, "data.type", "statusPurpose"),
        ({"statusSize": 0}, "data.format", "statusSize"),
        ({"statusSize": "1"}, "data.type", "statusSize"),
        ({"statusSize": 2}, "data.required", "statusMessage"),
        ({"statusPurpose": "message"}, "data.required", "statusMessage"),
    ],
)
def test_a_status_entry_that_cannot_be_looked_up_is_refused(
    change: Any, code: str, member: str
) -> None:
    badge = {**small_badge(), "credentialStatus": {**ENTRY, **change}}
    assert faults(badge) == [(code, f"/credentialStatus/{member}")]


def test_another_kind_of_status_needs_only_a_type() -> None:
    assert faults({**small_badge(), "credentialStatus": {"type": "OtherList2030"}}) == []
