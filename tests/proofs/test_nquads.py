"""N-Quads: what is read, what is refused, and the canonical spelling."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedInput
from badgeservice.proofs.nquads import (
    Quad,
    is_absolute_iri,
    is_blank,
    is_language_tag,
    read_nquads,
    spell_iri,
    spell_literal,
    write_nquad,
)

S, P, OBJ = "<urn:s>", "<urn:p>", "<urn:o>"


@pytest.mark.parametrize(
    ("line", "quad"),
    [
        ("<urn:s> <urn:p> <urn:o> .", Quad(S, P, OBJ)),
        ("<urn:s> <urn:p> <urn:o> <urn:g> .", Quad(S, P, OBJ, "<urn:g>")),
        ("<urn:s><urn:p><urn:o><urn:g>.", Quad(S, P, OBJ, "<urn:g>")),
        (" \t<urn:s> <urn:p>\t<urn:o> . # said twice", Quad(S, P, OBJ)),
        ("_:a <urn:p> _:b.c:d _:1-2 .", Quad("_:a", P, "_:b.c:d", "_:1-2")),
        ('_:é <urn:p> "" .', Quad("_:é", P, '""')),
        ('<urn:s> <urn:p> "a"@en-GB .', Quad(S, P, '"a"@en-GB')),
        ('<urn:s> <urn:p> "1"^^<urn:t> .', Quad(S, P, '"1"^^<urn:t>')),
        (
            '<urn:s> <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#string> .',
            Quad(S, P, '"1"'),
        ),
        ('<urn:s> <urn:p> "\\u0041\\U0001F303\\t\\\'" .', Quad(S, P, '"A\U0001f303\\t\'"')),
        ('<urn:s> <urn:p> "^^<urn:t>" .', Quad(S, P, '"^^<urn:t>"')),
        ('<urn:s> <urn:p> "a\\"@en"@nl .', Quad(S, P, '"a\\"@en"@nl')),
        ("<urn:\\u00e9> <urn:p> <urn:o> .", Quad("<urn:é>", P, OBJ)),
    ],
)
def test_a_quad_is_read_in_its_canonical_spelling(line: str, quad: Quad) -> None:
    assert read_nquads(line) == [quad]


def test_empty_lines_and_comments_say_nothing() -> None:
    text = "\n# one\n<urn:s> <urn:p> <urn:o> .\r\n\t # two\r<urn:s> <urn:p> <urn:s> ."
    assert read_nquads(text) == [Quad(S, P, OBJ), Quad(S, P, S)]
    assert read_nquads("") == []


@pytest.mark.parametrize(
    "line",
    [
        "<urn:s> <urn:p> <urn:o>",
        "<urn:s> <urn:p> .",
        "<urn:s> <urn:p> <urn:o> <urn:g> <urn:h> .",
        "<urn:s> <urn:p> <urn:o> . .",
        "<urn:s> <urn:p> <urn:o> . <urn:s> <urn:p> <urn:o> .",
        '"s" <urn:p> <urn:o> .',
        "<urn:s> _:p <urn:o> .",
        '<urn:s> "p" <urn:o> .',
        '<urn:s> <urn:p> <urn:o> "g" .',
        "<s> <urn:p> <urn:o> .",
        "<> <urn:p> <urn:o> .",
        "<urn:s> </p> <urn:o> .",
        "<urn:a b> <urn:p> <urn:o> .",
        "<urn:\\u0020> <urn:p> <urn:o> .",
        "<urn:\\u003e> <urn:p> <urn:o> .",
        "<urn:{s}> <urn:p> <urn:o> .",
        "<urn:\\n> <urn:p> <urn:o> .",
        "<urn:s> <urn:p> urn:o .",
        "<urn:s> <urn:p> 'o' .",
        '<urn:s> <urn:p> "o .',
        '<urn:s> <urn:p> "a"b" .',
        '<urn:s> <urn:p> "\\x41" .',
        '<urn:s> <urn:p> "\\u004" .',
        '<urn:s> <urn:p> "\\ud800" .',
        '<urn:s> <urn:p> "\\U00110000" .',
        '<urn:s> <urn:p> "a"@ .',
        '<urn:s> <urn:p> "a"@e_n .',
        '<urn:s> <urn:p> "a"^^urn:t .',
        '<urn:s> <urn:p> "a"^^<t> .',
        '<urn:s> <urn:p> "a"@en^^<urn:t> .',
        "_: <urn:p> <urn:o> .",
        "_:.a <urn:p> <urn:o> .",
        "_:a. <urn:p> <urn:o> .",
        "@prefix a: <urn:a> .",
    ],
)
def test_what_is_no_quad_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(MalformedInput) as caught:
        read_nquads(f"# first\n{line}\n")
    assert [finding.code for finding in caught.value.findings] == ["nquads.syntax"]
    assert caught.value.findings[0].message.startswith("Line 2:")


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("", '""'),
        ('"', '"\\""'),
        ("\\", '"\\\\"'),
        ("\b\t\n\f\r", '"\\b\\t\\n\\f\\r"'),
        ("\x00\x07\x0b\x1f\x7f", '"\\u0000\\u0007\\u000B\\u001F\\u007F"'),
        ("'", '"\'"'),
        ("\x80é\u2028\ufeff\U0001f303", '"\x80é\u2028\ufeff\U0001f303"'),
    ],
)
def test_only_what_must_be_escaped_is_escaped(text: str, spelled: str) -> None:
    assert spell_literal(text) == spelled


def test_a_literal_names_its_language_or_its_datatype() -> None:
    assert spell_literal("a", language="nl") == '"a"@nl'
    assert spell_literal("a", datatype="urn:t") == '"a"^^<urn:t>'
    assert spell_literal("a", datatype="http://www.w3.org/2001/XMLSchema#string") == '"a"'


def test_a_written_quad_ends_with_a_line_feed() -> None:
    assert write_nquad(Quad(S, P, OBJ)) == "<urn:s> <urn:p> <urn:o> .\n"
    assert write_nquad(Quad(S, P, '"o"', "_:g")) == '<urn:s> <urn:p> "o" _:g .\n'


@pytest.mark.parametrize("iri", ["urn:x", "a:", "did:web:x", "https://é.example/?q=#f", "xsd:date"])
def test_an_iri_with_a_scheme_is_absolute(iri: str) -> None:
    assert is_absolute_iri(iri)


@pytest.mark.parametrize(
    "iri",
    [
        *("", "x", "/a:b", "//a", "#a", "?a", ":a", "1a:b", "_:b", "é:a", "a\n:b", "a b:c"),
        *("a:b c", "a:<", 'a:"', "a:\x00", "a:{", "a:|", "a:^", "a:`", "a:\\", "a:\n", "a:\ud800"),
    ],
)
def test_anything_else_is_not_an_absolute_iri(iri: str) -> None:
    assert not is_absolute_iri(iri)


@pytest.mark.parametrize("tag", ["nl", "nl-NL", "zh-Hant-CN", "x-a", "de-1996"])
def test_a_language_tag_is_known_by_its_form(tag: str) -> None:
    assert is_language_tag(tag)


@pytest.mark.parametrize(
    "tag", ["", "-", "nl_NL", "nl-", "nl--NL", "abcdefghi", "nl NL", "n1", "ñl"]
)
def test_what_has_no_such_form_is_no_language_tag(tag: str) -> None:
    assert not is_language_tag(tag)


def test_a_blank_node_is_told_from_an_iri() -> None:
    assert is_blank("_:a")
    assert not is_blank(spell_iri("urn:a"))
    assert not is_blank('"_:a"')


@pytest.mark.parametrize(
    "text",
    [
        '<urn:s> <urn:p> "' + '\\"' * 100_000,
        "<" * 200_000,
        "_:" + "a." * 100_000,
        '<urn:s> <urn:p> "a"@' + "a-" * 100_000,
        " " * 200_000 + "x",
        "<urn:s> <urn:p> <urn:o> .\n" * 8_000,
    ],
)
def test_reading_takes_time_in_step_with_the_length(text: str) -> None:
    began = process_time()
    try:
        read_nquads(text)
    except MalformedInput:
        text = ""
    assert process_time() - began < 1


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(codec="utf-8")), st.sampled_from(["", "en"]))
def test_a_literal_is_read_back_as_it_was_written(text: str, language: str) -> None:
    quad = Quad(S, P, spell_literal(text, language=language))
    assert read_nquads(write_nquad(quad)) == [quad]
