"""Verifying over HTTP: 200 for what is verified and nothing else, and problems for the rest."""

import json
from copy import deepcopy
from typing import Any

import pytest
from starlette.testclient import TestClient

from badgeservice.document import JsonObject
from web.vcapi.conftest import ConformanceSite

CREDENTIALS, PRESENTATIONS = "/vc-api/credentials/verify", "/vc-api/presentations/verify"
PROOF_ONLY = "/vc-api/proof-only/credentials/verify"
PATHS = [CREDENTIALS, PRESENTATIONS, PROOF_ONLY]
EMPTY_VP = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiablePresentation"],
}


def signed(suite: ConformanceSite, **members: Any) -> JsonObject:
    return suite.mode.issue(suite.mode.credential(**members))


def verify(suite: ConformanceSite, credential: object, path: str = CREDENTIALS) -> Any:
    return suite.client.post(path, json={"verifiableCredential": credential})


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"", 400),
        (b"null", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'"eyJ.a.b"', 400),
        (b'{"verifiableCredential": "eyJ.a.b"}', 400),
        (b'{"verifiableCredential": {}, "verifiableCredential": {}}', 400),
        (b'{"verifiableCredential": {"a": NaN}}', 400),
        (b'{"verifiableCredential": {"a": 1e400}}', 400),
        (b'\xef\xbb\xbf{"verifiableCredential": {}}', 400),
        (b'{"verifiableCredential": {}, "verifiablePresentation": {}}', 400),
        (b"[" * 100_000, 400),
        (b" " * 600_000, 413),
    ],
)
def test_a_body_that_holds_nothing_to_verify_is_a_problem(
    suite: ConformanceSite, path: str, raw: bytes, status: int
) -> None:
    answer = suite.client.post(path, content=raw, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("media_type", ["text/plain", "application/jwt", "", "image/png"])
def test_a_body_of_another_type_is_a_problem(suite: ConformanceSite, media_type: str) -> None:
    headers = {"Content-Type": media_type}
    answer = suite.client.post(CREDENTIALS, content=b"{}", headers=headers)
    assert answer.status_code == 415


@pytest.mark.parametrize(
    ("member", "values"),
    [
        ("@context", ["string", {}, None, 10, True, [[]], [{}], [None], [10], [True]]),
        ("type", ["string", {}, None, 10, True, [[]], [{}], [None], [10], [True]]),
        ("issuer", [[], None, 10, True]),
        ("credentialSubject", ["string", None, 10, True, []]),
        ("proof", ["string", None, 10, True, []]),
    ],
)
@pytest.mark.parametrize("path", [CREDENTIALS, PROOF_ONLY])
def test_a_member_of_another_type_is_answered_with_400(
    suite: ConformanceSite, path: str, member: str, values: list[object]
) -> None:
    whole = signed(suite)
    absent = {name: value for name, value in whole.items() if name != member}
    for changed in [absent, *({**whole, member: value} for value in values)]:
        assert verify(suite, changed, path).status_code == 400


def test_what_is_not_verified_is_a_problem_that_says_all(suite: ConformanceSite) -> None:
    changed = deepcopy(signed(suite))
    changed["credentialSubject"]["name"] = "Iemand anders"
    answer = verify(suite, changed)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["verified"] is False
    assert body["type"].endswith("/problems/not-verified")
    assert body["errors"][0]["code"] == "proof.invalid"
    assert body["problemDetails"][0]["type"] == (
        "https://w3id.org/security#PROOF_VERIFICATION_ERROR"
    )
    assert "proof" not in body["checks"]
    assert "Iemand anders" not in answer.text
    assert suite.client.get("/problems/not-verified").status_code == 200


@pytest.mark.parametrize("path", [CREDENTIALS, PROOF_ONLY])
def test_what_is_verified_is_answered_without_errors(suite: ConformanceSite, path: str) -> None:
    answer = verify(suite, signed(suite), path)
    assert answer.status_code == 200
    body = answer.json()
    assert body["verified"] is True
    assert "proof" in body["checks"]
    assert "errors" not in body
    assert "problemDetails" not in body


def test_somebody_elses_issuer_is_only_for_proof_only(suite: ConformanceSite) -> None:
    stolen = signed(suite, issuer="https://vc.example/issuers/5678")
    assert verify(suite, stolen).status_code == 400
    assert verify(suite, stolen, PROOF_ONLY).status_code == 200


@pytest.mark.parametrize(
    "presentation",
    [
        {},
        {"type": ["NonconformingDocument"]},
        {**EMPTY_VP, "@context": []},
        {**EMPTY_VP, "type": []},
        {**EMPTY_VP, "verifiableCredential": [{}]},
        {**EMPTY_VP, "holder": 5},
        {**EMPTY_VP, "proof": {}},
    ],
)
def test_a_wrong_presentation_is_a_problem_that_says_all(
    suite: ConformanceSite, presentation: JsonObject
) -> None:
    answer = suite.client.post(PRESENTATIONS, json={"verifiablePresentation": presentation})
    assert answer.status_code == 400
    assert answer.json()["verified"] is False
    assert answer.json()["errors"]


def test_a_sound_presentation_is_answered_without_errors(suite: ConformanceSite) -> None:
    vp = {**EMPTY_VP, "verifiableCredential": [signed(suite)]}
    told = {"challenge": "u123", "domain": "suite.example"}
    answer = suite.client.post(PRESENTATIONS, json={"verifiablePresentation": vp, "options": told})
    assert answer.status_code == 200
    body = answer.json()
    assert "errors" not in body
    assert body["holderBinding"] == {"status": "not_checked"}
    assert body["credentialResults"] == [{"verified": True}]


def test_outside_conformance_mode_nobody_answers_a_challenge_unsigned(real: TestClient) -> None:
    body = {"verifiablePresentation": EMPTY_VP, "options": {"challenge": "u123"}}
    assert real.post(PRESENTATIONS, json=body).json()["errors"][0]["code"] == "proof.challenge"
    assert real.post(PRESENTATIONS, json={**body, "options": {}}).status_code == 200


def test_the_contexts_of_the_examples_are_for_conformance_mode_alone(
    suite: ConformanceSite,
) -> None:
    contexts = [
        "https://www.w3.org/ns/credentials/v2",
        "https://www.w3.org/ns/credentials/examples/v2",
    ]
    assert verify(suite, signed(suite, context=contexts)).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_nothing_may_be_kept_of_an_answer(suite: ConformanceSite, path: str) -> None:
    answer = suite.client.post(path, content=json.dumps({}))
    assert answer.headers["cache-control"] == "no-store"
