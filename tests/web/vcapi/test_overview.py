"""The overview and the description: they name what is there, and nothing that is not."""

from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from badgeservice.document import JsonObject
from badgeservice.web.vcapi.problem_types import problem_type
from web.vcapi.conftest import ConformanceSite

TAGS = {
    "vc2.0",
    "vc-api",
    "EnvelopingProof",
    "BitstringStatusList",
    "eddsa-rdfc-2022",
    "eddsa-jcs-2022",
    "ecdsa-rdfc-2019",
    "ecdsa-jcs-2019",
    "ecdsa-sd-2023",
}


def implementation(client: TestClient) -> JsonObject:
    (found,) = client.get("/vc-api").json()["localConfig"]["implementations"]
    return dict(found)


def test_outside_conformance_mode_no_issuer_is_named(real: TestClient) -> None:
    assert real.get("/vc-api").json()["conformance"] is False
    found = implementation(real)
    assert found["issuers"] == []
    assert found["vcHolders"] == []
    assert len(found["verifiers"]) == 1


def test_every_endpoint_that_is_named_is_there(suite: ConformanceSite) -> None:
    found = implementation(suite.client)
    endpoints = [
        one["endpoint"]
        for kind in ("issuers", "verifiers", "vpVerifiers", "vcHolders")
        for one in found[kind]
    ]
    assert len(endpoints) == 14
    for endpoint in endpoints:
        assert suite.client.post(urlsplit(endpoint).path, json={}).status_code == 400
    resolver = urlsplit(found["didResolvers"][0]["endpoint"]).path
    assert suite.client.get(f"{resolver}/nonsense").status_code == 400


def test_every_public_suite_finds_an_issuer_and_a_verifier(suite: ConformanceSite) -> None:
    found = implementation(suite.client)
    for kind in ("issuers", "verifiers"):
        assert {tag for one in found[kind] for tag in one["tags"]} >= TAGS
    curves = {
        (tag, curve)
        for one in found["issuers"]
        for tag in one["tags"]
        for curve in one["supportedEcdsaKeyTypes"]
        if tag.startswith("ecdsa")
    }
    assert curves == {
        ("ecdsa-rdfc-2019", "P-256"),
        ("ecdsa-rdfc-2019", "P-384"),
        ("ecdsa-jcs-2019", "P-256"),
        ("ecdsa-jcs-2019", "P-384"),
        ("ecdsa-sd-2023", "P-256"),
    }
    assert all(one["id"].startswith("did:key:") for one in found["issuers"])


def test_the_description_names_every_path(suite: ConformanceSite, real: TestClient) -> None:
    described = set(suite.client.get("/vc-api/openapi.json").json()["paths"])
    served = {
        str(path)
        for route in suite.app.routes
        if (path := getattr(route, "path", "")).startswith("/vc-api")
    }
    assert described >= served
    outside = set(real.get("/vc-api/openapi.json").json()["paths"])
    assert outside == {
        "/vc-api",
        "/vc-api/credentials/verify",
        "/vc-api/presentations/verify",
        "/vc-api/identifiers/{did}",
        "/vc-api/resolve/{did}",
        "/vc-api/openapi.json",
    }


def test_the_description_has_no_status_of_the_framework(suite: ConformanceSite) -> None:
    document = suite.client.get("/vc-api/openapi.json").json()
    for operations in document["paths"].values():
        for operation in operations.values():
            assert "422" not in operation["responses"]
            assert "400" in operation["responses"]


@pytest.mark.parametrize(
    ("code", "ending"),
    [
        ("proof.invalid", "security#PROOF_VERIFICATION_ERROR"),
        ("proof.domain", "security#INVALID_DOMAIN_ERROR"),
        ("status.unreachable", "status-list#STATUS_RETRIEVAL_ERROR"),
        ("status.too_short", "status-list#STATUS_LIST_LENGTH_ERROR"),
        ("vcdm.id", "vc-data-model#MALFORMED_VALUE_ERROR"),
        ("status.revoked", "/problems/not-verified"),
        ("time.expired", "/problems/not-verified"),
    ],
)
def test_a_problem_has_the_name_of_the_standard_where_there_is_one(code: str, ending: str) -> None:
    assert problem_type(code, "https://badges.example/problems/not-verified").endswith(ending)
