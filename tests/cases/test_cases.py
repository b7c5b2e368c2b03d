"""Every folder in ``verify`` holds: the service gives the verdict and the code that it names."""

from collections import Counter
from pathlib import Path

import pytest

from cases.corpus import find_cases, judge, read_case

CASES = find_cases()


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_case_holds(folder: Path, request: pytest.FixtureRequest) -> None:
    case = read_case(folder)
    if case.pending:
        request.applymarker(pytest.mark.xfail(reason=case.pending, strict=True))
    differences = judge(case)
    assert differences == []


def test_there_are_many_cases_and_most_of_them_fail() -> None:
    ends = Counter(folder.name.rpartition("_")[2] for folder in CASES)
    assert ends.total() >= 160
    assert ends["fail"] > ends["pass"] + ends["unknown"]
    assert min(ends["pass"], ends["unknown"]) >= 20


def test_no_two_cases_are_the_same() -> None:
    """The same submission in the same world would say nothing new."""
    seen: Counter[tuple[bytes, ...]] = Counter()
    for folder in CASES:
        files = sorted(path for path in folder.iterdir() if path.stem in ("credential", "web"))
        seen[tuple(path.read_bytes() for path in files)] += 1
    assert [times for times in seen.values() if times > 1] == []
