"""What the README promises about the demo, with the real command."""

import re
import shlex
import socket
import subprocess
from pathlib import Path

import httpx

from command_line import Said, finish, rows, run_apart, started


def test_the_demo_ends_well_in_under_a_minute(played: tuple[Path, Said]) -> None:
    _, said = played
    assert said.code == 0, said.err
    seconds = re.search(r"all of it took ([\d.]+) seconds", said.out)
    assert seconds
    assert float(seconds[1]) < 60
    assert said.out.count("✓ geldig / valid") == 21
    assert said.out.count("✗ niet geldig / not valid") == 2
    assert said.out.count("? nu niet te controleren") == 1


def test_all_files_of_the_demo_can_be_verified_by_the_command(played: tuple[Path, Said]) -> None:
    folder, _ = played
    files = sorted((folder / "badges" / "kw1c").glob("*/badge.*"))
    said = run_apart("verify-file", *files, "--data", folder)
    assert len(files) == 24
    assert said.code == 0
    assert said.out.count("✓ geldig / valid") == 24


def test_a_changed_badge_of_the_demo_ends_the_command_with_one(played: tuple[Path, Said]) -> None:
    folder, _ = played
    said = run_apart("verify-file", folder / "badges" / "tampered.json", "--data", folder)
    assert said.code == 1


def test_the_demo_serves_and_every_place_it_names_answers(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    folder = tmp_path / "with a space"
    with started("demo", "--port", port, "--data", folder) as process:
        text = _until_it_serves(process)
        places = re.findall(rf"^  \S.* (http://localhost:{port}/\S*)$", text, re.MULTILINE)
        for url in places:
            answer = httpx.get(url, headers={"Accept": "text/html, */*;q=0.1"})
            assert answer.status_code == 200, url
            assert "server" not in answer.headers
        assert len(places) == 12
        _both_calls_work(text)
        process.terminate()
        assert finish(process).code == 0
    assert (folder / "club-api-key").stat().st_mode & 0o777 == 0o600
    assert rows(folder, "SELECT count(*) FROM awards WHERE state = 'signed'") == [(21,)]


def _until_it_serves(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    printed = []
    for line in process.stdout:
        printed.append(line)
        if line.startswith("Serving "):
            break
    return "".join(printed)


def _both_calls_work(text: str) -> None:
    verify, award = (_call(block) for block in re.findall(r"  curl(?:.*\\\n)+.*\n", text))
    body = Path(verify["--data-binary"].removeprefix("@")).read_bytes()
    answer = httpx.post(verify["url"], content=body, headers=_headers(verify))
    assert answer.json()["verdict"] == "valid"
    answer = httpx.post(award["url"], content=award["--data"], headers=_headers(award))
    assert answer.status_code == 201


def _call(block: str) -> dict[str, str]:
    """The options of a printed call of curl, several headers joined by a line end."""
    words = shlex.split(block.replace("\\\n", ""))
    call = {"url": words[-1], "-H": ""}
    for option, value in zip(words[1:-1:2], words[2::2], strict=False):
        call[option] = f"{call['-H']}{value}\n" if option == "-H" else value
    return call


def _headers(call: dict[str, str]) -> dict[str, str]:
    pairs = (line.partition(": ") for line in call["-H"].splitlines())
    return {name: value for name, _, value in pairs}
