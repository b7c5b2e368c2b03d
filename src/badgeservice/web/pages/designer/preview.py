"""The picture of a badge that is being designed: composed, shown, and kept nowhere."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from badgeservice.errors import InvalidRequest
from badgeservice.journeys.steering.persons import MAY_MAKE_BADGES
from badgeservice.openbadges.art import BadgeArt, compose_svg, find_art_faults, rasterise
from badgeservice.web.people.marks import Acting, require_role
from badgeservice.web.queries import only_known_keys

images = APIRouter(include_in_schema=False, dependencies=[Depends(only_known_keys)])
Making = Annotated[Acting, Depends(require_role(*MAY_MAKE_BADGES))]
_Short = Annotated[str, Query(max_length=64)]
_WIDTH_PX = 320


@images.get("/desk/{slug}/badges/preview.png")
def get_preview(
    acting: Making,
    shape: _Short,
    colour: _Short,
    accent: _Short,
    pictogram: _Short,
    ring: _Short = "",
) -> Response:
    """The art for these choices as PNG of 320 pixels wide; refuses what cannot be drawn."""
    art = BadgeArt(shape, colour, accent, pictogram, ring)
    faults = find_art_faults(art)
    if faults:
        raise InvalidRequest("The badge cannot be drawn like this.", findings=faults)
    return Response(
        rasterise(compose_svg(art), _WIDTH_PX),
        media_type="image/png",
        headers={"Cache-Control": "private, no-store"},
    )
