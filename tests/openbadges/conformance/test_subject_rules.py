"""Rules for recipient, criteria and results that no schema can tell (openbadges section 4.1)."""

from typing import Any

import pytest

from badgeservice.openbadges.conformance import find_achievement_faults, find_faults, find_warnings
from openbadges.conformance.badges import small_achievement, small_badge, spoiled
from openbadges.conformance.full_badges import full_badge

SUBJECT = "/credentialSubject"
ACHIEVEMENT = f"{SUBJECT}/achievement"
GRADE = "urn:uuid:00000000-0000-4000-8000-000000000001"
LEVEL = "urn:uuid:00000000-0000-4000-8000-000000000002"


def graded(description: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    """A badge with one kind of result and one result of that kind."""
    badge = small_badge()
    badge["credentialSubject"]["achievement"]["resultDescription"] = [
        {
            "id": GRADE,
            "type": ["ResultDescription"],
            "name": "Cijfer",
            "resultType": "RawScore",
            **description,
        }
    ]
    badge["credentialSubject"]["result"] = [
        {"type": ["Result"], "resultDescription": GRADE, **result}
    ]
    return badge


def faults(badge: Any) -> list[tuple[str, str]]:
    return [(finding.code, finding.pointer) for finding in find_faults(badge)]


def test_a_subject_without_id_and_identifier_is_refused() -> None:
    badge = spoiled(small_badge(), f"{SUBJECT}/id", ...)
    assert faults(badge) == [("data.subject_unidentified", SUBJECT)]


def test_a_subject_with_only_an_identifier_is_taken() -> None:
    assert faults(spoiled(full_badge(), f"{SUBJECT}/id", ...)) == []


@pytest.mark.parametrize("criteria", [{}, {"narrative": ""}, {"type": "Criteria"}])
def test_empty_criteria_are_refused(criteria: Any) -> None:
    badge = spoiled(small_badge(), f"{ACHIEVEMENT}/criteria", criteria)
    assert faults(badge) == [("data.criteria_empty", f"{ACHIEVEMENT}/criteria")]
    (finding,) = find_achievement_faults({**small_achievement(), "criteria": criteria})
    assert (finding.code, finding.pointer) == ("data.criteria_empty", "/criteria")


@pytest.mark.parametrize(
    "criteria", [{"id": "https://x.example/c"}, {"narrative": "Meedoen"}, {"id": "urn:x", "x": 1}]
)
def test_criteria_with_an_id_or_a_narrative_are_taken(criteria: Any) -> None:
    assert faults(spoiled(small_badge(), f"{ACHIEVEMENT}/criteria", criteria)) == []


@pytest.mark.parametrize("member", ["resultDescription", "achievedLevel"])
def test_a_result_that_points_outside_the_achievement_is_refused(member: str) -> None:
    badge = graded({}, {member: "urn:uuid:00000000-0000-4000-8000-00000000000f"})
    assert faults(badge) == [("data.result_reference", f"{SUBJECT}/result/0/{member}")]


def test_a_result_may_point_to_a_level_of_any_description() -> None:
    level = {"id": LEVEL, "type": ["RubricCriterionLevel"], "name": "Hoog"}
    badge = graded({"rubricCriterionLevel": [level]}, {"achievedLevel": LEVEL})
    assert faults(badge) == []


def test_a_required_level_must_be_one_of_its_own_description() -> None:
    badge = graded({"requiredLevel": LEVEL}, {})
    path = f"{ACHIEVEMENT}/resultDescription/0/requiredLevel"
    assert faults(badge) == [("data.result_reference", path)]


def test_a_status_result_needs_a_status() -> None:
    badge = graded({"resultType": "Status"}, {})
    assert faults(badge) == [("data.status_missing", f"{SUBJECT}/result/0/status")]
    assert faults(graded({"resultType": "Status"}, {"status": "Failed"})) == []


@pytest.mark.parametrize(
    ("scale", "value"),
    [
        ({"allowedValue": ["D", "C", "B", "A"]}, "E"),
        ({"allowedValue": ["D", "C", "B", "A"]}, "c"),
        ({"allowedValue": "A"}, "B"),
        ({"valueMin": "1", "valueMax": "10"}, "11"),
        ({"valueMin": "1", "valueMax": "10"}, "0.9"),
        ({"valueMin": "1", "valueMax": "10"}, "zes"),
        ({"valueMin": "1", "valueMax": "10"}, "1e1"),
        ({"valueMin": "1", "valueMax": "10"}, "٣"),
        ({"valueMin": "1", "valueMax": "10"}, " 5"),
        ({"valueMin": "-1"}, "-1.5"),
    ],
)
def test_a_value_that_is_not_possible_is_refused_when_required_and_told_when_reached(
    scale: Any, value: str
) -> None:
    badge = graded({**scale, "requiredValue": value}, {})
    path = f"{ACHIEVEMENT}/resultDescription/0/requiredValue"
    assert faults(badge) == [("data.required_value", path)]
    reached = graded(scale, {"value": value})
    assert faults(reached) == []
    assert ("data.result_value", f"{SUBJECT}/result/0/value") in [
        (finding.code, finding.pointer) for finding in find_warnings(reached)
    ]


@pytest.mark.parametrize(
    ("scale", "value"),
    [
        ({}, "anything"),
        ({"allowedValue": ["D", "C"]}, "C"),
        ({"allowedValue": "C"}, "C"),
        ({"allowedValue": ["F"], "valueMax": "10"}, "F"),
        ({"valueMin": "1", "valueMax": "10"}, "10"),
        ({"valueMin": "1", "valueMax": "10"}, "5.5"),
        ({"valueMin": "-10"}, "+3"),
        ({"valueMin": "onvoldoende", "valueMax": "goed"}, "voldoende"),
    ],
)
def test_a_value_that_is_possible_may_be_required(scale: Any, value: str) -> None:
    badge = graded({**scale, "requiredValue": value}, {"value": value})
    assert faults(badge) == []
    assert "data.result_value" not in [finding.code for finding in find_warnings(badge)]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/identifier/0/type", "data.missing_type"),
        ("/result/0/type", "data.missing_type"),
        ("/achievement/resultDescription/0/type", "data.missing_type"),
        ("/achievement/creator/type", "data.missing_type"),
        ("/achievement/otherIdentifier/0/type", "data.missing_type"),
        ("/source/type", "data.missing_type"),
    ],
)
def test_every_part_must_say_what_it_is(path: str, code: str) -> None:
    for wrong in ("Thing", ["Thing"]):
        assert faults(spoiled(full_badge(), SUBJECT + path, wrong)) == [(code, SUBJECT + path)]


@pytest.mark.parametrize(
    "path", ["/evidence/0/type", "/issuer/otherIdentifier/0/type", "/issuer/parentOrg/type"]
)
def test_evidence_and_the_issuer_must_say_what_they_are(path: str) -> None:
    assert faults(spoiled(full_badge(), path, "Thing")) == [("data.missing_type", path)]
