"""Knows how any value object becomes an RDF literal (JSON-LD 1.1 API section 8.2.2)."""

from collections.abc import Mapping
from typing import Any

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.jcs import canonicalise_json
from badgeservice.proofs.jsonld.literals import XSD_DOUBLE, spell_number
from badgeservice.proofs.nquads import XSD, is_absolute_iri, is_language_tag, spell_literal

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
# How a base direction is kept in RDF (JSON-LD 1.1 section 4.2.4), as all proof suites choose it.
_DIRECTED = "https://www.w3.org/ns/i18n#"


def spell_open_value(value: Mapping[str, Any]) -> tuple[str, str | None]:
    """Spell the literal of an expanded value object, and give the code of its fault if it has one.

    Refuses with ``CannotCanonicalise`` what JSON-LD has no literal for.
    """
    content, datatype = value["@value"], value.get("@type")
    if datatype == "@json":
        return spell_literal(canonicalise_json(content).decode(), datatype=f"{_RDF}JSON"), None
    if not isinstance(datatype, str | None):
        raise CannotCanonicalise("A value has one datatype.")
    if datatype is not None and not is_absolute_iri(datatype):
        return spell_literal(""), "unsigned.type"
    if isinstance(content, str):
        return _spell_text(content, datatype, value)
    if "@direction" in value or "@language" in value:
        raise CannotCanonicalise("Only a text has a language or a direction.")
    if isinstance(content, bool):
        text = "true" if content else "false"
        return spell_literal(text, datatype=datatype or f"{XSD}boolean"), None
    if not isinstance(content, int | float):
        raise CannotCanonicalise("A value is a text, a number, true or false.")
    text, own_type = spell_number(content, datatype)
    return spell_literal(text, datatype=datatype or own_type), None


def _spell_text(
    content: str, datatype: str | None, value: Mapping[str, Any]
) -> tuple[str, str | None]:
    language = value.get("@language", "")
    if not isinstance(language, str):
        raise CannotCanonicalise("A text has one language.")
    if language and not is_language_tag(language):
        return spell_literal(content), "unsigned.language"
    if "@direction" in value:
        direction = f"{_DIRECTED}{language}_{value['@direction']}"
        return spell_literal(content, datatype=direction), None
    if datatype is None:
        return spell_literal(content, language=language), None
    # Of these two the libraries in use make different literals, or none.
    if datatype == f"{_RDF}langString" or (datatype == XSD_DOUBLE and not _is_double(content)):
        return spell_literal(content, datatype=datatype), "unsigned.kind"
    return spell_literal(content, datatype=datatype), None


def _is_double(text: str) -> bool:
    """Say whether a text is the canonical spelling of its double, which nobody respells."""
    try:
        return spell_number(float(text), XSD_DOUBLE)[0] == text
    except (ValueError, OverflowError):
        return False
