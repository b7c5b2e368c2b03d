"""From pydantic's errors to findings: our codes, our sentences, never the value that was sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from badgeservice.errors import Finding

# pydantic's type of error -> (what our code says, our sentence)
_SENTENCES: Mapping[str, tuple[str, str]] = {
    "missing": ("missing", "This is required."),
    "extra_forbidden": ("unknown", "This is not known here."),
    "string_type": ("type", "Use a text."),
    "bool_type": ("type", "Use true or false."),
    "int_type": ("type", "Use a whole number."),
    "list_type": ("type", "Use a list."),
    "dict_type": ("type", "Use an object."),
    "model_type": ("type", "Use an object."),
    "model_attributes_type": ("type", "Use an object."),
    "string_too_short": ("length", "Use at least {min_length} character(s)."),
    "string_too_long": ("length", "Use at most {max_length} characters."),
    "too_short": ("length", "Give at least {min_length} item(s)."),
    "too_long": ("length", "Give at most {max_length} items."),
    "string_pattern_mismatch": ("value", "This is not written in the right form."),
    "literal_error": ("value", "Use one of {expected}."),
    "value_error": ("value", "{error}"),
}
_OTHERWISE = ("value", "This value is not valid.")


def findings_of(errors: Sequence[Mapping[str, Any]], *, place: str) -> tuple[Finding, ...]:
    """Findings about one place: ``body``, ``query`` or ``header``, which their codes start with.

    The location of each error is taken relative to that place. A sentence never repeats a value.
    """
    return tuple(_finding(error, place) for error in errors)


def pointer_of(location: Sequence[str | int]) -> str:
    """JSON Pointer of a location (RFC 6901 section 3)."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in location)


def _finding(error: Mapping[str, Any], place: str) -> Finding:
    code, sentence = _SENTENCES.get(str(error["type"]), _OTHERWISE)
    message = sentence.format(**error.get("ctx", {}))
    return Finding(f"{place}.{code}", pointer_of(error["loc"]), message)
