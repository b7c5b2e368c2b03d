"""Texts, tokens and images that would wear a reader out: refused before they cost anything."""

import zlib
from collections.abc import Callable

import pytest

from badgeservice.proofs.strict_json import write_json
from hostile.serving import V1, VC_API, Server, assert_refused_cheaply
from hostile.works import disclosing, disclosing_nested, token, with_achievement
from openbadges.baking.images.small_png import KEYWORD, an_image, chunk

NAMESPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'
)
NO_CREDENTIAL, COMPLEX = "400 refused no-credential", "400 refused image.too-complex"
JSON, JWT, PNG, SVG = "application/json", "application/jwt", "image/png", "image/svg+xml"


def nested(depth: int) -> bytes:
    """Arrays within arrays, as text: nothing of ours could write them."""
    return b'{"type":["VerifiableCredential"],"a":' + b"[" * depth + b"]" * depth + b"}"


def blanks(megabytes: int) -> bytes:
    """So many megabytes, compressed to a thousandth."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(b" " * 1_000_000) for _ in range(megabytes)]
    return b"".join([*parts, packer.flush()])


def itxt(megabytes: int) -> bytes:
    return an_image(chunk(b"iTXt", KEYWORD + b"\0\1\0\0\0" + blanks(megabytes)))


def ztxt(megabytes: int) -> bytes:
    return an_image(chunk(b"zTXt", KEYWORD + b"\0\0" + blanks(megabytes)))


def drawing(inside: str, before: str = "") -> bytes:
    return f"{before}<svg {NAMESPACES}>{inside}</svg>".encode()


def entities() -> bytes:
    """Ten to the power of nine laughs."""
    doubling = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return drawing("&a9;", f'<!DOCTYPE svg [<!ENTITY a0 "lol">{doubling}]>')


def attributes() -> bytes:
    told = " ".join(f"a{number}='1'" for number in range(150_000))
    return f"<svg {told}/>".encode()


FILES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "100,000 arrays in arrays": (lambda: nested(100_000), JSON, "400 refused json.too-deep"),
    "brackets": (lambda: b"[" * 500_000, JSON, "400 refused json.too-deep"),
    "a number of 500,000 digits": (
        lambda: b'{"a":' + b"1" * 500_000 + b"}",
        JSON,
        "400 refused json.number-too-long",
    ),
    "an exponent of 400,000 digits": (
        lambda: b'{"a":1e' + b"9" * 400_000 + b"}",
        JSON,
        "400 refused json.number-too-long",
    ),
    "9,000 times one name": (
        lambda: b"{" + b",".join([b'"a":1'] * 9_000) + b"}",
        JSON,
        "400 refused json.duplicate-member",
    ),
    "80,000 surrogates": (
        lambda: b'{"a":["' + b'","'.join([b"\\ud800" * 8] * 9_000) + b'"]}',
        JSON,
        "400 refused json.surrogate",
    ),
    "a text without an end": (
        lambda: b'{"a":"' + b'\\"' * 250_000,
        JSON,
        "400 refused json.syntax",
    ),
    "500,000 dots": (lambda: b"." * 500_000, "text/plain", "400 refused token.parts"),
    "500 disclosures": (lambda: disclosing(500), JWT, "200 invalid proof.invalid"),
    "5,000 disclosures": (lambda: disclosing(5_000), JWT, "413 refused too-large"),
    "500 disclosures in each other": (
        lambda: disclosing_nested(500),
        JWT,
        "400 refused sd-jwt.too-deep",
    ),
    "a token with 9,000 labels": (
        lambda: token(write_json(with_achievement(tag=[str(n) for n in range(9_000)]))).encode(),
        JWT,
        "200 invalid proof.invalid",
    ),
    "a zTXt of 10 MB": (lambda: ztxt(10), PNG, NO_CREDENTIAL),
    "an iTXt of 10 MB": (lambda: itxt(10), PNG, "400 refused image.text-compressed"),
    "an iTXt of 1 GB": (lambda: itxt(1_000), PNG, "400 refused image.text-compressed"),
    "130,000 chunks": (
        lambda: an_image(*[chunk(b"tEXt", b"a\0b")] * 130_000),
        PNG,
        "400 refused image.order",
    ),
    "entities in entities": (entities, SVG, "400 refused image.entity"),
    "an entity 10,000 times": (
        lambda: drawing("&a;" * 10_000, f'<!DOCTYPE svg [<!ENTITY a "{"x" * 100_000}">]>'),
        SVG,
        "400 refused image.entity",
    ),
    "200,000 elements in each other": (
        lambda: drawing("<g>" * 200_000 + "</g>" * 200_000),
        SVG,
        COMPLEX,
    ),
    "500,000 elements": (lambda: drawing("<g/>" * 500_000), SVG, COMPLEX),
    "150,000 attributes": (attributes, SVG, COMPLEX),
    "70,000 namespaces": (
        lambda: drawing("".join(f'<g xmlns:a{n}="u{n}"/>' for n in range(70_000))),
        SVG,
        COMPLEX,
    ),
    "a comment of 2 MB": (
        lambda: drawing("", f"<!--{'-a' * 900_000}-->"),
        SVG,
        NO_CREDENTIAL,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_reading_it_costs_little(normal: Server, name: str) -> None:
    make, media_type, expected = FILES[name]
    assert_refused_cheaply(normal, V1, make(), expected, media_type)


@pytest.mark.parametrize("name", [name for name, (_, kind, _) in FILES.items() if kind == JSON])
def test_a_request_of_it_costs_little(normal: Server, name: str) -> None:
    make, _, expected = FILES[name]
    assert_refused_cheaply(normal, VC_API, b'{"verifiableCredential":' + make() + b"}", expected)
