"""Baking a credential into a badge image, with the image checked each time and once for all."""

from base64 import b64decode

from badgeservice.openbadges.baking import png, svg
from benchmarks.peers.worker import JsonObject, Operation, Operations


def prepare_png(task: JsonObject) -> Operations:
    """``bake``: image and text in, image out; ``bake again``: the image was checked before."""
    image = b64decode(task["image"])
    mould = png.make_mould(image)
    return {
        "bake": Operation(lambda text: png.bake(image, text), str),
        "bake again": Operation(mould.bake, str),
    }


def prepare_svg(task: JsonObject) -> Operations:
    """The same for a drawing."""
    image = b64decode(task["image"])
    mould = svg.make_mould(image)
    return {
        "bake": Operation(lambda text: svg.bake(image, text), str),
        "bake again": Operation(mould.bake, str),
    }
