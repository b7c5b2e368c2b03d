"""The bundled contexts: exactly the pinned bytes, never fetched, closed on any doubt."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest

from badgeservice.proofs.contexts import (
    CONTEXTS,
    ContextMismatch,
    bundled_contexts,
    conformance_contexts,
    contexts_in_use,
    load_contexts,
    read_pinned_bytes,
)

URL = "https://contexts.example/v1"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context.json"
RAW = b'{"@context": {"naam": "https://schema.org/name"}}'
PIN = hashlib.sha256(RAW).hexdigest()


@pytest.fixture(autouse=True)
def bundled_afterwards() -> Iterator[None]:
    yield
    load_contexts()


def folder_with(tmp_path: Path, index: object, raw: bytes = RAW) -> Path:
    (tmp_path / "v1.json").write_bytes(raw)
    (tmp_path / "contexts.json").write_text(json.dumps(index), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("url", CONTEXTS)
def test_each_pinned_context_is_the_installed_one(url: str) -> None:
    pinned = CONTEXTS[url]
    raw = Path(str(distribution(pinned.package).locate_file(pinned.path))).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == pinned.sha256
    assert bundled_contexts()[url] == json.loads(raw)


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("https://www.w3.org/ns/credentials/v2", "w3c-credentials-v2.json"),
        (
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            "ob-context-3.0.3.latest-jti-endorsementJwt.json",
        ),
        ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json", "ob-context-3.0.2.json"),
        ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json", "ob-context-3.0.1.json"),
        ("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json", "ob-extensions.json"),
        (
            "https://w3id.org/security/data-integrity/v2",
            "w3id-data-integrity-v2.vc-data-integrity.json",
        ),
        ("https://w3id.org/security/multikey/v1", "w3id-multikey-v1.vc-data-integrity.json"),
        ("https://w3id.org/security/suites/ed25519-2020/v1", "w3id-ed25519-2020-v1.json"),
        ("https://w3id.org/security/suites/jws-2020/v1", "w3id-jws-2020-v1.json"),
        ("https://www.w3.org/ns/did/v1", "w3c-did-v1.json"),
    ],
)
def test_each_context_says_what_was_published(shared_data: Path, url: str, file: str) -> None:
    published = json.loads((shared_data / "contexts" / file).read_text(encoding="utf-8"))
    assert bundled_contexts()[url] == published


def test_only_for_conformance_is_every_word_a_term() -> None:
    assert conformance_contexts().keys() - bundled_contexts().keys() == {EXAMPLES}
    assert load_contexts(for_conformance=True) is conformance_contexts() is contexts_in_use()
    assert EXAMPLES not in load_contexts()
    assert not any("'@vocab':" in str(context) for context in bundled_contexts().values())


def test_an_operator_may_add_a_context_for_conformance_too(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, {URL: {"file": "v1.json", "sha256": PIN}})
    contexts = load_contexts(folder, for_conformance=True)
    assert contexts.keys() == conformance_contexts().keys() | {URL}


@pytest.mark.parametrize("url", [URL, OPEN_BADGES, ""])
def test_a_context_without_a_file_has_no_bytes(url: str) -> None:
    with pytest.raises(KeyError):
        read_pinned_bytes(url)


def test_reading_the_contexts_does_not_import_their_package() -> None:
    code = (
        "import sys; from badgeservice.proofs.contexts import bundled_contexts;"
        "bundled_contexts(); sys.exit('openbadgeslib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_a_folder_the_bundled_contexts_are_used() -> None:
    assert load_contexts(None) is bundled_contexts()
    assert contexts_in_use() is bundled_contexts()


def test_an_operator_may_add_a_context(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, {URL: {"file": "v1.json", "sha256": PIN}})
    contexts = load_contexts(folder)
    assert contexts[URL] == {"@context": {"naam": "https://schema.org/name"}}
    assert contexts.keys() == bundled_contexts().keys() | {URL}
    assert contexts_in_use() is contexts


def test_an_operator_may_replace_a_context_that_changed_in_place(tmp_path: Path) -> None:
    url = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
    folder = folder_with(tmp_path, {url: {"file": "v1.json", "sha256": PIN}})
    assert load_contexts(folder)[url] == json.loads(RAW)
    assert bundled_contexts()[url] != json.loads(RAW)


@pytest.mark.parametrize(
    "entry",
    [
        {"file": "v1.json", "sha256": PIN[:-1] + ("0" if PIN[-1] != "0" else "1")},
        {"file": "v1.json", "sha256": PIN.upper()},
        {"file": "v1.json", "sha256": ""},
        {"file": "v1.json"},
        {"sha256": PIN},
        {"file": "v1.json", "sha256": PIN, "note": "x"},
        {"file": "absent.json", "sha256": PIN},
        {"file": "../v1.json", "sha256": PIN},
        {"file": "/etc/hostname", "sha256": PIN},
        {"file": "", "sha256": PIN},
        {"file": 1, "sha256": PIN},
        "v1.json",
        None,
    ],
)
def test_an_entry_that_is_not_right_stops_the_start(tmp_path: Path, entry: object) -> None:
    folder = folder_with(tmp_path, {URL: entry})
    with pytest.raises(ContextMismatch):
        load_contexts(folder)
    assert contexts_in_use() is bundled_contexts()


@pytest.mark.parametrize("url", ["http://contexts.example/v1", "contexts", "", "file:///v1"])
def test_a_context_is_named_by_https(tmp_path: Path, url: str) -> None:
    with pytest.raises(ContextMismatch):
        load_contexts(folder_with(tmp_path, {url: {"file": "v1.json", "sha256": PIN}}))


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{", b'{"a":1}', b'{"@context":{},"@context":{}}', b"\xef\xbb\xbf" + RAW]
)
def test_a_pinned_file_that_is_no_context_stops_the_start(tmp_path: Path, raw: bytes) -> None:
    entry = {"file": "v1.json", "sha256": hashlib.sha256(raw).hexdigest()}
    with pytest.raises(ContextMismatch):
        load_contexts(folder_with(tmp_path, {URL: entry}, raw))


def test_a_folder_without_an_index_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ContextMismatch):
        load_contexts(tmp_path)


@pytest.mark.parametrize("index", [[], "x", None, 1])
def test_an_index_that_is_no_object_stops_the_start(tmp_path: Path, index: object) -> None:
    with pytest.raises(ContextMismatch):
        load_contexts(folder_with(tmp_path, index))
