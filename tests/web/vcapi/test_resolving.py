"""The resolver over HTTP: what is asked stands percent-encoded in one segment of the path."""

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

KEY = "z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b"
DID = f"did:key:{KEY}"
BOTH = ["/vc-api/identifiers/", "/vc-api/resolve/"]


def ask(client: TestClient, text: str, path: str = BOTH[0], query: str = "") -> tuple[int, dict]:
    answer = client.get(f"{path}{quote(text, safe='')}{query}")
    assert answer.headers["content-type"].startswith("application/ld+json")
    return answer.status_code, answer.json()


@pytest.mark.parametrize("path", BOTH)
@pytest.mark.parametrize(
    ("text", "status", "error"),
    [
        ("nonsense", 400, "invalidDid"),
        ("did:key:@", 400, "invalidDid"),
        ("../../etc/passwd", 400, "invalidDid"),
        ("did:key:\x00", 400, "invalidDid"),
        ("did:example:a", 400, "methodNotSupported"),
        ("did:web:gone.example", 404, "notFound"),
    ],
)
def test_an_error_has_a_body_too(
    real: TestClient, path: str, text: str, status: int, error: str
) -> None:
    told, body = ask(real, text, path)
    assert told == status
    assert body["didResolutionMetadata"] == {"error": error}
    assert body["didDocument"] == {}


def test_a_path_inside_a_did_url_is_read_from_the_raw_path(real: TestClient) -> None:
    status, body = ask(real, f"{DID}/^bar^/?query=`#{KEY}")
    assert status == 400
    assert body["didDereferencingMetadata"] == {"error": "invalidDidUrl"}


def test_a_form_of_keys_is_asked_for_in_the_query(real: TestClient) -> None:
    status, body = ask(real, DID, query="?publicKeyFormat=unknown")
    assert status == 400
    assert body["didResolutionMetadata"] == {"error": "unsupportedPublicKeyType"}
    experimental = "?publicKeyFormat=Ed25519VerificationKey2018"
    experimental += "&enableExperimentalPublicKeyTypes=false"
    status, body = ask(real, f"{DID}#{KEY}", query=experimental)
    assert body["didDereferencingMetadata"] == {"error": "invalidPublicKeyType"}


def test_a_slash_that_is_not_encoded_leads_nowhere(real: TestClient) -> None:
    assert real.get(f"{BOTH[0]}{DID}/path").status_code == 404


@pytest.mark.parametrize("path", ["/issuers/a%2fb", "/v1/issuers/a%2Fb", "/vc-api/a%2fb"])
def test_an_encoded_slash_anywhere_else_is_still_refused(real: TestClient, path: str) -> None:
    assert real.get(path).status_code == 400


@pytest.mark.parametrize("path", BOTH)
@pytest.mark.parametrize("encodes", [True, False])
def test_a_did_is_resolved(real: TestClient, path: str, encodes: bool) -> None:
    answer = real.get(f"{path}{quote(DID, safe='') if encodes else DID}")
    assert answer.status_code == 200
    assert answer.json()["didDocument"]["id"] == DID
    assert real.head(f"{path}{DID}").status_code == 200


def test_a_key_is_found_by_its_url(real: TestClient) -> None:
    status, body = ask(real, f"{DID}#{KEY}")
    assert status == 200
    assert body["didDocument"]["controller"] == DID
