"""From blocks to the canonical text: labels, their order, and nodes that are stated alike."""

from typing import Any

import pytest

from badgeservice.proofs.contexts import bundled_contexts
from badgeservice.proofs.fast import Declined
from badgeservice.proofs.fast.blocks import Block, Blocks
from badgeservice.proofs.fast.canonical_text import check_size, write_canonical
from badgeservice.proofs.fast.scopes import END
from badgeservice.proofs.rdfc import DEFAULT_BUDGET, Budget
from full_credential import full_credential, with_value
from proofs.fast.both_engines import (
    JsonObject,
    Pair,
    agree,
    ask_the_oracle,
    bundled,
    saying,
    small_world,
    why_declined,
)

ACHIEVEMENT = ("credentialSubject", "achievement")
WORLD = small_world(
    {
        "p": "ex:p",
        "q": "ex:q",
        "list": {"@id": "ex:list", "@container": "@list"},
        "graph": {"@id": "ex:graph", "@container": "@graph"},
    }
)


def test_iris_come_first_in_order_and_then_labels_in_the_order_of_text() -> None:
    text = WORLD.agree_on(saying(p=[{"q": f"{n}"} for n in range(12)]) | {"id": "urn:z"})
    text += WORLD.agree_on(saying(p=[{"id": "urn:b", "q": "x"}, {"id": "urn:a", "q": "x"}]))
    subjects = [line.split(" ", 1)[0] for line in text.splitlines()]
    labels = [f"_:c14n{number}" for number in (0, 1, 10, 11, *range(2, 10))]
    assert list(dict.fromkeys(subjects)) == [
        "<urn:z>",
        *labels,
        "<urn:a>",
        "<urn:b>",
        "<urn:x:root>",
    ]


@pytest.mark.parametrize("count", [1, 2, 9, 10, 11, 12, 100, 101, 120])
def test_any_number_of_blank_nodes_is_labelled_alike(count: int) -> None:
    alignments = [
        {"type": ["Alignment"], "targetName": f"{n}", "targetUrl": f"https://x.example/{n}"}
        for n in range(count)
    ]
    assert agree(with_value(full_credential(), (*ACHIEVEMENT, "alignment"), alignments))
    assert WORLD.agree_on(saying(p=[{"q": {"q": f"{number}"}} for number in range(count)]))


TIED: list[Any] = [
    *([{"q": "x"}] * count for count in (2, 3, 4, 5)),
    [{}, {}],
    [{}, {}, {"q": {}}],
    [{"p": {"q": "x"}}, {"p": {"q": "y"}}],
    [{"p": {"q": {}}}, {"p": {"q": {"q": "x"}}}],
    [{"p": [{}, {}]}, {"p": [{}, {}]}, {"p": [{}]}],
    [{"p": {"p": {"p": {}}}}, {"p": {"p": {}}}, {"p": {}}],
    [{"type": "T", "p": {"id": "urn:x:1"}}, {"type": "T", "p": {"id": "urn:x:1"}}],
    [{"list": ["a", "a", "a"]}, {"list": ["a", "a"]}],
    [{"list": [{}, {}, {}]}],
    [{"list": ["a"]}, {"list": ["b"]}, {"list": ["a"]}],
    [{"list": [{"list": ["a", "a"]}, {"list": ["a", "a"]}]}],
    [{"id": "urn:x:1", "q": {}}, {"id": "urn:x:2", "q": {}}, {"q": [{}, {}]}],
    [{"p": [{"q": f"{n % 3}", "p": {}}]} for n in range(9)],
    [{"p": {"q": "x"}, "q": {"q": "x"}}, {"p": {"q": "x"}, "q": {"q": "x"}}],
]


@pytest.mark.parametrize("tied", TIED, ids=range(len(TIED)))
@pytest.mark.parametrize("hash_name", ["sha256", "sha384"])
def test_nodes_that_are_stated_alike_are_told_apart_by_their_surroundings(
    tied: Any, hash_name: Any
) -> None:
    assert WORLD.agree_on(saying(p=tied), hash_name)
    assert WORLD.agree_on(saying(p=tied[::-1], list=[{"q": "x"}, {}]), hash_name)


def test_the_order_of_what_ties_changes_nothing() -> None:
    for tied in TIED:
        assert WORLD.agree_on(saying(p=tied)) == WORLD.agree_on(saying(p=tied[::-1]))


