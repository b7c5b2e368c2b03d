"""Requests that are too large or play tricks, and methods that change nothing."""

import pytest

from served import BROWSER, Site


@pytest.mark.parametrize(
    "path",
    [
        "/issuers/a%2Fb",
        "/issuers/a%2fdid.json",
        "/issuers/%00",
        "/issuers/a%5Cb",
        "/issuers/%2e%2e/x",
        "/issuers/%2E",
        "/v1/%2e%2e/issuers",
    ],
)
def test_a_path_that_plays_tricks_is_refused(standing: Site, path: str) -> None:
    answer = standing.client.get(path)
    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid-request"


@pytest.mark.parametrize("path", ["/issuers/..x", "/issuers/x..", "/.well-known/did.json"])
def test_dots_inside_a_name_are_no_trick(standing: Site, path: str) -> None:
    assert standing.client.get(path).status_code in (200, 404)


def test_a_long_address_is_refused(standing: Site) -> None:
    assert standing.client.get("/v1/issuers?x=" + "a" * 9_000).status_code == 414


def test_many_headers_are_refused(standing: Site) -> None:
    headers = {f"X-{number}": "1" for number in range(120)}
    assert standing.client.get("/v1/version", headers=headers).status_code == 431


def test_large_headers_are_refused(standing: Site) -> None:
    headers = {"X-Large": "a" * 33_000}
    answer = standing.client.get("/", headers={**headers, "Accept": BROWSER})
    assert answer.status_code == 431
    assert answer.headers["content-type"].startswith("text/html")


def test_head_is_get_without_content(standing: Site) -> None:
    for route in standing.routes():
        if "GET" not in (route.methods or ()):
            continue
        address, headers = standing.address(route), standing.as_club()
        got = standing.client.get(address, headers=headers)
        head = standing.client.head(address, headers=headers)
        assert (head.status_code, head.content) == (got.status_code, b""), address
        assert head.headers["content-type"] == got.headers["content-type"]


def test_options_tells_the_methods_and_does_nothing(standing: Site) -> None:
    for route in standing.routes():
        answer = standing.client.options(standing.address(route))
        assert (answer.status_code, answer.content) == (204, b""), route.path
        allowed = set(answer.headers["allow"].split(", "))
        assert (route.methods or set()) | {"OPTIONS"} <= allowed


def test_another_method_is_told_which_ones_there_are(standing: Site) -> None:
    for route in standing.routes():
        answer = standing.client.request("LINK", standing.address(route))
        assert answer.status_code == 405, route.path
        assert answer.json()["code"] == "method-not-allowed"
        assert (
            answer.headers["allow"]
            == standing.client.options(standing.address(route)).headers["allow"]
        )


def test_methods_of_one_address_are_told_together(standing: Site) -> None:
    answer = standing.client.options("/v1/issuers")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_options_of_nothing_is_nothing(standing: Site) -> None:
    assert standing.client.options("/nothing").status_code == 404


@pytest.mark.parametrize("path", ["/v1/issuers/", "/check/", "/v1/", "/issuers/"])
def test_a_trailing_slash_is_another_address(standing: Site, path: str) -> None:
    answer = standing.client.get(path)
    assert answer.status_code == 404
    assert "location" not in answer.headers
