"""Rules that hold for many objects of the data model: ids, types, and one object or several."""

import re
from collections.abc import Iterator
from typing import Final

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.places import Place
from badgeservice.openbadges.model.scalars import IRI_PATTERN

_URL: Final = re.compile(IRI_PATTERN)
_BLANK: Final = re.compile(r"\s")


def is_url(value: object) -> bool:
    """Whether a value is one absolute URL; ``did:`` and ``urn:`` are URLs too."""
    return isinstance(value, str) and _URL.fullmatch(value) is not None


def find_id_faults(place: Place, *, required: bool = False) -> Iterator[Finding]:
    """An ``id`` that is there must be one URL (section 4.4); null and a list are none."""
    if "id" not in place.value and not required:
        return
    if not is_url(place.value.get("id")):
        yield place.finding("vcdm.id", "An id must be one absolute URL.", "id")


def find_type_faults(place: Place, wanted: str) -> Iterator[Finding]:
    """The ``type`` of a credential or presentation: an array of names, ``wanted`` among them."""
    types = place.value.get("type")
    if not isinstance(types, list) or not types:
        yield place.finding("vcdm.type", "The type must be an array of names.", "type")
        return
    for index, item in enumerate(types):
        if not _is_name(item):
            yield place.finding("vcdm.type", "A type must be a name or a URL.", "type", index)
    if wanted not in types:
        yield place.finding("vcdm.type", f"One type must be {wanted}.", "type")


def has_type(place: Place) -> bool:
    """Whether an object says what it is: one name or several (section 4.5)."""
    types = place.value.get("type")
    names = types if isinstance(types, list) else [types]
    return bool(names) and all(_is_name(name) for name in names)


def find_object_faults(place: Place, name: str) -> Iterator[Finding]:
    """A member that is there must hold one object or several, none of them empty."""
    if name not in place.value:
        return
    member = place.value[name]
    sentence = "One object or an array of objects is needed here."
    if isinstance(member, list) and member:
        for index, item in enumerate(member):
            if not _says_something(item):
                yield place.finding("vcdm.object", sentence, name, index)
    elif not _says_something(member):
        yield place.finding("vcdm.object", sentence, name)


def _says_something(value: object) -> bool:
    """Whether it is an object with a member that is no keyword of JSON-LD."""
    return isinstance(value, dict) and any(not name.startswith("@") for name in value)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value != "" and _BLANK.search(value) is None
