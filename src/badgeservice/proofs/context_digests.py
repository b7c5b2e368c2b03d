"""Knows the digests of published contexts, as related resources state them (VCDM 2.0 section 5.3).

Nothing is fetched to find out. A digest that is not known for a known URL is a wrong one.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from badgeservice.errors import MalformedEncoding
from badgeservice.proofs.contexts import CONTEXTS, read_pinned_bytes
from badgeservice.proofs.encoding import multibase_decode, multibase_encode

_HASHES: Mapping[str, Callable[[bytes], "hashlib._Hash"]] = MappingProxyType(
    {"sha256": hashlib.sha256, "sha384": hashlib.sha384, "sha512": hashlib.sha512}
)
# Code and length of a multihash; a digest may also come without them.
_MULTIHASH = {b"\x12\x20": 32, b"\x20\x30": 48, b"\x13\x40": 64}

# The text of July 2024, which public conformance suites still hold on to.
_FURTHER_DIGESTS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "https://www.w3.org/ns/credentials/v2": (
            ("sha256", "24a18c90e9856d526111f29376e302d970b2bd10182e33959995b0207d7043b9"),
            (
                "digestSRI",
                "sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg",
            ),
            ("digestMultibase", "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k"),
        )
    }
)


@cache
def known_digests(url: str) -> tuple[tuple[str, str], ...]:
    """Give the digests that are known for a URL, each a kind and its text; none if it is unknown.

    The kinds are ``sha256`` (hex), ``digestSRI`` (SHA-384) and ``digestMultibase``.
    """
    if url not in CONTEXTS:
        return ()
    raw = read_pinned_bytes(url)
    sha256 = hashlib.sha256(raw)
    sri = base64.b64encode(hashlib.sha384(raw).digest()).decode()
    return (
        ("sha256", sha256.hexdigest()),
        ("digestSRI", f"sha384-{sri}"),
        ("digestMultibase", multibase_encode(b"\x12\x20" + sha256.digest(), "u")),
        *_FURTHER_DIGESTS.get(url, ()),
    )


def has_wrong_digest(
    url: str, *, digest_sri: str | None, digest_multibase: str | None
) -> bool | None:
    """Say whether a digest is stated that is none of those known for the URL.

    ``digest_sri`` is ``sha256-``, ``sha384-`` or ``sha512-`` with base64, several divided by blanks
    of which one must be right; ``digest_multibase`` is base58btc or base64url of a multihash or of
    the digest alone. None if the URL is not known, so that it cannot be told.
    """
    known = _known_bytes(url)
    if not known:
        return None
    if digest_multibase is not None and _read_multibase(digest_multibase) not in known:
        return True
    return digest_sri is not None and known.isdisjoint(_read_sri(digest_sri))


@cache
def _known_bytes(url: str) -> frozenset[bytes]:
    found = set()
    if url in CONTEXTS:
        found = {make(read_pinned_bytes(url)).digest() for make in _HASHES.values()}
    for kind, text in known_digests(url):
        if kind == "sha256":
            found.add(bytes.fromhex(text))
        elif kind == "digestSRI":
            found |= _read_sri(text)
        else:
            found.add(_read_multibase(text) or b"")
    return frozenset(found)


def _read_sri(text: str) -> set[bytes]:
    found = set()
    for one in text.split():
        name, _, encoded = one.partition("-")
        try:
            digest = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            continue
        if name in _HASHES and len(digest) == _HASHES[name](b"").digest_size:
            found.add(digest)
    return found


def _read_multibase(text: str) -> bytes | None:
    try:
        value = multibase_decode(text)
    except MalformedEncoding:
        return None
    if len(value) - 2 == _MULTIHASH.get(value[:2]):
        return value[2:]
    return value
