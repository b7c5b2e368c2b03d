"""Templates in, pages out: everything is escaped, and an unknown name in a template is a fault."""

import re
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from badgeservice.errors import NotFound, Unavailable
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.publishing.issuers import read_issuer
from badgeservice.web.pages.moments import day_text, moment_text
from badgeservice.web.pages.wording import LANGUAGES, Language, in_language, say

_BLANK_LINES = re.compile(r"\n\s*\n")
_POINTS = ("- ", "* ")
_STATIC = files(__package__).joinpath("static")
STATIC_FILES: Mapping[str, bytes] = {
    place.name: place.read_bytes() for place in _STATIC.iterdir() if place.is_file()
}


def render(
    template: str,
    language: Language,
    path: str,
    *,
    parts: Parts | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> HTMLResponse:
    """A page. ``path`` is where it stands; with ``parts`` it can name the city."""
    page = _ENVIRONMENT.get_template(template).render(
        say=partial(say, language),
        day=partial(day_text, language=language),
        moment=partial(moment_text, language=language),
        language=language,
        links={other: in_language(path, other) for other in LANGUAGES},
        root="/en" if language == "en" else "",
        city=_city_name(parts) if parts else None,
        **values,
    )
    return HTMLResponse(page, status_code=status, headers=headers)


def bdi(text: object) -> Markup:
    """Text of others, kept apart so that its direction cannot disturb ours (HTML, bdi)."""
    return Markup("<bdi>{}</bdi>").format(text)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text; Markdown is shown as it was typed."""
    return [part.strip() for part in _BLANK_LINES.split(text) if part.strip()]


def points(paragraph: str) -> list[str]:
    """The points of a paragraph in which every line is one ("- …"), else none."""
    lines = [line.strip() for line in paragraph.splitlines()]
    is_list = all(line.startswith(_POINTS) and line[2:].strip() for line in lines)
    return [line[2:].strip() for line in lines] if is_list else []


def _city_name(parts: Parts) -> str | None:
    # A page that only explains something is there also when the database is not.
    try:
        return read_issuer(parts, None).issuer.name
    except (NotFound, Unavailable):
        return None


def _make_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(bdi=bdi, paragraphs=paragraphs, points=points)
    # A changed style sheet has another address, so that nobody sees a new page in old clothes.
    environment.globals["style_mark"] = sha256(STATIC_FILES["style.css"]).hexdigest()[:12]
    return environment


_ENVIRONMENT = _make_environment()
