"""The API Design Rules that a machine can check, over our own OpenAPI document."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from badgeservice.web.api.requests import EXAMPLES, REQUESTS
from served import Site


@pytest.fixture(scope="module")
def document(standing: Site) -> dict[str, Any]:
    answer = standing.client.get("/v1/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, member in value.items():
            if name == "$ref":
                yield member
            yield from references(member)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)


def test_the_document_says_where_who_and_under_what_licence(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.")
    assert [server["url"] for server in document["servers"]] == ["https://badges.example/v1"]
    assert document["info"]["contact"].keys() >= {"name", "url"}
    assert document["info"]["license"]["identifier"] == "EUPL-1.2"
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])


def test_the_english_nouns_are_explained(document: dict[str, Any]) -> None:
    assert "English" in document["info"]["description"]


def test_every_route_of_the_api_is_described(standing: Site, document: dict[str, Any]) -> None:
    served = {
        (str(route.path).removeprefix("/v1"), method.lower())
        for route in standing.routes()
        if str(route.path).startswith("/v1")
        for method in route.methods or ()
    }
    assert {(path, method) for path, method, _ in operations(document)} == served


def test_paths_are_kebab_case_plurals_without_trailing_slash(document: dict[str, Any]) -> None:
    for path in document["paths"]:
        assert re.fullmatch(r"(/([a-z][a-z-]*(\.json)?|\{[a-z_]+\}))+", path), path


def test_query_keys_are_camel_case(document: dict[str, Any]) -> None:
    for _, _, operation in operations(document):
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query":
                assert re.fullmatch(r"[a-z][a-zA-Z0-9]*", parameter["name"])


def test_members_are_camel_case(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        for member in schema.get("properties", {}):
            assert re.fullmatch(r"[a-z][a-zA-Z0-9]*", member), (name, member)


def test_faults_are_problems_and_invalid_input_is_400(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        assert "400" in operation["responses"], (path, method)
        assert "422" not in operation["responses"]
        for status, answer in operation["responses"].items():
            if status.startswith(("4", "5")):
                assert list(answer["content"]) == ["application/problem+json"]


def test_every_answer_tells_the_version_of_the_api(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        for status, answer in operation["responses"].items():
            assert "API-Version" in answer["headers"], (path, method, status)


def test_what_changes_something_describes_its_body(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        assert ("requestBody" in operation) == (method in ("post", "patch")), path


def test_what_needs_a_key_says_so(document: dict[str, Any]) -> None:
    for path, _, operation in operations(document):
        # An empty requirement among others: a key may be sent and is not needed.
        needs_key = {} not in operation.get("security", [{}])
        assert needs_key == ("401" in operation["responses"]), path


def test_every_operation_has_a_name_a_sentence_and_a_tag(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names))
    for path, _, operation in operations(document):
        assert operation["description"].strip(), path
        assert len(operation["tags"]) == 1


def test_every_summary_is_the_first_sentence(document: dict[str, Any]) -> None:
    for _, _, operation in operations(document):
        assert operation["description"].startswith(operation["summary"])


def test_every_answer_with_a_body_has_a_shape_and_every_json_body_an_example(
    document: dict[str, Any],
) -> None:
    for path, method, operation in operations(document):
        for status, answer in operation["responses"].items():
            contents = answer.get("content", {})
            assert all(content["schema"] for content in contents.values()), (path, method, status)
        body = operation.get("requestBody", {"content": {}})["content"]
        named = [name for name in body if name.endswith("json")]
        assert all(body[name]["example"] for name in named), (path, method)


def test_a_credential_has_a_shape_in_every_form(document: dict[str, Any]) -> None:
    answers = document["paths"]["/credentials/{credential_id}"]["get"]["responses"]
    shapes = {
        name: content["schema"]["type"] for name, content in answers["200"]["content"].items()
    }
    assert {name for name, told in shapes.items() if told == "object"} == {
        "application/vc+ld+json",
        "application/vc",
        "application/ld+json",
        "application/json",
    }
    assert set(shapes.values()) == {"object", "string"}


def test_the_badge_of_the_example_is_valid(standing: Site, document: dict[str, Any]) -> None:
    body = document["paths"]["/verifications"]["post"]["requestBody"]["content"]
    example = body["application/vc"]["example"]
    answer = standing.client.post(
        "/v1/verifications", json=example, headers={"Content-Type": "application/vc"}
    )
    assert answer.json()["verdict"] == "valid"


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for reference in references(document):
        target: Any = document
        for step in reference.removeprefix("#/").split("/"):
            target = target[step]
        assert target


def test_no_request_takes_a_member_that_is_not_described(document: dict[str, Any]) -> None:
    for model in REQUESTS:
        schema = document["components"]["schemas"][model.__name__]
        assert schema["additionalProperties"] is False


@pytest.mark.parametrize("model", REQUESTS, ids=lambda model: model.__name__)
def test_the_examples_are_right(model: type[Any]) -> None:
    example = EXAMPLES[model]
    read = model.model_validate(example)
    assert example
    assert read.model_dump(by_alias=True, mode="json", exclude_unset=True).keys() == example.keys()


def test_no_framework_words_are_left(document: dict[str, Any]) -> None:
    assert "HTTPValidationError" not in str(document)
    assert "FastAPI" not in str(document)
