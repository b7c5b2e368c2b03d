"""The scalar types of the model: texts that must have a certain form, kept as they came."""

import re
from collections.abc import Callable
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from badgeservice.openbadges.instants import (
    DATE_PATTERN,
    DATE_TIME_STAMP_PATTERN,
    read_date,
    read_instant,
)

# RFC 3987 with a scheme, minus what N-Quads cannot carry inside <>, blanks and invisible marks.
IRI_PATTERN: Final = (
    r"^[A-Za-z][A-Za-z0-9+.\-]*:"
    r'[^\u0000-\u0020"<>\\^`{|}\u007f-\u00a0\u1680\u180e\u2000-\u200f'
    r"\u2028-\u202f\u205f-\u206f\u3000\ufeff]+$"
)
LANGUAGE_PATTERN: Final = r"^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
COMPACT_JWS_PATTERN: Final = r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+$"
TYPE_PATTERN: Final = r"^[^\s]+$"
MULTIBASE_PATTERN: Final = r"^[zu][A-Za-z0-9_-]+$"
INDEX_PATTERN: Final = r"^(0|[1-9][0-9]{0,18})$"

PATTERN_SENTENCES: Final = {
    IRI_PATTERN: "An absolute URI without blanks is needed here.",
    LANGUAGE_PATTERN: "A language code such as nl or nl-NL is needed here.",
    COMPACT_JWS_PATTERN: "A compact JWS (three base64url parts) is needed here.",
    TYPE_PATTERN: "A type is a name without blanks.",
    MULTIBASE_PATTERN: "A multibase text that starts with z or u is needed here.",
}
"""What to say when a text does not fit its pattern."""

SCALAR_SCHEMAS: Final[dict[str, JsonSchemaValue]] = {
    "Iri": {"type": "string", "pattern": IRI_PATTERN},
    "TypeName": {"type": "string", "pattern": TYPE_PATTERN},
    "LanguageCode": {"type": "string", "pattern": LANGUAGE_PATTERN},
    "CompactJws": {"type": "string", "pattern": COMPACT_JWS_PATTERN},
    "DateTimeZ": {"type": "string", "format": "date-time", "pattern": DATE_TIME_STAMP_PATTERN},
    "Date": {"type": "string", "format": "date", "pattern": DATE_PATTERN},
}
"""The scalar types by the names they have in our JSON Schemas."""


def _checked(read: Callable[[str], object], sentence: str) -> AfterValidator:
    """Keep the text as it came, once it can be read."""

    def check(value: str) -> str:
        try:
            read(value)
        except ValueError as cause:
            raise PydanticCustomError(
                "data.format", "{sentence}", {"sentence": sentence}
            ) from cause
        return value

    return AfterValidator(check)


def _check_index(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(INDEX_PATTERN, value):
        return value
    if type(value) is int and value >= 0:
        return value
    if isinstance(value, str | int):
        raise PydanticCustomError("data.format", "An index in decimal digits is needed here.")
    raise PydanticCustomError("data.type", "A text in decimal digits is needed here.")


_IRI: Final = re.compile(IRI_PATTERN)
_PLAIN_TYPE: Final = re.compile(r"[A-Za-z0-9:/#._-]+")


class _Index:
    """A status list index: a decimal text; 1EdTech's own examples write a number (T-10)."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_check_index)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "anyOf": [
                {"type": "string", "pattern": INDEX_PATTERN},
                {"type": "integer", "minimum": 0},
            ]
        }


def check_iri(value: str) -> str:
    """Pass an absolute IRI on; refuses anything else the way the models do."""
    if _IRI.fullmatch(value) is None:
        raise PydanticCustomError("data.format", "An absolute URI without blanks is needed here.")
    return value


def is_plain_type(name: object) -> bool:
    """Whether it is for certain a name without blanks; what a blank is differs by alphabet."""
    return isinstance(name, str) and _PLAIN_TYPE.fullmatch(name) is not None


Markdown = str
Iri = Annotated[str, Field(pattern=IRI_PATTERN)]
TypeName = Annotated[str, Field(pattern=TYPE_PATTERN)]
LanguageCode = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
CompactJws = Annotated[str, Field(pattern=COMPACT_JWS_PATTERN)]
Multibase = Annotated[str, Field(pattern=MULTIBASE_PATTERN)]
StatusListIndex = Annotated[str | int, _Index()]
DateTimeZ = Annotated[
    str,
    _checked(
        read_instant, "A dateTimeStamp with a zone is needed here, such as 2026-01-31T09:00:00Z."
    ),
    Field(json_schema_extra={"format": "date-time", "pattern": DATE_TIME_STAMP_PATTERN}),
]
# The text of the standard leaves the zone of a DateTime open; its schema does not (date-time is
# RFC 3339, which needs one). Only what both allow is read.
DateTime = DateTimeZ
Date = Annotated[
    str,
    _checked(read_date, "A date of the form YYYY-MM-DD is needed here."),
    Field(json_schema_extra={"format": "date", "pattern": DATE_PATTERN}),
]
