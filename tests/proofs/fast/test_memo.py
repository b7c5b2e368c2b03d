"""What is remembered of issuers and achievements: not more than it may, and no difference."""

from copy import deepcopy
from enum import Enum
from typing import Any
from uuid import UUID

import pytest

from badgeservice.proofs.contexts import bundled_contexts
from badgeservice.proofs.fast import Declined, FastEngine
from badgeservice.proofs.fast.extent import Extent
from badgeservice.proofs.fast.memo import MAX_BYTES, Memo, MemoKey, Subtree
from badgeservice.proofs.fast.scopes import Scope
from badgeservice.proofs.rdfc import DEFAULT_BUDGET
from full_credential import CONTEXTS, full_credential, with_value
from proofs.fast.both_engines import JsonObject, Pair, agree, bundled

ACHIEVEMENT = ("credentialSubject", "achievement")
SCOPE = Scope({"mappings": {}})


def key(number: int, size: int = 8) -> MemoKey:
    return (SCOPE, "issuer", "sha256", b"%08d" % number + bytes(size - 8))


def subtree() -> Subtree:
    return Subtree("<urn:x>", (), (), has_graphs=False, extent=Extent())


def test_what_was_kept_is_given_back() -> None:
    memo = Memo(2)
    kept = subtree()
    memo.keep(key(1), kept)
    assert memo.get(key(1)) is kept
    assert memo.get(key(2)) is None
    other_place = (Scope({"mappings": {}}), *key(1)[1:])
    assert memo.get(other_place) is None


def test_it_never_holds_more_than_its_entries_and_the_oldest_goes_first() -> None:
    memo = Memo(3)
    for number in range(10):
        memo.keep(key(number), subtree())
        assert len(memo) <= 3
    assert [number for number in range(10) if memo.get(key(number))] == [7, 8, 9]


