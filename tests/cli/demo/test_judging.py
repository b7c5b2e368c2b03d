"""The table tells what was found, and a verdict that is not as it should be is noticed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from badgeservice.cli.demo.badges import Expected, Specimen
from badgeservice.cli.demo.judging import judge
from badgeservice.cli.demo.staging import demo_settings
from badgeservice.cli.opening import open_parts
from badgeservice.journeys.parts import Parts
from badgeservice.openbadges.verification import Verdict
from command_line import Said


@pytest.fixture
def badges(played: tuple[Path, Said]) -> Path:
    return played[0] / "badges"


@pytest.fixture
def parts(played: tuple[Path, Said]) -> Iterator[Parts]:
    with open_parts(demo_settings(played[0], 8321)) as opened:
        yield opened


def the_badge(badges: Path) -> Specimen:
    folder = badges / "kw1c" / "02-ilse"
    return Specimen("kw1c", "02-ilse", tuple(sorted(folder.glob("badge.*"))))


def test_a_badge_in_all_its_forms_is_one_row(parts: Parts, badges: Path) -> None:
    (row,) = judge(parts, [the_badge(badges)])
    assert row.forms == ("json", "jwt", "png", "svg")
    assert row.is_as_expected


@pytest.mark.parametrize(
    "expected",
    [
        Expected(Verdict.INVALID, "verdict.valid"),
        Expected(Verdict.VALID, "status.ok"),
        Expected(is_known=False),
    ],
)
def test_another_answer_than_expected_is_noticed(
    expected: Expected, parts: Parts, badges: Path
) -> None:
    (row,) = judge(parts, [replace(the_badge(badges), expected=expected)])
    assert not row.is_as_expected


def test_forms_that_disagree_get_rows_of_their_own_and_none_is_right(
    parts: Parts, badges: Path, tmp_path: Path
) -> None:
    forged = tmp_path / "badge.txt"
    forged.write_bytes((badges / "tampered.json").read_bytes())
    specimen = the_badge(badges)
    rows = judge(parts, [replace(specimen, files=(*specimen.files, forged))])
    assert [row.forms for row in rows] == [("json", "jwt", "png", "svg"), ("txt",)]
    assert [row.report.verdict for row in rows] == [Verdict.VALID, Verdict.INVALID]
    assert not any(row.is_as_expected for row in rows)


def test_an_issuer_elsewhere_is_not_even_looked_up(parts: Parts, badges: Path) -> None:
    path = badges / "unreachable-issuer.json"
    (row,) = judge(parts, [Specimen("", "", (path,))])
    assert row.report.leading_code == "did.unreachable"
