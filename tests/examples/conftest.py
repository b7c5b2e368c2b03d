"""A demo that was played by the real command, and the service that serves it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import Said, Served, finish, rows, run, run_apart, started

DEMO = {"key_encryption_key_id": "demo"}
QUERY = "SELECT achievement_id FROM achievements WHERE issuer_did LIKE '%maasboys' LIMIT 1"


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Said]:
    """The folder of the demo of the README, and what it printed."""
    folder = tmp_path_factory.mktemp("readme") / "demo-data"
    return folder, run_apart("demo", "--once", "--data", folder)


@pytest.fixture(scope="session")
def served(played: tuple[Path, Said]) -> Iterator[Served]:
    """The played demo behind a real server on a free port of this machine."""
    folder, _ = played
    made = run("keys", "api-key", "--issuer", "sv-de-maasboys", "--label", "x", "--data", folder)
    key_file = folder / "api-key"
    key_file.write_text(made.out)
    with started("serve", "--port", "0", "--data", folder, **DEMO) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.fullmatch(r"Serving http://localhost:8321 on 127\.0\.0\.1, port (\d+)\.\n", said)
        assert found, said
        url = f"http://127.0.0.1:{found[1]}"
        yield Served(url, folder, rows(folder, QUERY)[0][0], key_file)
        process.terminate()
        ended = finish(process)
    assert (ended.code, ended.out) == (0, "")
    # A request is never logged: its address says what somebody looked at.
    assert ended.err == "Stop it with Ctrl+C.\nStopped.\n"
