"""Badges in pictures: PNG and SVG, sound, changed and hostile (OB 5, H27)."""

import json
import zlib

from cases.authoring.signing import claims, signed, token
from cases.authoring.world import a_badge
from cases.authoring.writing import Written, fails, passes, refused

_SIGNATURE = b"\x89PNG\r\n\x1a\n"

_KEYWORD = b"openbadgecredential"

_IMAGE = "malformed-image"

_EMPTY = (
    "without-badge",
    "with-a-badge-of-open-badges-2",
    "of-another-namespace",
    "with-an-empty-badge",
)

_NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def _text_chunk(text: str, *, keyword: bytes = _KEYWORD, packed: bool = False) -> bytes:
    body = zlib.compress(text.encode()) if packed else text.encode()
    return _chunk(b"iTXt", keyword + b"\0" + bytes([packed]) + b"\0\0\0" + body)


def _picture(*chunks: bytes) -> bytes:
    header = (1).to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    ends = _chunk(b"IDAT", zlib.compress(b"\0\0")), _chunk(b"IEND", b"")
    return b"".join((_SIGNATURE, _chunk(b"IHDR", header), *chunks, *ends))


def _drawing(inner: str, *, start: str = "", space: str = _NAMESPACE) -> bytes:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="{space}" width="1" height="1">'
    )
    return f'{start}{head}{inner}<rect width="1" height="1"/></svg>'.encode()


def _body(text: str) -> str:
    return f"<openbadges:credential><![CDATA[{text}]]></openbadges:credential>"


CASES: list[Written] = []
badge = json.dumps(signed(a_badge()), ensure_ascii=False)
forged = badge.replace('"name": "Teamspeler"', '"name": "Aanvoerder"', 1)

# --- png ------------------------------------------------------------------------------------------

CASES += [
    passes(
        "png-with-json",
        "A badge with its proof in a PNG is sound (OB 5.3).",
        _picture(_text_chunk(badge)),
        form="png",
    ),
    passes(
        "png-with-token",
        "A token in a PNG is sound (OB 5.3).",
        _picture(_text_chunk(token(claims()))),
        form="png",
    ),
    passes(
        "png-with-blanks-around-the-text",
        "Blanks around the text in a PNG mean nothing (OB 5.3).",
        _picture(_text_chunk(f"\n {badge} \n")),
        form="png",
    ),
    fails(
        "png-tampered",
        "A badge that was changed inside its PNG is false (H3).",
        _picture(_text_chunk(forged)),
        "proof.invalid",
        form="png",
    ),
    passes(
        "png-with-a-second-badge-behind",
        "The first text in a PNG counts and the rest is not read (OB 5.3).",
        _picture(_text_chunk(badge), _text_chunk(forged)),
        form="png",
    ),
    fails(
        "png-with-a-forged-badge-in-front",
        "A forged badge in front of the sound one is what is judged (OB 5.3).",
        _picture(_text_chunk(forged), _text_chunk(badge)),
        "proof.invalid",
        form="png",
    ),
]

# --- broken png -----------------------------------------------------------------------------------

good = _text_chunk(badge)
rows = (
    ("without-badge", "A PNG without a text chunk is a picture and no badge", _picture()),
    (
        "with-a-badge-of-open-badges-2",
        "The keyword of Open Badges 2.0 is never followed",
        _picture(_text_chunk("https://issuer.example/assertion", keyword=b"openbadges")),
    ),
    (
        "with-compressed-text",
        "The text in a PNG may not be compressed",
        _picture(_text_chunk(badge, packed=True)),
    ),
    (
        "with-a-wrong-checksum",
        "A chunk with a wrong checksum was changed",
        _picture(good[:-4] + b"\0\0\0\0"),
    ),
    ("cut-off", "A PNG that was cut off is not read as far as it goes", _picture(good)[:-30]),
    (
        "with-something-behind",
        "Something behind the picture may be another file",
        _picture(good) + b"PK\x03\x04",
    ),
    (
        "with-a-chunk-length-of-four-gigabytes",
        "A length is not believed before the bytes are there",
        _SIGNATURE + b"\xff\xff\xff\xffIHDR",
    ),
    ("of-the-signature-only", "Eight bytes are no picture", _SIGNATURE),
)
for name, what, raw in rows:
    code = "no-credential" if name in _EMPTY else _IMAGE
    CASES.append(refused(f"png-{name}", f"{what} (OB 5.3).", raw, code, form="png"))
CASES += [
    refused(
        "png-with-broken-json",
        "A text in a PNG that is no JSON is no badge (OB 5.3).",
        _picture(_text_chunk("{")),
        "malformed-json",
        form="png",
    ),
    refused(
        "png-with-an-address",
        "An address in a PNG is never followed (H24).",
        _picture(_text_chunk("https://issuer.example/badge.json")),
        "malformed-token",
        form="png",
    ),
]

# --- svg ------------------------------------------------------------------------------------------

CASES += [
    passes(
        "svg-with-json",
        "A badge with its proof in an SVG is sound (OB 5.3).",
        _drawing(_body(badge)),
        form="svg",
    ),
]
attribute = f'<openbadges:credential verify="{token(claims())}"></openbadges:credential>'
CASES += [
    passes(
        "svg-with-token", "A token in an SVG is sound (OB 5.3).", _drawing(attribute), form="svg"
    ),
    passes(
        "svg-with-a-second-badge-behind",
        "The first element in an SVG counts and the rest is not read (OB 5.3).",
        _drawing(_body(badge) + _body(forged)),
        form="svg",
    ),
    fails(
        "svg-with-a-forged-badge-in-front",
        "A forged badge in front of the sound one is what is judged (OB 5.3).",
        _drawing(_body(forged) + _body(badge)),
        "proof.invalid",
        form="svg",
    ),
    fails(
        "svg-tampered",
        "A badge that was changed inside its SVG is false (H3).",
        _drawing(_body(forged)),
        "proof.invalid",
        form="svg",
    ),
]

# --- broken svg -----------------------------------------------------------------------------------

entity = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
outside = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
rows = (
    ("without-badge", "An SVG without a badge is a drawing", _drawing("")),
    (
        "of-another-namespace",
        "A namespace that merely looks right is another one",
        _drawing(_body(badge), space="https://purl.imsglobal.org/spec/ob/v3p0"),
    ),
    (
        "with-entities",
        "Entities may grow without end (H27)",
        _drawing(_body(badge), start=entity),
    ),
    (
        "with-an-outside-entity",
        "A file of the machine is never read into a badge (H27)",
        _drawing("<openbadges:credential>&a;</openbadges:credential>", start=outside),
    ),
    ("cut-off", "An SVG that was cut off is no drawing", _drawing(_body(badge))[:-12]),
    (
        "that-is-a-page",
        "A page for people is no drawing",
        b"<!doctype html><html><body>badge</body></html>",
    ),
    (
        "with-an-empty-badge",
        "An element without text holds no badge",
        _drawing("<openbadges:credential/>"),
    ),
)
for name, what, raw in rows:
    code = "no-credential" if name in _EMPTY else _IMAGE
    CASES.append(refused(f"svg-{name}", f"{what} (OB 5.3).", raw, code, form="svg"))
