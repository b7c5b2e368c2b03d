"""No answer about a badge depends on a shortcut, whatever was done to the badge."""

import json
import random
from collections.abc import Callable, Iterator
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.openbadges.conformance import Shortcuts, choose_shortcuts
from openbadges.conformance.badges import JsonObject, small_badge, spoiled
from openbadges.conformance.full_badges import full_badge
from openbadges.conformance.ordinary.answers import ISSUER, PROOF, differences, unendorsed
from openbadges.conformance.ordinary.mutations import mutated, objects_of
from openbadges.conformance.spoiling import spoil
from peers.documents import basic, rich


@pytest.fixture(autouse=True)
def as_it_starts() -> Iterator[None]:
    choose_shortcuts(Shortcuts())
    yield
    choose_shortcuts(Shortcuts())


@pytest.mark.parametrize("make", [small_badge, unendorsed, lambda: rich(ISSUER)])
def test_badges_spoiled_anywhere_are_judged_alike(make: Callable[[], JsonObject]) -> None:
    """One object of each kind, its members in an eleventh of all ways, each kind in others."""
    badge = make()
    seen: set[str] = set()
    for place, members in objects_of(badge):
        kind = json.dumps([place.rstrip("0123456789"), sorted(members)])
        if kind in seen:
            continue
        seen.add(kind)
        for at, variant in enumerate(spoil(members)):
            if at % 11 == len(seen) % 11:
                found = spoiled(badge, place, variant.value) if place else variant.value
                assert differences(found) == [], (place, variant.deed, variant.member)


@settings(deadline=None, max_examples=300)
@given(st.integers(0, 2**32))
def test_badges_mutated_at_random_are_judged_alike(seed: int) -> None:
    chance = random.Random(seed)
    badges = (small_badge, unendorsed, full_badge, lambda: basic(ISSUER), lambda: rich(ISSUER))
    badge = deepcopy(chance.choice(badges)())
    if chance.random() < 0.5:
        badge["proof"] = dict(PROOF)
    assert differences(mutated(badge, chance)) == []
