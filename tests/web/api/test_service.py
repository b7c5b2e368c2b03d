"""Health and version of the service."""

from dataclasses import replace
from typing import Any, NoReturn

import pytest

from badgeservice.app import create_app
from badgeservice.errors import Unavailable
from badgeservice.journeys.keyring import Keyring
from badgeservice.journeys.parts import Parts
from badgeservice.proofs.wrapping import KeyEncryptionKey
from factories import a_service, an_issuer
from served import Site, client_of


class AbsentDatabase:
    """A database that does not answer."""

    def open_store(self, **_: Any) -> NoReturn:
        raise Unavailable("no answer")


def health(parts: Parts) -> tuple[int, dict]:
    answer = client_of(create_app(parts)).get("/v1/health")
    return answer.status_code, answer.json()


def test_without_a_database_the_service_is_not_well() -> None:
    status, problem = health(replace(a_service(), database=AbsentDatabase()))  # type: ignore[arg-type]
    assert status == 503
    assert [error["code"] for error in problem["errors"]] == ["health.database"]


@pytest.mark.parametrize("kek", [None, KeyEncryptionKey("kek-test", bytes(32))])
def test_with_keys_that_do_not_open_the_service_is_not_well(kek: KeyEncryptionKey | None) -> None:
    parts = a_service()
    an_issuer(parts)
    status, problem = health(replace(parts, keyring=Keyring(kek)))
    assert status == 503
    assert [error["code"] for error in problem["errors"]] == ["health.keys"]
    assert "kek" not in str(problem).replace("key-encryption-key", "")


def test_a_service_without_keys_is_well() -> None:
    expected = {"status": "ok", "checks": {"database": "ok", "keys": "not_applicable"}}
    assert health(a_service()) == (200, expected)


def test_a_service_with_keys_is_well(standing: Site) -> None:
    assert health(standing.parts)[1]["checks"]["keys"] == "ok"


def test_the_version_is_told(standing: Site) -> None:
    told = standing.client.get("/v1/version").json()
    assert told["name"] == "badgeservice"
    assert told["apiVersion"] == standing.client.get("/v1/version").headers["api-version"]
