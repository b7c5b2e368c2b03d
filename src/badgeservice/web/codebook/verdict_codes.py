"""The codes of checks and warnings: the word they lead to, what they mean, and their clause."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from badgeservice.openbadges.verification import sentences
from badgeservice.openbadges.verification.sentences import WORDS, Word

# The longest beginning of a code counts. H… and T-… are threats and traps of the project.
_CLAUSES: Final[Mapping[str, str]] = {
    "budget.": "ours: limits on time and fetches",
    "canonicalisation.": "RDFC 7.1",
    "check.": "ours: order of the checks",
    "context.": "VCDM 5.13, DI 4.6",
    "data.": "OB 9.1 step 1",
    "data.claim_mismatch": "OB 8.2.3, RFC 7519 4.1",
    "data.claim_missing": "OB 8.2.3",
    "data.context_extensions": "OB 2.1, VCDM 4.3",
    "data.context_order": "OB 2.1, VCDM 4.3",
    "data.context_version": "OB 2.1",
    "data.country_code": "OB, class Address",
    "data.credential_schema": "OB, class 1EdTechJsonSchemaValidator2019",
    "data.display_missing": "OB certification, displayer",
    "data.identity_": "OB, class IdentityObject",
    "data.issuer_bare": "OB, class AchievementCredential",
    "data.legacy_version": "OB 1.1 (VCDM 1.1 forms)",
    "data.national_identity_number": "ours: nothing that names a person",
    "data.node_": "JSON-LD 1.1, node objects; ours: decision 26",
    "data.not_judged": "DI 4.6, ours: decision 26",
    "data.result_value": "OB, class Result",
    "data.unsigned_term": "DI 4.6 (data loss)",
    "did.": "CID 3.3",
    "did.tls": "CID 3.3, RFC 9110 4.3.4",
    "endorsement.": "OB 9.1 step 6",
    "key.": "CID 2.2",
    "proof.": "OB 8.2 and 8.3, DI 4.4",
    "proof.base_proof": "DI ECDSA 3.4",
    "proof.chain": "DI 2.1.2",
    "proof.key_not_authorised": "CID 3.3, OB 8.2.4",
    "proof.legacy_suite": "OB certification, displayer",
    "proof.others_not_judged": "DI 2.1.1, ours: decision 29",
    "proof.purpose": "DI 2.1",
    "refresh.": "OB 9.1 step 3",
    "status.": "BSL 3.2",
    "status.index_not_string": "BSL 2.1",
    "status.list_expired": "BSL 3.2, VCDM 4.9",
    "status.none": "OB 9.1 step 4",
    "status.rollback": "ours: a list never goes back",
    "status.stale": "ours: caching",
    "time.": "VCDM 4.9",
}


@dataclass(frozen=True, slots=True)
class VerdictCode:
    """One code with its word, its sentence and its advice in both languages, and its clause."""

    code: str
    word: Word
    meaning: Mapping[str, str]
    advice: Mapping[str, str]
    clause: str


def verdict_codes() -> tuple[VerdictCode, ...]:
    """Every code that a check or a warning of a verification can carry, by word and name."""
    found = [_describe(code) for code in (*sentences.codes(), *sentences.warning_codes())]
    return tuple(sorted(found, key=lambda one: (WORDS.index(one.word), one.code)))


def _describe(code: str) -> VerdictCode:
    word = sentences.word_of(code)
    decides = word in ("invalid", "indeterminate")
    return VerdictCode(
        code=code,
        word=word,
        meaning=sentences.of_warning(code),
        advice=sentences.advice(code, unknown_issuer=False) if decides else {},
        clause=_clause_of(code),
    )


def _clause_of(code: str) -> str:
    """The clause of the longest beginning that is known; none at all is our mistake."""
    return _CLAUSES[max((name for name in _CLAUSES if code.startswith(name)), key=len)]
