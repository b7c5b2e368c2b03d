"""The checks on what the credential says: conformance and endorsements."""

from collections.abc import Iterator

from badgeservice.document import JsonObject
from badgeservice.errors import CannotCanonicalise
from badgeservice.openbadges.conformance import find_faults
from badgeservice.openbadges.verification.proof_check import canonicalisation_code
from badgeservice.openbadges.verification.report import Check, Outcome
from badgeservice.openbadges.verification.sentences import is_indeterminate
from badgeservice.openbadges.verification.submission import Submission, as_list
from badgeservice.openbadges.vocabulary import CREDENTIALS_V1, CREDENTIALS_V2
from badgeservice.proofs.data_integrity import document_digest

# Claims of a VC-JWT (OB 3.0 section 8.2.3, RFC 7519 section 4.1) stand beside the credential.
_CLAIMS = ("iss", "sub", "jti", "nbf", "exp", "iat", "aud", "proof")
_OF_NO_CONCERN_TO_TOKENS = ("data.unsigned_term", "data.not_judged")


def check_conformance(submission: Submission) -> tuple[Check, str | None]:
    """Structure, and that nothing in it escapes the signature; also the digest of the content.

    The digest is that of the canonical form without proof, so that one credential has one
    digest however its JSON is spelled (H6).
    """
    credential = submission.credential
    first = next(iter(as_list(credential.get("@context"))), None)
    if first == CREDENTIALS_V1:
        return Check("conformance", Outcome.UNKNOWN, "data.version_unsupported"), None
    if first != CREDENTIALS_V2:
        return Check("conformance", Outcome.FAIL, "data.context_order"), None
    left_out = ("proof",) if submission.token is None else _CLAIMS
    content = {name: value for name, value in credential.items() if name not in left_out}
    digest = None
    try:
        digest = document_digest(content)
    except CannotCanonicalise as refusal:
        check = _not_canonical(refusal)
        # The signature of a token covers every byte, whatever JSON-LD makes of it.
        if submission.token is None or check.code not in _OF_NO_CONCERN_TO_TOKENS:
            return check, None
    return _conformance(submission, content), digest


def _not_canonical(refusal: CannotCanonicalise) -> Check:
    code = canonicalisation_code(refusal)
    outcome = Outcome.UNKNOWN if is_indeterminate(code) else Outcome.FAIL
    return Check("conformance", outcome, code, findings=refusal.findings)


def _conformance(submission: Submission, content: JsonObject) -> Check:
    faults = find_faults(content)
    if submission.token is not None:
        faults = tuple(fault for fault in faults if fault.code != "data.context_extensions")
    if not faults:
        return Check("conformance", Outcome.PASS, "data.ok")
    if all(fault.code == "context.not_allowed" for fault in faults):
        return Check("conformance", Outcome.UNKNOWN, "context.not_allowed", findings=faults)
    return Check("conformance", Outcome.FAIL, "data.schema", findings=faults)


def check_endorsements(credential: JsonObject) -> Check:
    """Endorsements say nothing about validity; what is there and not verified is said so."""
    found = any(True for _ in _members_named(credential, ("endorsement", "endorsementJwt")))
    code = "endorsement.not_checked" if found else "endorsement.none"
    return Check("endorsements", Outcome.SKIPPED, code)


def _members_named(value: object, names: tuple[str, ...]) -> Iterator[object]:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            yield from (item[name] for name in names if name in item)
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)
