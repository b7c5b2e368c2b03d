"""Finding skills and occupations by the words that people use."""

from badgeservice.skills.search.index import SearchIndex
from badgeservice.skills.search.results import Found, FoundOccupation, Reason, Results

__all__ = ["Found", "FoundOccupation", "Reason", "Results", "SearchIndex"]
