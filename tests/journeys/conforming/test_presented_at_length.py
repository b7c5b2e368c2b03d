"""Presentations that take too long to judge are never called verified, whatever was looked at."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from badgeservice.journeys.bench import Sitting, TooCostly, judge_here
from badgeservice.journeys.conforming.presented import check_presented, find_content_faults
from badgeservice.journeys.conforming.verify_credential import JudgedCredential
from badgeservice.journeys.conforming.verify_presentation import (
    JudgedPresentation,
    verify_presentation,
)
from badgeservice.openbadges.verification import Outcome, Verdict
from badgeservice.openbadges.verification.policy import VC_API
from badgeservice.proofs.strict_json import write_json
from journeys.conforming.mode import Mode
from journeys.conforming.presenting import ANSWER, a_presentation, signed

Work = Callable[..., Any]


def judged(mode: Mode, given_up: Work | None, sizes: list[int] | None = None) -> JudgedPresentation:
    """A good presentation, judged where one kind of work is always given up."""

    def place(work: Work, arguments: Sequence[object], *, size: int, seconds: float) -> Any:
        if sizes is not None:
            sizes.append(size)
        if work is given_up:
            raise TooCostly
        return work(*arguments)

    parts = replace(mode.parts, sit=lambda size: Sitting(place, size))
    credential = mode.issue(mode.credential())
    presentation = signed(a_presentation(credential), mode.issuer())
    body = {"verifiablePresentation": presentation, "options": ANSWER}
    return verify_presentation(parts, body, VC_API)


def test_what_could_not_be_read_in_time_is_not_verified(mode: Mode) -> None:
    found = judged(mode, find_content_faults)
    assert [one.code for one in found.faults] == ["budget.exceeded"]
    assert not found.is_verified


def test_a_proof_that_could_not_be_checked_in_time_is_not_verified(mode: Mode) -> None:
    found = judged(mode, check_presented)
    assert found.proof is not None
    assert (found.proof.outcome, found.proof.code) == (Outcome.UNKNOWN, "budget.exceeded")
    assert not found.is_verified


def test_a_credential_that_could_not_be_judged_in_time_is_not_verified(mode: Mode) -> None:
    found = judged(mode, judge_here)
    (credential,) = found.credentials
    assert isinstance(credential, JudgedCredential)
    assert credential.report.verdict is Verdict.INDETERMINATE
    assert credential.report.leading_code == "budget.exceeded"
    assert not found.is_verified


def test_everything_counts_as_large_as_all_of_it_read_twice(mode: Mode) -> None:
    sizes: list[int] = []
    assert judged(mode, None, sizes).is_verified
    presentation = signed(a_presentation(mode.issue(mode.credential())), mode.issuer())
    whole = 2 * len(write_json(presentation))
    # The credential is judged by itself and counts for more: contexts may be written out in it.
    assert sizes == [pytest.approx(whole, rel=0.02)] * 2 + [max(sizes)]
    assert sizes[2] > whole
