"""Where a finding leads: into the request as it was sent, and in words about credentials."""

from typing import Any

import pytest

from badgeservice.document import JsonObject
from badgeservice.openbadges.verification import sentences
from badgeservice.web.vcapi.wording import about_credentials, sentence_of
from web.vcapi.conftest import ConformanceSite

V2 = "https://www.w3.org/ns/credentials/v2"
VERIFY, PRESENT = "/vc-api/credentials/verify", "/vc-api/presentations/verify"
ISSUE, DERIVE = "/vc-api/credentials/issue", "/vc-api/credentials/derive"
REDEFINING = {"name": "https://a.example/name"}
REDEFINED = "jsonld.protected-term-redefinition"
SELECTIVE = "ecdsa-sd-2023"


def errors(suite: ConformanceSite, path: str, body: JsonObject) -> list[JsonObject]:
    answer = suite.client.post(path, json=body)
    assert answer.status_code == 400, answer.text
    found: list[JsonObject] = answer.json()["errors"]
    return found


def place_of(found: list[JsonObject], code: str) -> Any:
    return next(one["pointer"] for one in found if one["code"] == code)


def leads(body: Any, pointer: str) -> bool:
    """Whether everything but the last step of a pointer is there."""
    for step in pointer.split("/")[1:-1]:
        body = body[int(step)] if isinstance(body, list) else body.get(step)
        if not isinstance(body, list | dict):
            return False
    return True


@pytest.mark.parametrize("wraps", [False, True])
def test_a_challenge_leads_to_the_proof_as_it_was_sent(suite: ConformanceSite, wraps: bool) -> None:
    signed = suite.mode.issue(suite.mode.credential())
    signed["proof"] = [signed["proof"]] if wraps else signed["proof"]
    body = {"verifiableCredential": signed, "options": {"challenge": "u1"}}
    number = "/0" if wraps else ""
    where = f"/verifiableCredential/proof{number}/challenge"
    assert place_of(errors(suite, VERIFY, body), "proof.challenge") == where


@pytest.mark.parametrize("wraps", [False, True])
def test_what_is_wrong_with_a_presented_credential_leads_through_the_presentation(
    suite: ConformanceSite, wraps: bool
) -> None:
    broken = {**suite.mode.issue(suite.mode.credential()), "validFrom": "gisteren"}
    presentation = {
        "@context": [V2],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [broken] if wraps else broken,
    }
    body = {"verifiablePresentation": presentation}
    found = errors(suite, PRESENT, body)
    number = "/0" if wraps else ""
    where = f"/verifiablePresentation/verifiableCredential{number}/validFrom"
    assert where in {one["pointer"] for one in found}
    assert all(leads(body, one["pointer"]) for one in found)


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"id": "no url"}, "unsigned.iri"),
        ({"nonsense": 1}, "unsigned.term"),
        ({"validFrom": "gisteren"}, "vcdm.date"),
        ({"type": ["Other"]}, ""),
        ({"type": "VerifiableCredential"}, ""),
        ({"proof": []}, ""),
        ({"credentialStatus": {"type": "BitstringStatusListEntry"}}, ""),
    ],
    ids=range(7),
)
def test_every_error_of_the_verifier_begins_at_the_request(
    suite: ConformanceSite, members: JsonObject, code: str
) -> None:
    body = {"verifiableCredential": {**suite.mode.issue(suite.mode.credential()), **members}}
    answer = suite.client.post(VERIFY, json=body).json()
    assert answer["status"] == 400
    for one in answer.get("errors", []):
        assert one["pointer"].startswith("/verifiableCredential")
        assert leads(body, one["pointer"])
    assert code in ("", *(one["code"] for one in answer.get("errors", [])))


@pytest.mark.parametrize(
    ("contexts", "where"),
    [
        ([V2, REDEFINING], "/1"),
        ([V2, {"other": "https://a.example/o"}, REDEFINING], ""),
        ([V2, "https://w3id.org/security/data-integrity/v2", REDEFINING], "/2"),
    ],
    ids=range(3),
)
def test_a_protected_term_that_is_redefined_leads_to_the_context(
    suite: ConformanceSite, contexts: list[Any], where: str
) -> None:
    credential = suite.mode.credential(context=contexts)
    found = errors(suite, ISSUE, {"credential": credential})
    assert place_of(found, REDEFINED) == f"/credential/@context{where}"
    assert "protected term" in found[0]["message"]
    signed = {**suite.mode.issue(suite.mode.credential()), "@context": contexts}
    found = errors(suite, VERIFY, {"verifiableCredential": signed})
    assert place_of(found, REDEFINED) == f"/verifiableCredential/@context{where}"


