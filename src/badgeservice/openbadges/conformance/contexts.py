"""Which contexts a document may name, and in what order (section 2.1)."""

from collections.abc import Collection, Iterator

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.places import Place, Step
from badgeservice.openbadges.vocabulary import (
    CREDENTIALS_V2,
    OB_ALIAS,
    OB_CONTEXT_PATTERN,
    OB_EXTENSIONS,
)

NAME = "@context"


def names_extensions(place: Place) -> bool:
    """Whether an object itself names the extensions context."""
    contexts = place.value.get(NAME)
    return contexts == OB_EXTENSIONS or (isinstance(contexts, list) and OB_EXTENSIONS in contexts)


def find_context_faults(
    place: Place, *, is_credential: bool, known_contexts: Collection[str]
) -> Iterator[Finding]:
    """Contexts out of order (credentials only), written inline, repeated or not known.

    An unknown context has a code of its own, ``context.not_allowed``: what it means cannot be
    judged, which is less than being wrong (security section 6.2).
    """
    contexts = place.value[NAME]
    out_of_order = list(_find_order_faults(place)) if is_credential else []
    yield from out_of_order
    judged = {finding.pointer for finding in out_of_order}
    seen: set[str] = set()
    for steps, item in _items(contexts):
        finding = _judge_item(place, steps, item, seen, known_contexts)
        if finding is not None and finding.pointer not in judged:
            yield finding


def _find_order_faults(place: Place) -> Iterator[Finding]:
    contexts = place.value[NAME]
    code = "data.context_order"
    if not isinstance(contexts, list) or len(contexts) < 2:
        yield place.finding(code, "An array of at least two contexts is needed here.", NAME)
        return
    if contexts[0] != CREDENTIALS_V2:
        yield place.finding(code, "The first context must be credentials/v2.", NAME, 0)
    if not _is_badge_context(contexts[1]):
        yield place.finding(code, "The second context must be that of Open Badges 3.0.", NAME, 1)


def _is_badge_context(item: object) -> bool:
    return isinstance(item, str) and (
        item == OB_ALIAS or OB_CONTEXT_PATTERN.fullmatch(item) is not None
    )


def _items(contexts: object) -> Iterator[tuple[tuple[Step, ...], object]]:
    if isinstance(contexts, list):
        for index, item in enumerate(contexts):
            yield (NAME, index), item
    else:
        yield (NAME,), contexts


def _judge_item(
    place: Place,
    steps: tuple[Step, ...],
    item: object,
    seen: set[str],
    known_contexts: Collection[str],
) -> Finding | None:
    if isinstance(item, dict):
        return place.finding("data.context_inline", "A context must be named by its URL.", *steps)
    if not isinstance(item, str):
        return place.finding("data.type", "The URL of a context is needed here.", *steps)
    if item in seen:
        return place.finding("data.duplicate_value", "The context is named twice.", *steps)
    seen.add(item)
    if item not in known_contexts:
        return place.finding("context.not_allowed", "The context is not known here.", *steps)
    return None
