"""How leaves become the ends of lines: every spelling is that of the general engine."""

import json
import random
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

import pytest

from badgeservice.proofs.fast import Declined
from badgeservice.proofs.fast.scopes import END, NUMBER, TEXT, Scopes, Term
from badgeservice.proofs.fast.spelling import escape, spell_iri_of, spell_leaf
from badgeservice.proofs.jsonld.literals import spell_value
from badgeservice.proofs.nquads import spell_literal
from full_credential import full_credential, with_value
from proofs.fast.both_engines import agree, saying, small_world, why_declined

UNTYPED = Term(TEXT, ' <p> "', f'"{END}', " <p> ")
FLOAT = "https://www.w3.org/2001/XMLSchema#float"
FLOATS = Term(NUMBER, ' <p> "', f'"^^<{FLOAT}>{END}', " <p> ", FLOAT)
CREDITS = ("credentialSubject", "creditsEarned")
# Each control character, and what only looks as if it needed an escape.
CHARACTERS = [chr(code) for code in (*range(0x21), 0x22, 0x5C, *range(0x7E, 0xA1), 0xAD, 0x200B)]
CHARACTERS += ["\u2028", "\u2029", "\ufeff", "\ufffd", "\U0001f600", "\U000e0001", "é", "’"]


@pytest.mark.parametrize("character", CHARACTERS, ids=lambda one: f"U+{ord(one):04X}")
def test_every_character_is_spelled_as_canonical_n_quads_has_it(character: str) -> None:
    for text in (character, f"a{character}b"):
        assert f'"{escape(text)}"' == spell_literal(text)
    assert agree(with_value(full_credential(), ("name",), character))
    # Where no other text needs an escape, whether any does is found out in one look.
    plain = {"@context": full_credential()["@context"], "type": ["VerifiableCredential"]}
    assert agree(plain | {"name": f"a{character}b"})


@pytest.mark.parametrize("character", ["\ufffe", "\uffff"], ids=["U+FFFE", "U+FFFF"])
def test_what_xml_takes_for_no_character_is_escaped_too(character: str) -> None:
    assert f"\\u{ord(character):04X}" in agree(with_value(full_credential(), ("name",), character))


def test_a_text_that_needs_an_escape_is_found_wherever_it_stands() -> None:
    for path in ([], ["credentialSubject", "achievement"], ["endorsement", 0]):
        agree(with_value(full_credential(), (*path, "name"), 'a"b\\\x7f'))


NUMBERS = (
    *(0, -0.0, 1, -1, 10, 3.0, 1.5, -1.25, 0.1, 1e15, 1e16, 1e20, 1e21, 1e22, -1e21, 1e100, 1e-7),
    *(5e-324, 1.79769e308, 2**53 - 1, -(2**53 - 1), 123456789.125),
)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_is_spelled_as_the_general_engine_does(number: float) -> None:
    for term, datatype in ((UNTYPED, {}), (FLOATS, {"@type": FLOAT})):
        literal, fault = spell_value({"@value": number, **datatype})
        assert fault is None
        assert spell_leaf(term, number) == f" <p> {literal}{END}"
    agree(with_value(full_credential(), CREDITS, number))


def test_so_are_random_numbers_or_they_are_left_alone() -> None:
    chance = random.Random(1)
    taken = 0
    for _ in range(3_000):
        number = chance.choice(
            [chance.random(), chance.gauss(0, 1e9), chance.randint(-(2**60), 2**60)]
        )
        number *= 10.0 ** chance.randint(-30, 30) if chance.random() < 0.3 else 1
        try:
            line = spell_leaf(FLOATS, number)
        except Declined:
            continue
        taken += 1
        assert spell_value({"@value": number, "@type": FLOAT}) == (line[5 : -len(END)], None)
        assert json.loads(line.split('"')[1]) == number
    assert taken > 1_000


@pytest.mark.parametrize("value", ["x", "a", True, False, None, [], [1], ("x",), b"x", {"x"}, 1j])
def test_what_is_no_number_is_not_spelled_as_one(value: Any) -> None:
    with pytest.raises(Declined):
        spell_leaf(FLOATS, value)


@pytest.mark.parametrize(
    "number", [2**53, -(2**53), 10**400, float("inf"), float("nan"), 0.1 + 0.2]
)
def test_numbers_that_others_would_read_differently_are_left_alone(number: float) -> None:
    with pytest.raises(Declined):
        spell_leaf(FLOATS, number)


