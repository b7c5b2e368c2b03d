"""Every code has a plain sentence in two languages, and every code used is known."""

import re
from pathlib import Path

import pytest

import badgeservice.openbadges.conformance as conformance
import badgeservice.openbadges.verification as verification
from badgeservice.openbadges.verification import sentences

_SOURCE = Path(verification.__file__).parent
_CONFORMANCE = Path(conformance.__file__).parent
_JARGON = re.compile(r"\b(credential|issuer|DID|JSON|proof|verif\w*)\b", re.IGNORECASE)

EVERY_CODE = (*sentences.codes(), *sentences.warning_codes())
# Waiting does not change what kind of badge it is.
NEVER_BY_WAITING = (
    "canonicalisation.limit",
    "context.not_allowed",
    "data.not_judged",
    "did.unsupported_method",
    "proof.base_proof",
    "proof.others_not_judged",
    "proof.unsupported_suite",
    "status.unsupported",
)
PERHAPS_LATER = (
    "budget.exceeded",
    "did.malformed",
    "did.tls",
    "did.unreachable",
    "status.list_expired",
    "status.list_invalid",
    "status.range",
    "status.rollback",
    "status.too_short",
    "status.unreachable",
)


def test_every_code_in_the_source_has_its_sentences() -> None:
    known = set(sentences.codes())
    pattern = re.compile(
        r'"((?:data|context|canonicalisation|budget|proof|key|did|status|time|endorsement|check)'
        r'\.[a-z_]+)"'
    )
    known |= set(sentences.warning_codes())
    for path in _SOURCE.rglob("*.py"):
        for code in pattern.findall(path.read_text(encoding="utf-8")):
            assert code in known, f"{code} in {path.name} has no sentence"


def test_dutch_sentences_are_short_and_free_of_jargon() -> None:
    for code in EVERY_CODE:
        dutch = sentences.of_warning(code)["nl"]
        assert len(dutch.split()) <= 20, code
        assert not _JARGON.search(dutch), code


def test_both_languages_end_in_a_full_stop() -> None:
    for code in EVERY_CODE:
        assert all(text.endswith(".") for text in sentences.of_warning(code).values()), code


def test_nobody_is_told_to_reject_what_could_not_be_checked() -> None:
    for code in sentences.codes():
        if sentences.is_indeterminate(code):
            assert "niemand" in sentences.advice(code, unknown_issuer=True)["nl"], code


@pytest.mark.parametrize("code", NEVER_BY_WAITING)
def test_nobody_is_told_to_wait_for_what_will_not_change(code: str) -> None:
    told = sentences.advice(code, unknown_issuer=False)
    assert "later" not in told["nl"]
    assert "later" not in told["en"]
    assert "Vraag" in told["nl"]
    assert "Ask" in told["en"]


@pytest.mark.parametrize("code", PERHAPS_LATER)
def test_what_may_pass_is_to_be_tried_again(code: str) -> None:
    told = sentences.advice(code, unknown_issuer=False)
    assert "later" in told["nl"]
    assert "later" in told["en"]


@pytest.mark.parametrize("code", ["budget.exceeded", "did.malformed", "did.tls", "status.range"])
def test_what_may_not_pass_by_itself_can_be_asked_about(code: str) -> None:
    told = sentences.advice(code, unknown_issuer=False)
    assert "Vraag" in told["nl"]
    assert "Ask" in told["en"]


def test_who_holds_a_copy_of_their_own_is_asked_for_one_to_share() -> None:
    told = sentences.advice("proof.base_proof", unknown_issuer=False)
    assert "om te delen" in told["nl"]
    assert "to be shared" in told["en"]


def test_a_badge_that_has_not_begun_is_not_called_changed() -> None:
    told = sentences.advice("time.not_yet_valid", unknown_issuer=False)
    assert "originele" not in told["nl"]
    assert "niet" in told["nl"]


@pytest.mark.parametrize("name", ["advice.py", "strictness.py", "nodes.py"])
def test_every_warning_about_the_content_has_its_sentences(name: str) -> None:
    source = (_CONFORMANCE / name).read_text(encoding="utf-8")
    found = re.findall(r'"([a-z]+\.[a-z_0-9]+)"', source)
    assert found
    for code in found:
        assert sentences.has_sentences(code), code


def test_no_sentence_of_a_warning_is_forgotten() -> None:
    sources = [*_CONFORMANCE.rglob("*.py"), *_SOURCE.glob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    for code in sentences.warning_codes():
        assert f'"{code}"' in text, code


@pytest.mark.parametrize("code", ["", "status", "status.nothing", "vcdm.proof", "verdict.valid"])
def test_a_code_nobody_knows_has_no_sentence(code: str) -> None:
    assert not sentences.has_sentences(code)
    with pytest.raises(KeyError):
        sentences.of_warning(code)


def test_a_code_is_either_that_of_a_check_or_of_a_warning_alone() -> None:
    assert set(sentences.codes()).isdisjoint(sentences.warning_codes())


@pytest.mark.parametrize(
    "code",
    ["status.stale", "did.stale", "data.national_identity_number", "refresh.failed"],
)
def test_how_far_the_verdict_reaches_concerns_whoever_checks(code: str) -> None:
    assert sentences.concerns_reader(code)


@pytest.mark.parametrize(
    "code",
    ["data.display_missing", "data.country_code", "status.index_not_string", "data.claim_missing"],
)
def test_what_could_be_written_better_concerns_who_makes_badges(code: str) -> None:
    assert not sentences.concerns_reader(code)


def test_a_warning_never_decides() -> None:
    for code in sentences.warning_codes():
        assert sentences.word_of(code) == "warning"
