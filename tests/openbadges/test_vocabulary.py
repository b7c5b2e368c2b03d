"""The words of the standard against the published schemas and contexts."""

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from badgeservice.openbadges import vocabulary
from badgeservice.openbadges.vocabulary import (
    BADGE_CONTEXTS,
    EXTENSION_PATTERN,
    IMSX_HTTP_STATUS,
    KNOWN_CONTEXTS,
    OB_CONTEXT_PATTERN,
    OB_SCHEMA_PATTERN,
    AchievementType,
    AlignmentTargetType,
    IdentifierType,
    ImsxCodeMajor,
    ImsxCodeMinorFieldValue,
    ImsxSeverity,
    ResultStatusType,
    ResultType,
)
from badgeservice.proofs.contexts import CONTEXTS

FOLDER = "https://purl.imsglobal.org/spec/ob/v3p0"


def enumerations(schema: Any) -> Iterator[frozenset[str]]:
    """Every enumeration of more than one word, anywhere in a schema."""
    if isinstance(schema, dict):
        words = schema.get("enum")
        if isinstance(words, list) and len(words) > 1:
            yield frozenset(words)
        for inner in schema.values():
            yield from enumerations(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from enumerations(inner)


def words(enumeration: type[StrEnum]) -> frozenset[str]:
    return frozenset(word.value for word in enumeration)


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_enumerations_are_those_of_the_published_badge_schema(shared_data: Path) -> None:
    schema = read(shared_data / "schemas" / "ob_v3p0_achievementcredential_schema.json")
    ours = (AchievementType, AlignmentTargetType, IdentifierType, ResultType, ResultStatusType)
    types = frozenset(vocabulary.ACHIEVEMENT_CREDENTIAL_TYPES)
    assert set(enumerations(schema)) == {*map(words, ours), types}


def test_the_enumerations_are_those_of_the_published_status_schema(shared_data: Path) -> None:
    schema = read(shared_data / "schemas" / "imsx_statusinfo.json")
    ours = (ImsxCodeMajor, ImsxSeverity, ImsxCodeMinorFieldValue)
    assert set(enumerations(schema)) == set(map(words, ours))


def test_only_the_unknown_reason_has_no_http_status_of_its_own() -> None:
    assert set(ImsxCodeMinorFieldValue) - set(IMSX_HTTP_STATUS) == {ImsxCodeMinorFieldValue.UNKNOWN}


def test_a_badge_names_exactly_two_contexts() -> None:
    assert (
        "https://www.w3.org/ns/credentials/v2",
        f"{FOLDER}/context-3.0.3.json",
    ) == BADGE_CONTEXTS
    assert set(BADGE_CONTEXTS) < KNOWN_CONTEXTS


def test_a_credential_of_the_older_model_is_not_among_the_known_contexts() -> None:
    assert vocabulary.CREDENTIALS_V1 not in KNOWN_CONTEXTS


def test_every_context_that_comes_with_the_service_is_known_here() -> None:
    assert set(CONTEXTS) - {vocabulary.CREDENTIALS_V1} <= KNOWN_CONTEXTS


@pytest.mark.parametrize("term", ["ext:BRIN", "ext:a.b-c_9", "ext:0"])
def test_an_extension_term_is_ext_and_plain_signs(term: str) -> None:
    assert EXTENSION_PATTERN.fullmatch(term)


@pytest.mark.parametrize(
    "term", ["ext:", "ext", "xext:a", "ext:a|", "ext:a b", "ext:é", "EXT:a", "ext:a\n", " ext:a"]
)
def test_anything_else_is_no_extension_term(term: str) -> None:
    assert EXTENSION_PATTERN.fullmatch(term) is None


@pytest.mark.parametrize("name", ["context.json", "context-3.0.3.json", "context-3.1.0.json"])
def test_published_context_names_are_taken(name: str) -> None:
    assert OB_CONTEXT_PATTERN.fullmatch(f"{FOLDER}/{name}")


@pytest.mark.parametrize(
    "url",
    [
        f"{FOLDER}/context-3.0.json",
        f"{FOLDER}/context-4.0.0.json",
        f"{FOLDER}/contextXjson",
        f"http{FOLDER[5:]}/context.json",
        f"{FOLDER}/context.json#x",
        f"https://evil.example/{FOLDER}/context.json",
    ],
)
def test_other_context_names_are_not(url: str) -> None:
    assert OB_CONTEXT_PATTERN.fullmatch(url) is None


@pytest.mark.parametrize(
    "url",
    [
        f"{FOLDER}/schema/json/ob_v3p0_profile_schema.json",
        f"{FOLDER}/schema/xml/ob_v3p0_achievementcredential_schema.json",
        f"{FOLDER}/schema/json/ob_v3p0_achievementcredential_schema.json?x",
        "https://evil.example/ob_v3p0_achievementcredential_schema.json",
    ],
)
def test_other_schema_names_are_not(url: str) -> None:
    assert OB_SCHEMA_PATTERN.fullmatch(url) is None
