"""Start-up: what an unsafe setting, a missing or a wrong key leads to."""

import stat
from dataclasses import fields
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from badgeservice.errors import Conflict, KeyEncryptionKeyMissing
from badgeservice.journeys.caller import Caller, Role
from badgeservice.journeys.parts import Rules
from badgeservice.journeys.steering.admit_issuer import establish_city
from badgeservice.journeys.steering.make_keys import make_signing_key
from badgeservice.outside.fetch import FetchLimits
from badgeservice.outside.mail import FileMailer, NoMailer, SmtpMailer
from badgeservice.outside.turns import BreakerLimits
from badgeservice.settings import Settings
from badgeservice.wiring import (
    DEMO_KEK_ID,
    fetch_limits,
    mailer_of,
    make_kek,
    read_kek,
    working_parts,
)

_CITY = Caller(name="test", role=Role.CITY)


def _settings(folder: Path, **changes: Any) -> Settings:
    return Settings(data_dir=folder, **changes)


def test_no_key_is_ever_made_by_starting(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    with working_parts(settings, migrates=True) as parts:
        city = establish_city(parts, name="Oss", url="https://oss.example")
        with pytest.raises(KeyEncryptionKeyMissing):
            make_signing_key(parts, _CITY, city.did, "Ed25519")
    assert not settings.kek_file.exists()


def test_the_key_encryption_key_is_for_its_owner_only_and_never_overwritten(
    tmp_path: Path,
) -> None:
    settings = _settings(tmp_path)
    path = make_kek(settings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    with pytest.raises(Conflict):
        make_kek(settings)
    assert path.read_bytes() == before
    found = read_kek(settings)
    assert found is not None
    assert before.decode() not in repr(found)


@pytest.mark.parametrize("text", ["", "x", "A" * 42, "A" * 44, "!" * 43])
def test_a_key_encryption_key_of_another_shape_stops_the_service(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="key-encryption key"):
        read_kek(_settings(tmp_path, key_encryption_key=text))


def test_production_refuses_keys_that_a_demo_made(tmp_path: Path) -> None:
    demo = _settings(tmp_path, key_encryption_key_id=DEMO_KEK_ID)
    make_kek(demo)
    with working_parts(demo, migrates=True) as parts:
        city = establish_city(parts, name="Oss", url="https://oss.example")
        make_signing_key(parts, _CITY, city.did, "Ed25519")
    live = _settings(tmp_path, production=True, public_url="https://badges.example")
    with pytest.raises(ValueError, match="demo"), working_parts(live):
        pass


@pytest.mark.parametrize(
    "unsafe",
    [
        {"production": True},
        {"production": True, "public_url": "http://badges.example"},
        {
            "production": True,
            "public_url": "https://badges.example",
            "fetch_allow_loopback": True,
        },
        {"public_url": "localhost:8321"},
        {"public_url": "ftp://badges.example"},
        {"public_url": "http://user:secret@badges.example"},
        {"public_url": "https://badges.example/path"},
        {"public_url": "https://badges.example?x=1"},
        {"public_url": "https://"},
        {"clock_skew_seconds": 301},
        {"default_language": "de"},
        {"fetch_first_rest_seconds": 60, "fetch_longest_rest_seconds": 30},
        {"trusted_proxies": "everybody"},
        {"trusted_proxies": "0.0.0.0/0"},
        {"trusted_proxies": "10.0.0.1, ::/0"},
        {"trusted_proxies": "10.0.0.1/8"},
        # What bounds the work of one request can be set, but not away.
        {"max_json_depth": 65},
        {"max_json_members": 1_000_000},
        {"max_proofs": 0},
        {"max_proofs": 1_000},
        {"max_endorsements": 1_000},
        {"max_presented_credentials": 0},
        {"max_verify_bytes": 1_000_000_000},
        {"max_inflated_list_bytes": 1_000_000_000},
        {"max_inflated_list_bytes": 16_383},
        {"fetch_max_redirects": 11},
        {"fetch_failures": 0},
        {"fetches_per_verification": 0},
        {"verify_per_minute": -1},
        {"max_batch_awards": 0},
        {"max_batch_awards": 50_001},
        {"max_batch_bytes": 1_000_000_000},
        {"signing_workers": -1},
        {"signing_seconds": 0},
        {"sign_in_seconds": 601},
        {"max_code_attempts": 11},
        {"session_idle_seconds": 3_600, "session_seconds": 1_800},
        {"mail_host": "mail.example"},
        {"mail_from": "badges"},
        {"mail_from": "a@b.example\r\nBcc: c@d.example"},
        {"mail_user": "badges"},
        {"mail_user": "badges", "mail_password": "x", "mail_security": "none"},
        {
            "production": True,
            "public_url": "https://badges.example",
            "mail_host": "m.example",
            "mail_from": "a@b.example",
            "mail_security": "none",
        },
    ],
)
def test_an_unsafe_combination_of_settings_is_refused(
    tmp_path: Path, unsafe: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        _settings(tmp_path, **unsafe)


def test_every_setting_is_described() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name


def test_every_rule_is_a_setting_of_the_same_name_and_default() -> None:
    told = Settings()
    for rule in fields(Rules):
        assert getattr(told, rule.name) == rule.default, rule.name


def test_what_is_set_reaches_the_journeys(tmp_path: Path) -> None:
    settings = _settings(tmp_path, max_proofs=2, verify_per_day=0, trusted_proxies="10.0.0.0/8,::1")
    with working_parts(settings, migrates=True) as parts:
        assert parts.rules == Rules(
            max_proofs=2,
            verify_per_day=0,
            trusted_proxies=(IPv4Network("10.0.0.0/8"), IPv6Network("::1/128")),
        )


@pytest.mark.parametrize(("told", "workers"), [(0, 0), (3, 3)])
def test_as_many_processes_sign_as_is_set(tmp_path: Path, told: int, workers: int) -> None:
    settings = _settings(tmp_path, signing_workers=told)
    with working_parts(settings, migrates=True) as parts:
        assert parts.signers.workers == workers


def test_at_least_one_process_signs_where_nothing_is_set(tmp_path: Path) -> None:
    with working_parts(_settings(tmp_path), migrates=True) as parts:
        assert parts.signers.workers >= 1
        # None is started before it is needed, and all are gone when the service is.
        assert list(parts.signers.each(abs, [(-1,), (-2,)])) == [1, 2]


def test_what_is_set_for_other_hosts_reaches_the_door() -> None:
    found = fetch_limits(
        Settings(
            fetch_max_headers=11,
            fetch_max_header_bytes=2_048,
            fetch_max_redirects=0,
            fetch_failures=1,
            fetch_failure_window_seconds=2.0,
            fetch_first_rest_seconds=3.0,
            fetch_longest_rest_seconds=4.0,
        )
    )
    assert found == FetchLimits(
        max_headers=11,
        max_header_bytes=2_048,
        max_redirects=0,
        breaker=BreakerLimits(1, 2.0, 3.0, 4.0),
    )


def test_by_default_other_hosts_are_asked_as_the_door_itself_says() -> None:
    assert fetch_limits(Settings()) == FetchLimits()


@pytest.mark.parametrize(("told", "count"), [("", 0), (" , ", 0), ("10.0.0.1", 1), ("::1, ::2", 2)])
def test_proxies_are_named_with_commas_between(
    told: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BADGESERVICE_TRUSTED_PROXIES", told)
    assert len(Settings().trusted_proxies) == count


def test_mail_goes_over_smtp_when_a_server_was_set() -> None:
    told = {"mail_host": "mail.example", "mail_from": "badges@oss.example"}
    secret = {"mail_user": "badges", "mail_password": "geheim"}
    mailer = mailer_of(Settings(production=True, public_url="https://b.example", **told, **secret))
    assert isinstance(mailer, SmtpMailer)
    assert "geheim" not in repr(mailer)


def test_without_a_server_production_sends_no_mail_and_shows_none() -> None:
    mailer = mailer_of(Settings(production=True, public_url="https://badges.example"))
    assert isinstance(mailer, NoMailer)


@pytest.mark.parametrize(
    ("url", "is_shown"),
    [
        ("http://localhost:8321", True),
        ("http://127.0.0.1:8321", True),
        ("http://[::1]:8321", True),
        ("http://localhost.example", False),
        ("https://badges.example", False),
        ("http://192.168.1.5:8321", False),
    ],
)
def test_mails_in_files_are_shown_on_this_machine_alone(
    tmp_path: Path, url: str, is_shown: bool
) -> None:
    mailer = mailer_of(_settings(tmp_path, public_url=url))
    assert isinstance(mailer, FileMailer)
    assert (mailer.kept() is not None) is is_shown
