"""The benchmark runs as a whole, as small as it can be, and tells who is absent."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from benchmarks.catalogue import PARTS
from benchmarks.figures import LIMIT, MEMO_OFF, OURS
from benchmarks.measures.stages import STAGES
from benchmarks.run import main

ROOT = Path(__file__).resolve().parent.parent.parent
# What is left out takes long even when it is done once.
QUICK = ["embedded", "stages", "suites", "tokens", "http", "baking", "status", "search"]
Rows = dict[tuple[str, str, str], dict[str, Any]]


def run_benchmark(report: Path, parts: list[str], **environment: str) -> tuple[str, dict[str, Any]]:
    """The printed tables and the report of the smallest run there is."""
    asked = [word for part in parts for word in ("--only", part)]
    small = ["--rounds", "1", "--milliseconds", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.run", *asked, *small, "--json", os.fspath(report)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout, json.loads(report.read_text())


@pytest.fixture(scope="module")
def tiny_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    return run_benchmark(tmp_path_factory.mktemp("benchmark") / "report.json", QUICK)


@pytest.fixture(scope="module")
def rows(tiny_run: tuple[str, dict[str, Any]]) -> Rows:
    return {(one["part"], one["subject"], one["operation"]): one for one in tiny_run[1]["rows"]}


def test_every_part_that_was_asked_for_is_measured_on_our_side(rows: Rows) -> None:
    assert list(dict.fromkeys(part for part, _, _ in rows)) == QUICK
    assert all(row["seconds"][OURS] >= 0 for row in rows.values())


def test_every_stage_is_measured_on_both_documents(rows: Rows) -> None:
    stages = [(subject, operation) for part, subject, operation in rows if part == "stages"]
    assert stages == [(subject, stage) for subject in ("basic", "rich") for stage in STAGES]


@pytest.mark.parametrize("subject", ["basic", "rich"])
@pytest.mark.parametrize("operation", ["issue", "verify"])
def test_every_contestant_is_beside_us_with_the_limit(
    rows: Rows, subject: str, operation: str
) -> None:
    seconds = rows["embedded", subject, operation]["seconds"]
    assert {OURS, MEMO_OFF, LIMIT, "openbadgeslib", "PyLD"} <= seconds.keys()


def test_a_base_proof_with_more_free_statements_has_a_higher_limit(rows: Rows) -> None:
    as_issued = rows["suites", "ecdsa-sd-2023 basic", "base proof"]
    free = rows["suites", "ecdsa-sd-2023 basic, nearly all free", "base proof"]
    assert free["limit"] > as_issued["limit"]


def test_every_ratio_is_the_measured_time_of_a_peer_over_ours(
    tiny_run: tuple[str, dict[str, Any]], rows: Rows
) -> None:
    for figure in tiny_run[1]["figures"]:
        row = rows[figure["part"], figure["subject"], figure["operation"]]
        if figure["contestant"] in row["ratios"]:
            expected = figure["seconds"] / row["seconds"][OURS]
            assert row["ratios"][figure["contestant"]] == expected


def test_what_was_left_out_is_not_reached(tiny_run: tuple[str, dict[str, Any]]) -> None:
    verdicts = {one["what"]: one["verdict"] for one in tiny_run[1]["targets"]}
    assert verdicts["10,000 signed and stored, SQLite"] == "not measured"
    assert verdicts["worst hostile document"] == "not measured"


def test_a_batch_is_signed_and_stored_as_often_as_asked(tmp_path: Path) -> None:
    order = {"folder": os.fspath(tmp_path), "database_url": None, "subject": "rich"}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.peers.bulk_service"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT)},
        input=json.dumps({**order, "count": 5, "batches": 2}),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert [len(answer[kind]) for kind in ("wall", "cpu")] == [2, 2]


def test_an_absent_peer_is_named_with_the_command_that_installs_it(tmp_path: Path) -> None:
    printed, report = run_benchmark(tmp_path / "report.json", ["stages"], PATH="")
    assert "Absent: Digital Bazaar" in printed
    assert "npm install --no-package-lock" in printed
    assert list(report["absent"]) == ["Digital Bazaar"]
    assert all("Digital Bazaar" not in row["seconds"] for row in report["rows"])
    verdicts = {one["verdict"] for one in report["targets"] if "Bazaar" in one["wanted"]}
    assert verdicts == {"not measured"}


def test_a_part_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--only", "nothing"])
    told = capsys.readouterr().err
    assert all(part in told for part in PARTS)


def test_a_readme_is_never_written_from_half_a_run(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--only", "embedded", "--write-readme"])
    assert "a whole run" in capsys.readouterr().err


def test_without_markers_nothing_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Nothing to replace\n", encoding="utf-8")
    assert main(["--write-readme", "--readme", os.fspath(path)]) == 2
    assert "Nothing was measured" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "# Nothing to replace\n"
