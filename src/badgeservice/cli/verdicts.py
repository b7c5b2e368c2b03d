"""How a verdict reads in a terminal, in Dutch and in English."""

from badgeservice.openbadges.verification import Outcome, Report, Verdict

WORDS = {
    Verdict.VALID: ("geldig", "valid"),
    Verdict.INVALID: ("niet geldig", "not valid"),
    Verdict.INDETERMINATE: ("nu niet te controleren", "cannot be checked now"),
}
STYLES = {
    Verdict.VALID: "bold green",
    Verdict.INVALID: "bold red",
    Verdict.INDETERMINATE: "bold cyan",
}
# Colour is never the only sign.
SIGNS = {Verdict.VALID: "✓", Verdict.INVALID: "✗", Verdict.INDETERMINATE: "?"}
OUTCOME_SIGNS = {
    Outcome.PASS: "✓",
    Outcome.FAIL: "✗",
    Outcome.UNKNOWN: "?",
    Outcome.SKIPPED: "-",
    Outcome.NOT_APPLICABLE: "-",
    Outcome.NOTE: "!",
}


def verdict_words(verdict: Verdict) -> str:
    """``✓ geldig / valid``."""
    return f"{SIGNS[verdict]} {' / '.join(WORDS[verdict])}"


def is_issuer_known(report: Report) -> bool:
    """Whether the city recognises the issuer that signed."""
    return report.issuer_trust.status == "recognised"


def who_awards(report: Report) -> str:
    """Name or id of the issuer, as far as a proof stands behind it; empty when there is none."""
    if report.credential is None:
        return "(not proved)"
    issuer = report.credential["issuer"]
    name = str(issuer["name"] or issuer["id"] or "")
    return name if report.credential["isConfirmed"] or not name else f"{name} (not confirmed)"