def test_it_never_holds_more_than_its_bytes() -> None:
    memo = Memo(1_000)
    for number in range(40):
        memo.keep(key(number, MAX_BYTES // 10), subtree())
        assert len(memo) <= 10
    memo.keep(key(99, MAX_BYTES + 1), subtree())
    assert memo.get(key(99, MAX_BYTES + 1)) is None
    memo.keep(key(1), subtree())
    assert memo.get(key(1))


def test_what_is_kept_twice_counts_once() -> None:
    memo = Memo(1_000)
    for _ in range(100):
        memo.keep(key(1, MAX_BYTES // 2), subtree())
    memo.keep(key(2, MAX_BYTES // 2), subtree())
    assert len(memo) == 2


def test_without_entries_it_is_off() -> None:
    memo = Memo(0)
    memo.keep(key(1), subtree())
    assert (len(memo), memo.is_on) == (0, False)


# --- in the engine ----------------------------------------------------------------------------


def numbered(number: int) -> JsonObject:
    document = with_value(full_credential(), ("issuer", "id"), f"did:web:x{number}.example")
    return with_value(document, (*ACHIEVEMENT, "id"), f"https://x.example/{number}")


def test_an_engine_remembers_no_more_than_it_was_told() -> None:
    engine = FastEngine(bundled_contexts(), memo_entries=5)
    for number in range(20):
        engine.canonicalise(numbered(number), "sha256", DEFAULT_BUDGET)
        assert len(engine._memo) <= 5
    assert len(engine._memo) == 5


def test_one_that_was_told_to_remember_nothing_does_not() -> None:
    engine = FastEngine(bundled_contexts(), memo_entries=0)
    engine.canonicalise(full_credential(), "sha256", DEFAULT_BUDGET)
    assert len(engine._memo) == 0


SHARED: JsonObject = {
    "id": "https://x.example/shared",
    "type": ["Achievement"],
    "name": "x",
    "criteria": {"narrative": 'a "quoted" text'},
    "alignment": [
        {"type": ["Alignment"], "targetName": name, "targetUrl": f"https://x.example/{name}"}
        for name in ("a", "b")
    ],
    "endorsement": [full_credential()["endorsement"][0]],
}
_CREDENTIAL: JsonObject = {"@context": CONTEXTS, "type": ["VerifiableCredential"]}
SURROUNDINGS: list[JsonObject] = [
    {"credentialSubject": {"type": ["AchievementSubject"], "achievement": SHARED}},
    {"credentialSubject": {"type": ["AchievementSubject"], "achievement": [SHARED]}},
    {"id": "urn:x:1", "credentialSubject": {"type": "AchievementSubject", "achievement": SHARED}},
    {
        "evidence": [{"name": f"{number}"} for number in range(12)],
        "credentialSubject": {"type": "AchievementSubject", "achievement": SHARED},
    },
    {
        "name": 'with a "quote"',
        "credentialSubject": {"type": "AchievementSubject", "achievement": SHARED},
        "issuer": {"id": SHARED["id"], "type": ["Profile"], "phone": "1"},
    },
    {
        "credentialSubject": {
            "type": "AchievementSubject",
            "achievement": {k: SHARED[k] for k in reversed(SHARED)},
        }
    },
]


@pytest.mark.parametrize("hash_name", ["sha256", "sha384"])
def test_a_remembered_part_fits_into_any_surroundings(hash_name: Any) -> None:
    pair = Pair(bundled_contexts())
    documents = [_CREDENTIAL | members for members in SURROUNDINGS]
    for document in [*documents, *reversed(documents)]:
        pair.agree_on(document, hash_name)


def test_a_remembered_part_is_another_one_under_another_hash_and_in_another_place() -> None:
    pair = Pair(bundled_contexts())
    document = _CREDENTIAL | SURROUNDINGS[3]
    assert pair.agree_on(document, "sha256") != pair.agree_on(document, "sha384")
    issuer = {"id": "did:web:x", "type": ["Profile"], "name": "x", "address": {"postalCode": "1"}}
    for contexts in (CONTEXTS, CONTEXTS[:1]):
        for endorsed in ({}, {"endorsement": [full_credential()["endorsement"][0]]}):
            one = {"@context": contexts, "type": ["VerifiableCredential"], "issuer": issuer}
            text = pair.general(one | endorsed)
            assert text is None or pair.agree_on(one | endorsed) == text


@pytest.mark.parametrize("change", ["1", "1.0", "true", "-0.0", "0.0", "1e0"])
def test_parts_that_python_takes_for_equal_are_told_apart(change: str) -> None:
    value = {"1": 1, "1.0": 1.0, "true": True, "-0.0": -0.0, "0.0": 0.0, "1e0": 1e0}[change]
    pair = bundled()
    for one in (1, 1.0, True, 0, -0.0):
        pair.general(document := with_value(full_credential(), (*ACHIEVEMENT, "tag"), [one]))
        agree(document)
    assert agree(with_value(full_credential(), (*ACHIEVEMENT, "tag"), [value]))


def test_nothing_that_was_remembered_changes() -> None:
    pair = Pair(bundled_contexts())
    document = full_credential()
    first = pair.agree_on(document)
    for _ in range(3):
        other = deepcopy(document)
        other["name"] = "Another"
        other["credentialSubject"]["source"] = {"id": "urn:x:s", "type": ["Profile"], "phone": "1"}
        pair.agree_on(other)
    assert pair.agree_on(document) == first


def test_what_was_declined_is_not_remembered() -> None:
    pair = Pair(bundled_contexts())
    document = with_value(full_credential(), (*ACHIEVEMENT, "unknown"), "x")
    with pytest.raises(Declined):
        pair.fast.canonicalise(document, "sha256", DEFAULT_BUDGET)
    assert len(pair.fast._memo) == 1  # the issuer


class Tag(Enum):
    """Not JSON, though a writer of JSON may know how to spell it."""

    SPORT = "sport"


NOT_JSON: list[tuple[tuple[str | int, ...], Any]] = [
    (("tag",), ("sport", "jeugd", "3")),
    (("type",), ("Achievement",)),
    (("tag", 0), Tag.SPORT),
    (("tag", 0), UUID(int=5)),
]


def test_an_empty_tuple_is_no_json_either() -> None:
    pair = Pair(bundled_contexts())
    document = with_value(full_credential(), (*ACHIEVEMENT, "criteria", "type"), ())
    assert pair.general(document) is None
    with pytest.raises(Declined):
        pair.fast.canonicalise(document, "sha256", DEFAULT_BUDGET)
