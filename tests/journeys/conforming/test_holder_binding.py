"""Who presents: the holder is bound only when named, signed, and the subject of everything."""

from copy import deepcopy
from typing import Any

import pytest

from badgeservice.document import JsonObject
from badgeservice.journeys.conforming.verify_presentation import (
    JudgedPresentation,
    verify_presentation,
)
from badgeservice.openbadges.verification.policy import VC_API
from journeys.conforming.mode import Mode
from journeys.conforming.presenting import ANSWER, a_presentation, signed

CREDENTIALS = "https://www.w3.org/2018/credentials#verifiableCredential"


def judged(mode: Mode, presentation: JsonObject, **options: Any) -> JudgedPresentation:
    body = {"verifiablePresentation": presentation, "options": options}
    return verify_presentation(mode.parts, body, VC_API)


def a_credential_about(mode: Mode, subject: Any) -> JsonObject:
    found: JsonObject = mode.issue(mode.credential(credentialSubject=subject))
    return found


def test_a_holder_who_is_the_subject_of_everything_is_proved(mode: Mode) -> None:
    did = mode.issuer().did
    shown = a_presentation(a_credential_about(mode, {"id": did, "name": "Sanne"}), holder=did)
    found = judged(mode, signed(shown, mode.issuer()), **ANSWER)
    assert (found.is_verified, found.holder_binding) == (True, "proved")


@pytest.mark.parametrize("is_named", [True, False])
def test_a_signer_who_is_not_the_subject_only_signed(mode: Mode, is_named: bool) -> None:
    members = {"holder": mode.issuer().did} if is_named else {}
    shown = a_presentation(a_credential_about(mode, {"id": "did:example:sanne"}), **members)
    found = judged(mode, signed(shown, mode.issuer()), **ANSWER)
    assert (found.is_verified, found.holder_binding) == (True, "signed")


def test_one_credential_about_somebody_else_is_enough_to_prove_nothing(mode: Mode) -> None:
    did = mode.issuer().did
    own = a_credential_about(mode, {"id": did, "name": "Sanne"})
    other = a_credential_about(mode, {"id": "did:example:other", "name": "Sem"})
    found = judged(mode, signed(a_presentation(own, other, holder=did), mode.issuer()), **ANSWER)
    assert found.holder_binding == "signed"


def test_a_subject_without_id_is_nobody(mode: Mode) -> None:
    shown = a_presentation(a_credential_about(mode, {"name": "Sanne"}), holder=mode.issuer().did)
    assert judged(mode, signed(shown, mode.issuer()), **ANSWER).holder_binding == "signed"


def test_what_nobody_signed_is_not_checked(mode: Mode) -> None:
    shown = a_presentation(a_credential_about(mode, {"id": "did:example:sanne"}))
    assert judged(mode, shown).holder_binding == "not_checked"


@pytest.mark.parametrize("is_signed", [True, False])
def test_a_credential_that_is_hidden_from_the_verifier_is_missed(
    mode: Mode, is_signed: bool
) -> None:
    shown = a_presentation(a_credential_about(mode, {"id": "did:example:sanne"}))
    presentation = deepcopy(signed(shown, mode.issuer()) if is_signed else shown)
    presentation[CREDENTIALS] = {"@graph": presentation.pop("verifiableCredential")}
    found = judged(mode, presentation, **(ANSWER if is_signed else {}))
    assert not found.is_verified
    assert "data.not_judged" in [fault.code for fault in found.faults]


def test_two_credentials_that_differ_in_their_subject_alone_can_be_presented(mode: Mode) -> None:
    both = [a_credential_about(mode, {"id": f"did:example:{one}", "name": "x"}) for one in "ab"]
    found = judged(mode, a_presentation(*both))
    assert found.is_verified
