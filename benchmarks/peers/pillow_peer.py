"""Pillow: an image is read and written again, with the credential as a text beside the pixels."""

import importlib
from base64 import b64decode
from io import BytesIO

from benchmarks.peers.worker import JsonObject, Operation, Operations, serve

# Not a package of this project: installed for the benchmark alone, and absent otherwise.
_Image = importlib.import_module("PIL.Image")
_PngInfo = importlib.import_module("PIL.PngImagePlugin").PngInfo


def prepare(task: JsonObject) -> Operations:
    """``bake``: image and text in, image out; ``bake again``: the image was decoded before."""
    raw = b64decode(task["image"])
    decoded = _Image.open(BytesIO(raw))
    decoded.load()
    return {
        "bake": Operation(lambda text: _write(_Image.open(BytesIO(raw)), text), str),
        "bake again": Operation(lambda text: _write(decoded, text), str),
    }


def _write(image: object, text: str) -> bytes:
    info = _PngInfo()
    info.add_itxt("openbadgecredential", text)
    written = BytesIO()
    image.save(written, "PNG", pnginfo=info)  # type: ignore[attr-defined]
    return written.getvalue()


if __name__ == "__main__":
    serve({"png": prepare})
