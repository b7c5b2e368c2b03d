"""Our rules and our schemas judge as the published schema does, but for a list with reasons."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft201909Validator

from badgeservice.openbadges import conformance, model
from badgeservice.openbadges.conformance.structure import find_structure_faults
from badgeservice.openbadges.schemas import json_schemas
from openbadges.conformance.formats import FORMATS
from openbadges.conformance.full_badges import full_parts
from openbadges.conformance.spoiling import Variant, spoil

JsonObject = dict[str, Any]

_TEXT = "replaced by no such word|empty text|sloppy extension|number in text|date .*"
_URI = (
    "id|issuer|url|targetUrl|achievedLevel|resultDescription|requiredLevel|verificationMethod"
    "|statusListCredential|statusReference"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why we judge otherwise: for which deeds on which members, with which findings of ours."""

    deed: str
    member: str
    codes: str
    why: str

    def explains(self, variant: Variant, codes: set[str] | None) -> bool:
        return (
            re.fullmatch(self.deed, variant.deed) is not None
            and re.fullmatch(self.member, variant.member) is not None
            and all(re.fullmatch(self.codes, code) for code in codes or ())
        )


# What the published schema takes and we refuse.
STRICTER = (
    Reason("language map", ".*", "data.(type|missing_type)", "T-11: such texts are not signed"),
    Reason("empty array", ".*", "data.(empty_array|context_order)", "section 1: left out instead"),
    Reason(_TEXT, _URI, "data.(format|duplicate_value)", "section 1: URIs are absolute"),
    Reason(_TEXT, "type", "data.(format|missing_type)", "section 1: a type is a name"),
    Reason("sloppy extension", ".*[tT]ype", "data.enum", "section 1.6: theirs is not anchored"),
    Reason("single other name", "type", "data.missing_type", "T-8: theirs takes any single type"),
    Reason("date .*t10.*|date .*:60Z", ".*", "data.format", "XSD dateTimeStamp is narrower"),
    Reason(r"date .*\+15:00", ".*", "data.format", "XSD dateTimeStamp goes to 14 hours"),
    Reason("date .*", "validUntil", "data.validity_period", "VCDM 2.0: not before validFrom"),
    Reason(".*", "status[A-Z].*", ".*", "Bitstring Status List 2.1; theirs does not know it"),
    Reason("replaced by .*|single.*", "@context", ".*", "T-8: theirs takes any single context"),
    Reason("doubled", ".*", "data.duplicate_value", "the second could be taken away unseen"),
    Reason(".*", "criteria", "data.criteria_empty", "section 4.1: an id or a narrative"),
)
# What the published schema refuses and we take.
LOOSER = (
    Reason("date .*T24:00:00Z", ".*", "", "XSD dateTimeStamp: midnight at the end of the day"),
)
# Where our rules go further than our own schemas can: everything of section 4.1, and 24:00.
BEYOND_SCHEMAS = re.compile(
    "data.(duplicate_value|validity_period|criteria_empty|context_.*)|context.not_allowed"
)

