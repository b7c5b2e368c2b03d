"""When a node that is described in several places still says everything once."""

from itertools import product

import pytest

from badgeservice.proofs.jsonld.repeats import Description, has_repeats

Parts = tuple[str, str]


def describe(types: str, statements: str) -> Description:
    return Description(frozenset(types), frozenset((letter, letter) for letter in statements))


def is_refused(*parts: Parts) -> bool:
    return has_repeats([describe(*one) for one in parts])


@pytest.mark.parametrize(
    "parts",
    [
        [("P", "ab"), ("S", "cd")],
        [("P", "a"), ("S", "b")],
        [("P", "ab"), ("P", "ab")],
        [("P", "a"), ("P", "a")],
        [("P", ""), ("P", "")],
        [("P", "ab"), ("P", "")],
        [("P", "abc"), ("P", ""), ("P", "abc")],
        [("P", "ab"), ("", "c")],
        [("A", "abc"), ("E", "d"), ("E", "e")],
        [("PQ", "ab"), ("PQ", "ab")],
    ],
)
def test_other_statements_and_whole_copies_are_taken(parts: list[Parts]) -> None:
    assert not is_refused(*parts)


@pytest.mark.parametrize(
    "parts",
    [
        [("P", "ab"), ("P", "a")],
        [("P", "ab"), ("P", "abc")],
        [("P", "ab"), ("S", "bc")],
        [("P", "a"), ("P", "")],
        [("P", "a"), ("S", "a")],
        [("", "a"), ("", "a")],
        [("P", "a"), ("P", "a"), ("P", "b")],
        [("P", "a"), ("P", "a"), ("P", "")],
        [("PQ", "ab"), ("P", "")],
        [("PQ", "ab"), ("QR", "cd")],
        [("P", "ab"), ("P", "ab"), ("P", "bc")],
    ],
)
def test_a_copy_in_part_is_refused(parts: list[Parts]) -> None:
    assert is_refused(*parts)


BODIES = ["", "a", "b", "c", "ab", "ac", "bc", "abc"]


@pytest.mark.parametrize("types", list(product(["", "P", "S"], repeat=3)), ids="".join)
def test_of_two_documents_that_differ_in_one_statement_one_is_refused_or_they_say_other_things(
    types: tuple[str, str, str],
) -> None:
    for bodies in product(BODIES, repeat=3):
        if is_refused(*zip(types, bodies, strict=True)):
            continue
        for place, changed in product(range(3), BODIES):
            others = list(bodies)
            others[place] = changed
            one_step = len(set(bodies[place]) ^ set(changed)) == 1 or (
                len(bodies[place]) == len(changed) and changed != bodies[place]
            )
            if one_step and set("".join(others)) == set("".join(bodies)):
                assert is_refused(*zip(types, others, strict=True)), (types, bodies, others)


def test_many_copies_take_time_in_step_with_their_number() -> None:
    copies = [describe("P", "abcdefgh") for _ in range(5_000)]
    assert not has_repeats(copies)
    long = frozenset((str(number), "x") for number in range(5_000))
    assert not has_repeats([Description(frozenset("P"), long) for _ in range(20)])
