"""The description of the VC-API: it holds together, and real answers have the shapes it tells."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from starlette.testclient import TestClient

from badgeservice.document import JsonObject
from web.vcapi.conftest import ConformanceSite

PROBLEM = "application/problem+json"
LINKED = "application/ld+json"
RESOLVER = "/vc-api/identifiers/{did}"
KEY = "z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b"
POSTS = [
    ("/vc-api/credentials/verify", 200),
    ("/vc-api/proof-only/credentials/verify", 200),
    ("/vc-api/presentations/verify", 200),
    ("/vc-api/credentials/issue", 201),
    ("/vc-api/issuers/{issuer}/credentials/issue", 201),
    ("/vc-api/credentials/derive", 201),
]


@pytest.fixture(scope="module")
def document(suite: ConformanceSite) -> JsonObject:
    described: JsonObject = suite.client.get("/vc-api/openapi.json").json()
    return described


def operations(document: JsonObject) -> Iterator[tuple[str, str, JsonObject]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def schemas(value: object) -> Iterator[JsonObject]:
    if isinstance(value, dict):
        if isinstance(value.get("schema"), dict):
            yield value["schema"]
        for member in value.values():
            yield from schemas(member)
    elif isinstance(value, list):
        for item in value:
            yield from schemas(item)


def validator(document: JsonObject, schema: JsonObject) -> Draft202012Validator:
    """A validator of one schema of the document, whose references lead into the document."""
    whole = {"components": document["components"], **schema}
    return Draft202012Validator(whole, format_checker=FormatChecker())


def shape(document: JsonObject, path: str, method: str, status: int, media: str) -> Any:
    answer = document["paths"][path][method]["responses"][str(status)]
    return validator(document, answer["content"][media]["schema"])


def example(document: JsonObject, path: str) -> JsonObject:
    found: JsonObject = document["paths"][path]["post"]["requestBody"]["content"]
    return dict(found["application/json"]["example"])


def post(suite: ConformanceSite, path: str, body: object) -> Any:
    return suite.client.post(path.replace("{issuer}", "jwt"), json=body)


def test_the_document_is_of_version_3_1_and_says_where_and_under_what_licence(
    document: JsonObject,
) -> None:
    assert document["openapi"].startswith("3.1")
    assert [server["url"] for server in document["servers"]] == ["https://badges.example"]
    assert document["info"]["license"]["identifier"] == "EUPL-1.2"


def test_every_schema_is_a_schema_and_every_reference_leads_somewhere(document: JsonObject) -> None:
    found = [*schemas(document), *document["components"]["schemas"].values()]
    assert len(found) > 50
    for schema in found:
        Draft202012Validator.check_schema(schema)
    for name in re.findall(r"'\$ref': '#/components/schemas/(\w+)'", str(document)):
        assert name in document["components"]["schemas"]


def test_every_component_is_used(document: JsonObject) -> None:
    for name in document["components"]["schemas"]:
        assert f"'#/components/schemas/{name}'" in str(document), name


def test_no_answer_is_without_a_shape(document: JsonObject) -> None:
    for path, method, operation in operations(document):
        good = [status for status in operation["responses"] if status.startswith("2")]
        assert len(good) == 1, (path, method)
        for status, answer in operation["responses"].items():
            contents = answer.get("content", {})
            assert contents or status == "204", (path, method, status)
            assert all(content["schema"] for content in contents.values()), (path, status)


def test_every_problem_that_may_come_of_any_request_is_there(document: JsonObject) -> None:
    for path, _, operation in operations(document):
        assert operation["responses"].keys() >= {"400", "414", "431", "500", "503"}, path
        assert ("404" in operation["responses"]) == (
            "{" in path or path == "/vc-api/credentials/status"
        ), path


def test_every_summary_is_a_sentence_and_no_name_of_a_function(document: JsonObject) -> None:
    summaries = [operation["summary"] for _, _, operation in operations(document)]
    for summary in summaries:
        assert re.match(r"(Verify|Sign|Derive|Revoke|Read|Publish|Resolve|List) ", summary), summary
    # Two paths to the same resolver.
    assert len(set(summaries)) == len(summaries) - 1


def test_every_body_has_an_example_of_its_shape(document: JsonObject) -> None:
    bodies = [
        content
        for _, _, operation in operations(document)
        for content in operation.get("requestBody", {"content": {}})["content"].values()
    ]
    assert len(bodies) == 2 * (len(POSTS) + 1)
    for content in bodies:
        validator(document, content["schema"]).validate(content["example"])


@pytest.mark.parametrize(("path", "status"), POSTS)
def test_every_example_is_right_and_its_answer_has_the_shape_that_is_told(
    suite: ConformanceSite, document: JsonObject, path: str, status: int
) -> None:
    answer = post(suite, path, example(document, path))
    assert answer.status_code == status, answer.text
    shape(document, path, "post", status, "application/json").validate(answer.json())


@pytest.mark.parametrize(("path", "status"), POSTS)
def test_what_the_shape_of_a_body_forbids_is_refused(
    suite: ConformanceSite, document: JsonObject, path: str, status: int
) -> None:
    body = example(document, path)
    content = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    for name in [*body, "@context", "type", "issuer", "credentialSubject"]:
        for value in (5, "text", None):
            changed = (
                body | {name: value}
                if name in body
                else {**body, **{key: {**one, name: value} for key, one in body.items()}}
            )
            if not validator(document, content["schema"]).is_valid(changed):
                answer = post(suite, path, changed)
                assert answer.status_code == 400, (name, value)
                shape(document, path, "post", 400, PROBLEM).validate(answer.json())


def test_a_refusal_of_the_verifier_has_the_shape_that_is_told(
    suite: ConformanceSite, document: JsonObject
) -> None:
    for path, member in (
        ("/vc-api/credentials/verify", "verifiableCredential"),
        ("/vc-api/presentations/verify", "verifiablePresentation"),
    ):
        body = example(document, path)
        answer = post(suite, path, {member: {**body[member], "id": "no url"}})
        assert answer.status_code == 400
        assert answer.json()["problemDetails"]
        shape(document, path, "post", 400, PROBLEM).validate(answer.json())


def test_setting_a_status_and_reading_the_list_have_the_shapes_that_are_told(
    suite: ConformanceSite, document: JsonObject
) -> None:
    path, listed = "/vc-api/credentials/status", "/vc-api/status-lists/revocation"
    signed = suite.mode.issue(suite.mode.credential("bitstring"), "bitstring")
    body = example(document, path) | {"credentialId": signed["id"]}
    answer = post(suite, path, body)
    assert answer.status_code == 200
    shape(document, path, "post", 200, "application/json").validate(answer.json())
    found = suite.client.get(listed).json()
    shape(document, listed, "get", 200, "application/json").validate(found)


@pytest.mark.parametrize("path", ["/vc-api", "/vc-api/openapi.json"])
def test_the_overview_and_the_description_have_the_shapes_that_are_told(
    suite: ConformanceSite, real: TestClient, document: JsonObject, path: str
) -> None:
    for client in (suite.client, real):
        told = shape(document, path, "get", 200, "application/json")
        told.validate(client.get(path).json())


@pytest.mark.parametrize(
    ("did", "status"),
    [
        (f"did:key:{KEY}", 200),
        (f"did:key:{KEY}%23{KEY}", 200),
        ("nonsense", 400),
        (f"did:key:{KEY}%23none", 404),
        (f"did:key:{KEY}%3Fa=b", 400),
    ],
)
def test_what_is_resolved_has_the_shape_that_is_told(
    real: TestClient, document: JsonObject, did: str, status: int
) -> None:
    answer = real.get(f"/vc-api/identifiers/{did}")
    assert answer.status_code == status
    shape(document, RESOLVER, "get", status, LINKED).validate(answer.json())
