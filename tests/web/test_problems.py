"""From refusals to problem details: nothing is left without a status."""

import json

import pytest

from badgeservice.errors import Finding, InvalidRequest, MalformedJson, NotSignedIn, Refusal
from badgeservice.web.pages.wording import CATALOGUES
from badgeservice.web.problems import (
    STATUSES,
    problem_body,
    problem_response,
    refusal_kinds,
    status_of,
)

KINDS = refusal_kinds()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_status(kind: type[Refusal]) -> None:
    assert 400 <= status_of(kind) < 600


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("language", CATALOGUES)
def test_every_code_is_explained_in_every_language(code: str, language: str) -> None:
    assert CATALOGUES[language][f"problem.{code}"].endswith((".", "Allow.", "Bearer."))


def test_no_code_is_explained_that_does_not_exist() -> None:
    explained = {key[8:] for key in CATALOGUES["nl"] if key.startswith("problem.")}
    assert explained == set(KINDS)


def test_a_refusal_without_a_status_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        status_of(Refusal)


def test_invalid_input_is_400_and_never_422() -> None:
    assert status_of(InvalidRequest) == status_of(MalformedJson) == 400
    assert 422 not in STATUSES.values()


def test_a_problem_has_the_members_of_rfc_9457() -> None:
    finding = Finding("body.missing", "/name", "This is required.")
    refusal = InvalidRequest("It is not valid.", hint="Correct it.", findings=[finding])
    body = problem_body(refusal, public_url="https://b.example", instance="urn:uuid:1")
    assert body == {
        "type": "https://b.example/problems/invalid-request",
        "title": "The request is not valid",
        "status": 400,
        "detail": "It is not valid.",
        "instance": "urn:uuid:1",
        "code": "invalid-request",
        "hint": "Correct it.",
        "errors": [{"pointer": "/name", "code": "body.missing", "message": "This is required."}],
    }


def test_a_problem_without_hint_and_findings_is_short() -> None:
    body = problem_body(InvalidRequest("No."), public_url="", instance="")
    assert not {"hint", "errors", "errorsLeftOut"} & body.keys()


def test_the_answer_carries_the_headers_of_its_status() -> None:
    answer = problem_response(NotSignedIn("No key."), public_url="", instance="")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.media_type == "application/problem+json"
    assert json.loads(bytes(answer.body))["code"] == "not-signed-in"
