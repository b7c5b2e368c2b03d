"""What OpenAPI says is what is answered: a bounded run of schemathesis over every operation.

It makes requests from the description, right ones and wrong ones, and holds every answer against
it: no mistake of ours, no status and no media type that is not described, no body of another shape.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from served import Site, a_site

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
BOUNDED = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def operations_of(site: Site) -> Iterator[Any]:
    """Every operation of the description, by its name."""
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", site.app)
    return (found.ok() for found in schema.get_all_operations())


def name_of(operation: Any) -> str:
    return f"{operation.method.upper()} {operation.path}"


NAMES = sorted(name_of(operation) for operation in operations_of(a_site()))


@pytest.fixture(scope="module")
def described() -> Site:
    """A service that requests may change at will."""
    return a_site()


@pytest.mark.parametrize("caller", ["nobody", "club", "city"])
@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_one_that_is_described(described: Site, name: str, caller: str) -> None:
    headers = {"nobody": {}, "club": described.as_club(), "city": described.as_city()}[caller]
    (operation,) = (one for one in operations_of(described) if name_of(one) == name)
    cases = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode))
    asked = []

    @BOUNDED
    @given(case=cases)
    def ask(case: Any) -> None:
        asked.append(case.call_and_validate(headers=headers, checks=CHECKS))

    ask()
    assert asked


def test_the_description_names_every_operation_once() -> None:
    assert len(NAMES) == len(set(NAMES)) >= 16