def test_a_context_inside_the_subject_is_found_there(suite: ConformanceSite) -> None:
    subject = {"@context": REDEFINING, "id": "did:example:a", "name": "Sanne"}
    found = errors(suite, ISSUE, {"credential": suite.mode.credential(credentialSubject=subject)})
    assert place_of(found, REDEFINED) == "/credential/credentialSubject/@context"


def test_a_pointer_to_nothing_is_found_in_the_options(suite: ConformanceSite) -> None:
    pointers = ["/issuer", "/nothing"]
    path = f"/vc-api/issuers/{SELECTIVE}/credentials/issue"
    body = {
        "credential": suite.mode.credential(SELECTIVE),
        "options": {"mandatoryPointers": pointers},
    }
    assert place_of(errors(suite, path, body), "pointer.missing") == "/options/mandatoryPointers/1"
    signed = suite.mode.issue(suite.mode.credential(SELECTIVE), SELECTIVE)
    derive = {"verifiableCredential": signed, "options": {"selectivePointers": pointers}}
    assert (
        place_of(errors(suite, DERIVE, derive), "pointer.missing") == "/options/selectivePointers/1"
    )
    derive["options"]["selectivePointers"] = ["no pointer"]
    assert place_of(errors(suite, DERIVE, derive), "pointer.syntax") == "/options/selectivePointers"


@pytest.mark.parametrize("options", [{}, {"selectivePointers": []}, {"selectivePointers": ["/id"]}])
def test_a_choice_that_is_no_credential_is_refused_with_what_is_missing(
    suite: ConformanceSite, options: JsonObject
) -> None:
    signed = suite.mode.issue(suite.mode.credential(SELECTIVE), SELECTIVE)
    found = errors(suite, DERIVE, {"verifiableCredential": signed, "options": options})
    assert [one["pointer"] for one in found] == ["/verifiableCredential/credentialSubject"]


def test_a_choice_that_is_a_credential_is_one_to_our_verifier(suite: ConformanceSite) -> None:
    signed = suite.mode.issue(suite.mode.credential(SELECTIVE), SELECTIVE)
    body = {
        "verifiableCredential": signed,
        "options": {"selectivePointers": ["/credentialSubject"]},
    }
    derived = suite.client.post(DERIVE, json=body).json()
    assert suite.client.post(VERIFY, json=derived).status_code == 200


@pytest.mark.parametrize("code", sorted(sentences.codes()))
def test_no_sentence_about_a_code_speaks_of_badges(code: str) -> None:
    assert "badge" not in sentence_of(code).lower()


def test_words_that_only_look_like_badges_stay() -> None:
    told = about_credentials("The badge and two Badges; badgeservice.")
    assert told == "The credential and two Credentials; badgeservice."


def test_nothing_in_an_answer_speaks_of_badges(suite: ConformanceSite) -> None:
    signed = suite.mode.issue(suite.mode.legacy_credential())
    answer = suite.client.post(VERIFY, json={"verifiableCredential": signed}).json()
    assert answer["warnings"][0]["pointer"] == "/verifiableCredential/@context/0"
    for members in ({"id": "no url"}, {"type": []}, {"issuer": 5}, {"proof": {}}, {"id": 1}):
        changed = {"verifiableCredential": {**signed, **members}}
        refused = suite.client.post(VERIFY, json=changed).json()
        told = [one["message"] for one in refused.get("errors", [])]
        texts = [refused["detail"], refused["hint"], *told]
        assert not [text for text in texts if "badge" in text.lower()]


def test_checks_names_only_what_passed(suite: ConformanceSite) -> None:
    signed = suite.mode.issue(suite.mode.credential())
    told = suite.client.post(VERIFY, json={"verifiableCredential": signed}).json()
    assert told["checks"] == ["conformance", "proof", "time"]
    only = "/vc-api/proof-only/credentials/verify"
    told = suite.client.post(only, json={"verifiableCredential": signed}).json()
    assert told["checks"] == ["conformance", "proof"]


def test_a_body_to_issue_has_a_limit_of_its_own(suite: ConformanceSite) -> None:
    rules = suite.mode.parts.rules
    assert rules.max_issue_bytes < rules.max_verify_bytes
    between = b" " * (rules.max_issue_bytes + 1)
    headers = {"Content-Type": "application/json"}
    for path, status in ((ISSUE, 413), ("/vc-api/credentials/status", 413), (VERIFY, 400)):
        assert suite.client.post(path, content=between, headers=headers).status_code == status
