"""Filling the places in our texts with what others wrote."""

import re
from collections.abc import Mapping

from badgeservice.document import JsonObject


def fill_in(words: JsonObject, filled: Mapping[str, str]) -> JsonObject:
    """Fill the ``{places}`` of texts, each once: what is filled in is never looked at again."""
    places = re.compile("|".join(map(re.escape, filled)))

    def fill(told: str) -> str:
        return places.sub(lambda place: filled[place.group()], told)

    return {
        key: fill(told) if isinstance(told, str) else [fill(one) for one in told]
        for key, told in words.items()
    }
