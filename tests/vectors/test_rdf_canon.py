"""RDFC-1.0: the test suite of the Recommendation, every test of it."""

import json
from pathlib import Path
from time import process_time

import pytest

from badgeservice.errors import CanonicalisationLimit
from badgeservice.proofs.nquads import read_nquads
from badgeservice.proofs.rdfc import Budget, CanonicalDataset, HashName, canonicalise_dataset


def entries(shared_data: Path, kind: str) -> list[dict[str, str]]:
    manifest = shared_data / "vectors" / "rdf-canon" / "manifest.jsonld"
    found = json.loads(manifest.read_text(encoding="utf-8"))["entries"]
    return [entry for entry in found if entry["type"] == f"rdfc:RDFC10{kind}Test"]


def canonicalise(folder: Path, entry: dict[str, str]) -> CanonicalDataset:
    quads = read_nquads((folder / entry["action"]).read_text(encoding="utf-8"))
    name: HashName = "sha384" if entry.get("hashAlgorithm") == "SHA384" else "sha256"
    return canonicalise_dataset(quads, hash_name=name)


def test_every_evaluation_test_gives_the_expected_text(shared_data: Path) -> None:
    folder = shared_data / "vectors" / "rdf-canon"
    tests = entries(shared_data, "Eval")
    assert len(tests) == 64
    wrong = [
        entry["id"]
        for entry in tests
        if canonicalise(folder, entry).text != (folder / entry["result"]).read_text("utf-8")
    ]
    assert wrong == []


def test_every_map_test_gives_the_expected_labels(shared_data: Path) -> None:
    folder = shared_data / "vectors" / "rdf-canon"
    tests = entries(shared_data, "Map")
    assert len(tests) == 21
    wrong = [
        entry["id"]
        for entry in tests
        if canonicalise(folder, entry).labels
        != json.loads((folder / entry["result"]).read_text("utf-8"))
    ]
    assert wrong == []


def test_the_poison_clique_is_refused_in_less_than_a_second(shared_data: Path) -> None:
    folder = shared_data / "vectors" / "rdf-canon"
    (entry,) = entries(shared_data, "NegativeEval")
    began = process_time()
    with pytest.raises(CanonicalisationLimit):
        canonicalise(folder, entry)
    assert process_time() - began < 1


@pytest.mark.parametrize("number", ["044", "045", "046"])
def test_the_costliest_evaluation_tests_need_most_of_the_calls(
    shared_data: Path, number: str
) -> None:
    folder = shared_data / "vectors" / "rdf-canon" / "rdfc10"
    quads = read_nquads((folder / f"test{number}-in.nq").read_text(encoding="utf-8"))
    with pytest.raises(CanonicalisationLimit):
        canonicalise_dataset(quads, budget=Budget(max_n_degree_calls=100))
