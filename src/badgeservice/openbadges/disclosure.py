"""Knows what of a badge must be disclosed for the rest to stay a badge (selective disclosure).

Open Badges 3.0 says which members a class needs. An issuer makes those of the badge itself
mandatory, with what a verifier must never miss: how long it counts and where to ask whether it
still does. Parts that a badge may lack have members of their own that they need; a holder who
chooses such a part discloses those too.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final

from badgeservice.document import JsonObject
from badgeservice.errors import Finding, NotConformant, TooLarge
from badgeservice.openbadges.conformance import find_faults
from badgeservice.proofs.selective import check_pointers, read_pointer, select
from badgeservice.proofs.strict_json import json_pointer

# Sections 1.1, 1.3 and 1.4 of the standard; type and id come along with every pointer.
_MANDATORY: Final = (
    ("issuer", "id"),
    ("issuer", "name"),
    ("issuer", "url"),
    ("validFrom",),
    ("validUntil",),
    ("awardedDate",),
    ("credentialStatus",),
    ("credentialSchema",),
    ("termsOfUse",),
    ("refreshService",),
    ("credentialSubject", "achievement", "id"),
    ("credentialSubject", "achievement", "name"),
    ("credentialSubject", "achievement", "description"),
    ("credentialSubject", "achievement", "criteria"),
)
MAX_POINTERS: Final = 200

Steps = tuple[str, ...]


def mandatory_pointers(credential: JsonObject) -> tuple[str, ...]:
    """Give the pointers that an issuer makes mandatory, as far as this badge has those members.

    A subject without id is known by its first identifier, which is then mandatory as well.
    """
    chosen = [steps for steps in _MANDATORY if _has(credential, steps)]
    if isinstance(credential.get("issuer"), str):
        chosen.insert(0, ("issuer",))
    subject = credential.get("credentialSubject")
    if isinstance(subject, dict) and "id" not in subject and "identifier" in subject:
        known_by = subject["identifier"]
        # An array of one is chosen whole: some holders read it as its only element.
        first = ("0",) if isinstance(known_by, list) and len(known_by) > 1 else ()
        chosen.append(("credentialSubject", "identifier", *first))
    return tuple(map(json_pointer, chosen))


def complete_pointers(credential: JsonObject, pointers: Iterable[str]) -> tuple[str, ...]:
    """Give a holder's pointers with what else must be shown for the part to be a badge.

    An endorsement was signed by itself, so it is shown whole or not at all; a result needs the
    description it names; every object needs the members that its class requires; and of objects
    with one id, such as an issuer who is also the creator, each says as much as the others, or
    nobody could tell what was signed of which. Nothing else is added.

    For who asks a holder what of a badge to show, before ``proofs.selective.derive_proof``; no path
    of this service does. The VC-API derives what it was asked and no more. Refuses
    ``PointerNotFound``, with ``TooLarge`` more than ``MAX_POINTERS``, and with ``NotConformant`` a
    badge that has no such part, because it does not conform itself.
    """
    document = {name: value for name, value in credential.items() if name != "proof"}
    required = [read_pointer(one) for one in mandatory_pointers(document)]
    wanted = list(pointers)
    if len(wanted) > MAX_POINTERS:
        raise TooLarge(f"At most {MAX_POINTERS} pointers are taken at once.")
    check_pointers(document, wanted)
    chosen = dict.fromkeys(_whole_endorsement(document, read_pointer(one)) for one in wanted)
    twins = _find_twins(document)
    while True:
        part = _Part(document, [*required, *chosen])
        faults = find_faults(part.document)
        missing = [steps for fault in faults for steps in part.find_missing(fault)]
        missing += _find_unequal(document, twins, [*required, *chosen])
        if not missing and not faults:
            return tuple(map(json_pointer, chosen))
        if chosen.keys() >= set(missing):
            detail = "The chosen parts do not make a conformant badge."
            raise NotConformant(detail, findings=faults)
        chosen |= dict.fromkeys(missing)


class _Part:
    """A chosen part of a document, from which the way leads back to where it was taken."""

    def __init__(self, source: JsonObject, chosen: Sequence[Steps]) -> None:
        pointers = [json_pointer(steps) for steps in chosen]
        self.document = select(source, pointers) or {}
        self._source = source
        # In the part an array has lost the elements that were not chosen; here it has not.
        self._numbered = select(_number_elements(source), pointers) or {}

    def find_missing(self, fault: Finding) -> Iterator[Steps]:
        """Give the ways in the document to what a fault in the part asks for."""
        steps = read_pointer(fault.pointer)
        if fault.code == "data.result_reference":
            yield from _find_described(self._source, _at(self.document, steps))
            return
        origin = self._origin(steps)
        if _has(self._source, origin):
            yield origin

    def _origin(self, steps: Steps) -> Steps:
        here: Any = self._numbered
        source: Any = self._source
        way: list[str] = []
        for step in steps:
            if isinstance(source, list):
                step = list(here)[int(step)]
            way.append(step)
            here = here.get(step, {}) if isinstance(here, dict) else {}
            source = _at(source, (step,))
        return tuple(way)


def _find_twins(source: JsonObject) -> list[list[Steps]]:
    """Give the places of objects that share an id, by id."""
    places: dict[str, list[Steps]] = {}
    queue: list[tuple[Any, Steps]] = [(source, ())]
    for value, steps in queue:  # grows while we walk
        if isinstance(value, dict):
            if isinstance(value.get("id"), str):
                places.setdefault(value["id"], []).append(steps)
            queue += [(member, (*steps, name)) for name, member in value.items()]
        elif isinstance(value, list):
            queue += [(element, (*steps, str(index))) for index, element in enumerate(value)]
    return [twins for twins in places.values() if len(twins) > 1]


def _find_unequal(
    source: JsonObject, twins: list[list[Steps]], chosen: Sequence[Steps]
) -> Iterator[Steps]:
    """Find what is chosen of one object, and not yet of another that shows itself by the same id.

    Only where both have it: members that just one of them has stay apart.
    """
    covered = frozenset(chosen)
    for places in twins:
        shown = {place: frozenset(_within(chosen, place)) for place in places}
        steps_inside = frozenset[Steps]().union(*shown.values())
        for place in (place for place in places if shown[place]):
            for wanted in sorted((*place, *steps) for steps in steps_inside):
                if _has(source, wanted) and not _covers(covered, wanted):
                    yield wanted


def _within(chosen: Iterable[Steps], place: Steps) -> Iterator[Steps]:
    """Give the ways that were chosen inside an object; an empty one if it was chosen whole."""
    for steps in chosen:
        if steps[: len(place)] == place:
            yield steps[len(place) :]
        elif place[: len(steps)] == steps:
            yield ()


def _covers(chosen: Collection[Steps], wanted: Steps) -> bool:
    return any(wanted[:length] in chosen for length in range(len(wanted) + 1))


def _number_elements(value: Any) -> Any:
    """Write arrays as objects whose names are the indexes."""
    if isinstance(value, list):
        return {str(index): _number_elements(element) for index, element in enumerate(value)}
    if isinstance(value, dict):
        return {name: _number_elements(member) for name, member in value.items()}
    return value


def _find_described(source: JsonObject, name: object) -> Iterator[Steps]:
    """Find the result description or level with an id; its other members follow by themselves."""
    place = ("credentialSubject", "achievement", "resultDescription")
    for description in _each(source, place):
        for steps in (description, *_each(source, (*description, "rubricCriterionLevel"))):
            if _at(source, (*steps, "id")) == name:
                yield (*steps, "id")


def _each(source: JsonObject, steps: Steps) -> Iterator[Steps]:
    value = _at(source, steps)
    if isinstance(value, list):
        yield from ((*steps, str(index)) for index in range(len(value)))
    elif value is not None:
        yield steps


def _whole_endorsement(source: JsonObject, steps: Steps) -> Steps:
    for length, step in enumerate(steps, start=1):
        if step == "endorsement":
            is_array = isinstance(_at(source, steps[:length]), list)
            return steps[: length + is_array]
    return steps


def _has(value: Any, steps: Steps) -> bool:
    return _at(value, steps) is not None


def _at(value: Any, steps: Steps) -> Any:
    """Give what stands at the end of a way, or None."""
    for step in steps:
        if isinstance(value, list):
            value = value[int(step)] if step.isdecimal() and int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value
