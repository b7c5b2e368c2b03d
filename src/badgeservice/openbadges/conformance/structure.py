"""Whether a document fits its class: the faults of the models as findings with pointers."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from badgeservice.errors import Finding
from badgeservice.openbadges.conformance.places import Path, Step, pointer
from badgeservice.openbadges.model.scalars import PATTERN_SENTENCES

_ABSENT: Final = object()
_TEXT: Final = ("data.type", "A text is needed here.")
_NUMBER: Final = ("data.type", "A number is needed here.")
_OBJECT: Final = ("data.type", "An object is needed here.")
_DEEP: Final = ("data.too_deep", "Objects are nested too deeply.")
_KINDS: Final = {
    "missing": ("data.required", "A required member is missing."),
    "extra_forbidden": ("data.closed", "This class takes no members but its own."),
    "string_type": _TEXT,
    "string_unicode": ("data.format", "The text holds a character that cannot be written."),
    "float_type": _NUMBER,
    "finite_number": _NUMBER,
    "int_type": ("data.type", "A whole number is needed here."),
    "greater_than_equal": ("data.format", "The number is too small."),
    "bool_type": ("data.type", "true or false is needed here."),
    "list_type": ("data.type", "An array is needed here."),
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "too_short": ("data.empty_array", "An empty array must be left out."),
    "literal_error": ("data.missing_type", "The type must be exactly the name of the class."),
    "recursion_loop": _DEEP,
    "recursion_depth_exceeded": _DEEP,
}
_OTHER: Final = ("data.type", "The value has the wrong form.")
_NULL: Final = ("data.null", "A null must be left out.")


def find_structure_faults(model: type[BaseModel], document: object) -> Iterator[Finding]:
    """Every place where a document does not fit a class of the model (sections 1.1 to 1.5)."""
    try:
        model.model_validate(document)
    except ValidationError as refusal:
        for error in refusal.errors(include_url=False, include_input=False):
            yield _as_finding(document, error)


def _as_finding(document: object, error: ErrorDetails) -> Finding:
    path, value = _find(document, error["loc"])
    code, sentence = _NULL if value is None else _say(error)
    return Finding(code, pointer(path), sentence)


def _say(error: ErrorDetails) -> tuple[str, str]:
    kind = error["type"]
    if kind.startswith("data."):  # raised by our own types
        return kind, error["msg"]
    if kind == "string_pattern_mismatch":
        return "data.format", PATTERN_SENTENCES[error["ctx"]["pattern"]]
    return _KINDS.get(kind, _OTHER)


def _find(document: object, steps: Sequence[Step]) -> tuple[Path, object]:
    """The path of an error in the document as it was given.

    The models read a compacted value as an array of one; its index is no step in the document.
    A missing member has the pointer it should have had.
    """
    path: Path = None
    here: Any = document
    for step in steps:
        if isinstance(step, int):
            if not isinstance(here, list):
                continue
            here = here[step]
        else:
            here = here.get(step, _ABSENT) if isinstance(here, dict) else _ABSENT
        path = (path, step)
    return path, here
