"""What a verified badge counts for, told from its report and from nothing that was sent."""

from dataclasses import replace
from typing import Any

import pytest

from badgeservice.journeys.skills.counted import (
    Counted,
    NotUsed,
    Subjects,
    count_badge,
    notes_on_holders,
    subjects_of,
)
from badgeservice.openbadges.verification import Check, Outcome, Report, Verdict, unwrap
from badgeservice.openbadges.verification.report import verdict_of
from badgeservice.proofs.strict_json import write_json
from badgeservice.skills.comparison import Standing
from simulator import Simulator, a_credential

SUBMISSION = unwrap(write_json(a_credential()))
SOUND = Simulator().verify(Simulator().sign())


def judged(*codes: tuple[str, Outcome], **changes: Any) -> Report:
    """The report of a sound badge with these checks in the place of its own."""
    checks = tuple(Check("x", outcome, code) for code, outcome in codes) or SOUND.checks
    told = {**(SOUND.credential or {}), **changes}
    return replace(SOUND, verdict=verdict_of(checks), checks=checks, credential=told)


def counted(report: Report) -> Counted:
    found = count_badge("/credentials/0", SUBMISSION, report)
    assert isinstance(found, Counted)
    return found


@pytest.mark.parametrize(
    ("checks", "standing"),
    [
        ([("time.ok", Outcome.PASS)], Standing.CURRENT),
        ([("time.expired", Outcome.FAIL)], Standing.EXPIRED),
        ([("time.expired", Outcome.FAIL), ("status.unreachable", Outcome.UNKNOWN)],
         Standing.UNCHECKED),
        ([("did.unreachable", Outcome.UNKNOWN)], Standing.UNCHECKED),
    ],
)  # fmt: skip
def test_a_badge_counts_as_it_stands(checks: list[tuple[str, Outcome]], standing: Standing) -> None:
    assert counted(judged(*checks)).badge.standing is standing


@pytest.mark.parametrize(
    "code",
    ["proof.invalid", "status.revoked", "status.suspended", "time.not_yet_valid", "data.schema"],
)
@pytest.mark.parametrize("beside", ["time.expired", "status.unreachable"])
def test_what_is_proved_wrong_counts_for_nothing_whatever_stands_beside_it(
    code: str, beside: str
) -> None:
    outcome = Outcome.FAIL if beside == "time.expired" else Outcome.UNKNOWN
    report = judged((beside, outcome), (code, Outcome.FAIL))
    assert isinstance(count_badge("k", SUBMISSION, report), NotUsed)


def test_a_badge_of_which_nothing_is_known_counts_for_nothing() -> None:
    report = replace(
        judged(("budget.exceeded", Outcome.UNKNOWN)), credential=None, verdict=Verdict.INDETERMINATE
    )
    unused = count_badge("k", SUBMISSION, report)
    assert isinstance(unused, NotUsed)
    assert (unused.key, unused.code) == ("k", "budget.exceeded")
    assert all(unused.summary[language] for language in ("nl", "en"))


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Teamspeler", "Teamspeler"),
        ("  Team \n speler ", "Team speler"),
        ("a\u202eb\u0000c", "a b c"),
        ("x" * 500, "x" * 200),
        (None, "Teamspeler"),
        ("\u200b", "Teamspeler"),
        (["x"], "Teamspeler"),
        (5, "Teamspeler"),
    ],
)
def test_a_name_is_fit_to_stand_in_a_sentence(told: object, name: str) -> None:
    assert counted(judged(name=told)).badge.name == name


@pytest.mark.parametrize("subject", [None, [], "x", {}, {"achievement": {"name": 5}}])
def test_a_badge_without_any_name_still_has_one(subject: object) -> None:
    bare = unwrap(write_json(a_credential(credentialSubject=subject)))
    found = count_badge("k", bare, judged(name=None))
    assert isinstance(found, Counted)
    assert (found.badge.name, found.subject) == ("…", None)


@pytest.mark.parametrize("odd", [None, 5, ["a"], {"a": 1}, "x" * 2_001])
def test_an_odd_address_is_passed_over(odd: object) -> None:
    skills = [{"uri": odd}, {"uri": "urn:a"}, {"uri": "urn:a"}]
    assert counted(judged(skills=skills)).skills == ("urn:a",)


def test_a_badge_with_very_many_alignments_is_looked_at_as_far_as_200() -> None:
    skills = [{"uri": f"urn:{number}"} for number in range(300)]
    assert len(counted(judged(skills=skills)).skills) == 200


@pytest.mark.parametrize(
    ("subjects", "whose"),
    [
        (["a", "a"], Subjects.SAME),
        (["a"], Subjects.SAME),
        (["a", "b"], Subjects.DIFFERENT),
        (["a", "b", None], Subjects.DIFFERENT),
        (["a", None], Subjects.UNKNOWN),
        ([None, None], Subjects.UNKNOWN),
        ([], Subjects.UNKNOWN),
    ],
)
def test_badges_are_of_one_subject_only_when_all_of_them_say_so(
    subjects: list[str | None], whose: Subjects
) -> None:
    assert subjects_of(subjects) is whose


@pytest.mark.parametrize(
    ("subjects", "codes"),
    [
        ([], []),
        ([None], ["holder.not_checked"]),
        (["a", "a"], ["holder.not_checked"]),
        (["a", "b"], ["holder.not_checked", "holder.perhaps_several"]),
        (["a", None], ["holder.not_checked", "holder.perhaps_several"]),
    ],
)
def test_whose_they_may_be_is_noted(subjects: list[str | None], codes: list[str]) -> None:
    assert [note.code for note in notes_on_holders(subjects)] == codes
