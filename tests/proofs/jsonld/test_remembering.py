"""The same work on equal documents is done once, and forgotten at the end of the block."""

import pytest

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.canonical import canonicalise
from badgeservice.proofs.jsonld.remembering import remember, remembered

DOCUMENT = {"a": 1}


class Counted:
    """Work that counts how often it is done, or refuses."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.times = 0
        self._refuses = refuses

    def __call__(self) -> int:
        self.times += 1
        if self._refuses:
            raise CannotCanonicalise("no")
        return self.times


def test_within_a_block_it_is_done_once() -> None:
    work = Counted()
    with remembered():
        assert [remember("key", dict(DOCUMENT), work) for _ in range(3)] == [1, 1, 1]
    assert work.times == 1


def test_outside_a_block_nothing_is_remembered() -> None:
    work = Counted()
    with remembered():
        remember("key", DOCUMENT, work)
    assert [remember("key", DOCUMENT, work) for _ in range(2)] == [2, 3]


def test_a_block_in_a_block_forgets_nothing_and_leaves_nothing() -> None:
    work = Counted()
    with remembered():
        remember("key", DOCUMENT, work)
        with remembered():
            remember("key", DOCUMENT, work)
        remember("key", DOCUMENT, work)
    assert work.times == 1
    remember("key", DOCUMENT, work)
    assert work.times == 2


@pytest.mark.parametrize("other", [{"a": 1.0}, {"a": True}, {"a": "1"}, {"a": 1, "b": 1}, {}])
def test_another_document_or_another_key_is_other_work(other: dict[str, object]) -> None:
    work = Counted()
    with remembered():
        remember("key", DOCUMENT, work)
        remember("key", other, work)
        remember("another key", DOCUMENT, work)
    assert work.times == 3


def test_what_was_refused_is_refused_again_without_being_done() -> None:
    work = Counted(refuses=True)
    with remembered():
        for _ in range(2):
            with pytest.raises(CannotCanonicalise):
                remember("key", DOCUMENT, work)
    assert work.times == 1


def test_a_document_that_changes_is_read_anew() -> None:
    document = {"@context": "https://www.w3.org/ns/credentials/v2", "id": "urn:a"}
    document |= {"type": "VerifiableCredential", "name": "a"}
    with remembered():
        first = canonicalise(document)
        document["name"] = "b"
        assert canonicalise(document) != first
