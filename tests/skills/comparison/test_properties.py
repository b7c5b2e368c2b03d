"""What holds for every comparison: each skill in one list, nothing lost by a badge, one order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.skills.addresses import skill_uri
from badgeservice.skills.comparison import (
    Asked,
    Badge,
    Comparison,
    Held,
    Importance,
    Standing,
    Trust,
    compare,
)
from badgeservice.skills.concepts import Skill
from skills.comparison.landscape import ESCO, SKILLS, UNKNOWN, WITHDRAWN, codes, landscape

CATALOGUES = (landscape(), landscape(has_occupations=False))
FEW = settings(max_examples=60, deadline=None)
KNOWN = tuple(one.code for one in (*SKILLS, *WITHDRAWN))
NAMES = ("listen", "communicate", "pay-attention", "listen-to-patients", "else")
URIS = [skill_uri(code) for code in (*KNOWN, UNKNOWN)]
SHOWN = st.sampled_from([*URIS, *(f"{ESCO}{name}" for name in NAMES), "x"])
BADGES = st.builds(
    Badge, st.sampled_from("abcdef"), st.sampled_from(["Een", "Twee"]),
    standing=st.sampled_from(Standing), trust=st.sampled_from(Trust),
)  # fmt: skip
HELD = st.builds(Held, SHOWN, st.lists(BADGES, max_size=3).map(tuple))
ASKED = st.builds(
    Asked,
    st.sampled_from([*SKILLS, *WITHDRAWN, Skill(UNKNOWN, "Onbekend")]),
    st.sampled_from(Importance),
)
CATALOGUE = st.sampled_from(CATALOGUES)
LISTS = st.lists(HELD, max_size=6)
RANKS = {"covered": 2, "partly": 1, "missing": 0}


def ranks(comparison: Comparison) -> dict[str, int]:
    """How far each asked skill is shown."""
    return {code: rank for name, rank in RANKS.items() for code in codes(getattr(comparison, name))}


@FEW
@given(CATALOGUE, LISTS, st.lists(ASKED, max_size=8))
def test_every_asked_skill_is_in_exactly_one_list(catalogue, held, asked) -> None:
    found = compare(catalogue, held, asked)
    listed = codes((*found.covered, *found.partly, *found.missing))
    assert sorted(listed) == sorted({one.skill.code for one in asked})


@FEW
@given(CATALOGUE, LISTS, HELD, st.lists(ASKED, max_size=8))
def test_one_badge_more_never_shows_less(catalogue, held, more, asked) -> None:
    before = ranks(compare(catalogue, held, asked))
    after = ranks(compare(catalogue, [*held, more], asked))
    assert all(after[code] >= rank for code, rank in before.items())


@FEW
@given(CATALOGUE, LISTS, st.lists(ASKED, max_size=8), st.randoms(use_true_random=False))
def test_the_order_in_which_it_comes_changes_nothing(catalogue, held, asked, chance) -> None:
    mixed_held, mixed_asked = list(held), list(asked)
    chance.shuffle(mixed_held)
    chance.shuffle(mixed_asked)
    assert compare(catalogue, mixed_held, mixed_asked) == compare(catalogue, held, asked)


@FEW
@given(CATALOGUE, LISTS, st.lists(ASKED, max_size=8))
def test_a_list_goes_from_heavy_to_light(catalogue, held, asked) -> None:
    found = compare(catalogue, held, asked)
    for items in (found.covered, found.partly, found.missing):
        weights = [one.weight for one in items]
        assert weights == sorted(weights, reverse=True)


@FEW
@given(CATALOGUE, LISTS, st.lists(ASKED, max_size=8))
def test_only_a_valid_badge_covers(catalogue, held, asked) -> None:
    for item in compare(catalogue, held, asked).covered:
        assert item.proofs[0].badge.standing is Standing.CURRENT
        assert item.proofs[0].badge.trust is Trust.RECOGNISED
