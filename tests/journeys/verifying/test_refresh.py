"""Refreshing: once, after the proof, of the same badge; else the given one is judged."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from badgeservice.journeys.parts import Parts, Rules
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.verification import Outcome, Report, Verdict
from badgeservice.openbadges.vocabulary import BADGE_CONTEXTS, OB_EXTENSIONS
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from factories import SimulatedWeb, a_service
from simulator import ISSUED, LIST_URL, NOW, POSITION, Simulator, a_credential, codes_of

_DID_URL = "https://issuer.example/.well-known/did.json"
URL = "https://issuer.example/refresh/1"
_LATER = "2026-11-10T09:30:00Z"


@pytest.fixture(scope="module")
def parts() -> Parts:
    return a_service()


def a_badge(**changes: Any) -> dict[str, Any]:
    """A badge with a place for its newer version."""
    members: dict[str, Any] = {
        "@context": [*BADGE_CONTEXTS, OB_EXTENSIONS],
        "refreshService": {"id": URL, "type": "1EdTechCredentialRefresh"},
    } | changes
    return a_credential(**members)


def web_of(issuer: Simulator, newer: bytes | None) -> SimulatedWeb:
    pages = {_DID_URL: write_json(issuer.controller()), LIST_URL: issuer.status_list()}
    return SimulatedWeb(pages if newer is None else pages | {URL: newer})


def judged(
    parts: Parts, newer: bytes | None, *, issuer: Simulator | None = None, **changes: Any
) -> Report:
    issuer = issuer or Simulator()
    badge = write_json(issuer.sign(a_badge(**changes)))
    return verify(replace(parts, fetch=web_of(issuer, newer)), badge)


def newer_badge(signer: Simulator | None = None, **changes: Any) -> bytes:
    members = {"validFrom": _LATER, "name": "Teamspeler, opnieuw"} | changes
    return write_json((signer or Simulator()).sign(a_badge(**members)))


def test_the_newer_version_is_judged_and_the_report_says_so(parts: Parts) -> None:
    report = judged(parts, newer_badge())
    assert report.verdict is Verdict.VALID
    assert codes_of(report)["refresh"] == "refresh.done"
    assert report.credential is not None
    assert report.credential["name"] == "Teamspeler, opnieuw"
    (check,) = [check for check in report.checks if check.check_id == "refresh"]
    assert (check.outcome, check.details) == (Outcome.NOTE, {"judged": "newer"})


def test_the_steps_stand_in_the_order_of_the_standard(parts: Parts) -> None:
    names = [check.check_id for check in judged(parts, newer_badge()).checks]
    assert names == ["conformance", "proof", "refresh", "status", "time", "endorsements"]


def test_a_newer_version_may_be_a_token(parts: Parts) -> None:
    issuer = Simulator()
    badge = a_badge(name="Als token")
    report = judged(parts, issuer.sign_token(badge).encode(), issuer=issuer)
    assert codes_of(report)["refresh"] == "refresh.done"


def test_the_same_version_again_is_no_trouble(parts: Parts) -> None:
    same = newer_badge(validFrom=ISSUED.strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert codes_of(judged(parts, same))["refresh"] == "refresh.done"


def test_a_newer_version_that_was_revoked_is_invalid(parts: Parts) -> None:
    issuer = Simulator(revoked=(POSITION,))
    report = judged(parts, newer_badge(issuer), issuer=issuer)
    assert (report.verdict, report.leading_code) == (Verdict.INVALID, "status.revoked")


def test_a_newer_version_that_has_ended_is_invalid(parts: Parts) -> None:
    report = judged(parts, newer_badge(validUntil="2026-11-20T00:00:00Z"))
    assert (report.verdict, report.leading_code) == (Verdict.INVALID, "time.expired")


def test_a_badge_that_has_ended_may_have_been_renewed(parts: Parts) -> None:
    report = judged(parts, newer_badge(), validUntil="2026-11-20T00:00:00Z")
    assert report.verdict is Verdict.VALID


def test_a_newer_version_is_not_refreshed_again(parts: Parts) -> None:
    issuer = Simulator()
    elsewhere = {"id": f"{URL}/2", "type": "1EdTechCredentialRefresh"}
    web = web_of(issuer, newer_badge(refreshService=elsewhere))
    report = verify(replace(parts, fetch=web), write_json(issuer.sign(a_badge())))
    assert codes_of(report)["refresh"] == "refresh.done"
    assert web.asked.count(URL) == 1
    assert f"{URL}/2" not in web.asked


def test_keys_and_lists_are_not_fetched_twice_for_it(parts: Parts) -> None:
    issuer = Simulator()
    web = web_of(issuer, newer_badge())
    verify(replace(parts, fetch=web), write_json(issuer.sign(a_badge())))
    assert web.asked == [_DID_URL, LIST_URL, URL]


# --- the given one is judged ------------------------------------------------------------------


def _assert_given(report: Report, code: str) -> None:
    assert codes_of(report)["refresh"] == code
    (check,) = [check for check in report.checks if check.check_id == "refresh"]
    assert (check.outcome, check.details) == (Outcome.NOTE, {"judged": "given"})
    assert report.credential is not None
    assert report.credential["name"] == "Teamspeler"
    assert report.verdict is Verdict.VALID
    assert code in {warning.code for warning in report.warnings}


@pytest.mark.parametrize(
    "newer",
    [None, b"", b"<html>", b"{}", b"[]", b"x", b"a.b.c", b"\xff", b'{"a":1,"a":2}'],
)
def test_a_newer_version_that_cannot_be_had_leaves_the_given_one(
    parts: Parts, newer: bytes | None
) -> None:
    _assert_given(judged(parts, newer), "refresh.failed")


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "urn:uuid:00000000-0000-4000-8000-000000000000"},
        {"issuer": {"id": "did:web:other.example", "type": ["Profile"], "name": "X"}},
    ],
)
def test_another_badge_in_its_place_is_not_judged(parts: Parts, changes: dict[str, Any]) -> None:
    _assert_given(judged(parts, newer_badge(**changes)), "refresh.other_credential")


def test_an_older_version_is_not_judged(parts: Parts) -> None:
    older = newer_badge(validFrom="2026-10-31T09:30:00Z")
    _assert_given(judged(parts, older), "refresh.failed")


def test_a_newer_version_with_a_wrong_signature_is_not_judged(parts: Parts) -> None:
    stranger = Simulator(key=PrivateKey.from_seed(b"\x09" * 32))
    _assert_given(judged(parts, newer_badge(stranger)), "refresh.failed")
    _assert_given(judged(parts, newer_badge().replace(b"opnieuw", b"anders!")), "refresh.failed")


def test_a_newer_version_that_is_no_badge_is_not_judged(parts: Parts) -> None:
    bare = {"id": "urn:uuid:0c1f4c1e-65c5-4c5c-8a0e-6a1a1d8a2b22"}
    _assert_given(judged(parts, newer_badge(credentialSubject=bare)), "refresh.failed")


def test_a_revoked_badge_stays_revoked_when_no_newer_one_can_be_had(parts: Parts) -> None:
    report = judged(parts, None, issuer=Simulator(revoked=(POSITION,)))
    assert (report.verdict, report.leading_code) == (Verdict.INVALID, "status.revoked")


@pytest.mark.parametrize(
    "service",
    [
        None,
        {"id": URL, "type": "ManualRefreshService2018"},
        {"type": "1EdTechCredentialRefresh"},
    ],
)
def test_a_badge_without_such_a_place_is_not_refreshed(parts: Parts, service: Any) -> None:
    issuer = Simulator()
    badge = issuer.sign_token(a_badge(refreshService=service)).encode()
    web = web_of(issuer, newer_badge())
    report = verify(replace(parts, fetch=web), badge)
    assert codes_of(report)["refresh"] == "refresh.none"
    assert URL not in web.asked


def test_a_badge_whose_proof_is_wrong_is_not_refreshed(parts: Parts) -> None:
    issuer = Simulator()
    web = web_of(issuer, newer_badge())
    forged = write_json(issuer.sign(a_badge()) | {"name": "Anders"})
    report = verify(replace(parts, fetch=web), forged)
    assert report.verdict is Verdict.INVALID
    assert URL not in web.asked
    assert "refresh" not in codes_of(report)


def test_a_badge_whose_proof_cannot_be_checked_is_not_refreshed(parts: Parts) -> None:
    issuer = Simulator()
    web = web_of(issuer, newer_badge())
    del web.pages[_DID_URL]
    report = verify(replace(parts, fetch=web), write_json(issuer.sign(a_badge())))
    assert report.verdict is Verdict.INDETERMINATE
    assert URL not in web.asked


def test_refreshing_is_paid_from_the_same_purse(parts: Parts) -> None:
    poor = replace(parts, rules=Rules(fetches_per_verification=2))
    _assert_given(judged(poor, newer_badge()), "refresh.failed")


def test_a_newer_version_that_has_not_begun_does_not_take_over(parts: Parts) -> None:
    begins = (NOW + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    report = judged(parts, newer_badge(validFrom=begins))
    assert report.verdict is Verdict.VALID
    assert codes_of(report)["refresh"] == "refresh.failed"


def test_a_newer_version_about_somebody_else_does_not_take_over(parts: Parts) -> None:
    other = dict(a_credential()["credentialSubject"], id="urn:uuid:somebody-else")
    report = judged(parts, newer_badge(credentialSubject=other))
    assert codes_of(report)["refresh"] == "refresh.other_credential"


@pytest.mark.parametrize("url", ["https://[x#y", "https://exa\u2100mple/#y"])
def test_an_address_that_is_none_is_no_mistake_of_ours(parts: Parts, url: str) -> None:
    service = {"id": url, "type": "1EdTechCredentialRefresh"}
    report = judged(parts, newer_badge(), refreshService=service)
    assert codes_of(report)["refresh"] == "refresh.failed"


def test_a_revocation_is_not_washed_out_by_a_version_without_status(parts: Parts) -> None:
    revoked = Simulator(revoked=(POSITION,))
    for changes in ({"credentialStatus": None}, {"validFrom": a_credential()["validFrom"]}):
        report = judged(parts, newer_badge(**changes), issuer=revoked)
        assert report.leading_code == "status.revoked"
