"""The lines about one subject: their order, their hash, and what is said twice."""

from hashlib import sha256, sha384

import pytest

from badgeservice.proofs.fast import Declined
from badgeservice.proofs.fast.blocks import Block, Blocks, check_sound, hash_block, write_tails
from badgeservice.proofs.fast.scopes import END
from full_credential import ACHIEVEMENT, full_credential, with_value
from proofs.fast.both_engines import agree, bundled, why_declined

P, Q = " <urn:p> ", " <urn:q> "
TYPE = " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:T>"


def tail(text: str, predicate: str = P) -> str:
    return f'{predicate}"{text}"{END}'


def hashed(*lines: str) -> str:
    return sha256("".join(lines).encode()).hexdigest()


def test_lines_are_put_in_order_once() -> None:
    block = Block([tail("b"), tail("a")])
    block.sort()
    assert block.tails == [tail("a"), tail("b")]
    block.sort()
    assert block.tails == [tail("a"), tail("b")]


@pytest.mark.parametrize("tails", [["a", "a"], ["a", "b", "a"]])
def test_a_line_that_is_there_twice_is_left_alone(tails: list[str]) -> None:
    with pytest.raises(Declined):
        Block([tail(one) for one in tails]).sort()


def test_a_blank_node_is_hashed_by_its_own_lines_and_the_one_that_leads_to_it() -> None:
    blocks = Blocks()
    named, blank, inner = Block([tail("x")]), Block([tail("z"), tail("y")]), Block([])
    blocks.add_named("<urn:s>", named)
    numbers = [blocks.add_blank(blank), blocks.add_blank(inner)]
    blank.link(Q, numbers[1], inner)
    named.link(P, numbers[0], blank)
    assert numbers == [0, 1]
    assert hash_block(blank, "sha256") == hashed(
        f"<urn:s>{P}_:a{END}", f"_:a{tail('y')}", f"_:a{tail('z')}", f"_:a{Q}_:z{END}"
    )
    assert hash_block(inner, "sha256") == hashed(f"_:z{Q}_:a{END}")
    assert hash_block(inner, "sha384") == sha384(f"_:z{Q}_:a{END}".encode()).hexdigest()


def test_a_node_that_nothing_leads_to_is_hashed_by_its_own_lines() -> None:
    assert hash_block(Block([tail("x")]), "sha256") == hashed(f"_:a{tail('x')}")
    assert hash_block(Block([]), "sha256") == hashed()


def test_the_node_that_names_a_graph_is_hashed_by_all_lines_in_it() -> None:
    blocks = Blocks()
    root, proof, inner = Block([]), Block([tail("x")]), Block([tail("y")])
    blocks.add_named("<urn:s>", root)
    number = blocks.open_graph()
    blocks.add_blank(proof)
    proof.link(Q, blocks.add_blank(inner), inner)
    blocks.add_named("<urn:t>", Block([tail("z")]))
    blocks.close_graph()
    graph = blocks.blanks[number]
    root.link(P, number, graph)
    assert blocks.has_graphs
    assert [subject for subject, _, _ in blocks.named] == ["<urn:s>"]
    assert hash_block(graph, "sha256") == hashed(
        f"<urn:s>{P}_:a{END}",
        f'<urn:t>{P}"z" _:a{END}',
        f'_:z{P}"x" _:a{END}',
        f'_:z{P}"y" _:a{END}',
        f"_:z{Q}_:z _:a{END}",
    )
    assert hash_block(proof, "sha256") == hashed(f'_:a{P}"x" _:z{END}', f"_:a{Q}_:z _:z{END}")
    assert hash_block(inner, "sha256") == hashed(f'_:a{P}"y" _:z{END}', f"_:z{Q}_:a _:z{END}")


def test_the_labels_come_in_when_lines_are_written() -> None:
    block = Block([tail("x", Q)])
    block.link(P, 0, Block([]))
    block.link(P, 1, Block([]))
    labels = ["_:unused", "_:c14n1", "_:c14n0"]
    assert write_tails(block, labels, 1) == [
        f"{P}_:c14n0{END}",
        f"{P}_:c14n1{END}",
        tail("x", Q),
    ]
    block.graph = 0
    assert write_tails(block, labels, 1)[0] == f"{P}_:c14n0 _:c14n1{END}"
    # Nothing of it stays behind, because blocks are shared.
    assert block.tails == [tail("x", Q)]


