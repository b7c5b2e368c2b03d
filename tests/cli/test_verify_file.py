"""``badgeservice verify-file``: exit codes that scripts rely on, and words for people."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from badgeservice.cli.exits import ExitCode
from badgeservice.openbadges.verification.sentences import of
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from command_line import Place, rows, run
from simulator import a_credential

VALID, INVALID, INDETERMINATE, UNREADABLE = 0, 1, 2, 3
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def a_badge(
    file_name: str,
    did: str | None = None,
    issuer_name: str = "Elders",
    contents: dict[str, Any] | None = None,
    **changes: Any,
) -> Path:
    """A badge signed elsewhere, as a file; ``changes`` come after the signature."""
    key = PrivateKey.from_seed(b"\x07" * 32)
    fragment = key.public_key.to_multikey()
    issuer_did = did or f"did:key:{fragment}"
    issuer = {
        "id": issuer_did,
        "type": ["Profile"],
        "name": issuer_name,
        "url": "https://elders.example",
    }
    members = {"issuer": issuer, "credentialStatus": None, "validFrom": "2020-01-01T00:00:00Z"}
    unsigned = a_credential(**(members | (contents or {})))
    method = f"{issuer_did}#{fragment}"
    signed = add_proof(unsigned, signer=key, verification_method=method, created=LONG_AGO)
    path = Path(file_name)
    path.write_bytes(write_json(signed | changes))
    return path


@pytest.fixture
def one_of_each() -> dict[int, Path]:
    """A file for each way in which verifying one can end."""
    unreadable = Path("unreadable.json")
    unreadable.write_text('{"a": 1, "a": 2}')
    return {
        VALID: a_badge("valid.json"),
        INVALID: a_badge("invalid.json", name="Iets anders"),
        INDETERMINATE: a_badge("unknown.json", did="did:example:1"),
        UNREADABLE: unreadable,
    }


@pytest.mark.parametrize("code", [VALID, INVALID, INDETERMINATE, UNREADABLE])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_each_verdict_has_its_exit_code(
    code: int, form: tuple[str, ...], one_of_each: dict[int, Path]
) -> None:
    assert run("verify-file", one_of_each[code], *form).code == code


@pytest.mark.parametrize(
    ("codes", "worst"),
    [
        ((VALID, VALID), VALID),
        ((VALID, INDETERMINATE), INDETERMINATE),
        ((INDETERMINATE, UNREADABLE, VALID), UNREADABLE),
        ((UNREADABLE, INVALID, INDETERMINATE), INVALID),
        ((INVALID, VALID), INVALID),
    ],
)
def test_of_several_files_the_worst_counts_and_all_are_told(
    codes: tuple[int, ...], worst: int, one_of_each: dict[int, Path]
) -> None:
    said = run("verify-file", *(one_of_each[code] for code in codes))
    assert said.code == worst
    assert all(one_of_each[code].name in said.out + said.err for code in codes)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"[]",
        b"{}",
        b"NaN",
        b'{"a":1e400}',
        "{}".encode("utf-16"),
        b'{"a":"\\ud800"}',
        b"[" * 100_000,
        b"\x89PNG\r\n\x1a\n",
        b"<svg/>",
        b"a.b.c",
        b"x" * 600_000,
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
    ],
)
def test_what_is_no_badge_is_refused_and_never_judged(body: bytes) -> None:
    Path("file").write_bytes(body)
    said = run("verify-file", "file")
    assert said.code == UNREADABLE
    assert said.out == ""
    assert said.err.startswith("file: ")


@pytest.mark.parametrize("path", ["nowhere.json", "."])
def test_a_file_that_cannot_be_opened_is_told(path: str) -> None:
    assert run("verify-file", path).code == UNREADABLE


def test_without_a_database_nothing_is_left_behind(one_of_each: dict[int, Path]) -> None:
    before = sorted(Path().iterdir())
    assert run("verify-file", *one_of_each.values()).code == INVALID
    assert sorted(Path().iterdir()) == before


def test_a_folder_without_a_database_that_was_asked_for_is_refused() -> None:
    said = run("verify-file", a_badge("valid.json"), "--data", "nowhere")
    assert said.code == ExitCode.REFUSED
    assert "badgeservice migrate --data nowhere" in said.err


def test_a_badge_of_this_machine_is_unknown_to_a_service_without_database() -> None:
    """Without a database nobody is ours, so nobody can be told to be a liar."""
    badge = a_badge("own.json", did="did:web:localhost%3A8321")
    assert run("verify-file", badge).code == INDETERMINATE


def test_a_badge_in_the_name_of_an_issuer_that_never_was_is_invalid(place: Place) -> None:
    badge = a_badge("own.json", did="did:web:localhost%3A8321:issuers:never")
    assert run("verify-file", badge, "--data", place.folder).code == INVALID


def test_verifying_needs_no_key_encryption_key_and_keeps_nothing(place: Place) -> None:
    (place.folder / "kek").unlink()
    kept = rows(place.folder, "SELECT * FROM audit_lines")
    assert run("verify-file", a_badge("valid.json"), "--data", place.folder).code == VALID
    assert rows(place.folder, "SELECT * FROM audit_lines") == kept


def test_people_get_the_sentences_in_both_languages(one_of_each: dict[int, Path]) -> None:
    said = run("verify-file", one_of_each[INVALID])
    assert "✗ niet geldig / not valid" in said.out
    assert of("proof.invalid")["nl"] in said.out
    assert of("proof.invalid")["en"] in said.out
    assert "[proof.invalid]" in said.out


def test_what_no_proof_stands_behind_is_not_repeated() -> None:
    said = run("verify-file", a_badge("changed.json", name="Nobelprijs"))
    assert "Nobelprijs" not in said.out


def test_an_issuer_that_is_not_confirmed_is_called_so(one_of_each: dict[int, Path]) -> None:
    said = run("verify-file", one_of_each[INDETERMINATE])
    assert "Awarded by: Elders (not confirmed); known to the city: no" in said.out


def test_scripts_get_one_line_of_json_for_each_file(one_of_each: dict[int, Path]) -> None:
    said = run("verify-file", *one_of_each.values(), "--json")
    valid, invalid, unknown, refused = [json.loads(line) for line in said.out.splitlines()]
    assert [one["report"]["verdict"] for one in (valid, invalid, unknown)] == [
        "valid",
        "invalid",
        "indeterminate",
    ]
    assert valid["file"] == "valid.json"
    assert refused["refusal"]["code"] == "malformed-json"
    assert refused["refusal"]["findings"][0]["code"] == "json.duplicate-member"
    assert said.err == ""


def test_a_badge_cannot_command_the_terminal() -> None:
    said = run("verify-file", a_badge("x.json", issuer_name="\x1b[2J[bold]Weg"))
    assert said.code == VALID
    assert "\ufffd[2J[bold]Weg" in said.out


def test_what_a_badge_does_not_say_has_no_line() -> None:
    achievement = a_credential()["credentialSubject"]["achievement"]
    del achievement["alignment"]
    subject = a_credential()["credentialSubject"] | {"achievement": achievement}
    path = a_badge("bare.json", contents={"name": None, "credentialSubject": subject})
    said = run("verify-file", path)
    assert said.code == VALID
    assert "Awarded by: Elders; known" in said.out
    assert not re.search(": None|Badge:|Skills:", said.out)


def test_an_issuer_without_a_name_is_told_by_its_id() -> None:
    said = run("verify-file", a_badge("unnamed.json", issuer_name=""))
    assert "Awarded by: did:key:" in said.out
    assert ": None" not in said.out


def test_a_skill_without_a_name_is_left_out() -> None:
    subject = a_credential()["credentialSubject"]
    del subject["achievement"]["alignment"][0]["targetName"]
    said = run("verify-file", a_badge("skills.json", contents={"credentialSubject": subject}))
    assert "Awarded by: Elders" in said.out
    assert not re.search(": None|Skills:", said.out)


def test_what_two_checks_found_is_printed_once() -> None:
    said = run("verify-file", a_badge("surprise.json", surprise="x"))
    assert said.code == INVALID
    assert "[data.unsigned_term]" in said.out
    assert said.out.count("/surprise: ") == 1


@pytest.mark.parametrize("freshness", ["normal", "strict"])
def test_freshness_can_be_chosen(freshness: str, one_of_each: dict[int, Path]) -> None:
    said = run("verify-file", one_of_each[VALID], "--freshness", freshness)
    assert said.code == VALID


@pytest.mark.parametrize("freshness", ["", "fresh", "STRICT", "compatible"])
def test_an_unknown_freshness_is_wrong_usage(freshness: str, one_of_each: dict[int, Path]) -> None:
    said = run("verify-file", one_of_each[VALID], "--freshness", freshness)
    assert said.code == ExitCode.USAGE
    assert said.out == ""
