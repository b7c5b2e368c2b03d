"""``badgeservice jose``: the command that public suites call, and the file it answers in."""

import json
from pathlib import Path
from typing import Any

import pytest

from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.keys import PrivateKey
from command_line import Said, run

SEED = b"\x07" * 32
ISSUER = "https://club.example/keys"
CREDENTIAL: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential"],
    "issuer": ISSUER,
    "validFrom": "2020-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:sem", "name": "Sem"},
}
FEATURES = ["credential_jose", "credential_sdjwt", "credential_cose"]


@pytest.fixture(autouse=True)
def _files() -> None:
    public = PrivateKey.from_seed(SEED).public_key.to_jwk()
    method = {
        "id": f"{ISSUER}#key-1",
        "type": "JsonWebKey",
        "controller": ISSUER,
        "publicKeyJwk": public,
        "secretKeyJwk": public | {"d": base64url_encode(SEED)},
    }
    Path("key.json").write_text(json.dumps(method))
    Path("credential.json").write_text(json.dumps(CREDENTIAL))


def jose(
    act: str, source: str, feature: str, *more: str, key: str = "key.json"
) -> tuple[int, dict[str, Any]]:
    """The exit code, and what was written to the output file."""
    said = command(act, source, feature, *more, key=key)
    output = Path("answer.json")
    answer: dict[str, Any] = json.loads(output.read_text()) if output.exists() else {}
    return said.code, answer


def command(
    act: str,
    source: str,
    feature: str,
    *more: str,
    key: str = "key.json",
    output: str = "answer.json",
) -> Said:
    """How the command ended, and what it printed."""
    return run(
        *("jose", act, "--input", source, "--key", key, "--feature", feature),
        *("--output", output, *more),
    )


def issued(feature: str, *more: str) -> str:
    code, answer = jose("issue", "credential.json", feature, *more)
    assert (code, answer["result"]) == (0, "success"), answer
    Path("secured.txt").write_text(answer["data"] + "\n")
    return str(answer["data"])


@pytest.mark.parametrize("feature", FEATURES)
def test_what_is_issued_verifies(feature: str) -> None:
    issued(feature)
    assert jose("verify", "secured.txt", feature) == (
        0,
        {"result": "success", "data": CREDENTIAL},
    )


def test_hidden_members_have_disclosures_of_their_own() -> None:
    text = issued("credential_sdjwt", "--sd", '["credentialSubject.name"]')
    assert text.count("~") == 2
    assert jose("verify", "secured.txt", "credential_sdjwt")[1]["data"] == CREDENTIAL
    Path("secured.txt").write_text(text.split("~")[0] + "~")
    less = jose("verify", "secured.txt", "credential_sdjwt")[1]["data"]
    assert less["credentialSubject"] == {"id": "did:example:sem"}


@pytest.mark.parametrize("paths", ['["nothing"]', '["issuer"]', '["a b"]'])
def test_paths_that_cannot_be_hidden_fail(paths: str) -> None:
    code, answer = jose("issue", "credential.json", "credential_sdjwt", "--sd", paths)
    assert (code, answer["result"]) == (1, "failure")


@pytest.mark.parametrize("paths", ['"name"', "{}", "[1]", "null", "[", "", '{"a": 1, "a": 2}'])
def test_paths_that_are_no_list_are_wrong_usage(paths: str) -> None:
    said = command("issue", "credential.json", "credential_sdjwt", "--sd", paths)
    assert said.code == 64
    assert "--sd" in said.err
    assert "credential.json" not in said.err
    assert not Path("answer.json").exists()


def test_a_folder_for_the_answer_is_not_made_silently() -> None:
    said = command("issue", "credential.json", "credential_jose", output="missing/dir/x.json")
    assert said.code == 64
    assert "--output" in said.err
    assert "missing/dir" in said.err
    assert not Path("missing").exists()


@pytest.mark.parametrize("private", [None, {}, {"crv": "Ed25519", "kty": "OKP"}])
def test_a_key_without_private_part_is_blamed_and_says_which_member_is_missing(
    private: dict[str, str] | None,
) -> None:
    method = json.loads(Path("key.json").read_text())
    method |= {"secretKeyJwk": private}
    if private is None:
        del method["secretKeyJwk"]
    Path("public.json").write_text(json.dumps(method))
    said = command("issue", "credential.json", "credential_jose", key="public.json")
    assert said.code == 1
    assert said.err.startswith("public.json: ")
    assert "secretKeyJwk" in said.err
    assert "credential.json" not in said.err
    assert "secretKeyJwk" in json.loads(Path("answer.json").read_text())["data"]


def test_a_public_key_is_enough_to_verify() -> None:
    issued("credential_jose")
    method = json.loads(Path("key.json").read_text())
    del method["secretKeyJwk"]
    Path("public.json").write_text(json.dumps(method))
    assert jose("verify", "secured.txt", "credential_jose", key="public.json")[0] == 0


def test_the_help_says_what_a_key_file_holds() -> None:
    assert "secretKeyJwk" in run("jose", "issue", "--help").out


def test_a_failure_is_told_in_the_answer_with_its_codes() -> None:
    Path("credential.json").write_text(json.dumps(CREDENTIAL | {"badExtension": 1}))
    code, answer = jose("issue", "credential.json", "credential_jose")
    assert (code, answer["result"]) == (1, "failure")
    assert answer["data"].endswith("[unsigned.term]")


@pytest.mark.parametrize("feature", FEATURES)
def test_an_unsecured_credential_fails(feature: str) -> None:
    code, answer = jose("verify", "credential.json", feature)
    assert (code, answer["result"]) == (1, "failure")


def test_a_token_that_is_over_fails_unless_that_is_ignored() -> None:
    over = CREDENTIAL | {"validUntil": "2021-01-01T00:00:00Z"}
    Path("credential.json").write_text(json.dumps(over))
    issued("credential_jose")
    code, answer = jose("verify", "secured.txt", "credential_jose")
    assert (code, answer["result"]) == (1, "failure")
    assert "time.expired" in answer["data"]
    code, answer = jose("verify", "secured.txt", "credential_jose", "--ignore-exp")
    assert (code, answer["result"]) == (0, "success")


@pytest.mark.parametrize(("source", "key"), [("no.txt", "key.json"), ("credential.json", "no")])
def test_a_file_that_is_not_there_fails_with_an_answer(source: str, key: str) -> None:
    code, answer = jose("issue", source, "credential_jose", key=key)
    assert (code, answer["result"]) == (1, "failure")


def test_a_key_that_is_no_key_fails_and_is_not_repeated() -> None:
    Path("secret.json").write_text('{"kty":"oct","k":"c2VjcmV0"}')
    code, answer = jose("issue", "credential.json", "credential_jose", key="secret.json")
    assert (code, answer["result"]) == (1, "failure")
    assert "c2VjcmV0" not in answer["data"]


def test_another_feature_is_wrong_usage() -> None:
    assert jose("issue", "credential.json", "credential_pgp") == (64, {})


def test_nothing_of_a_service_is_needed_or_made() -> None:
    issued("credential_jose")
    assert sorted(path.name for path in Path().iterdir()) == [
        "answer.json",
        "credential.json",
        "key.json",
        "secured.txt",
    ]
