"""The VC-API of a service in conformance mode, and of one that is not."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from badgeservice.app import create_app
from factories import a_service
from journeys.conforming.mode import Mode, conformance_mode
from served import client_of


@dataclass(frozen=True)
class ConformanceSite:
    """A served service in conformance mode."""

    mode: Mode
    app: FastAPI
    client: TestClient


@pytest.fixture(scope="module")
def suite() -> Iterator[ConformanceSite]:
    """What a public suite talks to."""
    with conformance_mode() as mode:
        app = create_app(mode.parts, mode.conformance)
        yield ConformanceSite(mode, app, client_of(app))


@pytest.fixture(scope="module")
def real() -> TestClient:
    """What the world talks to: no conformance mode."""
    return client_of(create_app(a_service()))
