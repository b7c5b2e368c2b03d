"""RDFC-1.0 beyond the suite: an independent implementation as oracle, and the work budget."""

import random
from time import process_time

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import CanonicalisationLimit
from badgeservice.proofs.nquads import Quad, is_blank, write_nquad
from badgeservice.proofs.rdfc import DEFAULT_BUDGET, Budget, HashName, canonicalise_dataset

P = "<urn:p>"
PLENTY = Budget(
    max_n_degree_calls=10**6, per_blank_node=10**6, max_permutations=10**6, max_links=10**7
)

blank_nodes = st.sampled_from([f"_:n{number}" for number in range(5)])
iris = st.sampled_from(["<urn:a>", "<urn:é>"])
literals = st.sampled_from(['"a"', '"a"@nl', '"1"^^<urn:t>', '"\\b\\u007F\\n\\"é"'])
quads = st.builds(
    Quad,
    subject=blank_nodes | iris,
    predicate=st.sampled_from([P, "<urn:q>"]),
    object=blank_nodes | blank_nodes | iris | literals,
    graph=st.just("") | st.just("") | st.just("<urn:g>") | blank_nodes,
)
datasets = st.lists(quads, max_size=12)
hash_names = st.sampled_from(["sha256", "sha384"])

ORACLE = {
    "sha256": pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0_SHA_256,
    "sha384": pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0_SHA_384,
}


def ask_the_oracle(dataset: list[Quad], hash_name: HashName) -> str:
    text = "".join(write_nquad(quad) for quad in dataset)
    read = pyoxigraph.Dataset(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS))
    read.canonicalize(ORACLE[hash_name])
    written = pyoxigraph.serialize(read, format=pyoxigraph.RdfFormat.N_QUADS)
    assert written is not None
    lines = written.decode().split("\n")[:-1]
    return "".join(f"{line}\n" for line in sorted(lines))


@settings(deadline=None, max_examples=400)
@given(datasets, hash_names)
def test_the_text_is_that_of_an_independent_implementation(
    dataset: list[Quad], hash_name: HashName
) -> None:
    ours = canonicalise_dataset(dataset, hash_name=hash_name, budget=PLENTY)
    assert ours.text == ask_the_oracle(dataset, hash_name)


@settings(deadline=None, max_examples=200)
@given(datasets, st.randoms(use_true_random=False))
def test_other_labels_and_another_order_give_the_same_text(
    dataset: list[Quad], chance: random.Random
) -> None:
    names = [f"_:x{number}" for number in range(5)]
    chance.shuffle(names)
    renamed = {f"_:n{number}": name for number, name in enumerate(names)}
    shuffled = [
        Quad(
            renamed.get(quad.subject, quad.subject),
            quad.predicate,
            renamed.get(quad.object, quad.object),
            renamed.get(quad.graph, quad.graph),
        )
        for quad in dataset
    ]
    chance.shuffle(shuffled)
    assert (
        canonicalise_dataset(shuffled, budget=PLENTY).text
        == canonicalise_dataset(dataset, budget=PLENTY).text
    )


@settings(deadline=None, max_examples=100)
@given(datasets)
def test_the_labels_turn_the_dataset_into_the_text(dataset: list[Quad]) -> None:
    canonical = canonicalise_dataset(dataset, budget=PLENTY)

    def rename(term: str) -> str:
        return f"_:{canonical.labels[term[2:]]}" if is_blank(term) else term

    renamed = {
        write_nquad(Quad(rename(one.subject), one.predicate, rename(one.object), rename(one.graph)))
        for one in dataset
    }
    assert "".join(sorted(renamed)) == canonical.text


def test_a_quad_that_is_said_twice_is_said_once() -> None:
    quad = Quad("<urn:s>", P, "_:a")
    assert canonicalise_dataset([quad, quad]).text == "<urn:s> <urn:p> _:c14n0 .\n"


