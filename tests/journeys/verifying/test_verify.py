"""Verifying as a stranger does: own badges from the register, others over a guarded door."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from badgeservice.errors import MalformedJson, MalformedToken, NoCredential, TooLarge
from badgeservice.journeys.issuing.read_credential import credential_file
from badgeservice.journeys.parts import Parts, Rules
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.verification import Verdict
from badgeservice.outside.fetch import Fetched, Kind
from badgeservice.proofs.data_integrity import add_proof
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.strict_json import write_json
from factories import FixedClock, SimulatedWeb, a_service, an_achievement, an_award, an_issuer
from simulator import ISSUED, LIST_URL, POSITION, Simulator, a_credential, codes_of

_DID_URL = "https://issuer.example/.well-known/did.json"


def _web_of(elsewhere: Simulator) -> SimulatedWeb:
    pages = {_DID_URL: write_json(elsewhere.controller()), LIST_URL: elsewhere.status_list()}
    return SimulatedWeb(pages)


def _with_web(parts: Parts, web: SimulatedWeb) -> Parts:
    return replace(parts, fetch=web)


def test_a_badge_of_elsewhere_is_valid_with_two_fetches_and_no_more(parts: Parts) -> None:
    elsewhere = Simulator()
    web = _web_of(elsewhere)
    report = verify(_with_web(parts, web), write_json(elsewhere.sign()))
    assert report.verdict is Verdict.VALID
    assert report.issuer_trust.status == "unknown"
    assert web.asked == [_DID_URL, LIST_URL]


def test_an_unreachable_issuer_is_indeterminate(parts: Parts) -> None:
    elsewhere = Simulator()
    web = _web_of(elsewhere)
    del web.pages[_DID_URL]
    report = verify(_with_web(parts, web), write_json(elsewhere.sign()))
    assert report.verdict is Verdict.INDETERMINATE
    assert report.leading_code == "did.unreachable"


def test_an_unreachable_list_is_indeterminate(parts: Parts) -> None:
    elsewhere = Simulator()
    web = _web_of(elsewhere)
    del web.pages[LIST_URL]
    report = verify(_with_web(parts, web), write_json(elsewhere.sign()))
    assert report.leading_code == "status.unreachable"


def test_a_revoked_badge_of_elsewhere_is_invalid(parts: Parts) -> None:
    elsewhere = Simulator(revoked=(POSITION,))
    report = verify(_with_web(parts, _web_of(elsewhere)), write_json(elsewhere.sign()))
    assert report.leading_code == "status.revoked"


@pytest.mark.parametrize(
    "page", [b"<html>", b"", b"{}", b"[]", b'{"id": 1}', b'{"a":1,"a":2}', b"\xff\xfe{\x00}\x00"]
)
def test_a_did_document_that_is_none_never_makes_a_badge_valid(parts: Parts, page: bytes) -> None:
    elsewhere = Simulator()
    web = _web_of(elsewhere)
    web.pages[_DID_URL] = page
    report = verify(_with_web(parts, web), write_json(elsewhere.sign()))
    assert report.verdict is not Verdict.VALID


def test_a_did_key_issuer_needs_no_fetch_at_all(parts: Parts) -> None:
    key = PrivateKey.from_seed(b"\x03" * 32)
    did = f"did:key:{key.public_key.to_multikey()}"
    credential = a_credential(credentialStatus=None)
    credential["issuer"]["id"] = did
    method = f"{did}#{did.removeprefix('did:key:')}"
    signed = add_proof(credential, signer=key, verification_method=method, created=ISSUED)
    web = SimulatedWeb()
    assert verify(_with_web(parts, web), write_json(signed)).verdict is Verdict.VALID
    assert web.asked == []


@pytest.mark.parametrize("did", ["did:ion:abc", "did:web:", "urn:uuid:1", "ftp://x", "did:web:a b"])
def test_an_issuer_of_an_unknown_kind_is_never_valid(parts: Parts, did: str) -> None:
    elsewhere = Simulator()
    signed = elsewhere.sign()
    signed["issuer"]["id"] = did
    assert verify(parts, write_json(signed)).verdict is not Verdict.VALID


def test_an_issuer_that_we_never_admitted_cannot_use_our_name(parts: Parts) -> None:
    elsewhere = Simulator(did="did:web:badges.example:issuers:nobody")
    credential = a_credential()
    credential["issuer"]["id"] = elsewhere.did
    report = verify(parts, write_json(elsewhere.sign(credential)))
    assert report.verdict is Verdict.INVALID
    assert codes_of(report)["proof"] == "proof.key_not_authorised"


def test_one_issuer_of_ours_cannot_sign_for_another(parts: Parts) -> None:
    club = an_issuer(parts)
    other = an_issuer(parts, "vv-elders", name="VV Elders")
    issued = an_award(parts, an_achievement(parts, club))
    forged = issued.credential.document.replace(club.did.encode(), other.did.encode())
    assert verify(parts, forged).verdict is Verdict.INVALID


def test_another_position_on_our_list_does_not_help_a_revoked_badge(parts: Parts) -> None:
    issued = an_award(parts, an_achievement(parts, an_issuer(parts)))
    position = str(issued.award.status_position).encode()
    forged = issued.credential.document.replace(
        b'"statusListIndex":"' + position, b'"statusListIndex":"1'
    )
    assert verify(parts, forged).verdict is Verdict.INVALID


@pytest.mark.parametrize("form", ["json", "jwt", "png", "svg"])
def test_every_form_of_a_badge_is_valid(parts: Parts, form: str) -> None:
    achievement = an_achievement(parts, an_issuer(parts))
    issued = an_award(parts, achievement)
    file = credential_file(issued.credential, achievement.image_svg, form)
    assert verify(parts, file.body).verdict is Verdict.VALID


def test_verifying_changes_nothing(tmp_path: Any) -> None:
    parts = a_service(tmp_path)
    issued = an_award(parts, an_achievement(parts, an_issuer(parts)))
    with parts.database.open_store(read_only=True) as store:
        before = store.audit.head()
    verify(parts, issued.credential.document)
    with parts.database.open_store(read_only=True) as store:
        assert store.audit.head() == before
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert issued.credential.credential_id.encode() in files


def test_fetches_have_a_budget(parts: Parts) -> None:
    elsewhere = Simulator()
    web = _web_of(elsewhere)
    poor = replace(_with_web(parts, web), rules=Rules(fetches_per_verification=1))
    report = verify(poor, write_json(elsewhere.sign()))
    assert report.leading_code == "budget.exceeded"
    assert web.asked == [_DID_URL]


def test_a_verification_that_takes_too_long_fetches_nothing_more(parts: Parts) -> None:
    elsewhere = Simulator()
    web = _web_of(elsewhere)
    clock = FixedClock()

    def slow(url: str, *, accept: str, kind: Kind = "other", fresh: bool = False) -> Fetched:
        clock.move_on(timedelta(seconds=9))
        return web(url, accept=accept)

    report = verify(replace(parts, fetch=slow, now=clock), write_json(elsewhere.sign()))
    assert report.leading_code == "budget.exceeded"
    assert web.asked == [_DID_URL]


# --- nothing to judge -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (b"", NoCredential),
        (b"   ", NoCredential),
        (b"{}", NoCredential),
        (b"[]", MalformedJson),
        (b"hello", MalformedJson),
        (b'"text"', MalformedJson),
        (b"{", MalformedJson),
        (b'{"a": NaN}', MalformedJson),
        (b'{"a": 1e400}', MalformedJson),
        (b'{"a": "\\ud800"}', MalformedJson),
        (b'{"a": 1, "a": 2}', MalformedJson),
        (b'{"a": 1, "\\u0061": 2}', MalformedJson),
        (b"[" * 100_000, MalformedJson),
        (b'{"a":' * 100_000, MalformedJson),
        (b"\xef\xbb\xbf{}", MalformedJson),
        ('{"a": 1}'.encode("utf-16"), MalformedJson),
        (b"\xff", MalformedJson),
        (b"a.b.c", MalformedToken),
        (b"a.b.c.d", MalformedToken),
        (b"{}" + b" " * 600_000, TooLarge),
    ],
)
def test_what_is_no_badge_is_refused_with_a_reason(
    parts: Parts, raw: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        verify(parts, raw)
