"""Knows the JSON-LD contexts of the service: where they are installed, and their exact bytes.

Published contexts have changed in place, so each is pinned by its SHA-256 and none is ever fetched
(VCDM 2.0 section 5.13, decision 7). A byte that differs stops the service at start-up.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import MappingProxyType

from badgeservice.document import JsonObject
from badgeservice.errors import Refusal
from badgeservice.proofs.strict_json import JsonLimits, read_document
from badgeservice.proofs.written_contexts import example_contexts, written_contexts

INDEX_NAME = "contexts.json"

_LIMITS = JsonLimits(max_bytes=256 * 1024)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class ContextMismatch(RuntimeError):
    """A context is missing, unreadable or not the one that was pinned: do not start."""


@dataclass(frozen=True, slots=True)
class PinnedContext:
    """One context file: the distribution it comes with, its path in there, its SHA-256 in hex."""

    package: str
    path: str
    sha256: str


def _badge(name: str, sha256: str) -> PinnedContext:
    return PinnedContext("openbadgeslib", f"openbadgeslib/ob3/contexts/{name}.json", sha256)


def _legacy(name: str, sha256: str) -> PinnedContext:
    return PinnedContext("pyld", f"pyld/documentloader/frozen/bundled/{name}.jsonld", sha256)


CONTEXTS: Mapping[str, PinnedContext] = MappingProxyType(
    {
        "https://www.w3.org/ns/credentials/v2": _badge(
            "credentials-v2",
            "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
        ),
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": _badge(
            "ob-v3p0-context-3.0.1",
            "5f3d9dd6288ef437ff8286cf95ffbff609c748a66f24a1e9450c45ca64be1571",
        ),
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": _badge(
            "ob-v3p0-context-3.0.2",
            "00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53",
        ),
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": _badge(
            "ob-v3p0-context-3.0.3",
            "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
        ),
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": _badge(
            "ob-v3p0-extensions",
            "87c06c81bc2317663bf288d740d94fddd2818c4342b186270ff6371dfaa63f93",
        ),
        "https://w3id.org/security/data-integrity/v2": _badge(
            "security-data-integrity-v2",
            "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
        ),
        "https://w3id.org/security/multikey/v1": _badge(
            "security-multikey-v1",
            "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597",
        ),
        "https://www.w3.org/2018/credentials/v1": _legacy(
            "credentials-v1",
            "00d7dd6d3ad8b920e3e550dd3a3d9090bffcac84cdbf943da6924b3e0a5c8bb8",
        ),
        "https://www.w3.org/ns/did/v1": _legacy(
            "did-v1",
            "62c1054bf404d6dd3a4b26b64f830fd72095f6a26edc4469908c94351352ce5f",
        ),
        "https://w3id.org/security/suites/ed25519-2020/v1": _legacy(
            "security-ed25519-2020-v1",
            "b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588",
        ),
        "https://w3id.org/security/suites/jws-2020/v1": _legacy(
            "security-jws-2020-v1",
            "00ee65bb7307f9a01c3170b823083b0d4de68223520834b2c5eb7a09bae5dea6",
        ),
    }
)


@cache
def bundled_contexts() -> Mapping[str, JsonObject]:
    """Read the pinned contexts once, with those that are stated here: URL to document.

    The documents are shared: copy before changing one. Refuses with ``ContextMismatch``.
    """
    pinned = {url: _read_context(_find_pinned(url), CONTEXTS[url].sha256) for url in CONTEXTS}
    return MappingProxyType({**pinned, **written_contexts(pinned)})


@cache
def conformance_contexts() -> Mapping[str, JsonObject]:
    """Give the bundled contexts with those of the examples, in which every word is a term.

    For public conformance suites only: with these, a misspelled member counts as signed.
    """
    return MappingProxyType({**bundled_contexts(), **example_contexts()})


def read_pinned_bytes(url: str) -> bytes:
    """Read the file of a pinned context; ``KeyError`` for any other URL."""
    return _find_pinned(url).read_bytes()


def load_contexts(
    extra_folder: Path | None = None, *, for_conformance: bool = False
) -> Mapping[str, JsonObject]:
    """Read the bundled contexts and an operator's, and use these from now on.

    ``extra_folder`` holds files and ``contexts.json``, an object that gives for each URL its
    ``file`` (a plain name in the folder) and ``sha256`` (hex). A URL that is bundled too is
    replaced. ``for_conformance`` adds the contexts of the examples. Called once at start-up;
    refuses with ``ContextMismatch``.
    """
    contexts = conformance_contexts() if for_conformance else bundled_contexts()
    if extra_folder is not None:
        contexts = MappingProxyType({**contexts, **_read_folder(extra_folder)})
    _in_use[:] = [contexts]
    return contexts


def contexts_in_use() -> Mapping[str, JsonObject]:
    """Give what ``load_contexts`` read last, or the bundled contexts."""
    return _in_use[0] if _in_use else bundled_contexts()


_in_use: list[Mapping[str, JsonObject]] = []


def _find_pinned(url: str) -> Path:
    pinned = CONTEXTS[url]
    try:
        return Path(str(distribution(pinned.package).locate_file(pinned.path)))
    except PackageNotFoundError as cause:
        raise ContextMismatch(f"{pinned.package} is not installed: no context {url}") from cause


def _read_context(path: Path, sha256: str) -> JsonObject:
    try:
        raw = path.read_bytes()
    except OSError as cause:
        raise ContextMismatch(f"the context file {path.name} cannot be read") from cause
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise ContextMismatch(f"the context file {path.name} is not the one that was pinned")
    document = _read_object(path.name, raw)
    if "@context" not in document:
        raise ContextMismatch(f"the file {path.name} holds no @context")
    return document


def _read_object(name: str, raw: bytes) -> JsonObject:
    try:
        return read_document(raw, _LIMITS).value
    except Refusal as cause:
        raise ContextMismatch(f"the file {name} is not strict JSON") from cause


def _read_folder(folder: Path) -> Mapping[str, JsonObject]:
    try:
        raw = (folder / INDEX_NAME).read_bytes()
    except OSError as cause:
        raise ContextMismatch(f"the folder with contexts has no readable {INDEX_NAME}") from cause
    contexts = {}
    for url, entry in _read_object(INDEX_NAME, raw).items():
        name, sha256 = _read_entry(entry)
        if not url.startswith("https://"):
            raise ContextMismatch(f"{INDEX_NAME} names a context by something else than https")
        contexts[url] = _read_context(folder / name, sha256)
    return contexts


def _read_entry(entry: object) -> tuple[str, str]:
    if isinstance(entry, dict) and entry.keys() == {"file", "sha256"}:
        name, sha256 = str(entry["file"]), str(entry["sha256"])
        if _FILE_NAME.fullmatch(name) and _SHA256.fullmatch(sha256):
            return name, sha256
    raise ContextMismatch(f"an entry of {INDEX_NAME} is not a file name and a SHA-256")
