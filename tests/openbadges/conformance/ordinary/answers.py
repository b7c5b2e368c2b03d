"""What all questions about a badge are answered, with shortcuts and without."""

from typing import Any

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance import (
    Shortcuts,
    choose_shortcuts,
    find_faults,
    find_legacy_faults,
    find_warnings,
    review_badge,
)
from badgeservice.openbadges.vocabulary import KNOWN_CONTEXTS
from openbadges.conformance.badges import OB, V2, JsonObject
from openbadges.conformance.full_badges import full_badge

ISSUER = "did:web:badges.oss.example:issuers:delinde"
PROOF = {
    "type": "DataIntegrityProof",
    "created": "2026-01-01T00:00:00Z",
    "verificationMethod": f"{ISSUER}#z6Mk",
    "cryptosuite": "eddsa-rdfc-2022",
    "proofPurpose": "assertionMethod",
    "proofValue": "z3",
}

Answers = dict[str, tuple[Finding, ...]]


def unendorsed() -> JsonObject:
    """A badge with every member but endorsements."""

    def without(value: Any) -> Any:
        if isinstance(value, list):
            return [without(item) for item in value]
        if not isinstance(value, dict):
            return value
        names = [name for name in value if not name.startswith("endorsement")]
        return {name: without(value[name]) for name in names}

    return {**without(full_badge()), "@context": [V2, OB]}


def every_answer(badge: JsonObject) -> Answers:
    """What all questions about a badge are answered, with its proof beside what is judged."""
    content = {name: value for name, value in badge.items() if name != "proof"}
    review = review_badge(badge, content)
    return {
        "reviewed faults": review.faults,
        "reviewed warnings": review.warnings,
        "faults": find_faults(badge),
        "faults of what is to be issued": find_faults(content, issuing=True),
        "faults in a smaller world": find_faults(content, known_contexts=KNOWN_CONTEXTS - {OB}),
        "faults in the old form": find_legacy_faults(content),
    }


def rule_by_rule(badge: JsonObject) -> Answers:
    choose_shortcuts(Shortcuts(has_quick_pass=False))
    return every_answer(badge)


def differences(badge: JsonObject) -> list[str]:
    """The questions that a shortcut answers otherwise: at first, again, and without memory."""
    exact = rule_by_rule(badge)
    assert exact["reviewed warnings"] == find_warnings(badge)
    choose_shortcuts(Shortcuts())
    answers = [every_answer(badge), every_answer(badge)]
    choose_shortcuts(Shortcuts(memo_entries=0))
    answers.append(every_answer(badge))
    return [question for one in answers for question in exact if one[question] != exact[question]]
