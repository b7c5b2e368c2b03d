"""Verification as pure values: submission → needs → materials → decide → report.

Nothing here reads a clock, a network or a database: ``journeys.verifying`` gathers the materials.
"""

from badgeservice.openbadges.verification.decide import decide, undecided
from badgeservice.openbadges.verification.materials import (
    JwkSet,
    KnownStatus,
    Materials,
    Published,
    Unreachable,
)
from badgeservice.openbadges.verification.needs import Needs, needs
from badgeservice.openbadges.verification.policy import (
    COMPATIBLE,
    PROOF_ONLY,
    STRICT,
    VC_API,
    Policy,
)
from badgeservice.openbadges.verification.report import (
    Check,
    IssuerTrust,
    Outcome,
    Report,
    Verdict,
)
from badgeservice.openbadges.verification.submission import Submission, unwrap

__all__ = [
    "COMPATIBLE",
    "PROOF_ONLY",
    "STRICT",
    "VC_API",
    "Check",
    "IssuerTrust",
    "JwkSet",
    "KnownStatus",
    "Materials",
    "Needs",
    "Outcome",
    "Policy",
    "Published",
    "Report",
    "Submission",
    "Unreachable",
    "Verdict",
    "decide",
    "needs",
    "undecided",
    "unwrap",
]
