"""Every code has a plain sentence in two languages, and every code used is known."""

import re
from pathlib import Path

import badgeservice.openbadges.verification as verification
from badgeservice.openbadges.verification import sentences

_SOURCE = Path(verification.__file__).parent
_JARGON = re.compile(r"\b(credential|issuer|DID|JSON|proof|verif\w*)\b", re.IGNORECASE)


def test_every_code_in_the_source_has_its_sentences() -> None:
    known = set(sentences.codes())
    pattern = re.compile(
        r'"((?:data|context|canonicalisation|budget|proof|key|did|status|time|endorsement|check)'
        r'\.[a-z_]+)"'
    )
    findings = {"data.claim_missing", "data.context_extensions"}
    for path in _SOURCE.rglob("*.py"):
        for code in pattern.findall(path.read_text(encoding="utf-8")):
            assert code in known | findings, f"{code} in {path.name} has no sentence"


def test_dutch_sentences_are_short_and_free_of_jargon() -> None:
    for code in sentences.codes():
        dutch = sentences.of(code)["nl"]
        assert len(dutch.split()) <= 20, code
        assert not _JARGON.search(dutch), code


def test_both_languages_end_in_a_full_stop() -> None:
    for code in sentences.codes():
        assert all(text.endswith(".") for text in sentences.of(code).values()), code


def test_nobody_is_told_to_reject_what_could_not_be_checked() -> None:
    for code in sentences.codes():
        if sentences.is_indeterminate(code):
            assert "niemand" in sentences.advice(code, unknown_issuer=True)["nl"], code
