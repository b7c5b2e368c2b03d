"""The benchmark runs, tells who is absent, and computes its ratios from what it measured."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = "badgeservice"


def run_benchmark(report: Path, **environment: str) -> tuple[str, dict[str, Any]]:
    """The printed tables and the report of the smallest run there is."""
    command = [sys.executable, "-m", "benchmarks.run", "--document", "basic"]
    done = subprocess.run(
        [*command, "--rounds", "1", "--milliseconds", "1", "--json", os.fspath(report)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, json.loads(report.read_text())


@pytest.fixture(scope="module")
def tiny_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    return run_benchmark(tmp_path_factory.mktemp("benchmark") / "report.json")


def test_every_stage_is_measured_on_our_side(tiny_run: tuple[str, dict[str, Any]]) -> None:
    _, report = tiny_run
    assert [row["stage"] for row in report["rows"]] == [
        "parse",
        "canonicalise document",
        "canonicalise proof options",
        "hash",
        "sign",
        "check signature",
        "serialise",
        "issue",
        "verify",
    ]
    assert all(row["seconds"][OURS] > 0 for row in report["rows"])


def test_every_ratio_is_the_measured_time_of_a_peer_over_ours(
    tiny_run: tuple[str, dict[str, Any]],
) -> None:
    _, report = tiny_run
    measured = {
        (timing["stage"], timing["contestant"]): timing["median"] for timing in report["timings"]
    }
    for row in report["rows"]:
        stage = row["stage"]
        assert row["ratios"] == {
            name: median / measured[stage, OURS]
            for (timed, name), median in measured.items()
            if timed == stage and name != OURS
        }
    assert any(row["ratios"] for row in report["rows"])


def test_the_limit_of_a_whole_is_our_measured_signature(
    tiny_run: tuple[str, dict[str, Any]],
) -> None:
    _, report = tiny_run
    seconds = {row["stage"]: row["seconds"][OURS] for row in report["rows"]}
    limits = {row["stage"]: row["limit"] for row in report["rows"] if row["limit"] is not None}
    assert limits == {"issue": seconds["sign"], "verify": seconds["check signature"]}


def test_an_absent_peer_is_named_with_the_command_that_installs_it(tmp_path: Path) -> None:
    printed, report = run_benchmark(tmp_path / "report.json", PATH="")
    assert "Absent: Digital Bazaar" in printed
    assert "npm install --no-package-lock" in printed
    assert list(report["absent"]) == ["Digital Bazaar"]
    assert all("Digital Bazaar" not in row["seconds"] for row in report["rows"])
