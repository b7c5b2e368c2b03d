"""Anything changed after signing: every member of every object, one case each."""

from cases.authoring.signing import signed
from cases.authoring.tabular import table
from cases.authoring.world import (
    DID,
    LEVEL,
    a_badge,
    a_list,
    altered,
    issuer_page,
    status_entry,
)
from cases.authoring.world import LIST_URL as LIST
from cases.authoring.writing import Written, fails, unknown

_SUBJECT = "/credentialSubject"

_BADGE = f"{_SUBJECT}/achievement"

_RESULT = f"{_BADGE}/resultDescription/0"

# name, what the sentence says, JSON Pointer, new value; options with the code too
_CHANGES, _OPTIONS = table("tampered_members"), table("tampered_options")

# Where the content is wrong as well, that is told first.
_FIRST_TOLD = {"recipient-removed": "data.schema", "terms-of-use-added": "data.unsigned_term"}


CASES: list[Written] = []
badge = signed(a_badge())
for name, what, path, value in _CHANGES:
    CASES.append(
        fails(
            f"tampered-{name}",
            f"{what} after signing breaks the proof (H3).",
            altered(badge, path, value),
            _FIRST_TOLD.get(name, "proof.invalid"),
            checks={"status": "check.skipped"},
        )
    )
for name, what, path, value, code in _OPTIONS:
    CASES.append(
        fails(
            f"tampered-proof-{name}",
            f"{what} breaks the proof, for its options are signed too (DI 4.4).",
            altered(badge, path, value),
            code,
        )
    )

# --- whole proofs ---------------------------------------------------------------------------------

CASES += [
    fails(
        "tampered-proof-removed",
        "A badge from which the proof was taken has no signature (DI 4.4).",
        altered(badge, "/proof", None),
        "proof.missing",
    ),
    fails(
        "tampered-proof-is-null",
        "A proof that is null is no proof.",
        {**badge, "proof": None},
        "proof.missing",
    ),
    fails(
        "tampered-proof-is-a-text",
        "A proof that is a text is no proof.",
        {**badge, "proof": badge["proof"]["proofValue"]},
        "proof.invalid",
    ),
]
other = signed(a_badge(name="Keeper"))
CASES += [
    fails(
        "tampered-proof-of-another-badge",
        "The proof of one badge of an issuer does not hold for another (H1).",
        {**a_badge(), "proof": other["proof"]},
        "proof.invalid",
    ),
    fails(
        "tampered-proof-names-another-key-of-the-issuer",
        "A proof that names another key of the same issuer does not hold.",
        altered(badge, "/proof/verificationMethod", f"{DID}#key-2"),
        "proof.key_not_authorised",
    ),
    unknown(
        "tampered-proof-of-an-unknown-suite",
        "A suite that nobody knows is not judged and never called false (security 6.2).",
        altered(badge, "/proof/cryptosuite", "xyzzy-2031"),
        "proof.unsupported_suite",
    ),
    unknown(
        "tampered-proof-of-an-unknown-type",
        "A type of proof that nobody knows is not judged and never called false (security 6.2).",
        altered(badge, "/proof/type", "XyzzySignature2031"),
        "proof.unsupported_suite",
    ),
]

# --- status ---------------------------------------------------------------------------------------

entry = signed(a_badge(credentialStatus=status_entry()))
revoked = {LIST: {"json": signed(a_list(4242))}}
pages = issuer_page() | revoked
CASES += [
    fails(
        "tampered-status-index",
        "A revoked badge cannot move to the position of another one (H3).",
        altered(entry, "/credentialStatus/statusListIndex", "4243"),
        "proof.invalid",
        pages=pages,
    ),
    fails(
        "tampered-status-removed",
        "A revoked badge does not become valid without its status entry (H3).",
        altered(entry, "/credentialStatus", None),
        "proof.invalid",
    ),
    fails(
        "tampered-status-list-of-another-address",
        "A revoked badge cannot point to another list (H3).",
        altered(entry, "/credentialStatus/statusListCredential", f"{LIST}0"),
        "proof.invalid",
        pages=issuer_page() | {f"{LIST}0": {"json": signed(a_list(url=f"{LIST}0"))}},
    ),
    fails(
        "tampered-status-purpose",
        "A revoked badge cannot claim that its list is about suspension (H3).",
        altered(entry, "/credentialStatus/statusPurpose", "suspension"),
        "proof.invalid",
        pages=pages,
    ),
    fails(
        "tampered-status-added",
        "A status entry that was added breaks the proof, whatever its list says (H3).",
        {**badge, "credentialStatus": status_entry()},
        "proof.invalid",
        pages=issuer_page() | {LIST: {"json": signed(a_list())}},
    ),
]

# --- dates and levels -----------------------------------------------------------------------------

expiring = signed(a_badge(validUntil="2026-11-10T00:00:00Z"))
CASES += [
    fails(
        "tampered-end-date-moved",
        "An expired badge does not live longer with another end date (H3).",
        altered(expiring, "/validUntil", "2027-11-10T00:00:00Z"),
        "proof.invalid",
    ),
    fails(
        "tampered-end-date-removed",
        "An expired badge does not live longer without its end date (H3).",
        altered(expiring, "/validUntil", None),
        "proof.invalid",
    ),
]
dangling = altered(badge, "/credentialSubject/result/0/achievedLevel", f"{LEVEL}0")
CASES += [
    fails(
        "tampered-result-level",
        "A result that was given another level points to nothing and breaks the proof (H3).",
        dangling,
        "data.schema",
        checks={"proof": "proof.invalid"},
    ),
]
