"""One badge as a designer could choose it."""

from badgeservice.openbadges.art import BadgeArt


def an_art(
    shape: str = "shield",
    colour: str = "#0b5c6b",
    accent: str = "#e07a1f",
    pictogram: str = "together",
    ring_text: str = "Samenwerken",
) -> BadgeArt:
    return BadgeArt(shape, colour, accent, pictogram, ring_text)
