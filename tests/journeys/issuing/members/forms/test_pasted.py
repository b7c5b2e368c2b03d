"""Pasted text: names as people type them, and ranges of a spreadsheet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import Refusal
from badgeservice.journeys.issuing.members import (
    Form,
    Limits,
    MemberList,
    Outcome,
    look_at,
    read_members,
)


def read(text: str) -> MemberList:
    return read_members(look_at(text), on=None)


def people(text: str) -> list[tuple[str, str | None]]:
    return [(one.full_name, one.email) for one in read(text).people]


@pytest.mark.parametrize(
    ("line", "name", "email"),
    [
        ("An Bos", "An Bos", None),
        ("  - An   Bos ", "An Bos", None),
        ("12. An Bos", "An Bos", None),
        ("An Bos <an@example.org>", "An Bos", "an@example.org"),
        ('"Bos, An" <an@example.org>', "An Bos", "an@example.org"),
        ("An Bos (an@example.org);", "An Bos", "an@example.org"),
        ("An Bos <mailto:an@example.org>", "An Bos", "an@example.org"),
        ("An Bos, an@example.org", "An Bos", "an@example.org"),
        ("An Bos; an@example.org", "An Bos", "an@example.org"),
        ("An Bos an@example.org", "An Bos", "an@example.org"),
        ("an@example.org An Bos", "An Bos", "an@example.org"),
        ("Linden, Sanne van der", "Sanne van der Linden", None),
        ("Linden, Sanne van der <s@example.org>", "Sanne van der Linden", "s@example.org"),
    ],
)
def test_a_line_is_a_person(line: str, name: str, email: str | None) -> None:
    assert people(f"{line}\n") == [(name, email)]


def test_everybody_in_the_field_of_a_mail_program_is_a_person() -> None:
    text = "An Bos <an@example.org>; Bo Vis <bo@example.org>, Mol, Cas <cas@example.org>"
    assert [name for name, _ in people(text)] == ["An Bos", "Bo Vis", "Cas Mol"]


@pytest.mark.parametrize(
    "text",
    [
        "Naam\tE-mail\nAn Bos\tan@example.org",
        "An Bos\tan@example.org",
        "Naam;E-mail\nAn Bos;an@example.org",
        "\ufeffE-mail,Naam\r\nan@example.org,An Bos\r\n",
        'sep=;\nNaam;E-mail\n"An Bos";an@example.org',
    ],
)
def test_a_range_of_a_spreadsheet_is_read_by_its_columns(text: str) -> None:
    assert look_at(text).form is Form.SEPARATED
    assert people(text) == [("An Bos", "an@example.org")]


def test_row_numbers_are_those_of_the_lines() -> None:
    listed = read("An Bos\n\n\nBo Vis")
    assert [row.row_number for row in listed.rows] == [1, 4]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("an@example.org", "member.no-name"),
        ("An Bos <an@>", "member.email"),
        ("An Bos a@example.org, b@example.org", "member.email"),
        ("@", "member.no-name"),
    ],
)
def test_a_line_that_names_no_one_person_is_refused(line: str, code: str) -> None:
    (row,) = read(line).rows
    assert row.outcome is Outcome.REFUSED
    assert code in [one.code for one in row.remarks]


def test_names_between_commas_are_doubtful() -> None:
    (row,) = read("An Bos, Bo Vis, Cas Mol").rows
    assert row.outcome is Outcome.DOUBTFUL


@pytest.mark.parametrize(
    ("text", "limits", "code"),
    [
        ("", Limits(), "members.empty"),
        (" \n\t\n", Limits(), "members.empty"),
        ("An\x00", Limits(), "members.not-text"),
        ("<table><tr><td>An</td></tr></table>", Limits(), "members.web-page"),
        ("An\nBo\nCas", Limits(rows=2), "members.too-many-rows"),
        ("An\nBo\nCas", Limits(file_bytes=5), "members.too-large"),
        ("Naam\tBSN\nAn\tx", Limits(), "members.bsn"),
        ("111222333\n123456782", Limits(), "members.bsn"),
    ],
)
def test_a_text_that_is_no_list_is_refused(text: str, limits: Limits, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        look_at(text, limits)
    assert [one.code for one in caught.value.findings] == [code]


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("Ab é,;<>@.\t\n\r\"'=-1\u202e("), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        listed = read(text)
    except Refusal:
        return
    assert all(row.remarks or row.member for row in listed.rows)
