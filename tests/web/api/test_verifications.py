"""Verifying over the API: open to everyone, a verdict for every badge, a problem for the rest."""

import json
import logging

import pytest

from badgeservice.app import create_app
from badgeservice.web.api.reports import ReportAnswer
from badgeservice.web.api.verifications import ACCEPTED
from factories import TEAMWORK, SimulatedWeb, a_service, an_achievement, an_award, an_issuer
from served import Site, a_site, client_of

VERIFY = "/v1/verifications"
PNG = b"\x89PNG\r\n\x1a\n"


def verify(
    site: Site, content: bytes, content_type: str = "application/vc", query: str = ""
) -> dict:
    headers = {"Content-Type": content_type}
    answer = site.client.post(f"{VERIFY}{query}", content=content, headers=headers)
    assert answer.status_code in (200, 400, 413, 415), answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        ("image/png", b"{}"),
        ("image/png", b"<svg/>"),
        ("image/svg+xml", PNG),
        ("image/svg+xml", b"{}"),
        ("application/json", PNG),
        ("application/json", b"<svg/>"),
        ("application/vc", b"eyJh.eyJi.c2ln"),
        ("application/vc+jwt", b"{}"),
        ("application/jwt", b"<svg/>"),
        ("application/vc+jwt", b"a b.c.d"),
    ],
)
def test_a_body_that_is_not_what_its_type_says_is_refused(
    standing: Site, content_type: str, content: bytes
) -> None:
    assert verify(standing, content, content_type)["status"] == 400


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        ("image/png", PNG),
        ("image/png", PNG + b"\x00" * 100),
        ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("image/svg+xml", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>"),
        ("image/svg+xml", b"<"),
        ("application/json", b"{}"),
        ("application/json", b'{"type": "VerifiablePresentation"}'),
        ("text/plain", b"hello"),
        ("text/plain", b""),
        ("text/plain", b"eyJ.eyJ.x"),
        ("application/jwt", b"e30.e30."),
        ("application/jwt", b"a.b.c.d.e"),
    ],
)
def test_what_holds_no_badge_is_a_problem_and_no_verdict(
    standing: Site, content_type: str, content: bytes
) -> None:
    problem = verify(standing, content, content_type)
    assert problem["status"] == 400
    assert "verdict" not in problem


def test_an_image_may_be_larger_than_a_text(standing: Site) -> None:
    large = b" " * 600_000
    assert verify(standing, large, "text/plain")["status"] == 413
    assert verify(standing, PNG + large, "image/png")["status"] == 400
    assert verify(standing, PNG + b" " * 2_097_152, "image/png")["status"] == 413


@pytest.mark.parametrize("content_type", [*ACCEPTED[:5], "text/plain"])
def test_a_badge_is_verified_in_every_type_of_json(standing: Site, content_type: str) -> None:
    assert verify(standing, standing.issued.credential.document, content_type)["verdict"] == "valid"


@pytest.mark.parametrize("content_type", ["text/plain", "application/vc+jwt", "application/jwt"])
def test_a_token_is_verified_in_every_type_of_token(standing: Site, content_type: str) -> None:
    token = str(standing.issued.credential.token).encode()
    assert verify(standing, token, content_type)["verdict"] == "valid"


def test_a_real_report_has_the_shape_that_is_described(standing: Site) -> None:
    document = standing.issued.credential.document
    tampered = document.replace(b"Teamspeler", b"Teamleider", 1)
    for body in (document, tampered, str(standing.issued.credential.token).encode()):
        report = verify(standing, body, "text/plain")
        ReportAnswer.model_validate(report)


def test_a_report_tells_the_code_and_the_type_of_each_skill(standing: Site) -> None:
    (skill,) = verify(standing, standing.issued.credential.document)["credential"]["skills"]
    assert (skill["code"], skill["type"]) == (TEAMWORK, "ext:CompetentNLSkill")
    assert skill["uri"].endswith(f"/{TEAMWORK}")


def test_a_changed_badge_is_invalid_and_says_nothing_of_its_issuer(standing: Site) -> None:
    document = standing.issued.credential.document
    report = verify(standing, document.replace(b"Teamspeler", b"Teamleider", 1))
    assert report["verdict"] == "invalid"
    assert report["credential"] is None
    assert report["issuerTrust"] == {"status": "unknown"}


def test_a_badge_of_an_unrecognised_issuer_is_valid_and_unknown() -> None:
    parts = a_service()
    site = a_site(parts)
    quiet = an_issuer(parts, "stil", is_recognised=False)
    badge = an_award(parts, an_achievement(parts, quiet), key="2").credential
    report = verify(site, badge.document)
    assert (report["verdict"], report["issuerTrust"]) == ("valid", {"status": "unknown"})


def test_a_badge_of_an_unreachable_issuer_is_indeterminate(standing: Site) -> None:
    theirs = a_service(public_url="https://elsewhere.example")
    badge = an_award(theirs, an_achievement(theirs, an_issuer(theirs))).credential
    assert verify(standing, badge.document)["verdict"] == "indeterminate"


def test_a_badge_of_another_service_is_fetched_for_and_valid() -> None:
    theirs = a_site(a_service(public_url="https://elsewhere.example"))
    there = "https://elsewhere.example"
    pages = [f"/issuers/{theirs.club.slug}/did.json", f"/status-lists/{theirs.list_id}"]
    web = SimulatedWeb({f"{there}{page}": theirs.client.get(page).content for page in pages})
    ours = a_site(a_service(web=web))
    report = verify(ours, theirs.issued.credential.document)
    assert (report["verdict"], report["issuerTrust"]["status"]) == ("valid", "unknown")
    assert web.asked == [f"{there}{page}" for page in pages]


def test_the_policy_is_told_back(standing: Site) -> None:
    document = standing.issued.credential.document
    for name in ("strict", "compatible"):
        report = verify(standing, document, query=f"?policy={name}")
        assert report["policy"]["name"] == name


def test_freshness_is_a_choice_of_two(standing: Site) -> None:
    document = standing.issued.credential.document
    for name in ("normal", "strict"):
        assert verify(standing, document, query=f"?freshness={name}")["verdict"] == "valid"
    assert verify(standing, document, query="?freshness=lax")["status"] == 400


def test_an_sd_jwt_is_told_by_its_own_type(standing: Site) -> None:
    refused = verify(standing, b"eyJh.eyJi.c2ln~WyJhIl0~", "application/vc+sd-jwt")
    assert refused["code"] == "malformed-token"
    assert verify(standing, b"{}", "application/vc+sd-jwt")["status"] == 400


def test_verifying_leaves_no_trace(standing: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    canary = json.loads(standing.issued.credential.document)["id"]
    for body in (standing.issued.credential.document, b'{"kanarie": "geheim"}', b"kanarie"):
        verify(standing, body, "text/plain")
    assert canary not in caplog.text
    assert "kanarie" not in caplog.text


def test_an_answer_is_never_kept(standing: Site) -> None:
    headers = {"Content-Type": "application/vc"}
    body = standing.issued.credential.document
    answer = standing.client.post(VERIFY, content=body, headers=headers)
    assert answer.headers["cache-control"] == "no-store"


def test_a_key_changes_nothing_about_verifying(standing: Site) -> None:
    client = client_of(create_app(standing.parts))
    body = standing.issued.credential.document
    headers = {"Content-Type": "application/vc", "Authorization": "Bearer wrong"}
    assert client.post(VERIFY, content=body, headers=headers).status_code == 200
