"""Knows how a JSON value becomes an RDF literal (JSON-LD 1.1 API section 8.2.2)."""

from collections.abc import Mapping
from typing import Any

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.nquads import XSD, is_absolute_iri, spell_literal

XSD_DOUBLE = f"{XSD}double"
# Open Badges writes the XML Schema namespace with https.
_XSD_NAMESPACES = (XSD, XSD.replace("http:", "https:"))
_NUMBERS = (
    *("decimal", "double", "float", "integer", "nonNegativeInteger", "nonPositiveInteger"),
    *("positiveInteger", "negativeInteger", "long", "int", "short", "byte"),
    *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
)
_NUMBER_TYPES = frozenset(f"{space}{name}" for space in _XSD_NAMESPACES for name in _NUMBERS)
_BOOLEAN_TYPES = frozenset(f"{space}boolean" for space in _XSD_NAMESPACES)
_LEAST_EXPONENTIAL = 1e21


def spell_value(value: Mapping[str, Any]) -> tuple[str, str | None]:
    """Spell the literal of an expanded value object, and give the code of its fault if it has one.

    A datatype comes from a context only. ``3`` and ``3.0`` are one number and spelled alike.
    Refuses JSON literals and unknown keywords with ``CannotCanonicalise``.
    """
    if not value.keys() <= {"@value", "@type", "@language"} or value.get("@type") == "@json":
        raise CannotCanonicalise("A context asks for a kind of value that is not supported.")
    content, datatype = value["@value"], value.get("@type")
    if datatype is not None and not is_absolute_iri(datatype):
        raise CannotCanonicalise("A context names a datatype that is not an IRI.")
    # Else the string "3" and the number 3 would be one where a context gives the datatype.
    fault = None if _belongs(content, datatype) else "unsigned.kind"
    if isinstance(content, str):
        language = value.get("@language", "")
        if datatype is None:
            return spell_literal(content, language=language), fault
        return spell_literal(content, datatype=datatype), fault
    if isinstance(content, bool):
        text = "true" if content else "false"
        return spell_literal(text, datatype=datatype or f"{XSD}boolean"), fault
    text, own_type = spell_number(content, datatype)
    if float(text) != content:
        fault = "unsigned.number"
    return spell_literal(text, datatype=datatype or own_type), fault


def is_number_type(datatype: str) -> bool:
    """Tell whether values of this datatype are numbers."""
    return datatype in _NUMBER_TYPES


def is_boolean_type(datatype: str) -> bool:
    """Tell whether values of this datatype are true or false."""
    return datatype in _BOOLEAN_TYPES


def _belongs(content: object, datatype: str | None) -> bool:
    if datatype is None:
        return True
    if is_number_type(datatype):
        return isinstance(content, int | float) and not isinstance(content, bool)
    if is_boolean_type(datatype):
        return isinstance(content, bool)
    return isinstance(content, str)


def spell_number(number: int | float, datatype: str | None) -> tuple[str, str]:
    """Spell a number, and name the datatype that it has when none is given."""
    is_whole = isinstance(number, int) or number.is_integer()
    if is_whole and datatype != XSD_DOUBLE and abs(number) < _LEAST_EXPONENTIAL:
        return str(int(number)), f"{XSD}integer"
    # The canonical double of XML Schema with the 16 digits that JSON-LD prescribes.
    mantissa, exponent = f"{number:.15E}".split("E")
    mantissa = mantissa.rstrip("0")
    if mantissa.endswith("."):
        mantissa += "0"
    return f"{mantissa}E{int(exponent)}", XSD_DOUBLE
