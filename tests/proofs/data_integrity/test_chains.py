"""Which earlier proofs a proof names, and the chains that cannot be followed."""

from typing import Any

import pytest

from badgeservice.proofs.data_integrity import earlier_proofs


def proof(name: str | None, *previous: str, **members: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "DataIntegrityProof", **members}
    if name is not None:
        made["id"] = name
    if previous:
        made["previousProof"] = previous[0] if len(previous) == 1 else list(previous)
    return made


A, B, C = proof("a"), proof("b"), proof("c", "a", "b")


def test_a_proof_that_names_none_has_none_before_it() -> None:
    assert earlier_proofs([A, B], A) == []
    assert earlier_proofs([], A) == []


def test_the_named_proofs_come_in_the_order_of_the_document() -> None:
    assert earlier_proofs([A, B, C], C) == [A, B]
    assert earlier_proofs([B, C, A], C) == [B, A]
    assert earlier_proofs([A, B, C], proof("c", "b", "a")) == [A, B]


def test_a_chain_of_chains_gives_the_next_link_alone() -> None:
    later = proof("d", "c")
    assert earlier_proofs([A, B, C, later], later) == [C]


def test_two_proofs_may_name_the_same_one() -> None:
    left, right = proof("l", "a"), proof("r", "a")
    top = proof(None, "l", "r")
    assert earlier_proofs([A, left, right, top], top) == [left, right]


def test_a_proof_need_not_be_among_the_others() -> None:
    assert earlier_proofs([A], {"previousProof": "a"}) == [A]


@pytest.mark.parametrize(
    ("proofs", "last"),
    [
        ([A, proof("x", "unknown")], "names an unknown proof"),
        ([A, proof("x", "a", "unknown")], "names a known and an unknown proof"),
        ([A, A, proof("x", "a")], "names an id that two proofs have"),
        ([A, proof("a", nonce="1"), proof("x", "a")], "names an id that two other proofs have"),
        ([A, proof("x", "a", "a")], "names one proof twice"),
        ([A, proof("x", "x")], "names itself"),
        ([A, proof("x", "a", "x")], "names itself beside another"),
        ([proof("a", "x"), proof("x", "a")], "two name each other"),
        ([proof("a", "b"), proof("b", "x"), proof("x", "a")], "three in a circle"),
        ([proof("a", "b"), proof("b", "a"), proof("x", "a")], "leads into a circle"),
        ([proof("a", "a"), proof("x", "a")], "leads to one that names itself"),
        ([proof("a", "unknown"), proof("x", "a")], "leads to one that names an unknown proof"),
        ([A, {"previousProof": None}], "null"),
        ([A, {"previousProof": 1}], "a number"),
        ([A, {"previousProof": {"id": "a"}}], "an object"),
        ([A, {"previousProof": ["a", 1]}], "a number in the list"),
        ([A, {"previousProof": [["a"]]}], "a list in the list"),
        ([A, {"previousProof": ""}], "empty"),
        ([{"id": ["a"]}, proof("x", "a")], "an id that is a list"),
        ([{"id": {"a": 1}}, proof("x", "a")], "an id that is an object"),
        ([None, "a", ["a"], proof("x", "a")], "things that are no proofs"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_chain_that_cannot_be_followed_is_none(proofs: list[Any], last: str) -> None:
    assert earlier_proofs(proofs, proofs[-1]) is None, last


def test_a_long_chain_is_followed_to_its_end() -> None:
    proofs = [proof("0"), *(proof(str(n), str(n - 1)) for n in range(1, 5_000))]
    assert earlier_proofs(proofs, proofs[-1]) == [proofs[-2]]
    proofs[0] = proof("0", "4999")
    assert earlier_proofs(proofs, proofs[-1]) is None


def test_many_names_for_many_proofs_are_followed_once_each() -> None:
    # Each names all before it: without remembering, the walk would double with every proof.
    names = [str(n) for n in range(60)]
    proofs = [proof(name, *names[:n]) for n, name in enumerate(names)]
    assert earlier_proofs(proofs, proofs[-1]) == proofs[:-1]
