"""Everything that residents read in Dutch is B1 or easier, but for what exceptions.py lists."""

from collections import defaultdict
from functools import cache

import pytest

from badgeservice.web.pages.wording import CATALOGUES
from readability.exceptions import EXCEPTIONS, Place, find_needless, find_unexcused
from readability.measure import find_faults, find_faults_as_a_whole
from readability.texts import NOT_FOR_RESIDENTS, resident_texts

TEXTS = resident_texts()
SOURCES = (
    "page",
    "verification",
    "advice",
    "plain",
    "everyday",
    "comparison",
    "education",
    "shared",
    "members",
    "demo",
    "paper",
)


def wholes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for text in TEXTS:
        found[text.whole].append(text.dutch)
    return found


@cache
def found_faults() -> dict[Place, str]:
    one_by_one = ((text.where, fault) for text in TEXTS for fault in find_faults(text.dutch))
    together = (
        (whole, fault) for whole, told in wholes().items() for fault in find_faults_as_a_whole(told)
    )
    return {(where, fault.kind): fault.what for where, fault in (*one_by_one, *together)}


def test_everything_a_resident_reads_is_b1_or_easier() -> None:
    assert find_unexcused(found_faults(), EXCEPTIONS) == {}


def test_no_exception_outlives_its_need() -> None:
    assert find_needless(found_faults(), EXCEPTIONS) == set()


@pytest.mark.parametrize("source", SOURCES)
def test_every_place_with_texts_is_read(source: str) -> None:
    assert [text for text in TEXTS if text.where.split()[0] == source]


def test_each_text_has_a_name_of_its_own() -> None:
    names = [text.where for text in TEXTS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("start", NOT_FOR_RESIDENTS)
def test_what_is_left_out_is_too_hard_and_has_a_reason(start: str) -> None:
    left_out = [text for key, text in CATALOGUES["nl"].items() if key.startswith(start)]
    assert [fault for text in left_out for fault in find_faults(text)]
    assert NOT_FOR_RESIDENTS[start]


def test_what_is_left_out_leaves_out_nothing_else() -> None:
    """A name of one text must not be the start of another text's name."""
    exact = [start for start in NOT_FOR_RESIDENTS if not start.endswith(".")]
    assert [k for k in CATALOGUES["nl"] if k.startswith(tuple(exact)) and k not in exact] == []
