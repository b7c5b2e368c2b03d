"""What goes wrong is answered in our own words, and a mistake of ours tells nothing away."""

import logging
from dataclasses import replace
from typing import Any, NoReturn

import pytest

from badgeservice.app import create_app
from badgeservice.errors import Unavailable
from badgeservice.journeys.parts import Parts
from factories import a_service
from served import BROWSER, CANARY_EMAIL, NOBODY, Site, a_site, client_of


class BrokenDatabase:
    """A database that fails in a way of the test's choosing."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def open_store(self, **_: Any) -> NoReturn:
        raise self.fault


def broken(fault: Exception) -> Parts:
    return replace(a_service(), database=BrokenDatabase(fault))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["/v1/nothing", "/nothing", "/issuers/nobody", "/v1/issuers/no"])
def test_what_is_not_there_is_a_problem(standing: Site, path: str) -> None:
    answer = standing.client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "not-found"


def test_a_malformed_id_is_told_as_not_there(standing: Site) -> None:
    for path in ("/v1/achievements/1", "/achievements/x", "/status-lists/1", "/v1/issuers/A B"):
        assert standing.client.get(path).status_code == 404, path
    upper = NOBODY.upper().replace("0", "A")
    assert standing.client.get(f"/v1/achievements/{upper}").status_code == 404


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [
        ("/nothing", "nl", "Deze pagina is er niet"),
        ("/en/nothing", "en", "This page does not exist"),
        ("/issuers/nobody", "nl", "Deze pagina is er niet"),
    ],
)
def test_a_browser_gets_a_page(standing: Site, path: str, language: str, words: str) -> None:
    answer = standing.client.get(path, headers={"Accept": BROWSER})
    assert answer.status_code == 404
    assert f'<html lang="{language}">' in answer.text
    assert words in answer.text
    assert "urn:uuid:" in answer.text


def test_the_api_speaks_json_to_browsers_too(standing: Site) -> None:
    answer = standing.client.get("/v1/nothing", headers={"Accept": BROWSER})
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_address_with_script_in_it_is_not_repeated(standing: Site) -> None:
    answer = standing.client.get("/<script>alert(1)<", headers={"Accept": BROWSER})
    assert "alert" not in answer.text


@pytest.mark.parametrize("path", ["/v1/issuers", "/issuers", "/issuers/sv-de-maasboys"])
def test_an_unreachable_database_is_told_as_for_now(path: str) -> None:
    parts = broken(Unavailable("the database does not answer"))
    for accept in ("*/*", BROWSER):
        answer = client_of(create_app(parts)).get(path, headers={"Accept": accept})
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize("path", ["/", "/check", "/received", "/giving", "/security", "/en"])
def test_pages_that_explain_are_there_without_a_database(path: str) -> None:
    parts = broken(Unavailable("the database does not answer"))
    assert client_of(create_app(parts)).get(path).status_code == 200


@pytest.mark.parametrize("accept", ["*/*", BROWSER])
def test_a_mistake_of_ours_is_500_and_says_nothing(
    accept: str, caplog: pytest.LogCaptureFixture
) -> None:
    fault = RuntimeError(f"SELECT * FROM awards WHERE recipient_email = '{CANARY_EMAIL}'")
    answer = client_of(create_app(broken(fault))).get("/v1/issuers", headers={"Accept": accept})
    assert answer.status_code == 500
    problem = answer.json()
    assert problem["code"] == "internal-error"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["api-version"]
    for word in ("SELECT", "recipient", "Traceback", "RuntimeError", ".py"):
        assert word not in answer.text
    (record,) = [one for one in caplog.records if one.name == "badgeservice.web"]
    assert record.levelno == logging.ERROR
    assert problem["instance"] in record.getMessage()
    assert "RuntimeError" in record.getMessage()
    assert "list_issuers" in record.getMessage()
    assert CANARY_EMAIL not in caplog.text
    assert "SELECT" not in caplog.text


def test_a_browser_gets_a_page_for_a_mistake_of_ours() -> None:
    client = client_of(create_app(broken(RuntimeError("boom"))))
    answer = client.get("/issuers", headers={"Accept": BROWSER})
    assert answer.status_code == 500
    assert "Er ging bij ons iets mis" in answer.text
    assert "boom" not in answer.text


def test_every_answer_has_an_id_of_its_own(standing: Site) -> None:
    ids = {standing.client.get("/v1/nothing").json()["instance"] for _ in range(5)}
    assert len(ids) == 5


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?x=1", "query.unknown"),
        ("?Policy=strict", "query.unknown"),
        ("?policy=strict&policy=compatible", "query.twice"),
        ("?policy=", "query.value"),
        ("?policy=none", "query.value"),
    ],
)
def test_a_query_that_is_not_known_is_refused(standing: Site, query: str, code: str) -> None:
    answer = standing.client.post(
        f"/v1/verifications{query}", content=b"{}", headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    assert [error["code"] for error in answer.json()["errors"]] == [code]


def test_every_route_of_the_api_refuses_an_unknown_query_key(standing: Site) -> None:
    for route in standing.routes():
        if str(route.path).startswith("/v1/"):
            (method,) = route.methods or ()
            answer = standing.client.request(method, f"{standing.address(route)}?unknown=1")
            assert answer.status_code == 400, route.path


def test_a_page_forgives_an_unknown_query_key() -> None:
    assert a_site().client.get("/?utm_source=nieuwsbrief").status_code == 200
