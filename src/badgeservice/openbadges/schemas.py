"""The JSON Schemas of our model, in draft 2019-09 like those of the standard."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from badgeservice.document import JsonObject
from badgeservice.openbadges.model import (
    JWKS,
    Achievement,
    AchievementCredential,
    AchievementSubject,
    Alignment,
    EndorsementCredential,
    Profile,
    VerifiableCredential,
)
from badgeservice.openbadges.model.scalars import SCALAR_SCHEMAS

_DIALECT: Final = "https://json-schema.org/draft/2019-09/schema"
_CLASSES: Final[tuple[type[BaseModel], ...]] = (
    AchievementCredential,
    EndorsementCredential,
    VerifiableCredential,
    AchievementSubject,
    Achievement,
    Alignment,
    Profile,
    JWKS,
)


class _Generator(GenerateJsonSchema):
    """Leaves out titles that only repeat the name, and defaults: what is absent is not null."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def json_schemas() -> Mapping[str, JsonObject]:
    """File name to schema, one for each main class; the files stand in ``schemas/``.

    They say what the models say. The rules of ``conformance`` go further. A ``$id`` is a URN:
    the schemas belong to no host.
    """
    return {f"ob_v3p0_{model.__name__.lower()}.json": _schema(model) for model in _CLASSES}


def schema_text(schema: JsonObject) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder (``python -m badgeservice.openbadges.schemas FOLDER``)."""
    for name, schema in json_schemas().items():
        (folder / name).write_text(schema_text(schema), encoding="utf-8")


def _schema(model: type[BaseModel]) -> JsonObject:
    name = f"ob_v3p0_{model.__name__.lower()}"
    body = model.model_json_schema(by_alias=True, mode="validation", schema_generator=_Generator)
    used: dict[str, JsonSchemaValue] = {}
    named = _name_scalars(body, used)
    named["$defs"] = {**used, **named.get("$defs", {})}
    return {"$schema": _DIALECT, "$id": f"urn:badgeservice:schema:{name}", **named}


def _name_scalars(value: Any, used: dict[str, JsonSchemaValue]) -> Any:
    """Put a reference where a scalar type is written out, and note which are used."""
    if isinstance(value, list):
        return [_name_scalars(item, used) for item in value]
    if not isinstance(value, dict):
        return value
    for name, scalar in SCALAR_SCHEMAS.items():
        if value == scalar:
            used[name] = scalar
            return {"$ref": f"#/$defs/{name}"}
    return {name: _name_scalars(member, used) for name, member in value.items()}


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