class Word(StrEnum):
    """A text to Python."""

    X = "x"


class Count(IntEnum):
    """A number to Python."""

    ONE = 1


class Text(str):
    """A text to Python."""


@pytest.mark.parametrize("value", [Word.X, Count.ONE, Text("x"), UUID(int=1), object()])
def test_what_only_python_takes_for_a_text_or_a_number_is_left_alone(value: Any) -> None:
    with pytest.raises(Declined):
        spell_leaf(UNTYPED, value)
    assert why_declined(with_value(full_credential(), ("name",), value)) in {"value", "json"}


@pytest.mark.parametrize("tag", ["nl", "nl-BE", "zh-Hant-TW", "x-private", "de-1996", "sr-Latn-RS"])
def test_a_text_with_a_language_stands_alone(tag: str) -> None:
    value = {"@value": 'a"b', "@language": tag}
    for term in (UNTYPED, FLOATS):
        assert spell_leaf(term, value) == f' <p> "a\\"b"@{tag.lower()}{END}'
    assert f"@{tag.lower()} ." in agree(with_value(full_credential(), ("name",), [value, "x"]))


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"@value": "x"},
        {"@language": "nl"},
        {"@value": "x", "@language": None},
        {"@value": "x", "@language": ""},
        {"@value": "x", "@language": ["nl"]},
        {"@value": "x", "@language": "NL"},
        {"@value": "x", "@language": "nl-be"},
        {"@value": "x", "@language": "nl_BE"},
        {"@value": ["x"], "@language": "nl"},
        {"@value": None, "@language": "nl"},
        {"@value": Text("x"), "@language": "nl"},
        {"@value": "x", "@language": "nl", "@type": "urn:t"},
    ],
    ids=range(13),
)
def test_other_objects_with_a_value_are_left_alone(value: Any) -> None:
    with pytest.raises(Declined):
        spell_leaf(UNTYPED, value)


WORLD = small_world({"p": {"@id": "ex:p", "@type": "@id"}, "urnx": "urn:x:", "no": None})
GOOD_IRIS = (
    *("https://x.example/a?b#c", "http:y", "did:web:x", "urn:uuid:1", "mailto:a@b", "a:", "a:b"),
    *("HTTPS://X.example", "ex://a", "https://é.example/ü", "data:image/png;base64,AA==", "a.b+c:"),
    *("https://a/\x7f", "https://a/\u2028", "https://a/%zz", "urn:", "x+y.z-1:a"),
)
# The first part is a term, though none that PyLD would write out.
CAREFUL_IRIS = ("no:x", "type:x", "id:x")
BAD_IRIS: tuple[Any, ...] = (
    *(
        "",
        "x",
        "/x",
        "#x",
        "?x",
        "//x.example",
        ":x",
        "_:b",
        "1a:b",
        "é:b",
        "ex:a",
        "urnx:a",
        "ex:/a",
    ),
    *("https://a b", "https://a<b>", 'https://a"b', "https://a{b}", "https://a|b", "https://a^b"),
    *("https://a`b", "https://a\\b", "https://a\n", "https://a\x00", " https://a", "urn:\ud800"),
    *("@id", "@id:x", None, 5, True, ["urn:x"], {"id": "urn:x"}, b"urn:x", Text("urn:x")),
)


def scope_of_world() -> Any:
    scopes = Scopes(WORLD.contexts)
    return scopes.enter(scopes.initial, (None, "urn:context", ())).scope


@pytest.mark.parametrize("iri", GOOD_IRIS)
def test_an_absolute_iri_is_spelled_as_it_is(iri: str) -> None:
    assert spell_iri_of(scope_of_world(), iri) == f"<{iri}>"
    for document in (saying(p=iri), saying(p={"id": iri}), saying() | {"id": iri, "type": "T"}):
        assert f"<{iri}>" in WORLD.agree_on(document)


@pytest.mark.parametrize("iri", BAD_IRIS, ids=range(len(BAD_IRIS)))
def test_anything_else_is_no_iri(iri: Any) -> None:
    with pytest.raises(Declined):
        spell_iri_of(scope_of_world(), iri)
    for document in (saying(p={"id": iri}), saying(type="T") | {"id": iri}):
        assert why_declined(document, WORLD)


@pytest.mark.parametrize("iri", CAREFUL_IRIS)
def test_some_good_ones_are_left_alone_to_be_sure(iri: str) -> None:
    assert why_declined(saying(p=iri), WORLD) == "iri"
    assert WORLD.general(saying(p=iri))
