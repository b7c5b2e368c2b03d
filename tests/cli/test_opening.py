"""Opening the service: what keeps it closed, and that saying so gives nothing away."""

from pathlib import Path

import pytest

from badgeservice.cli.exits import ExitCode
from badgeservice.proofs.encoding import base64url_encode
from command_line import Place, rows, run

NEEDS_SERVICE = [
    ("issuers", "list"),
    ("keys", "list", "gemeente"),
    ("keys", "make", "gemeente"),
    ("keys", "api-key", "--city", "--label", "x"),
    ("city", "establish", "--name", "Oss", "--url", "https://oss.example"),
    ("work", "--once"),
    ("serve", "--port", "0"),
]


@pytest.mark.parametrize("command", NEEDS_SERVICE)
def test_no_command_works_on_a_database_that_is_not_there(command: tuple[str, ...]) -> None:
    said = run(*command, "--data", "nowhere")
    assert said.code == ExitCode.REFUSED
    assert "badgeservice migrate --data nowhere" in said.err
    assert not Path("nowhere").exists()


@pytest.mark.parametrize("command", NEEDS_SERVICE)
def test_no_command_works_for_another_public_address(
    command: tuple[str, ...], place: Place
) -> None:
    said = run(*command, "--data", place.folder, public_url="https://other.example")
    assert said.code == ExitCode.REFUSED
    assert "did:web:localhost%3A8321" in said.err
    assert "BADGESERVICE_PUBLIC_URL" in said.err


def test_every_setting_that_is_wrong_is_named_and_its_value_is_not() -> None:
    said = run("migrate", max_verify_bytes="geheim", clock_skew_seconds="99999")
    assert said.code == ExitCode.REFUSED
    assert "BADGESERVICE_MAX_VERIFY_BYTES" in said.err
    assert "BADGESERVICE_CLOCK_SKEW_SECONDS" in said.err
    assert "geheim" not in said.err
    assert "99999" not in said.err


def test_unsafe_settings_for_production_stop_every_command() -> None:
    said = run("issuers", "list", production="true", public_url="http://oss.example")
    assert said.code == ExitCode.REFUSED
    assert "https://" in said.err


@pytest.mark.parametrize(
    "url",
    [
        "mysql://badges:geheim@127.0.0.1/badges",
        "postgresql://badges:geheim@127.0.0.1:1/badges",
        "sqlite:///x.db?geheim=1",
    ],
)
@pytest.mark.parametrize("command", ["migrate", "work"])
def test_a_database_that_cannot_be_opened_is_told_without_its_address(
    url: str, command: str
) -> None:
    said = run(command, database_url=url)
    assert said.code == ExitCode.REFUSED
    assert said.err
    assert "geheim" not in said.err


@pytest.mark.parametrize("text", ["", "AAAA", "not base64url!", "A" * 44])
def test_a_key_encryption_key_that_is_none_stops_the_service(text: str, place: Place) -> None:
    (place.folder / "kek").write_text(text)
    said = run("keys", "make", "club", "--data", place.folder)
    assert said.code == ExitCode.REFUSED
    assert "key-encryption key" in said.err


def test_without_the_key_encryption_key_no_signing_key_is_made(place: Place) -> None:
    (place.folder / "kek").unlink()
    before = rows(place.folder, "SELECT count(*) FROM issuer_keys")
    said = run("keys", "make", "club", "--data", place.folder)
    assert said.code == ExitCode.REFUSED
    assert "badgeservice keys init" in said.err
    assert rows(place.folder, "SELECT count(*) FROM issuer_keys") == before


def test_production_does_not_start_without_the_key_encryption_key(tmp_path: Path) -> None:
    production = {"production": "true", "public_url": "https://oss.example"}
    assert run("migrate", "--data", tmp_path, **production).code == 0
    for command in (("serve", "--port", "0"), ("work", "--once")):
        said = run(*command, "--data", tmp_path, **production)
        assert said.code == ExitCode.REFUSED
        assert "BADGESERVICE_KEY_ENCRYPTION_KEY" in said.err


def test_production_does_not_start_on_a_database_of_the_demo(tmp_path: Path) -> None:
    demo = {
        "public_url": "https://oss.example",
        "key_encryption_key": base64url_encode(bytes(range(32))),
        "key_encryption_key_id": "demo",
    }
    at = ("--data", tmp_path)
    run("migrate", *at, **demo)
    run("city", "establish", "--name", "Oss", "--url", "https://oss.example", *at, **demo)
    assert run("keys", "make", "gemeente", *at, **demo).code == 0
    assert run("work", "--once", *at, **demo).code == 0
    said = run("work", "--once", *at, **demo, production="true")
    assert said.code == ExitCode.REFUSED
    assert "demo" in said.err
