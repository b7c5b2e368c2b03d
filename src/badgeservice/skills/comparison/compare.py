"""The comparison itself: values in, values out, nothing kept and nobody judged."""

from collections.abc import Iterable, Iterator

from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.comparison.asked import (
    STRONGEST_FIRST,
    Asked,
    knowledge_asked_by,
    once_each,
    skills_asked_by,
)
from badgeservice.skills.comparison.held import Badge, Held, Standing, Trust
from badgeservice.skills.comparison.relating import Neighbourhood
from badgeservice.skills.comparison.results import (
    COVERING,
    MOST_TELLING_FIRST,
    Comparison,
    Item,
    Proof,
    Reason,
)
from badgeservice.skills.comparison.weighing import rarity_of, weight_of
from badgeservice.skills.concepts import Occupation, Skill

_BEST_FIRST = tuple(Standing)
_NOT_CURRENT = {Standing.EXPIRED: Reason.EXPIRED, Standing.UNCHECKED: Reason.UNCHECKED}


def compare(
    catalogue: Catalogue, held: Iterable[Held], asked: Occupation | Iterable[Asked]
) -> Comparison:
    """Which asked skills the badges show, show partly, and do not show; the package says when.

    The answer depends on nothing else, the order in which things are handed in included.
    """
    neighbourhood = Neighbourhood.of(catalogue)
    shown = _by_key(neighbourhood, held)
    occupation = asked if isinstance(asked, Occupation) else None
    wanted = skills_asked_by(catalogue, asked) if isinstance(asked, Occupation) else tuple(asked)
    items = sorted(
        (
            _item(catalogue, one, _proofs(neighbourhood, shown, one.skill))
            for one in once_each(wanted)
        ),
        key=_place_of,
    )
    return Comparison(
        release=catalogue.release,
        occupation=occupation,
        covered=tuple(one for one in items if one.reason in COVERING),
        partly=tuple(one for one in items if one.reason not in (*COVERING, Reason.NOT_SHOWN)),
        missing=tuple(one for one in items if one.reason is Reason.NOT_SHOWN),
        knowledge=knowledge_asked_by(catalogue, occupation) if occupation else (),
        knows_occupations=bool(catalogue.shares),
    )


def _item(catalogue: Catalogue, asked: Asked, found: Iterable[Proof]) -> Item:
    """The skill with the best proof of each badge."""
    best: dict[Badge, Proof] = {}
    for proof in sorted(found, key=_rank_of):
        best.setdefault(proof.badge, proof)
    proofs = tuple(best.values())
    return Item(
        skill=asked.skill,
        importance=asked.importance,
        reason=proofs[0].reason if proofs else Reason.NOT_SHOWN,
        proofs=proofs,
        rarity=rarity_of(catalogue, asked.skill.code),
        weight=weight_of(catalogue, asked.skill.code, asked.importance),
    )


def _by_key(neighbourhood: Neighbourhood, held: Iterable[Held]) -> dict[str, list[Held]]:
    """What is held, by every key it can be found by: a badge may name very many skills."""
    found: dict[str, list[Held]] = {}
    for one in held:
        for key in neighbourhood.keys_of(one.skill):
            found.setdefault(key, []).append(one)
    return found


def _proofs(
    neighbourhood: Neighbourhood, shown: dict[str, list[Held]], asked: Skill
) -> Iterator[Proof]:
    for key, link in neighbourhood.links_of(asked).items():
        for one in shown.get(key, ()):
            is_renamed = link is Reason.SHOWN and one.skill != asked.uri
            nearest = Reason.SAME_IN_ESCO if is_renamed else link
            for badge in one.badges:
                reason = _reason_of(nearest, badge, asked)
                if reason is not None:
                    yield Proof(badge, reason, neighbourhood.name_of(one.skill))


def _reason_of(link: Reason, badge: Badge, asked: Skill) -> Reason | None:
    """What a badge comes to; None for one that does not count in full and shows only a near one."""
    is_recognised = badge.trust is Trust.RECOGNISED
    if link not in COVERING:
        return link if is_recognised and badge.standing is Standing.CURRENT else None
    if badge.standing is Standing.UNPROVED:
        return Reason.UNPROVED
    if not is_recognised:
        return Reason.UNKNOWN_ISSUER
    if badge.standing is not Standing.CURRENT:
        return _NOT_CURRENT[badge.standing]
    return Reason.WITHDRAWN if asked.withdrawn_in else link


def _rank_of(proof: Proof) -> tuple[int, int, str, str, str, str]:
    badge = proof.badge
    reason = MOST_TELLING_FIRST.index(proof.reason)
    standing = _BEST_FIRST.index(badge.standing)
    return reason, standing, badge.name, badge.key, badge.trust, proof.through


def _place_of(item: Item) -> tuple[float, int, str, str]:
    importance = STRONGEST_FIRST.index(item.importance)
    return -item.weight, importance, item.skill.label, item.skill.code
