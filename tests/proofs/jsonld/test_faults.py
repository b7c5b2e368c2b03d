"""Where a fault is, and the sentence for it."""

from badgeservice.errors import Finding
from badgeservice.proofs.jsonld.faults import MESSAGES, Places, describe_fault


def test_each_fault_has_a_sentence() -> None:
    assert all(code.startswith(("context.", "unsigned.")) for code in MESSAGES)
    assert all(sentence.endswith(".") for sentence in MESSAGES.values())


def test_a_fault_is_told_with_its_place() -> None:
    found = describe_fault("unsigned.null", ("a/b", 0))
    assert found == Finding("unsigned.null", "/a~1b/0", MESSAGES["unsigned.null"])


def test_objects_are_found_by_themselves_and_scalars_by_what_they_say() -> None:
    one, other = {"a": 1}, {"a": 1}
    places = Places({"@context": "x", "b": [one, other], "c": "x", "d": "x"})
    assert places.of_object(other) == ("b", 1)
    assert places.of_text("1") == ("b", 0, "a")
    assert places.of_text("x") == ("c",)
    assert places.of_text("absent") == ()
    assert places.of_text(None) == ()
