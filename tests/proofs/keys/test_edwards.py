"""Ed25519 public keys that OpenSSL would take and we refuse (RFC 8032 section 5.1.3)."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from badgeservice.errors import MalformedKey
from badgeservice.proofs.encoding import base64url_encode, multibase_encode
from badgeservice.proofs.keys import PublicKey, public_key_from_jwk, public_key_from_multikey

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def square_root(value: int) -> int | None:
    root = pow(value, (P + 3) // 8, P)
    if root * root % P != value % P:
        root = root * ROOT_OF_MINUS_ONE % P
    return root if root * root % P == value % P else None


def add(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    (x1, y1), (x2, y2) = one, other
    product = D * x1 * x2 * y1 * y2 % P
    x3 = (x1 * y2 + x2 * y1) * pow(1 + product, -1, P) % P
    y3 = (y1 * y2 + x1 * x2) * pow(1 - product, -1, P) % P
    return x3, y3


def order_of(point: tuple[int, int]) -> int | None:
    reached = point
    for count in range(1, 9):
        if reached == (0, 1):
            return count
        reached = add(reached, point)
    return None


def small_order_points() -> set[tuple[int, int]]:
    """All multiples of one point of order 8, found by clearing the large factor of any point."""
    large = 2**252 + 27742317777372353535851937790883648493
    for y in range(2, 50):
        x = square_root((y * y - 1) * pow(D * y * y + 1, -1, P))
        if x is None:
            continue
        point, base, factor = (0, 1), (x, y), large
        while factor:
            if factor & 1:
                point = add(point, base)
            base, factor = add(base, base), factor >> 1
        if order_of(point) == 8:
            multiples, reached = set(), (0, 1)
            for _ in range(8):
                multiples.add(reached)
                reached = add(reached, point)
            return multiples
    raise AssertionError("no point of order 8 found")


def all_encodings(points: set[tuple[int, int]]) -> set[bytes]:
    """Every 32 bytes that a lenient reader maps to one of the points."""
    found = set()
    for x, y in points:
        for value in (y, y + P):
            for sign in (0, 1):
                fits = x == 0 or x % 2 == sign
                if value < 2**255 and fits:
                    found.add((value | sign << 255).to_bytes(32, "little"))
    return found


ENCODINGS = sorted(all_encodings(small_order_points()))


def test_there_are_eight_small_order_points_with_fourteen_encodings() -> None:
    assert len(small_order_points()) == 8
    assert len(ENCODINGS) == 14
    # Two of them as they stand in the lists of other implementations.
    known = "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
    assert bytes.fromhex(known) in ENCODINGS
    assert bytes.fromhex("ecffffff" + "ff" * 27 + "7f") in ENCODINGS


@pytest.mark.parametrize("encoded", ENCODINGS, ids=lambda encoded: encoded.hex()[:12])
def test_a_small_order_key_is_refused(encoded: bytes) -> None:
    with pytest.raises(MalformedKey):
        PublicKey("Ed25519", encoded)
    with pytest.raises(MalformedKey):
        public_key_from_multikey(multibase_encode(b"\xed\x01" + encoded, "z"))
    with pytest.raises(MalformedKey):
        public_key_from_jwk({"kty": "OKP", "crv": "Ed25519", "x": base64url_encode(encoded)})


def test_the_library_behind_takes_a_small_order_key_so_the_check_is_needed() -> None:
    identity = (1).to_bytes(32, "little")
    one_signature = identity + bytes(32)
    Ed25519PublicKey.from_public_bytes(identity).verify(one_signature, b"any message")
    Ed25519PublicKey.from_public_bytes(identity).verify(one_signature, b"another message")


@pytest.mark.parametrize("excess", range(19))
def test_a_y_outside_the_field_is_refused(excess: int) -> None:
    for sign in (0, 1):
        with pytest.raises(MalformedKey):
            PublicKey("Ed25519", (P + excess | sign << 255).to_bytes(32, "little"))


def test_bytes_that_are_no_point_are_refused() -> None:
    refused = 0
    for y in range(2, 40):
        is_point = square_root((y * y - 1) * pow(D * y * y + 1, -1, P)) is not None
        for sign in (0, 1):
            encoded = (y | sign << 255).to_bytes(32, "little")
            if is_point:
                assert PublicKey("Ed25519", encoded).material == encoded
            else:
                refused += 1
                with pytest.raises(MalformedKey):
                    PublicKey("Ed25519", encoded)
    assert refused > 20


@pytest.mark.parametrize("length", [0, 1, 31, 33, 64])
def test_another_length_is_refused(length: int) -> None:
    with pytest.raises(MalformedKey):
        PublicKey("Ed25519", b"\x02" * length)


def test_real_keys_are_accepted() -> None:
    for number in range(200):
        secret = Ed25519PrivateKey.from_private_bytes(number.to_bytes(32, "big"))
        encoded = secret.public_key().public_bytes_raw()
        assert PublicKey("Ed25519", encoded).verify(secret.sign(b"x"), b"x")
