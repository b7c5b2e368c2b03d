"""The table goes between the two markers of a file, and nothing else of it changes."""

from datetime import date
from pathlib import Path

import pytest
from benchmarks.figures import LIMIT, OURS, Figure, Findings, gather
from benchmarks.readme import (
    BEGIN,
    END,
    NoMarkers,
    describe_machine,
    has_markers,
    replace_block,
    write_block,
    write_readme,
)
from benchmarks.targets import MUST_REACH, judge


def test_only_what_is_between_the_markers_is_replaced() -> None:
    text = f"# Title\n\n{BEGIN}\nold\ntable\n{END}\n\nMore.\n"
    assert replace_block(text, "new") == f"# Title\n\n{BEGIN}\nnew\n{END}\n\nMore.\n"


def test_replacing_twice_is_replacing_once() -> None:
    once = replace_block(f"a\n{BEGIN}{END}\nb\n", "new")
    assert replace_block(once, "new") == once


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Title\n",
        f"{BEGIN}\n",
        f"{END}\n",
        f"{END}\n{BEGIN}\n",
        f"{BEGIN}\n{BEGIN}\n{END}\n",
        f"{BEGIN}\n{END}\n{END}\n",
        "<!-- benchmark table: begin -->\n<!-- benchmark table: end -->\n",
    ],
)
def test_without_the_two_markers_nothing_is_written(tmp_path: Path, text: str) -> None:
    path = tmp_path / "README.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NoMarkers):
        write_readme(path, "new")
    assert path.read_text(encoding="utf-8") == text
    assert not has_markers(path)


def test_a_file_with_both_markers_is_known_before_anything_is_measured(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    assert not has_markers(path)
    path.write_text(f"a\n{BEGIN}\n{END}\n", encoding="utf-8")
    assert has_markers(path)


def block() -> str:
    seconds = {OURS: 0.000_2, "Digital Bazaar": 0.004, LIMIT: 0.000_1}
    figures = [
        Figure("embedded", "basic", "verify", name, value, value, value, 1)
        for name, value in seconds.items()
    ]
    results = gather([Findings(figures=figures)], {"openbadgeslib": "get it"})
    return write_block(results, judge(results, MUST_REACH), "two cores")


def test_the_block_has_the_figures_with_ratio_limit_and_share() -> None:
    peers = "Digital Bazaar 4.0 ms (20.0x)"
    expected = f"| eddsa-rdfc-2022 basic: verify | 200.0 µs | {peers} | 100.0 µs (50%) |"
    assert expected in block().splitlines()


def test_the_block_tells_what_is_reached_what_is_not_and_what_was_not_measured() -> None:
    lines = block().splitlines()
    assert "| verify basic | at least 20.0x Digital Bazaar | 20.0x | reached |" in lines
    assert "| verify basic | at least 60.0% of the limit | 50.0% | NOT REACHED |" in lines
    assert "| issue basic | at least 40.0x Digital Bazaar | - | not measured |" in lines


def test_the_block_names_who_was_absent() -> None:
    assert "Absent in this run: openbadgeslib." in block().splitlines()


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    tables = [part.splitlines() for part in block().split("\n\n") if part.startswith("|")]
    assert len(tables) == 2
    for table in tables:
        assert len({line.count("|") for line in table}) == 1


def test_the_machine_is_described_with_the_month() -> None:
    assert describe_machine(date(2026, 11, 21)).endswith(", November 2026")
