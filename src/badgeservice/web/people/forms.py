"""Reading a form of a page: few short fields, each once."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from badgeservice.errors import InvalidRequest
from badgeservice.web.bodies import read_body

FORM = "application/x-www-form-urlencoded"
_MAX_BYTES = 65_536
_MAX_FIELDS = 100

Fields = Mapping[str, str]


async def read_form(request: Request) -> Fields:
    """The fields of a form by name; a file is no field and is not read here.

    Refuses ``UnsupportedMediaType``, ``TooLarge``, and ``InvalidRequest`` for what is no form,
    is not UTF-8, or has a field twice.
    """
    # Read once: whoever asks whether the form is ours, and then the page itself.
    kept: Fields | None = getattr(request.state, "form", None)
    if kept is not None:
        return kept
    _, raw = await read_body(request, (FORM,), lambda _: _MAX_BYTES)
    try:
        pairs = parse_qsl(
            raw.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=_MAX_FIELDS,
            errors="strict",
        )
    except ValueError as fault:
        raise InvalidRequest("The form cannot be read.") from fault
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise InvalidRequest("The form has a field twice.")
    request.state.form = fields
    return fields


FormFields = Annotated[Fields, Depends(read_form)]
