"""A credential that could not be judged at all: unknown, and nothing of it is told."""

import pytest

from badgeservice.openbadges.verification import STRICT, Outcome, Verdict
from badgeservice.openbadges.verification.decide import undecided
from simulator import NOW, codes_of


@pytest.mark.parametrize("code", ["budget.exceeded", "canonicalisation.limit"])
def test_what_could_not_be_judged_is_indeterminate_and_says_why(code: str) -> None:
    report = undecided(code, now=NOW, policy=STRICT)
    assert report.verdict is Verdict.INDETERMINATE
    assert report.leading_code == code
    assert report.credential is None
    assert report.credential_digest is None


def test_the_checks_that_were_not_reached_are_skipped_and_say_so() -> None:
    report = undecided("budget.exceeded", now=NOW, policy=STRICT)
    skipped = [check for check in report.checks if check.outcome is Outcome.SKIPPED]
    assert {check.code for check in skipped} == {"check.not_reached"}
    assert set(codes_of(report)) == {"conformance", "proof", "status", "time", "endorsements"}
    assert report.to_json()["verdict"] == "indeterminate"
