"""Knows N-Quads: how a quad is read, and its one canonical spelling (RDFC-1.0 section 5).

A term is kept as text in its canonical spelling: ``<iri>``, ``_:label``, ``"text"``,
``"text"@tag`` or ``"text"^^<datatype>``. Two terms are equal exactly when their texts are.
"""

import re
from dataclasses import dataclass

from badgeservice.errors import Finding, MalformedInput

XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_STRING = f"{XSD}string"

_NAMED_ESCAPES = {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}
# Canonical N-Quads: named escapes where there is one, else \uXXXX in capitals for the other C0
# controls, DEL and the two characters of the first plane that are no Char of XML 1.1.
_ESCAPED_BY_CODE = (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)
ESCAPES = str.maketrans({chr(code): f"\\u{code:04X}" for code in _ESCAPED_BY_CODE} | _NAMED_ESCAPES)
_NEEDS_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')

# IRIREF of N-Quads with a scheme in front: a relative reference is no term of a dataset.
_NOT_IN_IRIS = r"\x00-\x20<>\"{}|^`\\\ud800-\udfff"
IRI_CHARACTERS = f"[^{_NOT_IN_IRIS}]*"
NO_IRI_CHARACTER = f"[{_NOT_IN_IRIS}]"
_ABSOLUTE_IRI = re.compile(rf"[A-Za-z][A-Za-z0-9+.-]*:{IRI_CHARACTERS}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Quad:
    """One statement; each part is a term in canonical spelling, ``graph`` is "" by default."""

    subject: str
    predicate: str
    object: str
    graph: str = ""


def is_absolute_iri(value: str) -> bool:
    """Say whether the text is an IRI with a scheme and without characters N-Quads forbids."""
    return _ABSOLUTE_IRI.fullmatch(value) is not None


def is_language_tag(value: str) -> bool:
    """Say whether the text has the form of a BCP 47 language tag."""
    return _LANGUAGE.fullmatch(value) is not None


def is_blank(term: str) -> bool:
    """Say whether the term is a blank node."""
    return term.startswith("_:")


def spell_iri(value: str) -> str:
    """Spell an IRI that ``is_absolute_iri`` has accepted."""
    return f"<{value}>"


def spell_literal(text: str, *, datatype: str = XSD_STRING, language: str = "") -> str:
    """Spell a literal; with a language the datatype is rdf:langString and stays unsaid."""
    if _NEEDS_ESCAPE.search(text):
        text = text.translate(ESCAPES)
    if language:
        return f'"{text}"@{language}'
    if datatype == XSD_STRING:
        return f'"{text}"'
    return f'"{text}"^^<{datatype}>'


def write_nquad(quad: Quad) -> str:
    """Write one line of canonical N-Quads, with the line feed that ends it."""
    if quad.graph:
        return f"{quad.subject} {quad.predicate} {quad.object} {quad.graph} .\n"
    return f"{quad.subject} {quad.predicate} {quad.object} .\n"


# --- reading ----------------------------------------------------------------------------------

_ESCAPE = r"\\(?:[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_IRI = r"<(?:[^\x00-\x20<>\"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>"
_BLANK = r"_:[\w:](?:[\w:·.\-]*[\w:·\-])?"
_LITERAL = (
    rf"\"(?:[^\"\\\n\r]|{_ESCAPE})*+\""
    rf"(?:\^\^{_IRI}|@[A-Za-z]+(?:-[A-Za-z0-9]+)*)?"
)
_BLANKS = r"[ \t]*"
_LINE = re.compile(
    rf"{_BLANKS}(?P<subject>{_IRI}|{_BLANK})"
    rf"{_BLANKS}(?P<predicate>{_IRI})"
    rf"{_BLANKS}(?P<object>{_IRI}|{_BLANK}|{_LITERAL})"
    rf"{_BLANKS}(?P<graph>{_IRI}|{_BLANK})?"
    rf"{_BLANKS}\.{_BLANKS}(?:#.*)?"
)
_EMPTY_LINE = re.compile(rf"{_BLANKS}(?:#.*)?")
_LITERAL_PARTS = re.compile(r'"(?P<text>.*)"(?:\^\^<(?P<datatype>.*)>|@(?P<language>.*))?', re.S)
_ONE_ESCAPE = re.compile(_ESCAPE)
_ESCAPED_BY_NAME = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def read_nquads(text: str) -> list[Quad]:
    """Read an N-Quads document (RDF 1.1) in time linear to its length.

    Refuses anything outside the grammar and relative IRIs with ``MalformedInput``; the finding
    names the line.
    """
    quads = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        match = _LINE.fullmatch(line)
        if match:
            quads.append(_read_quad(match, number))
        elif not _EMPTY_LINE.fullmatch(line):
            raise _malformed(number, "the line is not a quad")
    return quads


def _read_quad(match: re.Match[str], number: int) -> Quad:
    return Quad(
        _read_term(match["subject"], number),
        _read_term(match["predicate"], number),
        _read_term(match["object"], number),
        _read_term(match["graph"], number) if match["graph"] else "",
    )


def _read_term(term: str, number: int) -> str:
    if is_blank(term):
        return term
    if term.startswith("<"):
        return spell_iri(_read_iri(term[1:-1], number))
    parts = _LITERAL_PARTS.fullmatch(term)
    if parts is None:
        raise _malformed(number, "the literal is not closed")
    return spell_literal(
        _unescape(parts["text"], number),
        datatype=_read_iri(parts["datatype"], number) if parts["datatype"] else XSD_STRING,
        language=parts["language"] or "",
    )


def _read_iri(text: str, number: int) -> str:
    iri = _unescape(text, number)
    if not is_absolute_iri(iri):
        raise _malformed(number, "the IRI is relative or holds a forbidden character")
    return iri


def _unescape(text: str, number: int) -> str:
    if "\\" not in text:
        return text

    def replace(match: re.Match[str]) -> str:
        body = match[0][1:]
        if body[0] in "uU":
            code = int(body[1:], 16)
            if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
                raise _malformed(number, "the escape is not a Unicode scalar value")
            return chr(code)
        return _ESCAPED_BY_NAME.get(body, body)

    return _ONE_ESCAPE.sub(replace, text)


def _malformed(number: int, message: str) -> MalformedInput:
    finding = Finding("nquads.syntax", "", f"Line {number}: {message}.")
    return MalformedInput("The text is not N-Quads.", findings=[finding])
