"""Killed in the middle (SIGKILL) and run again: nothing is lost and nothing is there twice."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import Said, kill_when, rows, run, started

WAITING = "SELECT count(*) FROM awards WHERE state = 'accepted'"
DOCUMENTS = "SELECT credential_id, document FROM credentials"
ACCEPTED = "SELECT count(*) FROM awards"


def count(folder: Path, query: str) -> int:
    found = rows(folder, query)
    return int(found[0][0]) if found else 0


def when_accepted(folder: Path, number: int) -> Callable[[], bool]:
    """Some awards are there, and the newest one is not signed yet."""
    return lambda: count(folder, ACCEPTED) >= number and count(folder, WAITING) > 0


def when_signed(folder: Path, number: int) -> Callable[[], bool]:
    """Some awards are there, whatever is being done to the next one."""
    return lambda: count(folder, ACCEPTED) >= number


def assert_nothing_is_lost_or_twice(folder: Path, total: int) -> None:
    awards = rows(
        folder,
        "SELECT credential_id, status_list_id, status_position, idempotency_key, subject_id, state"
        " FROM awards",
    )
    credentials = rows(folder, "SELECT credential_id, document, token FROM credentials")
    entries = rows(folder, "SELECT credential_id, list_id, position FROM status_entries")
    assert len(awards) == total
    assert {award[5] for award in awards} <= {"signed", "revoked"}
    for column in (0, 3, 4):
        assert len({award[column] for award in awards}) == total
    assert Counter(award[:3] for award in awards) == Counter(entries)
    assert len({entry[1:] for entry in entries}) == total
    assert {one[0] for one in credentials} == {award[0] for award in awards}
    assert len(credentials) == total
    by_id = {award[0]: award for award in awards}
    for credential_id, document, token in credentials:
        read = json.loads(document)
        _, list_id, position, *_ = by_id[credential_id]
        assert read["id"] == credential_id
        assert read["credentialStatus"]["statusListIndex"] == str(position)
        assert read["credentialStatus"]["statusListCredential"].endswith(list_id)
        assert token
    for action in ("award.accepted", "credential.issued"):
        told = rows(folder, f"SELECT subject FROM audit_lines WHERE action = '{action}'")
        assert len(told) == len(set(told)) == total


def test_a_demo_that_is_killed_again_and_again_ends_as_one_that_was_not(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    kept: dict[str, bytes] = {}
    for reached in (
        lambda: (folder / "badgeservice.db").exists(),
        when_signed(folder, 1),
        when_accepted(folder, 6),
        when_accepted(folder, 13),
        when_signed(folder, 20),
    ):
        with started("demo", "--once", "--data", folder) as process:
            assert kill_when(process, reached)
        now = dict(rows(folder, DOCUMENTS))
        assert kept.items() <= now.items()
        kept = now
    said = run("demo", "--once", "--data", folder)
    assert said.code == 0, said.err
    assert "Every verdict is as it should be." in said.out
    assert_nothing_is_lost_or_twice(folder, 21)
    assert kept.items() <= dict(rows(folder, DOCUMENTS)).items()
    for query, number in (("issuers", 3), ("issuer_keys", 5), ("achievements", 5)):
        assert count(folder, f"SELECT count(*) FROM {query}") == number


def test_a_list_that_is_killed_again_and_again_gives_everybody_one_badge(
    played: tuple[Path, Said], tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    for name in ("badgeservice.db", "kek"):
        (folder / name).write_bytes((played[0] / name).read_bytes())
    before = count(folder, ACCEPTED)
    people = 16
    members = tmp_path / "members.csv"
    lines = [f"X{number};Mens {number}" for number in range(people)]
    members.write_text("\n".join(["Lidnummer;Naam", *lines]))
    query = "SELECT achievement_id FROM achievements WHERE issuer_did LIKE '%maasboys' LIMIT 1"
    command = (
        *("issue-file", members, "--issuer", "sv-de-maasboys", "--out", tmp_path / "out"),
        *("--achievement", rows(folder, query)[0][0], "--data", folder),
    )
    for reached in (when_accepted(folder, before + 3), when_accepted(folder, before + 9)):
        with started(*command, key_encryption_key_id="demo") as process:
            assert kill_when(process, reached)
    said = run(*command, key_encryption_key_id="demo")
    assert said.code == 0, said.err
    assert_nothing_is_lost_or_twice(folder, before + people)
    files = sorted((tmp_path / "out").glob("*/badge.json"))
    assert len(files) == people
    assert len({json.loads(path.read_bytes())["id"] for path in files}) == people
    again = run(*command, key_encryption_key_id="demo")
    assert f"New badges: 0. Had theirs: {people}. Got none: 0." in again.out


@pytest.mark.parametrize("form", ["json", "jwt", "png", "svg"])
def test_no_file_is_ever_half_a_badge(form: str, played: tuple[Path, Said]) -> None:
    """Files are put in place whole; nothing is left of the way there."""
    folder = played[0] / "badges"
    assert len(list(folder.glob(f"*/*/badge.{form}"))) == 20
    assert not list(folder.rglob(".*"))
