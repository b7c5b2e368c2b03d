"""``badgeservice keys``: made on purpose, shown once, never overwritten."""

from pathlib import Path

from badgeservice.cli.exits import ExitCode
from badgeservice.journeys.caller import secret_digest
from command_line import Place, lines_of, rows, run


def test_the_key_encryption_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    assert run("keys", "init", "--data", tmp_path).code == 0
    first = (tmp_path / "kek").read_text()
    assert (tmp_path / "kek").stat().st_mode & 0o777 == 0o600
    assert run("keys", "init", "--data", tmp_path).code == ExitCode.REFUSED
    assert (tmp_path / "kek").read_text() == first


def test_a_folder_where_no_key_can_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "afile").touch()
    said = run("keys", "init", "--data", tmp_path / "afile")
    assert said.code == ExitCode.REFUSED
    assert "cannot be used" in said.err


def test_the_key_encryption_key_is_never_printed(tmp_path: Path) -> None:
    said = run("keys", "init", "--data", tmp_path)
    assert (tmp_path / "kek").read_text() not in said.out + said.err


def test_a_new_key_retires_the_older_one_of_its_kind_only(place: Place) -> None:
    at = ("--data", place.folder)
    assert run("keys", "make", "club", *at).code == 0
    said = run("keys", "list", "club", *at)
    states = [line.split(maxsplit=3)[1::2] for line in list(lines_of(said.out))[1:]]
    assert sorted((algorithm, state.split()[0]) for algorithm, state in states) == [
        ("Ed25519", "retired"),
        ("Ed25519", "signs"),
        ("P-256", "signs"),
    ]


def test_the_next_step_is_told_to_an_issuer_and_not_to_the_city(place: Place) -> None:
    at = ("--data", place.folder)
    step = "Next: `badgeservice achievements publish club "
    assert step in run("keys", "make", "club", *at).err
    assert "Next:" not in run("keys", "make", "gemeente", *at).err


def test_no_key_is_made_for_an_unknown_issuer(place: Place) -> None:
    for command in ("make", "list"):
        assert run("keys", command, "nobody", "--data", place.folder).code == ExitCode.REFUSED
    said = run("keys", "api-key", "--issuer", "nobody", "--label", "x", "--data", place.folder)
    assert said.code == ExitCode.REFUSED


def test_an_api_key_alone_is_on_standard_output_and_only_its_digest_is_kept(place: Place) -> None:
    at = ("--data", place.folder)
    for whose, role in ((("--city",), "city"), (("--issuer", "club"), "issuer")):
        said = run("keys", "api-key", *whose, "--label", "student system", *at)
        secret = said.out.strip()
        assert said.code == 0
        assert secret.startswith("bsk_")
        kept = rows(place.folder, "SELECT role, secret_hash FROM api_keys ORDER BY created_at")
        assert (role, secret_digest(secret)) in kept
        assert secret.encode() not in (place.folder / "badgeservice.db").read_bytes()


def test_an_api_key_without_a_label_is_refused(place: Place) -> None:
    said = run("keys", "api-key", "--city", "--label", " ", "--data", place.folder)
    assert said.code == ExitCode.REFUSED
    assert rows(place.folder, "SELECT * FROM api_keys") == []


def test_keys_are_retired_and_revoked_by_name_once(place: Place) -> None:
    at = ("--data", place.folder)
    (key,) = rows(place.folder, "SELECT key_id FROM issuer_keys WHERE key_id LIKE 'p-256%'")[0]
    why = ("--reason", "Gestolen laptop.")
    for command, said in (
        (("retire", "club", key), "Retired."),
        (("retire", "club", key), "It did not sign any more. Nothing was changed."),
        (("revoke", "club", key, *why), "Revoked."),
        (("revoke", "club", key, *why), "It was revoked already. Nothing was changed."),
    ):
        done = run("keys", *command, *at)
        assert (done.code, done.out.strip()) == (0, said)
    for command in (("retire", "club", "x"), ("revoke", "gemeente", key, *why)):
        assert run("keys", *command, *at).code == ExitCode.REFUSED


def test_an_api_key_is_listed_without_its_secret_and_ended_by_its_id(place: Place) -> None:
    at = ("--data", place.folder)
    secret = run("keys", "api-key", "--issuer", "club", "--label", "leden", *at).out.strip()
    listed = run("keys", "api-keys", *at).out
    (key_id,) = rows(place.folder, "SELECT key_id FROM api_keys")[0]
    assert key_id in listed
    assert secret not in listed
    assert run("keys", "end-api-key", key_id, *at).out.strip() == "Ended."
    assert "already" in run("keys", "end-api-key", key_id, *at).out
    assert run("keys", "end-api-key", "x", *at).code == ExitCode.REFUSED
