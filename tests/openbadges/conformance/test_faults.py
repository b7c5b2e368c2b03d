"""Faults of structure: codes, pointers and sentences, all at once, never the value."""

import time
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.openbadges.conformance import (
    find_achievement_faults,
    find_endorsement_faults,
    find_faults,
    find_profile_faults,
    find_warnings,
)
from badgeservice.openbadges.conformance.places import pointer
from openbadges.conformance.badges import small_badge, spoiled
from openbadges.conformance.full_badges import full_badge, full_parts
from openbadges.conformance.spoiling import spoil

ACHIEVEMENT = "/credentialSubject/achievement"


def faults(badge: Any) -> list[tuple[str, str]]:
    return [(finding.code, finding.pointer) for finding in find_faults(badge)]


def resolve(document: Any, path: str) -> Any:
    """What an RFC 6901 pointer leads to; a missing last member is the object that lacks it."""
    here = document
    steps = [step.replace("~1", "/").replace("~0", "~") for step in path.split("/")[1:]]
    for number, step in enumerate(steps):
        if isinstance(here, dict) and step not in here and number == len(steps) - 1:
            return here
        here = here[int(step)] if isinstance(here, list) else here[step]
    return here


@pytest.mark.parametrize("badge", [small_badge(), full_badge()], ids=["small", "full"])
@pytest.mark.parametrize("issuing", [False, True])
def test_a_whole_badge_has_no_faults(badge: Any, issuing: bool) -> None:
    assert find_faults(badge, issuing=issuing) == ()


def test_single_values_are_read_like_arrays_of_one() -> None:
    badge = full_badge()
    for member in ("proof", "credentialSchema", "termsOfUse", "evidence", "endorsement"):
        badge[member] = badge[member][0]
    subject = badge["credentialSubject"]
    subject |= {"type": "AchievementSubject", "identifier": subject["identifier"][0]}
    assert find_faults(badge) == ()


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("/id", ..., "data.required"),
        ("/id", None, "data.null"),
        ("/id", 7, "data.type"),
        ("/id", "badge 7", "data.format"),
        ("/id", "badge-7", "data.format"),
        ("/id", "urn:uuid:7<script>", "data.format"),
        ("/id", "urn:uuid:7\u202e", "data.format"),
        ("/id", "urn:uuid:\ud800", "data.format"),
        ("/name", {"nl": "Samen"}, "data.type"),
        ("/name", {"@value": "Samen", "@language": "nl"}, "data.type"),
        ("/type", ["VerifiableCredential"], "data.missing_type"),
        ("/type", ["OpenBadgeCredential"], "data.missing_type"),
        ("/type", "OpenBadgeCredential", "data.missing_type"),
        ("/validFrom", ..., "data.required"),
        ("/validFrom", 1700000000, "data.type"),
        ("/validFrom", "1700000000", "data.format"),
        ("/validFrom", "2026-03-01T10:00:00", "data.format"),
        ("/issuer", ..., "data.required"),
        ("/issuer", [], "data.empty_array"),
        ("/issuer", "HC Oss", "data.format"),
        ("/issuer/type", "Organization", "data.missing_type"),
        ("/issuer/url", "hcoss.example", "data.format"),
        ("/image", "https://badges.example/a.png", "data.type"),
        ("/image/type", ["Image"], "data.missing_type"),
        ("/image/width", 64, "data.closed"),
        ("/credentialSubject", ..., "data.required"),
        ("/credentialSubject", [{}], "data.type"),
        ("/credentialSubject/type", ["Person"], "data.missing_type"),
        ("/credentialSubject/achievement", ..., "data.required"),
        (f"{ACHIEVEMENT}/criteria", ..., "data.required"),
        (f"{ACHIEVEMENT}/tag", [], "data.empty_array"),
        (f"{ACHIEVEMENT}/achievementType", "Sport", "data.enum"),
        (f"{ACHIEVEMENT}/achievementType", "xext:sport", "data.enum"),
        (f"{ACHIEVEMENT}/achievementType", "ext:sport|", "data.enum"),
        (f"{ACHIEVEMENT}/inLanguage", "Nederlands", "data.format"),
        (f"{ACHIEVEMENT}/creditsAvailable", "2.5", "data.type"),
        (f"{ACHIEVEMENT}/creditsAvailable", True, "data.type"),
        (f"{ACHIEVEMENT}/creditsAvailable", float("nan"), "data.type"),
        ("/endorsementJwt", ["abc"], "data.format"),
        ("/credentialStatus", [{"type": "BitstringStatusListEntry"}], "data.type"),
        ("/credentialStatus", {"type": ""}, "data.format"),
        ("/unknown", None, "data.null"),
        ("/unknown", {"deep": [None]}, "data.null"),
        ("/unknown", [], "data.empty_array"),
        ("/unknown", {"@id": "urn:x"}, "data.keyword"),
        ("/@graph", [1], "data.keyword"),
        ("/issuer/@type", "Profile", "data.keyword"),
        ("/unknown", 0.30000000000000004, "data.number_precision"),
    ],
)
def test_one_spoiled_member_is_found(path: str, value: Any, code: str) -> None:
    assert code in [found for found, _ in faults(spoiled(small_badge(), path, value))]