def test_what_was_shared_keeps_its_numbers_and_gets_a_base() -> None:
    blocks = Blocks()
    blocks.add_blank(Block([]))
    blocks.add_shared([("<urn:a>", Block([]))], [Block([]), Block([])], has_graphs=False)
    blocks.add_blank(Block([]))
    blocks.add_shared([], [Block([])], has_graphs=True)
    assert blocks.bases == [0, 1, 1, 0, 4]
    assert [base for _, _, base in blocks.named] == [1]
    assert blocks.has_graphs


# --- what is said twice -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("descriptions", "is_sound"),
    [
        ([["x", "y"], ["x", "y"]], True),
        ([["x", "y"], ["z"]], True),
        ([["x", "y"], []], True),
        ([[TYPE, "x"], [TYPE, "x"]], True),
        ([["x", "y"], ["x"]], False),
        ([["x"], ["x"]], False),
        ([["x", "y"], ["y", "z"]], False),
        ([[TYPE, "x"], [TYPE]], False),
    ],
    ids=range(8),
)
def test_several_objects_about_one_iri_may_say_other_things_or_the_same(
    descriptions: list[list[str]], *, is_sound: bool
) -> None:
    blocks = Blocks()
    for lines in descriptions:
        tails = [f"{one}{END}" if one is TYPE else tail(one) for one in lines]
        blocks.add_named("<urn:s>", Block(tails))
    if is_sound:
        assert check_sound(blocks.named, blocks.blanks)
    else:
        with pytest.raises(Declined):
            check_sound(blocks.named, blocks.blanks)


def test_it_is_known_when_no_iri_has_two_objects() -> None:
    blocks = Blocks()
    for subject in ("<urn:s>", "<urn:t>"):
        blocks.add_named(subject, Block([tail("x")]))
    assert not check_sound(blocks.named, blocks.blanks)


PROFILE = {"id": "https://x.example", "type": ["Profile"]}
ADDRESS = {"type": ["Address"]}
CREATOR = ("credentialSubject", "achievement", "creator")
SOURCE = ("credentialSubject", "source")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "x", "url": "https://x.example"}, {"name": "x", "url": "https://x.example"}),
        ({"name": "x"}, {"name": "x"}),
        ({"name": "x", "url": "https://x.example"}, {}),
        ({"name": "x", "email": "a@b"}, {"url": "https://x.example", "phone": "1"}),
        (
            {"name": "x", "email": "a@b", "address": ADDRESS | {"postalCode": "1"}},
            {"name": "x", "email": "a@b", "address": ADDRESS},
        ),
    ],
    ids=range(5),
)
def test_repeated_profiles_that_the_strict_reading_allows_are_taken(
    one: dict[str, object], other: dict[str, object]
) -> None:
    document = with_value(full_credential(), CREATOR, PROFILE | one)
    assert agree(with_value(document, SOURCE, PROFILE | other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "x", "url": "https://x.example"}, {"name": "x"}),
        ({"name": "x", "email": "a@b"}, {"name": "y", "email": "a@b"}),
        ({"name": "x"}, {}),
    ],
    ids=range(3),
)
def test_profiles_that_repeat_in_part_are_left_alone(
    one: dict[str, object], other: dict[str, object]
) -> None:
    document = with_value(full_credential(), CREATOR, PROFILE | one)
    document = with_value(document, SOURCE, PROFILE | other)
    assert why_declined(document) == "repeated"
    assert bundled().general(document) is None


def test_the_same_achievement_of_two_people_is_taken() -> None:
    document = full_credential()
    del document["credentialSubject"]["identifier"], document["credentialSubject"]["result"]
    subject = document["credentialSubject"]
    document["credentialSubject"] = [subject, subject | {"id": "urn:x:2"}]
    # Their blank nodes are stated alike, and one leads to them.
    for part in ("criteria", "alignment"):
        del subject["achievement"][part]
    del subject["achievement"]["resultDescription"][0]["allowedValue"]
    assert ACHIEVEMENT in agree(document)
