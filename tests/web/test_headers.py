"""The headers on every answer of every route, right or wrong."""

import pytest
from starlette.testclient import TestClient

from badgeservice.app import create_app
from badgeservice.web.headers import API_VERSION, is_open
from factories import PUBLIC_URL, a_service
from served import BROWSER, Site, a_site, client_of

OPEN = {
    "/.well-known/did.json",
    "/.well-known/jwks.json",
    "/issuers/{slug}",
    "/issuers/{slug}/did.json",
    "/issuers/{slug}/jwks.json",
    "/issuers/{slug}/keys/{key_id}",
    "/achievements/{achievement_id}",
    "/achievements/{achievement_id}/versions/{version}",
    "/achievements/{achievement_id}/versions/{version}/image.png",
    "/v1/openapi.json",
    "/v1/version",
    "/status-lists/{list_id}",
    "/v1/verifications",
    "/v1/verifications/batch",
}


@pytest.fixture(scope="module")
def addresses(standing: Site) -> list[str]:
    """One address of every route, and some that are none."""
    routes = {standing.address(route) for route in standing.routes()}
    return [*sorted(routes), "/nothing", "/v1/nothing", "/v1", "/en/nothing", "/issuers/nobody"]


def secured(client: TestClient, method: str, address: str, accept: str) -> dict[str, str]:
    answer = client.request(method, address, headers={"Accept": accept})
    headers = dict(answer.headers)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] in ("same-origin", "cross-origin")
    assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    policy = headers["content-security-policy"]
    for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert "server" not in headers
    assert "set-cookie" not in headers
    return headers


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("accept", [BROWSER, "*/*"])
def test_every_answer_carries_the_security_headers(
    standing: Site, addresses: list[str], method: str, accept: str
) -> None:
    for address in addresses:
        headers = secured(standing.client, method, address, accept)
        is_api = address == "/v1" or address.startswith("/v1/")
        assert headers.get("api-version") == (API_VERSION if is_api else None)
        if headers.get("cache-control") != "no-store":
            assert headers["cache-control"].startswith("public, max-age=")
            assert not is_api


def test_only_pages_may_load_a_style_sheet_and_send_a_form(standing: Site) -> None:
    page = secured(standing.client, "GET", "/", BROWSER)["content-security-policy"]
    data = secured(standing.client, "GET", "/v1/version", BROWSER)["content-security-policy"]
    assert "style-src 'self'" in page
    assert "form-action 'self'" in page
    assert "script-src" not in page
    assert "style-src" not in data
    assert "form-action 'none'" in data


def test_exactly_the_published_documents_may_be_read_by_other_sites(standing: Site) -> None:
    opened = {route.path for route in standing.routes() if is_open(standing.address(route))}
    assert opened == OPEN


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/check",
        "/issuers",
        "/v1/issuers",
        "/v1/verifications/",
        "/v1/verifications/x",
        "/issuers/a/b",
        "/issuers/a/keys",
        "/achievements/a/versions",
        "/status-lists/",
        "/status-lists/a/b",
        "/x/.well-known/did.json",
    ],
)
def test_nothing_else_may_be_read_by_other_sites(path: str) -> None:
    assert not is_open(path)


def test_who_is_allowed_across_is_told_without_cookies(standing: Site) -> None:
    for path in OPEN:
        address = path.format(**standing.paths())
        answer = standing.client.options(address, headers={"Origin": "https://elsewhere.example"})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers


def test_a_key_cannot_be_sent_from_another_site(standing: Site) -> None:
    answer = standing.client.options("/v1/issuers", headers={"Origin": "https://e.example"})
    assert not {name for name in answer.headers if name.startswith("access-control-")}
    opened = standing.client.options("/v1/verifications")
    assert "authorization" not in opened.headers["access-control-allow-headers"].lower()


def test_plain_http_promises_no_https() -> None:
    parts = a_service(public_url="http://localhost:8321")
    answer = client_of(create_app(parts)).get("/")
    assert "strict-transport-security" not in answer.headers


def test_the_site_of_the_tests_is_https() -> None:
    assert PUBLIC_URL.startswith("https://")
    assert a_site().client.get("/").headers["strict-transport-security"]