def test_all_faults_are_found_at_once() -> None:
    badge = spoiled(small_badge(), "/id", 7)
    badge = spoiled(badge, "/issuer/type", ["Organization"])
    badge = spoiled(badge, f"{ACHIEVEMENT}/criteria", {})
    del badge["validFrom"]
    assert faults(badge) == [
        ("data.type", "/id"),
        ("data.missing_type", "/issuer/type"),
        ("data.required", "/validFrom"),
        ("data.criteria_empty", f"{ACHIEVEMENT}/criteria"),
    ]


def test_a_fault_in_a_compacted_value_has_the_pointer_of_the_document() -> None:
    badge = spoiled(small_badge(), f"{ACHIEVEMENT}/alignment", {"type": "Alignment"})
    assert faults(badge) == [
        ("data.required", f"{ACHIEVEMENT}/alignment/targetName"),
        ("data.required", f"{ACHIEVEMENT}/alignment/targetUrl"),
    ]


def test_a_pointer_escapes_slash_and_tilde() -> None:
    badge = spoiled(small_badge(), "/image", {**small_badge()["image"], "a/b~c": 1})
    assert faults(badge) == [("data.closed", "/image/a~1b~0c")]
    assert pointer(((None, "a/b"), 0), "~1") == "/a~1b/0/~01"


@pytest.mark.parametrize(
    "repeated",
    ["/credentialSubject/achievement/tag", "/issuer/type", "/issuer/otherIdentifier"],
)
def test_a_text_twice_in_an_array_without_order_is_refused(repeated: str) -> None:
    badge = spoiled(small_badge(), repeated, ["Profile", "Profile"])
    assert ("data.duplicate_value", f"{repeated}/1") in faults(badge)


def test_one_id_twice_in_an_array_without_order_is_refused() -> None:
    badge = full_badge()
    badge["evidence"] += [badge["evidence"][0]]
    assert faults(badge) == [("data.duplicate_value", "/evidence/1")]


def test_equal_objects_without_id_may_stand_in_one_array() -> None:
    badge = full_badge()
    badge["credentialSubject"]["identifier"] *= 2
    assert faults(badge) == []


def test_an_ordered_array_may_repeat_a_value() -> None:
    badge = full_badge()
    badge["credentialSubject"]["achievement"]["resultDescription"][0]["allowedValue"] *= 2
    assert faults(badge) == []


def test_every_pointer_leads_into_the_document_and_no_sentence_repeats_a_value() -> None:
    for variant in spoil(full_parts()["AchievementCredential"]):
        findings = [*find_faults(variant.value, issuing=True), *find_warnings(variant.value)]
        for finding in findings:
            resolve(variant.value, finding.pointer)
            assert "no such word" not in finding.message
            assert finding.message.endswith(".")
            assert finding.code.startswith(("data.", "context.", "status."))


def test_the_same_fault_is_told_once() -> None:
    found = faults(spoiled(full_badge(), "/proof", []))
    assert found == [("data.empty_array", "/proof")]


@pytest.mark.parametrize(
    ("judge", "name"),
    [
        (find_endorsement_faults, "EndorsementCredential"),
        (find_profile_faults, "Profile"),
        (find_achievement_faults, "Achievement"),
    ],
)
def test_parts_are_judged_by_themselves(judge: Any, name: str) -> None:
    whole = full_parts()[name]
    assert judge(whole) == judge(whole, issuing=True) == ()
    assert [finding.code for finding in judge({**whole, "id": None})] == ["data.null"]
    assert judge({}) != ()


def test_nesting_far_beyond_the_limits_is_a_fault_and_no_crash() -> None:
    profile: Any = {"id": "urn:x", "type": ["Profile"], "name": "n"}
    for _ in range(400):
        profile = {"id": "urn:x", "type": ["Profile"], "name": "n", "parentOrg": profile}
    badge = {**small_badge(), "issuer": profile}
    assert "data.too_deep" in [code for code, _ in faults(badge)]
    assert len(find_warnings(badge)) > 400


def test_ten_thousand_members_are_judged_in_no_time() -> None:
    badge = small_badge()
    badge["evidence"] = [{"id": "urn:x", "type": [], "@x": None} for _ in range(3000)]
    started = time.process_time()
    assert len(find_faults(badge, issuing=True)) > 9000
    assert time.process_time() - started < 5


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "@context", "identityHash", "hashed", "value"])
            | st.text(),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
members = st.sampled_from([*full_badge(), "@context"])
inner_members = st.sampled_from(
    [*full_badge()["credentialSubject"], *full_badge()["credentialSubject"]["achievement"]]
)


@settings(deadline=None, max_examples=150)
@given(members, inner_members, json_values, json_values)
def test_no_json_makes_the_judges_crash(
    member: str, inner: str, value: Any, inner_value: Any
) -> None:
    badge = {**full_badge(), member: value}
    if isinstance(badge["credentialSubject"], dict):
        badge["credentialSubject"][inner] = inner_value
        if isinstance(badge["credentialSubject"].get("achievement"), dict):
            badge["credentialSubject"]["achievement"][inner] = deepcopy(inner_value)
    for judge in (find_faults, find_endorsement_faults, find_profile_faults):
        assert isinstance(judge(badge, issuing=True), tuple)
    assert isinstance(find_achievement_faults({"id": "urn:x", inner: inner_value}), tuple)
    assert isinstance(find_warnings(badge), tuple)
