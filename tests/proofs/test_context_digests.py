"""The digests of contexts: what is right, what is wrong, and what cannot be told."""

import base64
import hashlib

import pytest

from badgeservice.proofs.context_digests import has_wrong_digest, known_digests
from badgeservice.proofs.contexts import CONTEXTS, read_pinned_bytes
from badgeservice.proofs.encoding import multibase_encode

V2 = "https://www.w3.org/ns/credentials/v2"
MULTIKEY = "https://w3id.org/security/multikey/v1"
RAW = read_pinned_bytes(V2)
SHA256 = hashlib.sha256(RAW).digest()
OTHER = hashlib.sha256(b"x").digest()
JULY_SRI = "sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg"
JULY_MULTIBASE = "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k"


def sri(name: str, raw: bytes = RAW) -> str:
    return f"{name}-{base64.b64encode(hashlib.new(name, raw).digest()).decode()}"


def test_the_data_model_is_known_by_two_texts() -> None:
    digests = [text for kind, text in known_digests(V2) if kind == "sha256"]
    assert digests == [
        "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
        "24a18c90e9856d526111f29376e302d970b2bd10182e33959995b0207d7043b9",
    ]


@pytest.mark.parametrize("url", CONTEXTS)
def test_each_known_digest_is_right(url: str) -> None:
    assert known_digests(url)[0] == ("sha256", CONTEXTS[url].sha256)
    for kind, text in known_digests(url):
        if kind == "digestSRI":
            assert has_wrong_digest(url, digest_sri=text, digest_multibase=None) is False
        if kind == "digestMultibase":
            assert has_wrong_digest(url, digest_sri=None, digest_multibase=text) is False


@pytest.mark.parametrize(
    "text",
    [
        *(sri("sha256"), sri("sha384"), sri("sha512"), JULY_SRI),
        f"{sri('sha384', b'x')} {sri('sha384')}",
    ],
)
def test_a_right_sri_is_not_wrong(text: str) -> None:
    assert has_wrong_digest(V2, digest_sri=text, digest_multibase=None) is False


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "sha384", "sha384-", "sha384-!!!!", "x"),
        sri("sha384", b"x"),
        sri("sha384").removesuffix("U"),
        sri("sha384").replace("sha384", "sha256"),
        sri("sha384").replace("sha384", "sha1"),
        sri("sha384").upper(),
        f"sha256-{SHA256.hex()}",
        "sha1-" + base64.b64encode(hashlib.sha1(RAW).digest()).decode(),
    ],
    ids=range(13),
)
def test_any_other_sri_is_wrong(text: str) -> None:
    assert has_wrong_digest(V2, digest_sri=text, digest_multibase=None) is True


@pytest.mark.parametrize(
    "text",
    [
        multibase_encode(b"\x12\x20" + SHA256, "z"),
        multibase_encode(b"\x12\x20" + SHA256, "u"),
        multibase_encode(SHA256, "u"),
        multibase_encode(b"\x20\x30" + hashlib.sha384(RAW).digest(), "z"),
        multibase_encode(b"\x13\x40" + hashlib.sha512(RAW).digest(), "u"),
        JULY_MULTIBASE,
    ],
    ids=range(6),
)
def test_a_right_multibase_is_not_wrong(text: str) -> None:
    assert has_wrong_digest(V2, digest_sri=None, digest_multibase=text) is False


@pytest.mark.parametrize(
    "text",
    [
        *("", "u", "z", "x", "u!", "z0"),
        multibase_encode(OTHER, "u"),
        multibase_encode(b"\x12\x20" + OTHER, "z"),
        multibase_encode(b"\x20\x30" + SHA256, "z"),
        multibase_encode(b"\x12\x20" + SHA256[:-1], "u"),
        multibase_encode(SHA256 + b"\x00", "u"),
        SHA256.hex(),
        JULY_MULTIBASE + "=",
    ],
    ids=range(13),
)
def test_any_other_multibase_is_wrong(text: str) -> None:
    assert has_wrong_digest(V2, digest_sri=None, digest_multibase=text) is True


def test_one_wrong_digest_of_two_is_wrong() -> None:
    right, wrong = multibase_encode(SHA256, "u"), multibase_encode(OTHER, "u")
    assert has_wrong_digest(V2, digest_sri=JULY_SRI, digest_multibase=right) is False
    assert has_wrong_digest(V2, digest_sri=JULY_SRI, digest_multibase=wrong) is True
    assert has_wrong_digest(V2, digest_sri="x", digest_multibase=right) is True


def test_no_digest_is_not_a_wrong_one() -> None:
    assert has_wrong_digest(V2, digest_sri=None, digest_multibase=None) is False


def test_the_digest_of_another_context_is_wrong() -> None:
    assert has_wrong_digest(MULTIKEY, digest_sri=sri("sha384"), digest_multibase=None) is True
    assert has_wrong_digest(MULTIKEY, digest_sri=JULY_SRI, digest_multibase=None) is True


@pytest.mark.parametrize(
    "url",
    [
        *("", "https://unknown.example", f"{V2}/", V2.upper()),
        "https://w3id.org/security/data-integrity/v1",
        "https://www.w3.org/ns/credentials/examples/v2",
    ],
)
def test_of_an_unknown_url_it_cannot_be_told(url: str) -> None:
    assert known_digests(url) == ()
    assert has_wrong_digest(url, digest_sri="x", digest_multibase="x") is None
