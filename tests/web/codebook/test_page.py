"""The page of codes is up to date, and every code on it is used and exercised somewhere."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import badgeservice
from badgeservice.openbadges.verification import sentences
from badgeservice.openbadges.verification.sentences import WORDS, word_of
from badgeservice.web.codebook.finding_codes import finding_codes
from badgeservice.web.codebook.page import codes_page
from badgeservice.web.codebook.verdict_codes import verdict_codes
from badgeservice.web.problems import refusal_kinds, status_of

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "verification-codes.md"
SOURCE = Path(badgeservice.__file__).parent
CASES = ROOT / "tests" / "cases" / "verify"

# code -> why nothing makes it happen here
NOT_EXERCISED: dict[str, str] = {
    "sd-jwt.confirmation": "its refusal is tested, and not by its code",
}
# Findings about requests to our own API are tested by where they point, not by their code.
ABOUT_CREDENTIALS = (
    "context.",
    "cose.",
    "data.",
    "endorsement.",
    "image.",
    "json.",
    "pointer.",
    "refresh.",
    "sd-jwt.",
    "status.",
    "token.",
    "unsigned.",
    "vcdm.",
)


@cache
def text_of_tests() -> str:
    """All that tests say, without the page's own test."""
    paths = [path for path in (ROOT / "tests").rglob("*.py") if "codebook" not in path.parts]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def expectations() -> Iterator[dict[str, object]]:
    for path in CASES.glob("*/expected.json"):
        yield json.loads(path.read_text(encoding="utf-8"))


@cache
def codes_in_cases() -> frozenset[str]:
    """Every code that a case waits for, in whatever place."""
    found = set()
    for expected in expectations():
        found |= set(re.findall(r'"([a-z-]+(?:\.[a-z_-]+)?)"', json.dumps(expected)))
    return frozenset(found)


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == codes_page(), "run: make codes"


def test_every_code_of_a_check_stands_on_the_page_in_both_languages() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for code in (*sentences.codes(), *sentences.warning_codes()):
        meaning = sentences.of_warning(code)
        assert f"| `{code}` | {meaning['nl']} | {meaning['en']} |" in page


def test_every_code_of_a_check_stands_there_once() -> None:
    codes = [one.code for one in verdict_codes()]
    assert sorted(codes) == sorted((*sentences.codes(), *sentences.warning_codes()))


def test_every_code_has_a_word_and_a_clause() -> None:
    for one in verdict_codes():
        assert one.word in WORDS
        assert one.clause, one.code


def test_the_word_of_a_code_is_the_verdict_it_leads_to_in_the_cases() -> None:
    decided = [one for one in expectations() if one.get("verdict") in ("invalid", "indeterminate")]
    assert len(decided) > 300
    for expected in decided:
        assert word_of(str(expected["code"])) == expected["verdict"], expected


def test_a_code_that_decides_says_what_to_do_and_the_others_do_not() -> None:
    for one in verdict_codes():
        decides = one.word in ("invalid", "indeterminate")
        assert bool(one.advice) is decides, one.code


def codes_of_checks() -> set[str]:
    """Codes that the source of a verification hands to a check."""
    found: set[str] = set()
    for room in ("openbadges/verification", "journeys/verifying"):
        for path in (SOURCE / room).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            found |= set(re.findall(r'Check\([^()]*?"([a-z]+\.[a-z_]+)"', text))
            found |= set(re.findall(r'(?:Unreachable|NotAuthorised)\("([a-z]+\.[a-z_]+)"', text))
            found |= set(re.findall(r'_Found\("([a-z]+\.[a-z_]+)"', text))
    return found


def test_every_code_that_a_check_is_given_has_its_sentences() -> None:
    used = codes_of_checks()
    assert len(used) > 20
    assert used - set(sentences.codes()) == set()


@pytest.mark.parametrize("code", sentences.codes())
def test_every_code_of_a_check_is_used_in_the_source(code: str) -> None:
    paths = [path for path in SOURCE.rglob("*.py") if "sentences" not in path.parts]
    used = [path for path in paths if f'"{code}"' in path.read_text(encoding="utf-8")]
    assert [path for path in used if "codebook" not in path.parts] != [] or code in NOT_EXERCISED


@pytest.mark.parametrize("code", sentences.codes())
def test_every_code_of_a_check_is_exercised_by_a_case_or_a_test(code: str) -> None:
    is_exercised = code in codes_in_cases() or f'"{code}"' in text_of_tests()
    assert is_exercised or code in NOT_EXERCISED


@pytest.mark.parametrize(
    "code",
    [one.code for one in finding_codes(SOURCE) if one.code.startswith(ABOUT_CREDENTIALS)],
)
def test_every_code_of_a_finding_is_exercised_by_a_case_or_a_test(code: str) -> None:
    assert code in codes_in_cases() or f'"{code}"' in text_of_tests() or code in NOT_EXERCISED


@pytest.mark.parametrize("code", sorted(refusal_kinds()))
def test_every_refusal_is_exercised_by_a_case_or_a_test(code: str) -> None:
    kind = refusal_kinds()[code]
    names = [code, kind.__name__]
    if [status_of(other) for other in refusal_kinds().values()].count(status_of(kind)) == 1:
        names.append(str(status_of(kind)))
    said = re.compile("|".join(rf"\b{name}\b" for name in names))
    assert code in codes_in_cases() or said.search(text_of_tests())


def test_no_exception_outlives_its_reason() -> None:
    known = {*sentences.codes(), *(one.code for one in finding_codes(SOURCE))}
    for code in NOT_EXERCISED:
        assert code in known
        assert code not in codes_in_cases()