@pytest.mark.parametrize("count", [2, 3, 4, 5])
@pytest.mark.parametrize("member", ["alignment", "resultDescription", "identifier"])
def test_parts_of_a_badge_that_say_the_same_are_taken(count: int, member: str) -> None:
    document = full_credential()
    for part in (document["credentialSubject"], document["credentialSubject"]["achievement"]):
        for one in part.get(member, [])[:1]:
            one.pop("id", None)
            part[member] = [one] * count
    assert agree(document)


def test_nodes_in_a_graph_that_are_stated_alike_are_left_alone() -> None:
    for tied in ({"p": [{}, {}]}, {"list": [1, 1]}):
        assert WORLD.agree_on(saying(**tied))
        assert WORLD.agree_on(saying(graph={"q": "x"}, **tied))
    for document in (
        saying(graph={"p": [{}, {}]}),
        saying(graph=[{"q": "x"}, {"q": "x"}]),
        saying(p=[{"graph": {"q": "x"}}, {"graph": {"q": "x"}}]),
        saying(graph=[{"p": {"q": "x"}}, {"p": {"q": "x"}}]),
    ):
        assert why_declined(document, WORLD) == "tie in a graph"
        assert WORLD.general(document)


def test_what_costs_too_much_is_left_to_the_general_engine_which_refuses_it() -> None:
    costly: list[tuple[JsonObject, Budget]] = [
        (saying(p=[{}] * 100), Budget(max_n_degree_calls=50)),
        (saying(p=[{"p": [{}] * 7}] * 2), Budget(max_permutations=5_000)),
        (saying(p=[{"q": [{}] * 9}] * 2), DEFAULT_BUDGET),
    ]
    for document, budget in costly:
        assert why_declined(document, WORLD, budget=budget) == "budget"
        assert WORLD.general(document, budget=budget) is None


@pytest.mark.parametrize("most", range(25, 45))
def test_the_budget_of_statements_is_that_of_the_general_engine(most: int) -> None:
    pair, budget = Pair(bundled_contexts()), Budget(max_quads=most)
    document = full_credential()
    for part in ("endorsement", "credentialStatus"):
        del document[part]
    text = pair.general(document, budget=budget)
    if text is None:
        assert why_declined(document, pair, budget=budget) == "size"
    else:
        assert pair.fast.canonicalise(document, "sha256", budget) == text
    assert text is None or most > len(pair.quads(document)) - 1


# --- by hand ----------------------------------------------------------------------------------


def literal(text: str) -> str:
    return f' <urn:p> "{text}"{END}'


def test_equal_lines_about_one_iri_are_written_once() -> None:
    blocks = Blocks()
    for texts in ("ab", "ab", "cd"):
        blocks.add_named("<urn:s>", Block([literal(one) for one in texts]))
    text = write_canonical(blocks, "sha256", DEFAULT_BUDGET)
    assert text == "".join(f"<urn:s>{literal(one)}" for one in "abcd")


def test_nothing_gives_an_empty_text() -> None:
    assert write_canonical(Blocks(), "sha256", DEFAULT_BUDGET) == ""


def test_the_size_counts_every_line_and_every_link() -> None:
    blocks = Blocks()
    first, second = Block([literal("a")]), Block([literal("b"), literal("c")])
    blocks.add_named("<urn:s>", first)
    first.link(" <urn:p> ", blocks.add_blank(second), second)
    check_size(blocks, Budget(max_quads=4))
    with pytest.raises(Declined, match="size"):
        check_size(blocks, Budget(max_quads=3))


def test_a_graph_stands_behind_its_lines_and_merges_with_those_outside() -> None:
    document = saying(q="x", graph={"id": "urn:x:root", "q": ["x", "y"]})
    text = WORLD.agree_on(document)
    assert text == (
        "<urn:x:root> <https://ex.example/graph> _:c14n0 .\n"
        '<urn:x:root> <https://ex.example/q> "x" .\n'
        '<urn:x:root> <https://ex.example/q> "x" _:c14n0 .\n'
        '<urn:x:root> <https://ex.example/q> "y" _:c14n0 .\n'
    )
    assert ask_the_oracle(WORLD.quads(document), "sha256") == text


def test_the_longer_of_two_iris_comes_later_though_a_bracket_is_above_its_next_character() -> None:
    names = [
        "urn:a",
        "urn:a!",
        "urn:a=",
        "urn:a?",
        "urn:ab",
        "urn:é",
        "urn:\U0001f600",
        "urn:\uff21",
    ]
    text = WORLD.agree_on(saying(p=[{"id": name, "q": "x"} for name in names]))
    assert bundled() is bundled()
    assert len(text.splitlines()) == 2 * len(names)
