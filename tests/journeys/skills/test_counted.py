"""What a verified badge counts for, told from its report and from nothing that was sent."""

from dataclasses import replace
from typing import Any

import pytest

from badgeservice.journeys.skills.counted import (
    Counted,
    NotUsed,
    are_of_one_subject,
    count_badge,
    count_once,
    notes_on_holders,
)
from badgeservice.openbadges.verification import Check, Outcome, Report, Verdict, unwrap
from badgeservice.openbadges.verification.report import IssuerTrust, verdict_of
from badgeservice.proofs.strict_json import write_json
from badgeservice.skills.catalogue import bundled_catalogue
from badgeservice.skills.comparison import Badge, Standing, Trust
from badgeservice.skills.plain import Told
from simulator import Simulator, a_credential

SUBMISSION = unwrap(write_json(a_credential()))
SOUND = Simulator().verify(Simulator().sign())
SUMMARY = Told("x", "x")
CATALOGUE = bundled_catalogue()
RECOGNISED = IssuerTrust(status="recognised", by="did:web:city")


def judged(*codes: tuple[str, Outcome], **changes: Any) -> Report:
    """The report of a sound badge with these checks in the place of its own."""
    checks = tuple(Check("x", outcome, code) for code, outcome in codes) or SOUND.checks
    told = {**(SOUND.credential or {}), **changes}
    return replace(SOUND, verdict=verdict_of(checks), checks=checks, credential=told)


def counted(report: Report) -> Counted:
    found = count_badge(CATALOGUE, "/credentials/0", SUBMISSION, report)
    assert isinstance(found, Counted)
    return found


@pytest.mark.parametrize(
    ("checks", "standing"),
    [
        ([("time.ok", Outcome.PASS)], Standing.CURRENT),
        ([("time.expired", Outcome.FAIL)], Standing.EXPIRED),
        ([("time.expired", Outcome.FAIL), ("status.unreachable", Outcome.UNKNOWN)],
         Standing.UNCHECKED),
        ([("status.unreachable", Outcome.UNKNOWN)], Standing.UNCHECKED),
    ],
)  # fmt: skip
def test_a_badge_counts_as_it_stands(checks: list[tuple[str, Outcome]], standing: Standing) -> None:
    assert counted(judged(*checks)).badge.standing is standing


@pytest.mark.parametrize(
    "checks",
    [
        [("did.unreachable", Outcome.UNKNOWN)],
        [("did.unreachable", Outcome.UNKNOWN), ("time.expired", Outcome.FAIL)],
        [("time.ok", Outcome.PASS)],
    ],
)
def test_without_a_proof_nobody_is_told_to_have_issued_it(
    checks: list[tuple[str, Outcome]],
) -> None:
    unproved = replace(judged(*checks, isConfirmed=False), issuer_trust=RECOGNISED)
    badge = counted(unproved).badge
    assert (badge.standing, badge.trust) == (Standing.UNPROVED, Trust.UNKNOWN)
    assert (badge.issuer_name, badge.issuer_id) == (None, None)


@pytest.mark.parametrize(
    ("status", "trust"),
    [
        ("recognised", Trust.RECOGNISED),
        ("unknown", Trust.UNKNOWN),
        ("known_elsewhere", Trust.UNKNOWN),
        ("", Trust.UNKNOWN),
    ],
)
def test_only_what_the_city_recognises_is_recognised(status: str, trust: Trust) -> None:
    badge = counted(replace(judged(), issuer_trust=IssuerTrust(status=status))).badge
    assert badge.trust is trust
    assert (badge.issuer_name, badge.issuer_id) == ("Elders", "did:web:issuer.example")


@pytest.mark.parametrize(
    "result",
    [
        {"status": "Failed"},
        [{"status": "Completed"}, {"status": "InProgress"}],
        [{}, "x", {"status": "Withdrew"}],
    ],
)
@pytest.mark.parametrize("as_subjects", [dict, lambda subject: [subject]])
def test_what_says_of_itself_that_it_was_not_achieved_counts_for_nothing(
    result: object, as_subjects: Any
) -> None:
    told = as_subjects({"result": result})
    submission = unwrap(write_json(a_credential(credentialSubject=told)))
    found = count_badge(CATALOGUE, "k", submission, judged())
    assert isinstance(found, NotUsed)
    assert (found.key, found.code) == ("k", "result.not_completed")


