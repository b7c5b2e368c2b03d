"""How specific each skill is: the depth of ``skos:broader``, three layers in all."""

from collections.abc import Iterable, Mapping

from badgeservice.skills.concepts import Layer

_UNKNOWN = 0


def find_layers(broader: Mapping[str, Iterable[str]]) -> dict[str, Layer]:
    """The layer of every skill by code, from the codes of what is broader.

    A skill is specific when nothing is known: it has no broader skill and is none, something
    broader is not there, it is deeper than three, or the skills go round in a circle.
    """
    above = {code: sorted(codes) for code, codes in broader.items()}
    has_narrower = {code for codes in above.values() for code in codes}
    depths: dict[str, int] = {}
    for code in above:
        _find_depth(code, above, has_narrower, depths)
    return {code: _layer(depths[code]) for code in above}


def _find_depth(
    code: str, above: Mapping[str, list[str]], has_narrower: set[str], depths: dict[str, int]
) -> None:
    """Fill in the depth of a skill and of all above it; a stack, for a chain may be long."""
    waiting = [code]
    entered: set[str] = set()
    while waiting:
        one = waiting[-1]
        missing = [up for up in above.get(one, ()) if up not in depths]
        if one in depths or one not in above:
            depths.setdefault(one, _UNKNOWN)
            waiting.pop()
        elif missing and one not in entered:
            entered.add(one)
            waiting += missing
        else:
            # What is still missing here was entered already: a circle.
            known = [depths.get(up, _UNKNOWN) for up in above[one]]
            is_top = not known and one in has_narrower
            depths[one] = 1 if is_top else max(known) + 1 if known and all(known) else _UNKNOWN
            waiting.pop()


def _layer(depth: int) -> Layer:
    return Layer(depth) if depth in tuple(Layer) else Layer.SPECIFIC
