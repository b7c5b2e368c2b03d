"""The memory of sound parts: bounded in every way, and told apart to the last byte."""

from badgeservice.openbadges.conformance.ordinary.known_parts import (
    LARGEST_BYTES,
    MOST_BYTES,
    KnownParts,
    PartKey,
    SoundPart,
)
from badgeservice.openbadges.conformance.subject import NO_GRADINGS

PART = SoundPart(("urn:x",), NO_GRADINGS)


def key(text: str) -> PartKey:
    return "issuer", text.encode()


def test_what_was_kept_is_given_for_the_same_bytes_as_the_same_part_alone() -> None:
    known = KnownParts(2)
    known.keep(key('{"n":1}'), PART)
    assert known.get(key('{"n":1}')) is PART
    assert known.get(key('{"n":1.0}')) is None
    assert known.get(key('{"n":true}')) is None
    assert known.get(("achievement", b'{"n":1}')) is None


def test_the_oldest_goes_first() -> None:
    known = KnownParts(2)
    for text in ("a", "b", "a", "c"):
        known.keep(key(text), PART)
    assert len(known) == 2
    assert known.get(key("a")) is None
    assert known.get(key("b")) is PART
    assert known.get(key("c")) is PART


def test_nothing_is_kept_when_it_is_switched_off() -> None:
    known = KnownParts(0)
    known.keep(key("a"), PART)
    assert len(known) == 0


def test_a_large_part_is_not_kept() -> None:
    known = KnownParts(2)
    known.keep(key("x" * (LARGEST_BYTES + 1)), PART)
    assert len(known) == 0
    known.keep(key("x" * LARGEST_BYTES), PART)
    assert len(known) == 1


def test_all_of_them_together_never_take_more_than_their_room() -> None:
    known = KnownParts(1_000)
    for at in range(100):
        known.keep(key(f"{at:03}" + "x" * (LARGEST_BYTES - 3)), PART)
    assert len(known) == MOST_BYTES // LARGEST_BYTES
    for at in range(500):
        known.keep(key(f"{at:03}"), PART)
    assert len(known) > 500
