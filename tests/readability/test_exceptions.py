"""The list of exceptions covers exactly what it names, and nothing stays on it for nothing."""

from readability.exceptions import EXCEPTIONS, find_needless, find_unexcused
from readability.measure import KINDS

FAULTS = {("page home.lead", "hard word"): "middels", ("page home", "hard to read"): "40"}
REASON = "a name that is written in a law"


def test_a_fault_without_an_exception_is_shown() -> None:
    exceptions = {("page home", "hard to read"): REASON}
    assert find_unexcused(FAULTS, exceptions) == {("page home.lead", "hard word"): "middels"}


def test_an_exception_for_one_kind_of_fault_covers_no_other_kind() -> None:
    exceptions = {("page home", "long words"): REASON, ("page home.lead", "long word"): REASON}
    assert find_unexcused(FAULTS, exceptions) == FAULTS


def test_an_exception_that_is_no_longer_needed_is_shown() -> None:
    exceptions = {("page home", "hard to read"): REASON, ("page gone", "hard word"): REASON}
    assert find_needless(FAULTS, exceptions) == {("page gone", "hard word")}


def test_every_exception_is_of_a_known_kind_and_has_a_reason() -> None:
    assert {kind for _, kind in EXCEPTIONS} <= set(KINDS)
    assert all(len(reason.split()) >= 3 for reason in EXCEPTIONS.values())
