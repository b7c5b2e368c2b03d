"""``badgeservice demo --once``: what it makes, what it says, and what it refuses."""

import json
import shutil
import socket
from pathlib import Path

import pytest

from badgeservice.cli.exits import ExitCode
from badgeservice.openbadges.baking import unbake
from command_line import Said, lines_of, rows, run

FORMS = ("badge.json", "badge.jwt", "badge.png", "badge.svg")


@pytest.fixture
def copy(played: tuple[Path, Said], tmp_path: Path) -> Path:
    """The folder of a demo that may be spoiled."""
    folder = tmp_path / "demo"
    shutil.copytree(played[0], folder)
    return folder


def table_of(said: Said) -> dict[str, list[str]]:
    """The rows of the table by their first word."""
    found = [line.split() for line in lines_of(said.out) if any(s in line for s in "✓✗?")]
    return {cells[0]: cells for cells in found}


def test_every_verdict_is_in_the_table(played: tuple[Path, Said]) -> None:
    table = table_of(played[1])
    assert len(table) == 20 + 4 - len(_same_names(played[0]))
    assert table["02-ilse"][-1] == "verdict.valid"
    assert table["tampered"][-1] == "proof.invalid"
    assert table["revoked"][-1] == "status.revoked"
    assert table["unreachable"][-1] == "did.unreachable"
    assert table["unknown"][-2:] == ["no", "verdict.valid"]


def test_a_demo_that_is_as_it_should_be_ends_well(played: tuple[Path, Said]) -> None:
    _, said = played
    assert said.code == 0
    assert "20 new badges for 20 people" in said.out
    assert "24 badges verified from 87 files" in said.out
    assert "Every verdict is as it should be." in said.out
    assert "Issuing badges: 20 of 20" in said.err


def test_every_badge_is_there_in_every_form(played: tuple[Path, Said]) -> None:
    badges = played[0] / "badges"
    for slug, people in (("sv-de-maasboys", 14), ("kw1c", 6)):
        folders = sorted((badges / slug).iterdir())
        assert len(folders) == people
        for folder in folders:
            names = tuple(sorted(path.name for path in folder.iterdir()))
            assert names == (*FORMS, "certificate.pdf")


def test_the_images_carry_the_bytes_as_signed(played: tuple[Path, Said]) -> None:
    folder = played[0] / "badges" / "sv-de-maasboys" / "04-zoe"
    signed = (folder / "badge.json").read_text(encoding="utf-8")
    assert unbake((folder / "badge.png").read_bytes()) == signed
    assert unbake((folder / "badge.svg").read_bytes()) == signed


def test_no_name_of_a_person_is_in_any_badge(played: tuple[Path, Said]) -> None:
    for path in (played[0] / "badges").glob("*/*/badge.*"):
        name = path.parent.name.partition("-")[2]
        if len(name) > 3:
            assert name.encode() not in path.read_bytes().lower()


def test_a_second_run_awards_nothing_and_says_so(copy: Path) -> None:
    query = "SELECT * FROM awards ORDER BY award_id"
    before = rows(copy, query)
    said = run("demo", "--once", "--data", copy)
    assert said.code == 0
    assert "Nothing new: all 20 people had their badge already" in said.out
    assert rows(copy, query) == before
    assert len(rows(copy, "SELECT * FROM issuer_keys")) == 5


def test_files_that_were_thrown_away_are_written_again(copy: Path) -> None:
    first = (copy / "badges" / "kw1c" / "02-ilse" / "badge.json").read_bytes()
    shutil.rmtree(copy / "badges")
    assert run("demo", "--once", "--data", copy).code == 0
    assert (copy / "badges" / "kw1c" / "02-ilse" / "badge.json").read_bytes() == first


def test_a_verdict_that_is_not_as_it_should_be_ends_badly(copy: Path) -> None:
    stranger = copy / "badges" / "unknown-issuer.json"
    stranger.write_text(json.dumps(json.loads(stranger.read_text()) | {"name": "x"}))
    said = run("demo", "--once", "--data", copy)
    assert said.code == ExitCode.NOT_AS_IT_SHOULD_BE
    assert "Not as it should be: unknown issuer" in said.err
    assert "Every verdict is as it should be." not in said.out


def test_a_folder_of_another_port_is_refused_and_left_as_it_is(copy: Path) -> None:
    before = rows(copy, "SELECT * FROM issuers")
    said = run("demo", "--once", "--data", copy, "--port", "9321")
    assert said.code == ExitCode.REFUSED
    assert "--port 8321" in said.err
    assert rows(copy, "SELECT * FROM issuers") == before


@pytest.mark.parametrize("data", ["afile", "afile/folder"])
def test_a_folder_that_cannot_be_used_is_told(data: str, tmp_path: Path) -> None:
    (tmp_path / "afile").touch()
    said = run("demo", "--once", "--data", tmp_path / data)
    assert said.code == ExitCode.REFUSED
    assert "cannot be used" in said.err
    assert "--data" in said.err


def test_a_port_in_use_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = run("demo", "--port", str(port), "--data", tmp_path / "demo")
    assert said.code == ExitCode.REFUSED
    assert f"Port {port}" in said.err
    assert not (tmp_path / "demo").exists()


def test_the_environment_of_another_service_is_left_alone(copy: Path, tmp_path: Path) -> None:
    said = run(
        *("demo", "--once", "--data", copy),
        database_url=f"sqlite:///{tmp_path / 'theirs.db'}",
        data_dir=tmp_path / "theirs",
        public_url="https://theirs.example",
        production="true",
        key_encryption_key="A" * 43,
        key_encryption_key_id="theirs",
    )
    assert said.code == 0, said.err
    assert not (tmp_path / "theirs.db").exists()
    assert not (tmp_path / "theirs").exists()


def _same_names(folder: Path) -> set[str]:
    """Names of folders that both issuers have; they are one key in the table above."""
    club, school = (
        {path.name for path in (folder / "badges" / slug).iterdir()}
        for slug in ("sv-de-maasboys", "kw1c")
    )
    return club & school
