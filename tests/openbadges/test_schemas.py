"""The JSON Schemas in ``schemas/`` are those of the models, in draft 2019-09."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft201909Validator

from badgeservice.openbadges.schemas import json_schemas, schema_text, write_schemas
from openbadges.conformance.badges import small_badge, spoiled
from openbadges.conformance.full_badges import full_badge, full_parts

FOLDER = Path(__file__).resolve().parents[2] / "schemas"
SCHEMAS = json_schemas()
BADGE = "ob_v3p0_achievementcredential.json"


def values(schema: Any, name: str) -> list[Any]:
    """Every value a keyword has anywhere in a schema."""
    if isinstance(schema, dict):
        here = [schema[name]] if name in schema else []
        return here + [found for inner in schema.values() for found in values(inner, name)]
    if isinstance(schema, list):
        return [found for inner in schema for found in values(inner, name)]
    return []


def test_the_files_are_what_the_models_generate() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    made = {name: schema_text(schema) for name, schema in SCHEMAS.items()}
    assert kept == made, "run: uv run python -m badgeservice.openbadges.schemas schemas"


def test_the_files_can_be_written_anew(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(SCHEMAS)
    assert json.loads((tmp_path / BADGE).read_text(encoding="utf-8")) == SCHEMAS[BADGE]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_and_belongs_to_no_host(name: str) -> None:
    schema = SCHEMAS[name]
    assert schema["$schema"] == "https://json-schema.org/draft/2019-09/schema"
    assert schema["$id"] == f"urn:badgeservice:schema:{name.removesuffix('.json')}"
    Draft201909Validator.check_schema(schema)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_knows_no_null_and_no_keyword_of_a_later_draft(name: str) -> None:
    assert "null" not in json.dumps(SCHEMAS[name])
    for keyword in ("prefixItems", "$dynamicRef", "default"):
        assert values(SCHEMAS[name], keyword) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_reference_leads_somewhere(name: str) -> None:
    defined = SCHEMAS[name]["$defs"]
    for reference in values(SCHEMAS[name], "$ref"):
        assert reference.removeprefix("#/$defs/") in defined


@pytest.mark.parametrize("badge", [small_badge(), full_badge()], ids=["small", "full"])
def test_a_badge_fits_the_schema_of_its_class(badge: Any) -> None:
    assert list(Draft201909Validator(SCHEMAS[BADGE]).iter_errors(badge)) == []


@pytest.mark.parametrize(
    "name", ["AchievementSubject", "Achievement", "Alignment", "EndorsementCredential", "Profile"]
)
def test_a_part_fits_the_schema_of_its_class_and_an_empty_object_does_not(name: str) -> None:
    judge = Draft201909Validator(SCHEMAS[f"ob_v3p0_{name.lower()}.json"])
    assert judge.is_valid(full_parts()[name])
    assert not judge.is_valid({})


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/id", ...),
        ("/name", None),
        ("/name", {"nl": "Samen"}),
        ("/@context", ["https://www.w3.org/ns/credentials/v2"]),
        ("/@context/0", "https://www.w3.org/2018/credentials/v1"),
        ("/issuer", "HC Oss"),
        ("/credentialSubject/id", ...),
        ("/credentialSubject/achievement/criteria", {}),
        ("/credentialSubject/achievement/tag", []),
        ("/image/width", 64),
    ],
)
def test_a_spoiled_badge_does_not_fit(path: str, value: Any) -> None:
    judge = Draft201909Validator(SCHEMAS[BADGE])
    assert not judge.is_valid(spoiled(small_badge(), path, value))
