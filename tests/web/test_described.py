"""What OpenAPI says is what is answered: a bounded run of schemathesis over every operation.

It makes requests from the descriptions, right ones and wrong ones, and holds every answer against
them: no mistake of ours, no status and no media type that is not described, no body of another
shape, nothing done for a request that breaks its description, nothing for one without its key.

Three of its checks are left out. ``positive_data_acceptance``: a description tells the shape of a
credential, and one of the right shape may be refused for what it says. ``unsupported_method`` looks
at requests of a phase that is not run here; ``test_limits`` asks every route in every method.
``use_after_free`` and its like follow links between operations, and none are described.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from badgeservice.app import create_app
from badgeservice.journeys.parts import Rules
from factories import a_service
from journeys.conforming.mode import conformance_mode
from served import Site, a_site

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    ignored_auth,
]
REFUSED = ["400", "401", "403", "404", "405", "406", "409", "413", "414", "415"]
BOUNDED = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# Everything is asked by one machine, more often than a stranger may.
UNCOUNTED = Rules(verify_per_minute=0, verify_per_day=0, verify_per_minute_with_key=0)
V1, VC_API, SUITE = "/v1/openapi.json", "/vc-api/openapi.json", "/vc-api/openapi.json of a suite"


@dataclass(frozen=True)
class Described:
    """Services that requests may change at will."""

    site: Site
    suite: FastAPI

    def app(self, description: str) -> FastAPI:
        return self.suite if description == SUITE else self.site.app


def operations_of(app: FastAPI, description: str) -> Iterator[Any]:
    """Every operation of a description."""
    rejection = {"negative_data_rejection": {"expected-statuses": REFUSED}}
    config = SchemathesisConfig.from_dict({"checks": rejection})
    path = description.partition(" ")[0]
    schema = schemathesis.openapi.from_asgi(path, app, config=config)
    return (found.ok() for found in schema.get_all_operations())


def name_of(operation: Any) -> str:
    return f"{operation.method.upper()} {operation.path}"


@cache
def names() -> list[tuple[str, str]]:
    """Description and name of every operation."""
    with conformance_mode() as mode:
        apps = {V1: a_site().app, SUITE: create_app(mode.parts, mode.conformance)}
    apps[VC_API] = apps[V1]
    return sorted(
        (description, name_of(one))
        for description, app in apps.items()
        for one in operations_of(app, description)
    )


@pytest.fixture(scope="module")
def described() -> Iterator[Described]:
    with conformance_mode() as mode:
        suite = create_app(replace(mode.parts, rules=UNCOUNTED), mode.conformance)
        yield Described(a_site(a_service(rules=UNCOUNTED)), suite)


def ask(described: Described, description: str, name: str, headers: dict[str, str]) -> list[int]:
    """Send requests for one operation, some of them about what is there; gives the statuses."""
    app = described.app(description)
    (operation,) = (one for one in operations_of(app, description) if name_of(one) == name)
    cases = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode))
    there = {**described.site.paths(), "issuer": "eddsa-rdfc-2022"}
    statuses = []

    @BOUNDED
    @given(case=cases, is_there=st.booleans())
    def send(case: Any, is_there: bool) -> None:
        # What is wrong in a request is left as it is.
        if is_there and case.meta.generation.mode is GenerationMode.POSITIVE:
            case.path_parameters = {one: there[one] for one in case.path_parameters or {}}
        answer = case.call_and_validate(headers=headers, checks=CHECKS)
        statuses.append(answer.status_code)

    send()
    return statuses


@pytest.mark.parametrize("caller", ["nobody", "club", "city"])
@pytest.mark.parametrize("name", [name for description, name in names() if description == V1])
def test_every_answer_is_one_that_is_described(
    described: Described, name: str, caller: str
) -> None:
    site = described.site
    headers = {"nobody": {}, "club": site.as_club(), "city": site.as_city()}[caller]
    assert ask(described, V1, name, headers)


@pytest.mark.parametrize(("description", "name"), [named for named in names() if named[0] != V1])
def test_every_answer_of_the_vc_api_is_one_that_is_described(
    described: Described, description: str, name: str
) -> None:
    assert ask(described, description, name, {})


def test_requests_reach_what_is_there(described: Described) -> None:
    """Otherwise nothing would be seen but refusals, and no key would ever be wanted."""
    club = described.site.as_club()
    assert 200 in ask(described, V1, "GET /awards/{award_id}", club)
    assert 404 in ask(described, V1, "GET /issuers/{slug}", {})


def test_the_descriptions_name_every_operation_once() -> None:
    named = names()
    assert len(named) == len(set(named))
    counted = {one: sum(one == description for description, _ in named) for one in (V1, VC_API)}
    assert counted[V1] >= 16
    assert counted[VC_API] == 5
    assert sum(description == SUITE for description, _ in named) == 12