@pytest.mark.parametrize(
    "result", [None, [], {}, {"status": "Completed"}, {"status": 5}, {"value": "Failed"}]
)
def test_what_says_nothing_of_the_kind_counts(result: object) -> None:
    submission = unwrap(write_json(a_credential(credentialSubject={"result": result})))
    assert isinstance(count_badge(CATALOGUE, "k", submission, judged()), Counted)


def one(key: str, own: str | None, standing: Standing = Standing.CURRENT) -> Counted:
    identity = None if own is None else ("did:web:a", own)
    return Counted(Badge(key, "x", standing=standing), (), None, identity)


def test_of_the_same_badge_the_one_that_stands_best_counts() -> None:
    found = [
        one("0", "a", Standing.UNPROVED),
        NotUsed("1", "proof.invalid", SUMMARY),
        one("2", "b"),
        one("3", "a"),
        one("4", "a"),
        one("5", "b", Standing.EXPIRED),
    ]
    kept = [each.badge.key for each in count_once(found) if isinstance(each, Counted)]
    assert kept == ["2", "3"]
    unused = [(each.key, each.code) for each in count_once(found) if isinstance(each, NotUsed)]
    assert unused == [
        ("0", "badge.twice"),
        ("1", "proof.invalid"),
        ("4", "badge.twice"),
        ("5", "badge.twice"),
    ]


def test_badges_without_an_id_or_of_other_issuers_are_not_the_same() -> None:
    other = replace(one("2", "a"), identity=("did:web:b", "a"))
    found = [one("0", None), one("1", None), other, one("3", "a")]
    assert count_once(found) == found


@pytest.mark.parametrize(
    "changes", [{"id": None}, {"id": 5}, {"issuer": {"id": None, "name": "x"}}]
)
def test_a_badge_without_ids_has_no_identity(changes: dict[str, Any]) -> None:
    assert counted(judged(**changes)).identity is None


def test_a_badge_is_told_apart_by_its_issuer_and_its_own_id() -> None:
    told = a_credential()
    assert counted(judged()).identity == (told["issuer"]["id"], told["id"])


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
    assert isinstance(count_badge(CATALOGUE, "k", SUBMISSION, report), NotUsed)


def test_a_badge_of_which_nothing_is_known_counts_for_nothing() -> None:
    report = replace(
        judged(("budget.exceeded", Outcome.UNKNOWN)), credential=None, verdict=Verdict.INDETERMINATE
    )
    unused = count_badge(CATALOGUE, "k", SUBMISSION, report)
    assert isinstance(unused, NotUsed)
    assert (unused.key, unused.code) == ("k", "budget.exceeded")
    assert unused.summary.nl
    assert unused.summary.en


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
    found = count_badge(CATALOGUE, "k", bare, judged(name=None))
    assert isinstance(found, Counted)
    assert (found.badge.name, found.subject) == ("…", None)


@pytest.mark.parametrize("odd", [None, 5, ["a"], {"a": 1}, "x" * 2_001])
def test_an_odd_address_is_passed_over(odd: object) -> None:
    skills = [{"uri": odd, "label": "x"}, {"uri": "urn:a"}, {"uri": "urn:a"}]
    assert counted(judged(skills=skills)).skills == ("urn:a",)


def test_a_badge_with_very_many_alignments_is_looked_at_as_far_as_200() -> None:
    skills = [{"uri": f"urn:{number}"} for number in range(300)]
    assert len(counted(judged(skills=skills)).skills) == 200


@pytest.mark.parametrize(
    ("subjects", "is_one"),
    [
        (["a", "a"], True),
        (["a"], True),
        (["a", "b"], False),
        (["a", "b", None], False),
        (["a", None], False),
        ([None, None], False),
        ([], False),
    ],
)
def test_badges_are_of_one_subject_only_when_all_of_them_say_so(
    subjects: list[str | None], is_one: bool
) -> None:
    assert are_of_one_subject(subjects) is is_one


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
