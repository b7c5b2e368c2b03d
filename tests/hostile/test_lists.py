"""Status lists that inflate to a thousand times their size: never read to their end."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from badgeservice.openbadges.status_list import StatusBits, status_entry, status_list_credential
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.strict_json import write_json
from hostile.serving import V1, VC_API, Server, assert_refused_cheaply
from hostile.works import CREATED, DID, a_badge, signed
from outside.hosts import a_certificate, a_host, sending

MIB = 1024 * 1024
FETCHED_BYTES = MIB


def zeros(mebibytes: int) -> bytes:
    """So many mebibytes in gzip (RFC 1952), sound to the last byte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = bytes(MIB)
    # Nothing is carried over a full flush, so every block is packed alike.
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 0
    for _ in range(mebibytes):
        check = zlib.crc32(block, check)
    size = mebibytes * MIB % 2**32
    ending = check.to_bytes(4, "little") + size.to_bytes(4, "little")
    head = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
    return head + packed * mebibytes + packer.flush() + ending


def list_at(url: str, encoded: str) -> bytes:
    unsigned = status_list_credential(
        list_url=url,
        issuer_did=DID,
        bits=StatusBits.empty(),
        valid_from=CREATED,
        valid_until=CREATED.replace(year=2090),
    )
    unsigned["credentialSubject"]["encodedList"] = encoded
    return write_json(signed(unsigned))


def answer(body: bytes, *headers: bytes) -> bytes:
    told = [b"HTTP/1.1 200 OK", b"Content-Type: application/vc", *headers]
    return b"\r\n".join([*told, b"Content-Length: %d" % len(body), b"", body])


@contextmanager
def a_list_host(folder: Path, *, mebibytes: int, is_coded: bool) -> Iterator[str]:
    """A host of the list; coded, the answer itself is what inflates."""
    pem, _ = a_certificate(folder, host="localhost")
    packed = zeros(mebibytes)

    def script(connection: Any) -> None:
        sending(whole)(connection)

    with a_host(pem, script) as port:
        url = f"https://localhost:{port}/list"
        whole = (
            answer(packed, b"Content-Encoding: gzip")
            if is_coded
            else answer(list_at(url, f"u{base64url_encode(packed)}"))
        )
        yield url


def test_the_zeros_are_what_they_say() -> None:
    assert gzip.decompress(zeros(3)) == bytes(3 * MIB)


@pytest.mark.parametrize(
    ("mebibytes", "is_coded", "code"),
    [
        (700, False, "status.list_invalid"),
        (1_024, False, "status.unreachable"),
        (1_000, True, "status.unreachable"),
    ],
    ids=["inflates", "is too long as well", "the answer inflates"],
)
def test_a_list_of_a_gigabyte_is_not_inflated(
    suite: Server, tmp_path: Path, mebibytes: int, is_coded: bool, code: str
) -> None:
    with a_list_host(tmp_path, mebibytes=mebibytes, is_coded=is_coded) as url:
        badge = signed(a_badge(credentialStatus=status_entry(url, 7)))
        expected = f"200 indeterminate {code}"
        assert_refused_cheaply(suite, V1, write_json(badge), expected)
        body = write_json({"verifiableCredential": badge})
        assert_refused_cheaply(suite, VC_API, body, f"400 unverified {code}")
