"""The public sample credentials, judged by us and by the published schemas of their kind."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft201909Validator

from badgeservice.openbadges.conformance import (
    find_endorsement_faults,
    find_faults,
    find_profile_faults,
    find_warnings,
)
from openbadges.conformance.formats import FORMATS
from openbadges.conformance.full_badges import full_parts
from openbadges.conformance.spoiling import spoil

# Why a sample that fits the published schema is refused all the same.
EXPECTED = {
    "1edtech/complete.json": set(),
    "1edtech/derivedcredential.json": set(),
    "1edtech/simple.json": set(),
    "1edtech/simple-did-key-method.json": set(),
    # VCDM 1.1: another class, only ever verified.
    "1edtech/simple_v1.json": {"data.context_order", "data.required"},
    # An own context, and credentialSchema without the extensions context (T-2).
    "educredentials/mbob_zw_ssb_extracurricular_full.json": {
        "context.not_allowed",
        "data.context_extensions",
    },
    "educredentials/mbob_zw_td_microcredential_full.json": {
        "context.not_allowed",
        "data.context_extensions",
    },
    # And a result that names a description the achievement does not have.
    "educredentials/theed_regular_full_mbo.json": {
        "context.not_allowed",
        "data.context_extensions",
        "data.result_reference",
    },
}


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def judge(path: Path) -> Draft201909Validator:
    return Draft201909Validator(read(path), format_checker=FORMATS)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_has_the_faults_we_know_of(shared_data: Path, name: str) -> None:
    sample = read(shared_data / "samples" / name)
    assert {finding.code for finding in find_faults(sample)} == EXPECTED[name]
    schema = shared_data / "schemas" / "ob_v3p0_achievementcredential_schema.json"
    assert judge(schema).is_valid(sample) == (name != "1edtech/simple_v1.json")


def test_no_sample_is_forgotten(shared_data: Path) -> None:
    folder = shared_data / "samples"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.json")} == set(EXPECTED)


def test_the_complete_sample_may_be_read_but_not_issued(shared_data: Path) -> None:
    sample = read(shared_data / "samples" / "1edtech" / "complete.json")
    refused = {finding.code for finding in find_faults(sample, issuing=True)}
    assert refused == {"data.national_identity_number"}
    assert "data.context_extensions" in {finding.code for finding in find_warnings(sample)}


@pytest.mark.parametrize(
    ("file", "name", "find"),
    [
        ("endorsementcredential.json", "EndorsementCredential", find_endorsement_faults),
        ("profile.json", "Profile", find_profile_faults),
    ],
)
def test_we_refuse_what_the_older_schemas_refuse_but_for_two_later_leniencies(
    shared_data: Path, file: str, name: str, find: Any
) -> None:
    """Since 1.3 single values may stand without array, since 1.4 a status needs no id."""
    theirs = judge(shared_data / "schemas" / file)
    whole = full_parts()[name]
    assert theirs.is_valid(whole)
    taken = {
        variant.deed
        for variant in spoil(whole)
        if not theirs.is_valid(variant.value) and not find(variant.value)
    }
    assert taken == {"compacted"} | ({"date 2026-03-01T24:00:00Z"} if "Endorse" in name else set())
