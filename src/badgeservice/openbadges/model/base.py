"""What every class of the model is made of: open and closed objects, arrays, types and terms."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.alias_generators import to_camel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from badgeservice.openbadges.model.scalars import SCALAR_SCHEMAS, TYPE_PATTERN, is_plain_type
from badgeservice.openbadges.vocabulary import (
    CREDENTIALS_V2,
    EXTENSION_PATTERN,
    OB_ALIAS,
    OB_CONTEXT_PATTERN,
)

T = TypeVar("T")


class OpenClass(BaseModel):
    """A class that may carry members of extensions ("ext" in the standard)."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="allow",
        allow_inf_nan=False,
        alias_generator=to_camel,
        hide_input_in_errors=True,
    )


class ClosedClass(OpenClass):
    """A class that takes no other members than its own."""

    model_config = ConfigDict(extra="forbid")


class NeverNull:
    """Makes a member optional while an explicit null stays refused."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        inner = [kind for kind in get_args(source) if kind is not type(None)]
        return handler.generate_schema(inner[0])


Maybe = Annotated[T | None, NeverNull()]
"""A member that may be left out, but is never null."""


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


class OneOrMany:
    """A non-empty array that may be compacted to its only value."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        items = handler.generate_schema(get_args(source)[0])
        return core_schema.no_info_before_validator_function(
            _as_list, core_schema.list_schema(items, min_length=1, strict=True)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        array = handler(schema)
        return {"oneOf": [array["items"], array]}


Many = Annotated[list[T], OneOrMany()]
"""One or more values; a single one may stand without its array (T-17)."""


@dataclass(frozen=True, slots=True)
class Term:
    """A text from an enumeration of the standard, or an ``ext:`` term where it is extensible."""

    words: type[StrEnum]
    is_extensible: bool = True

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            self._check, core_schema.str_schema(strict=True)
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        known: JsonSchemaValue = {"enum": [word.value for word in self.words]}
        if not self.is_extensible:
            return known
        return {"anyOf": [known, {"type": "string", "pattern": EXTENSION_PATTERN.pattern}]}

    def has(self, value: str) -> bool:
        """Whether a text is one of the terms."""
        if value in self.words._value2member_map_:
            return True
        return self.is_extensible and EXTENSION_PATTERN.fullmatch(value) is not None

    def _check(self, value: str) -> str:
        if self.has(value):
            return value
        raise PydanticCustomError(
            "data.enum",
            "This is not a term of the enumeration{rest}.",
            {"rest": ", nor one that starts with ext:" if self.is_extensible else ""},
        )


class Types:
    """The ``type`` of a class: one name or an array of names that holds the wanted ones.

    Each wanted item is one name, or several of which any will do.
    """

    def __init__(self, *wanted: str | tuple[str, ...]) -> None:
        self._wanted = [(item,) if isinstance(item, str) else item for item in wanted]
        # Nearly every object has exactly these: then no item needs to be looked at by itself.
        self._usual = [list(names) for names in product(*self._wanted)]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        names = core_schema.list_schema(
            core_schema.str_schema(pattern=TYPE_PATTERN, strict=True), min_length=1, strict=True
        )
        return core_schema.no_info_wrap_validator_function(self._check, names)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        array: JsonSchemaValue = {
            "type": "array",
            "minItems": 1,
            "items": SCALAR_SCHEMAS["TypeName"],
            "allOf": [{"contains": {"enum": list(names)}} for names in self._wanted],
        }
        if len(self._wanted) > 1:
            return array
        return {"oneOf": [{"enum": list(self._wanted[0])}, array]}

    def are_plain(self, value: list[Any]) -> bool:
        """Whether these are for certain names of which the wanted ones are some, each once."""
        if value in self._usual:
            return True
        if not all(is_plain_type(name) for name in value) or len(set(value)) < len(value):
            return False
        return all(any(name in value for name in names) for names in self._wanted)

    def _check(
        self, value: object, check_names: core_schema.ValidatorFunctionWrapHandler
    ) -> list[str]:
        if isinstance(value, list) and value in self._usual:
            return [*value]
        found: list[str] = check_names(_as_list(value))
        for names in self._wanted:
            if not any(name in found for name in names):
                raise PydanticCustomError(
                    "data.missing_type", "The type must hold {wanted}.", {"wanted": names[0]}
                )
        return found


class ContextList:
    """The ``@context`` of a credential: v2, an Open Badges context, then known ones.

    The model only wants it to be there: order and names are judged by ``conformance``, which
    can say more about them.
    """

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.any_schema()

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        badge = {"type": "string", "pattern": OB_CONTEXT_PATTERN.pattern}
        return {
            "type": "array",
            "minItems": 2,
            "items": [{"const": CREDENTIALS_V2}, {"anyOf": [badge, {"const": OB_ALIAS}]}],
            "additionalItems": SCALAR_SCHEMAS["Iri"],
        }
