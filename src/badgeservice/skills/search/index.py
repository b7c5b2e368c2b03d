"""The index of a catalogue, made once and asked many times."""

from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.search.results import Found, FoundOccupation, Reason, Results


class SearchIndex:
    """Finds skills and occupations of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def find_skills(self, query: str, limit: int = 10) -> Results:
        """The skills that answer to the query, best first; an empty query finds nothing."""
        wanted = query.casefold().strip()
        return Results(
            tuple(
                Found(one, Reason.LABEL, one.label, 1.0)
                for one in self._catalogue.skills.values()
                if wanted and wanted in one.label.casefold()
            )[:limit]
        )

    def find_occupations(self, query: str, limit: int = 10) -> tuple[FoundOccupation, ...]:
        """The occupations that answer to the query, best first."""
        wanted = query.casefold().strip()
        return tuple(
            FoundOccupation(one, one.label, 1.0)
            for one in self._catalogue.occupations.values()
            if wanted and wanted in one.label.casefold()
        )[:limit]
