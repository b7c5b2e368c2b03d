"""Where residents may meet something harder, each with its reason; and who keeps that list."""

from collections.abc import Mapping

Place = tuple[str, str]
"""Which text, and the kind of fault."""

# Place -> why it stays as it is. Empty is best: what is left out as a whole is in texts.py.
EXCEPTIONS: Mapping[Place, str] = {}


def find_unexcused(
    faults: Mapping[Place, str], exceptions: Mapping[Place, str]
) -> dict[Place, str]:
    """The faults that no exception covers, with what is wrong."""
    return {place: what for place, what in faults.items() if place not in exceptions}


def find_needless(faults: Mapping[Place, str], exceptions: Mapping[Place, str]) -> set[Place]:
    """The exceptions that have no fault any more."""
    return exceptions.keys() - faults.keys()