JUDGES: dict[str, Callable[[JsonObject], Any]] = {
    "AchievementCredential": conformance.find_faults,
    "EndorsementCredential": conformance.find_endorsement_faults,
    "Profile": conformance.find_profile_faults,
    "Achievement": conformance.find_achievement_faults,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What three judges said of one variant: the published schema, our rules, our schema."""

    name: str
    variant: Variant
    published: bool
    codes: set[str]
    own_schema: bool

    def __str__(self) -> str:
        return f"{self.variant.deed} at {self.name}.{self.variant.member}: {self.codes}"


def definition(schema: JsonObject, name: str) -> Draft201909Validator:
    """A judge by the definition of one class in a schema, or by the schema itself."""
    if name in schema["$defs"]:
        schema = {"$defs": schema["$defs"], "$ref": f"#/$defs/{name}"}
    return Draft201909Validator(schema, format_checker=FORMATS)


@pytest.fixture(scope="module")
def published(shared_data: Path) -> JsonObject:
    file = shared_data / "schemas" / "ob_v3p0_achievementcredential_schema.json"
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def verdicts(published: JsonObject) -> list[Verdict]:
    """The three verdicts on every variant of one object of every class."""
    own = json_schemas()["ob_v3p0_achievementcredential.json"]
    said = []
    for name, whole in full_parts().items():
        judge = JUDGES.get(name, partial(find_structure_faults, getattr(model, name)))
        theirs, ours = definition(published, name), definition(own, name)
        for variant in [Variant("nothing", "", whole), *spoil(whole)]:
            codes = {finding.code for finding in judge(variant.value)}
            verdict = theirs.is_valid(variant.value), codes, ours.is_valid(variant.value)
            said.append(Verdict(name, variant, *verdict))
    return said


def test_thousands_of_variants_are_judged_and_most_are_refused_by_all(
    verdicts: list[Verdict],
) -> None:
    assert len(verdicts) > 3000
    assert sum(not v.published and bool(v.codes) and not v.own_schema for v in verdicts) > 2000


def test_every_object_is_taken_by_all_before_it_is_spoiled(verdicts: list[Verdict]) -> None:
    whole = [verdict for verdict in verdicts if verdict.variant.deed == "nothing"]
    assert len(whole) == 23
    assert [str(v) for v in whole if not v.published or v.codes or not v.own_schema] == []


def test_we_refuse_whatever_the_published_schema_refuses(verdicts: list[Verdict]) -> None:
    taken = [v for v in verdicts if not v.published and not v.codes]
    assert [str(v) for v in taken if not any(r.explains(v.variant, None) for r in LOOSER)] == []


def test_we_take_what_the_published_schema_takes_unless_there_is_a_reason(
    verdicts: list[Verdict],
) -> None:
    refused = [v for v in verdicts if v.published and v.codes]
    unexplained = [
        str(v) for v in refused if not any(r.explains(v.variant, v.codes) for r in STRICTER)
    ]
    assert unexplained == []


def test_our_schema_refuses_whatever_the_published_one_refuses(verdicts: list[Verdict]) -> None:
    assert [str(v) for v in verdicts if not v.published and v.own_schema] == []


def test_our_schema_takes_what_the_published_one_takes_unless_there_is_a_reason(
    verdicts: list[Verdict],
) -> None:
    refused = [v for v in verdicts if v.published and not v.own_schema]
    unexplained = [
        str(v) for v in refused if not any(r.explains(v.variant, None) for r in STRICTER)
    ]
    assert unexplained == []


def test_our_schema_takes_what_our_rules_take(verdicts: list[Verdict]) -> None:
    refused = [v for v in verdicts if not v.codes and not v.own_schema]
    assert [str(v) for v in refused if not any(r.explains(v.variant, None) for r in LOOSER)] == []


def test_our_schema_refuses_what_our_rules_refuse_except_what_no_schema_can_tell(
    verdicts: list[Verdict],
) -> None:
    taken = [v for v in verdicts if v.codes and v.own_schema]
    assert [str(v) for v in taken if not all(map(BEYOND_SCHEMAS.fullmatch, v.codes))] == []


@pytest.mark.parametrize("reason", STRICTER, ids=lambda reason: reason.why)
def test_no_reason_to_be_stricter_is_idle(reason: Reason, verdicts: list[Verdict]) -> None:
    assert any(v.published and v.codes and reason.explains(v.variant, v.codes) for v in verdicts)


@pytest.mark.parametrize("reason", LOOSER, ids=lambda reason: reason.why)
def test_no_reason_to_be_looser_is_idle(reason: Reason, verdicts: list[Verdict]) -> None:
    assert any(
        not v.published and not v.codes and reason.explains(v.variant, None) for v in verdicts
    )
