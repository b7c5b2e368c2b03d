"""Knows proof chains: which earlier proofs a proof signs (Data Integrity 1.0 section 2.1.2)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from badgeservice.document import JsonObject
from badgeservice.proofs.proof_shape import previous_names


def earlier_proofs(proofs: Sequence[object], proof: JsonObject) -> list[JsonObject] | None:
    """Give the proofs that ``previousProof`` names, in the order of the document.

    ``proofs`` are all proofs of the document, ``proof`` among them. Empty for a proof that names
    none. None for a chain that cannot be followed: a name that no proof or more than one has, a
    name said twice, the proof itself, and a circle anywhere behind it.
    """
    if "previousProof" not in proof:
        return []
    with_id = [one for one in proofs if isinstance(one, dict) and isinstance(one.get("id"), str)]
    if not _ends(proof, {one["id"]: one for one in with_id}):
        return None
    named = _names(proof) or []
    count = Counter(one["id"] for one in with_id)
    if any(count[name] != 1 for name in named):
        return None
    return [one for one in with_id if one["id"] in named]


def _ends(proof: JsonObject, links: Mapping[str, JsonObject]) -> bool:
    """Walk back along every name, without recursion; False if a walk comes by itself again."""
    finished: set[int] = set()
    open_walks: dict[int, list[str]] = {}
    stack = [proof]
    while stack:
        current = stack[-1]
        if id(current) not in open_walks:
            names = _names(current)
            if names is None:
                return False
            open_walks[id(current)] = names
        if not open_walks[id(current)]:
            finished.add(id(stack.pop()))
            continue
        following = links.get(open_walks[id(current)].pop())
        if following is None or (id(following) in open_walks and id(following) not in finished):
            return False
        if id(following) not in finished:
            stack.append(following)
    return True


def _names(proof: JsonObject) -> list[str] | None:
    names = previous_names(proof)
    if any(not isinstance(name, str) for name in names) or len(set(names)) != len(names):
        return None
    if proof.get("id") in names:
        return None
    return list(names)