def test_an_empty_dataset_has_an_empty_form() -> None:
    canonical = canonicalise_dataset([])
    assert (canonical.text, dict(canonical.labels)) == ("", {})


def test_another_hash_can_give_other_labels() -> None:
    dataset = [Quad("_:a", P, f'"{number}"') for number in range(3)]
    dataset += [Quad(f"_:n{number}", P, f'"{number}"') for number in range(9)]
    texts = {canonicalise_dataset(dataset, hash_name=name).text for name in ORACLE}
    assert len(texts) == 2


# --- the budget -------------------------------------------------------------------------------


def clique(size: int) -> list[Quad]:
    return [Quad(f"_:e{i}", P, f"_:e{j}") for i in range(size) for j in range(size)]


def hubs(count: int, spokes: int) -> list[Quad]:
    return [
        Quad(f"_:h{i}", f"<urn:p{j}>", f"_:h{i}s{j}") for i in range(count) for j in range(spokes)
    ]


def chains(count: int, length: int) -> list[Quad]:
    return [Quad(f"_:c{i}l{j}", P, f"_:c{i}l{j + 1}") for i in range(count) for j in range(length)]


def shared_graphs(count: int, graphs: int) -> list[Quad]:
    return [Quad(f"_:h{i}", P, f"_:k{i}", f"_:g{j}") for i in range(count) for j in range(graphs)]


@pytest.mark.parametrize(
    "dataset",
    [
        *(clique(size) for size in range(5, 13)),
        clique(60),
        hubs(2, 3_000),
        hubs(100, 100),
        chains(2, 60),
        chains(60, 60),
        shared_graphs(2, 7),
        shared_graphs(5, 500),
        [Quad(f"_:e{i}", P, f"_:e{(i + 1) % 500}") for i in range(500)],
        [Quad("<urn:s>", P, f"_:e{i}") for i in range(5_000)],
    ],
)
def test_a_poison_graph_is_refused_at_once(dataset: list[Quad]) -> None:
    began = process_time()
    with pytest.raises(CanonicalisationLimit):
        canonicalise_dataset(dataset)
    assert process_time() - began < 5


@pytest.mark.parametrize(
    "dataset",
    [
        clique(3),
        clique(4),
        hubs(2, 20),
        chains(2, 10),
        [Quad("<urn:s>", P, f"_:e{i}") for i in range(2_000)],
        [Quad(f"_:e{i}", f"<urn:p{j}>", f'"{i}"') for i in range(2_000) for j in range(10)],
    ],
    ids=["clique 3", "clique 4", "hubs", "chains", "equal leaves", "large"],
)
def test_what_a_credential_could_hold_stays_within_the_budget(dataset: list[Quad]) -> None:
    began = process_time()
    assert canonicalise_dataset(dataset).text.count("\n") == len(dataset)
    assert process_time() - began < 2


@pytest.mark.parametrize(
    ("budget", "dataset"),
    [
        (Budget(max_n_degree_calls=1), chains(2, 1)),
        (Budget(per_blank_node=0), chains(2, 1)),
        (Budget(max_links=1), chains(2, 1)),
        (Budget(max_depth=1), chains(2, 3)),
        (Budget(max_permutations=1), shared_graphs(2, 2)),
        (Budget(max_quads=1), chains(2, 1)),
    ],
)
def test_each_part_of_the_budget_is_kept(budget: Budget, dataset: list[Quad]) -> None:
    canonicalise_dataset(dataset, budget=DEFAULT_BUDGET)
    with pytest.raises(CanonicalisationLimit):
        canonicalise_dataset(dataset, budget=budget)


def test_nodes_that_differ_cost_nothing_of_the_budget_for_ties() -> None:
    nothing = Budget(max_n_degree_calls=0, per_blank_node=0, max_permutations=0, max_links=0)
    dataset = [Quad("_:a", P, "_:b"), Quad("_:b", P, '"x"')]
    assert canonicalise_dataset(dataset, budget=nothing).labels.keys() == {"a", "b"}
