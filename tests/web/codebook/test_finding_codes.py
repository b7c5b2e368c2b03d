"""Codes of findings are found in the source with the sentence beside them, and nothing else is."""

from pathlib import Path

import pytest

import badgeservice
from badgeservice.web.codebook.finding_codes import FindingCode, finding_codes


def found(tmp_path: Path, source: str, room: str = "proofs") -> list[FindingCode]:
    folder = tmp_path / room
    folder.mkdir()
    (folder / "reading.py").write_text(source)
    return list(finding_codes(tmp_path))


@pytest.mark.parametrize(
    "source",
    [
        'Finding("json.bom", "", "It begins with a mark.")',
        'place.finding("json.bom", "It begins with a mark.", name)',
        'raise _malformed("json.bom", "It begins with a mark.")',
        'MESSAGES = {"json.bom": "It begins with a mark."}',
        'KINDS = {"other": ("json.bom", "It begins with a mark.")}',
        'def f():\n    sentence = "It begins with a mark."\n    g("json.bom", sentence)',
        'MARK: Final = "It begins with a mark."\nFinding("json.bom", "", MARK)',
        'Finding("json.bom", message="It begins with a mark.", pointer="")',
    ],
)
def test_a_code_is_found_with_its_sentence(tmp_path: Path, source: str) -> None:
    expected = FindingCode("json.bom", ("It begins with a mark.",), ("proofs.reading",))
    assert found(tmp_path, source) == [expected]


def test_what_is_filled_in_later_shows_as_an_ellipsis(tmp_path: Path) -> None:
    source = 'Finding("data.type", "", f"The type must be {name}.")\n'
    source += 'PydanticCustomError("data.type", "The type must hold {wanted}.")'
    messages = found(tmp_path, source)[0].messages
    assert messages == ("The type must be ….", "The type must hold ….")


def test_a_code_without_a_sentence_is_found_where_a_finding_is_made(tmp_path: Path) -> None:
    assert found(tmp_path, 'Finding("json.bom", "", error.detail)')[0].messages == ()


@pytest.mark.parametrize(
    "source",
    [
        'x = "json.bom"',
        'open("badge.png")',
        'audit("key.made", by)',
        'say("check.title")',
        '{"badge.png": 1}',
        'Finding(code, "", "A sentence about it.")',
        'Finding("Json.Bom", "", "A sentence about it.")',
        '"""A text about json.bom and no more."""',
    ],
)
def test_a_text_that_is_no_code_of_a_finding_is_left_out(tmp_path: Path, source: str) -> None:
    assert found(tmp_path, source) == []


def test_rooms_without_findings_are_not_read(tmp_path: Path) -> None:
    assert found(tmp_path, 'Finding("json.bom", "", "It begins.")', room="store") == []


def test_the_codes_of_the_service_are_found() -> None:
    codes = {one.code for one in finding_codes(Path(badgeservice.__file__).parent)}
    assert {"data.type", "unsigned.term", "context.unknown", "token.parts", "json.bom"} <= codes
