"""The contexts of a credential or presentation: an ordered array that begins with the base."""

from collections.abc import Iterator
from typing import Final

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.conformance.vcdm.shared import is_url
from badgeservice.openbadges.vocabulary import CREDENTIALS_V1, CREDENTIALS_V2

_NAME: Final = "@context"


def find_base_faults(place: Place) -> Iterator[Finding]:
    """Contexts that are no array, do not begin with the base, or hold neither URL nor object.

    VCDM 2.0 section 4.3. Which contexts are known, and what an inline one may do, is for
    canonicalising.
    """
    contexts = place.value.get(_NAME)
    if not isinstance(contexts, list) or not contexts:
        yield place.finding("vcdm.context", "An array of contexts is needed here.", _NAME)
        return
    if contexts[0] not in (CREDENTIALS_V2, CREDENTIALS_V1):
        sentence = "The first context must be the base of the data model."
        yield place.finding("vcdm.context_order", sentence, _NAME, 0)
    for index, item in enumerate(contexts[1:], start=1):
        if not isinstance(item, dict) and not is_url(item):
            sentence = "A context must be a URL or an object."
            yield place.finding("vcdm.context", sentence, _NAME, index)


def is_second_version(place: Place) -> bool:
    """Whether the data model 2.0 is meant; everything but the base of 1.1 counts as that."""
    contexts = place.value.get(_NAME)
    return not (isinstance(contexts, list) and contexts[:1] == [CREDENTIALS_V1])
