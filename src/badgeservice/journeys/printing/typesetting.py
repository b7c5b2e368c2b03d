"""Makes PDF from our own templates. What others wrote goes in as values, never as markup."""

import json
import os
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Literal

import typst

from badgeservice.document import JsonObject
from badgeservice.errors import Unavailable
from badgeservice.journeys.printing.letters import Pen

Template = Literal["certificate", "slips"]

# A template needs no other file, and this place has none to give.
_NOWHERE = os.devnull


def typeset(template: Template, compose: Callable[[Pen], JsonObject], made_at: datetime) -> bytes:
    """Fill a template with the values that ``compose`` writes with a pen, as tagged PDF.

    Letters that do not go together are written once more with a plain pen; whoever reads it is
    told where a letter is missing (``has_gaps``). Refuses ``Unavailable`` when that cannot be
    drawn either; a fault never repeats what was written, as it may hold somebody's name.
    """
    for pen in (Pen(), Pen(is_plain=True)):
        values = compose(pen)
        values["has_gaps"] = pen.has_gaps
        if (drawn := _draw(template, values, made_at)) is not None:
            return drawn
    raise Unavailable("This cannot be printed.")


def _draw(template: Template, values: JsonObject, made_at: datetime) -> bytes | None:
    # This function forgets what it remembered after every document; a ``Compiler`` of typst
    # serves one thread at a time, and a new one for each document keeps 100 KB of it for ever.
    try:
        # Its stub wants input and root of one type, the function itself does not.
        drawn: object = typst.compile(  # type: ignore[call-overload]
            template_bytes(template),
            root=_NOWHERE,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
            # To be kept for long with a file inside (PDF/A-3), and to be read aloud (PDF/UA-1).
            pdf_standards=["a-3a", "ua-1"],
            package_path=_NOWHERE,
            package_cache_path=_NOWHERE,
            timestamp=made_at.replace(microsecond=0),
        )
    except typst.TypstError:
        return None
    return drawn if isinstance(drawn, bytes) else None


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


@cache
def template_bytes(template: Template) -> bytes:
    """The markup of a template."""
    return files(__package__).joinpath("templates", f"{template}.typ").read_bytes()
