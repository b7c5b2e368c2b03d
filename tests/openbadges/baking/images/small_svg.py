"""Small SVG drawings to bake into and to spoil."""

from badgeservice.openbadges.baking import svg

OB = "https://purl.imsglobal.org/ob/v3p0"
SVG = 'xmlns="http://www.w3.org/2000/svg"'
JSON_TEXT = '{"name": "Samenwerken – één ✓", "n": [1, 2]}'
TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJpZCI6IngifQ.c2ln"


def an_svg(inside: str = "<circle r='3'/>", attributes: str = "", before: str = "") -> bytes:
    return f"{before}<svg {SVG}{attributes}>{inside}</svg>".encode()


def baked_svg(credential: str, before: str = "") -> bytes:
    return an_svg(credential, f' xmlns:openbadges="{OB}"', before)


SMALL = an_svg()
BAKED = svg.bake(SMALL, JSON_TEXT)
