"""The file with what became of every row: safe for a spreadsheet program, in both languages."""

import csv
from io import StringIO

import pytest

from badgeservice.journeys.issuing.members import (
    defuse,
    look_at,
    read_members,
    write_answers,
    write_table,
)


@pytest.mark.parametrize(
    "cell",
    [
        *("=1+1", "+31", "-2", "@SUM(A1)", "\t=1", " =1", "\n=1", "＝1", "|calc", "%0A=1"),
        *("\u00a0=1", "\ufeff=1"),
    ],
)
def test_no_cell_that_is_written_begins_as_a_formula(cell: str) -> None:
    written = defuse(cell)
    assert written.startswith("'")
    assert written.endswith(cell.strip("\t\n \u00a0\ufeff"))


@pytest.mark.parametrize("cell", ["An Bos", "", "'t Hart", "1=1", "a@b.nl"])
def test_an_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert defuse(cell) == cell


def test_a_cell_cannot_end_its_line_or_its_quotes() -> None:
    written = write_table([['An "de\r\nSpits"', "x;y", "z"]])
    assert written.count("\r\n") == 1
    (row,) = csv.reader(StringIO(written.removeprefix("\ufeff"), newline=""), delimiter=";")
    assert row == ['An "de Spits"', "x;y", "z"]


@pytest.mark.parametrize(
    ("language", "first", "outcome"), [("nl", "Rij", "Kan niet"), ("en", "Row", "Cannot be used")]
)
def test_each_row_is_answered_in_the_language_asked_for(
    language: str, first: str, outcome: str
) -> None:
    listed = read_members(look_at(b"Lidnr;Naam\n1;=An\n2;\n"), on=None)
    text = write_answers(listed.rows, "nl" if language == "nl" else "en")
    assert text.startswith("\ufeff")
    lines = list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert lines[0][0] == first
    assert lines[1][:3] == ["2", "'=An", "1"]
    assert lines[1][5] == "member.formula"
    assert lines[2][:4] == ["3", "", "", outcome]
