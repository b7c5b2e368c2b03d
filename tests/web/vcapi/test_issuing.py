"""Issuing over HTTP: for suites on this machine, and not there for anybody else."""

import pytest
from starlette.testclient import TestClient

from web.vcapi.conftest import ConformanceSite

ISSUE = "/vc-api/credentials/issue"
CLOSED = [
    ISSUE,
    "/vc-api/issuers/eddsa-rdfc-2022/credentials/issue",
    "/vc-api/credentials/derive",
    "/vc-api/credentials/status",
    "/vc-api/proof-only/credentials/verify",
    "/vc-api/status-lists/revocation/publish",
]


@pytest.mark.parametrize("path", CLOSED)
def test_outside_conformance_mode_nothing_is_signed(real: TestClient, path: str) -> None:
    assert real.post(path, json={"credential": {}}).status_code == 404


def test_outside_conformance_mode_there_is_no_list(real: TestClient) -> None:
    assert real.get("/vc-api/status-lists/revocation").status_code == 404


@pytest.mark.parametrize("name", ["nobody", "EDDSA", "a%20b", "x" * 100])
def test_an_issuer_that_is_not_there_is_not_found(suite: ConformanceSite, name: str) -> None:
    path = f"/vc-api/issuers/{name}/credentials/issue"
    assert suite.client.post(path, json={"credential": {}}).status_code == 404


def test_what_is_refused_says_where(suite: ConformanceSite) -> None:
    credential = suite.mode.credential(id="no url", validFrom="gisteren", nonsense=True)
    answer = suite.client.post(ISSUE, json={"credential": credential})
    assert answer.status_code == 400
    pointers = {error["pointer"] for error in answer.json()["errors"]}
    assert pointers == {"/credential/id", "/credential/validFrom"}
    assert "gisteren" not in answer.text


def test_an_undefined_term_is_refused_with_its_place(suite: ConformanceSite) -> None:
    answer = suite.client.post(ISSUE, json={"credential": suite.mode.credential(nonsense=True)})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/credential/nonsense"


@pytest.mark.parametrize("options", [None, {}, {"checks": ["proof"]}, {"domain": "a.example"}])
def test_what_is_signed_is_answered_with_201(
    suite: ConformanceSite, options: dict[str, object] | None
) -> None:
    body = {"credential": suite.mode.credential()}
    answer = suite.client.post(
        ISSUE, json=body if options is None else {**body, "options": options}
    )
    assert answer.status_code == 201
    assert isinstance(answer.json()["verifiableCredential"]["proof"], dict)


def test_the_list_is_served_and_may_be_published(suite: ConformanceSite) -> None:
    signed = suite.mode.issue(suite.mode.credential("bitstring"), "bitstring")
    url = signed["credentialStatus"]["statusListCredential"]
    answer = suite.client.get(url)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["id"] == url
    assert suite.client.post(f"{url}/publish", json={}).status_code == 204
    status = {
        "credentialId": signed["id"],
        "credentialStatus": {"type": "BitstringStatusListEntry", "statusPurpose": "revocation"},
    }
    assert suite.client.post("/vc-api/credentials/status", json=status).status_code == 200
    verified = suite.client.post(
        "/vc-api/credentials/verify", json={"verifiableCredential": signed}
    )
    assert verified.json()["errors"][0]["code"] == "status.revoked"


def test_a_holder_derives_over_http(suite: ConformanceSite) -> None:
    name = "ecdsa-sd-2023"
    signed = suite.mode.issue(suite.mode.credential(name), name)
    body = {
        "verifiableCredential": signed,
        "options": {"selectivePointers": ["/credentialSubject/id"]},
    }
    derived = suite.client.post("/vc-api/credentials/derive", json=body)
    assert derived.status_code == 201
    assert derived.json()["verifiableCredential"]["credentialSubject"] == {
        "id": "did:example:subject"
    }
