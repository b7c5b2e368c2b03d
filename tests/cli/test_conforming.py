"""``serve --conformance`` and ``--tls self-signed``: where they are refused, what they serve."""

import json
import signal
import sqlite3
import ssl
import subprocess
import urllib.request
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from badgeservice.cli.certifying import self_signed_files
from badgeservice.cli.conforming import conformance_settings
from badgeservice.cli.exits import ExitCode
from badgeservice.document import JsonObject
from command_line import Place, finish, run, started

PRODUCTION = {"production": "true", "public_url": "https://badges.example"}
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def serving_at(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Wait until it serves; gives its address and everything it said before."""
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if line.startswith("Serving "):
            return line.split()[1], said
    raise AssertionError(said)


def overview(url: str, trusted: Path | None) -> JsonObject:
    context = ssl.create_default_context(cafile=str(trusted)) if trusted else None
    with urllib.request.urlopen(f"{url}/vc-api", context=context, timeout=30) as answer:
        return dict(json.load(answer))


@pytest.mark.parametrize("how", [("--conformance",), ("--conformance", "--tls", "self-signed")])
def test_it_is_refused_in_production(tmp_path: Path, how: tuple[str, ...]) -> None:
    said = run("serve", *how, "--port", "0", "--data", tmp_path, **PRODUCTION)
    assert said.code == ExitCode.REFUSED
    assert "conformance mode lets anybody sign" in said.err
    assert list(tmp_path.iterdir()) == []


def test_the_setting_alone_is_refused_in_production_as_well(tmp_path: Path) -> None:
    said = run("serve", "--port", "0", "--data", tmp_path, conformance="true", **PRODUCTION)
    assert said.code == ExitCode.REFUSED


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_it_listens_to_this_machine_only(tmp_path: Path, host: str) -> None:
    said = run("serve", "--conformance", "--host", host, "--port", "0", "--data", tmp_path)
    assert said.code == ExitCode.REFUSED
    assert said.err.startswith("Conformance mode listens to this machine only.")


def test_the_folder_of_a_real_service_is_refused_and_left_as_it_is(place: Place) -> None:
    before = {one.name: one.read_bytes() for one in place.folder.iterdir()}
    said = run("serve", "--conformance", "--port", "0", "--data", place.folder)
    assert said.code == ExitCode.REFUSED
    assert "holds a service with issuers" in said.err
    assert "Choose an empty folder with --data." in said.err
    assert "BADGESERVICE_PUBLIC_URL" not in said.err
    assert {one.name: one.read_bytes() for one in place.folder.iterdir()} == before


@pytest.mark.parametrize("revision", ["0000_older", None])
def test_the_database_of_another_version_is_not_brought_up_to_date(
    place: Place, revision: str | None
) -> None:
    file = place.folder / "badgeservice.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM alembic_version")
        if revision is not None:
            connection.execute("INSERT INTO alembic_version VALUES (?)", [revision])
    before = file.read_bytes()
    said = run("serve", "--conformance", "--port", "0", "--data", place.folder)
    assert said.code == ExitCode.REFUSED
    assert "of another version" in said.err
    assert file.read_bytes() == before


def test_the_database_of_the_environment_does_not_count(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BADGESERVICE_DATABASE_URL", f"sqlite:///{elsewhere}")
        settings = conformance_settings(tmp_path / "suite", 40443, None)
    assert settings.database == f"sqlite:///{tmp_path / 'suite' / 'badgeservice.db'}"
    assert (tmp_path / "suite" / "badgeservice.db").exists()
    assert not elsewhere.exists()


def test_the_same_folder_may_be_used_again(tmp_path: Path) -> None:
    first = conformance_settings(tmp_path, 40443, None)
    assert conformance_settings(tmp_path, 40444, None).database == first.database


def test_another_kind_of_certificate_is_wrong_usage(tmp_path: Path) -> None:
    assert run("serve", "--tls", "letsencrypt", "--data", tmp_path).code == ExitCode.USAGE


def test_a_certificate_that_signs_itself_is_refused_in_production(tmp_path: Path) -> None:
    run("migrate", "--data", tmp_path)
    run("keys", "init", "--data", tmp_path)
    said = run("serve", "--tls", "self-signed", "--port", "0", "--data", tmp_path, **PRODUCTION)
    assert said.code == ExitCode.REFUSED
    assert "proves nothing to the world" in said.err


def test_a_certificate_for_a_plain_public_address_is_refused(tmp_path: Path) -> None:
    run("migrate", "--data", tmp_path)
    said = run("serve", "--tls", "self-signed", "--port", "0", "--data", tmp_path)
    assert said.code == ExitCode.REFUSED
    assert "BADGESERVICE_PUBLIC_URL" in said.err


def test_it_is_loud_and_serves_what_it_says_over_tls(tmp_path: Path) -> None:
    command = ("serve", "--conformance", "--tls", "self-signed", "--port", "0", "--data", tmp_path)
    with started(*command) as process:
        url, said = serving_at(process)
        assert "CONFORMANCE MODE." in said
        assert url.startswith("https://localhost:")
        found = overview(url, tmp_path / "localhost.crt")
        process.send_signal(signal.SIGTERM)
        assert finish(process).code == 0
    assert found["conformance"] is True
    (implementation,) = found["localConfig"]["implementations"]
    assert len(implementation["issuers"]) == 10
    assert all(one["endpoint"].startswith(url) for one in implementation["issuers"])
    assert (tmp_path / "localhost.key").stat().st_mode & 0o777 == 0o600


def test_without_tls_it_serves_plain_http(tmp_path: Path) -> None:
    with started("serve", "--conformance", "--port", "0", "--data", tmp_path) as process:
        url, _ = serving_at(process)
        assert url.startswith("http://localhost:")
        assert overview(url, None)["conformance"] is True
        process.send_signal(signal.SIGTERM)
        assert finish(process).code == 0


def test_a_certificate_is_kept_until_it_ends(tmp_path: Path) -> None:
    first = self_signed_files(tmp_path, NOW).certificate.read_bytes()
    assert self_signed_files(tmp_path, NOW + timedelta(days=20)).certificate.read_bytes() == first
    later = self_signed_files(tmp_path, NOW + timedelta(days=40)).certificate.read_bytes()
    assert later != first
    assert {one.name for one in tmp_path.iterdir()} == {"localhost.crt", "localhost.key"}


def test_a_certificate_without_its_key_is_made_anew(tmp_path: Path) -> None:
    files = self_signed_files(tmp_path, NOW)
    first = files.certificate.read_bytes()
    files.private_key.unlink()
    assert self_signed_files(tmp_path, NOW).certificate.read_bytes() != first
