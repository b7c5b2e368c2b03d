"""Reads back just enough of our own PDFs: objects, attached files, and the text that is shown."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL)
_STRING = rb"\((?:\\.|[^\\()])*\)|<[0-9a-fA-F]*>"
_SHOWN = re.compile(
    rb"/(f\d+) [\d.]+ Tf|\[((?:" + _STRING + rb"|[-\d.\s]+)*)\]\s*TJ|(" + _STRING + rb")\s*Tj",
    re.DOTALL,
)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def objects_of(pdf: bytes) -> dict[int, bytes]:
    """Number to what stands in it, streams included."""
    return {int(number): body for number, body in _OBJECT.findall(pdf)}


def stream_of(body: bytes) -> bytes:
    """What is in the stream of an object."""
    raw = body.partition(b"stream\n")[2].rpartition(b"\nendstream")[0]
    return zlib.decompress(raw) if b"/FlateDecode" in body.partition(b"stream")[0] else raw


def attached(pdf: bytes) -> dict[str, bytes]:
    """The files inside by name (ISO 32000-2, 7.11.4)."""
    objects = objects_of(pdf)
    found = {}
    for body in objects.values():
        named = re.search(rb"/Type/Filespec.*?/UF\((.*?)\)", body, re.DOTALL)
        number = re.search(rb"/EF<<.*?/F (\d+) 0 R", body, re.DOTALL)
        if named and number:
            found[named[1].decode()] = stream_of(objects[int(number[1])])
    return found


def pages_of(pdf: bytes) -> int:
    """How many pages there are."""
    return sum(bool(re.search(rb"/Type/Page[/>]", body)) for body in objects_of(pdf).values())


def titles_of(pdf: bytes) -> list[str]:
    """The headings and the title, as they are read aloud."""
    return [_told(one) for one in re.findall(rb"/(?:T|Title)(" + _STRING + rb")", pdf)]


def text_of(pdf: bytes) -> str:
    """All text that is shown, in the order it is drawn, without the breaks between lines."""
    objects = objects_of(pdf)
    shown = []
    for page in (body for body in objects.values() if re.search(rb"/Type/Page[/>]", body)):
        fonts = _fonts_of(page, objects)
        font: dict[int, str] = {}
        contents = re.search(rb"/Contents (\d+) 0 R", page)
        assert contents
        for name, several, one in _SHOWN.findall(stream_of(objects[int(contents[1])])):
            font = fonts[name] if name else font
            for told in re.findall(_STRING, several or one, re.DOTALL):
                raw = _bytes_of(told)
                codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
                shown.append("".join(font.get(code, "") for code in codes))
    return "".join(shown)


def _fonts_of(page: bytes, objects: dict[int, bytes]) -> dict[bytes, dict[int, str]]:
    resources = re.search(rb"/Resources (\d+) 0 R", page)
    assert resources
    found = {}
    for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", objects[int(resources[1])]):
        letters = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
        assert letters
        table = stream_of(objects[int(letters[1])])
        found[name] = {
            int(code, 16): bytes.fromhex(told.decode()).decode("utf-16-be")
            for code, told in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
        }
    return found


def _bytes_of(raw: bytes) -> bytes:
    if raw.startswith(b"<"):
        return bytes.fromhex(raw[1:-1].decode())
    return re.sub(
        rb"\\([0-7]{1,3}|.)",
        lambda one: bytes([int(one[1], 8)]) if one[1].isdigit() else _ESCAPES.get(one[1], one[1]),
        raw[1:-1],
        flags=re.DOTALL,
    )


def _told(raw: bytes) -> str:
    told = _bytes_of(raw)
    is_wide = told.startswith(b"\xfe\xff")
    return told[2:].decode("utf-16-be") if is_wide else told.decode("latin-1")
