"""Our own pictograms as pictures inside a page, coloured by the style sheet."""

from functools import cache

from markupsafe import Markup

from badgeservice.openbadges.art import PICTOGRAMS

_FILLED = Markup('<path class="tone-{}" d="{}"/>')
_DRAWN = Markup('<path class="pen-{}" d="{}" stroke-width="{:g}"/>')
_SVG = Markup(
    '<svg class="pictogram" width="48" height="48" viewBox="0 0 100 100"'
    ' aria-hidden="true" focusable="false">{}</svg>'
)


@cache
def pictogram(name: str) -> Markup:
    """The pictogram of this name as SVG; always beside a word. Raises ``KeyError``."""
    marks = (
        _DRAWN.format(one.tone, one.path, one.pen)
        if one.pen
        else _FILLED.format(one.tone, one.path)
        for one in PICTOGRAMS[name]
    )
    return _SVG.format(Markup("").join(marks))
