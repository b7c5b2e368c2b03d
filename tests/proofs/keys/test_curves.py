"""The three NIST curves: exact points, exact signatures, and nonces that need no luck."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA384, SHA512

from badgeservice.errors import MalformedKey
from badgeservice.proofs.encoding import base64url_decode, base64url_encode
from badgeservice.proofs.keys import AlgorithmName, PrivateKey, PublicKey, public_key_from_jwk

# RFC 6979 appendix A.2.5 to A.2.7: the secret, and R and S for "sample" with the curve's hash.
PUBLISHED: dict[AlgorithmName, tuple[str, str, str]] = {
    "P-256": (
        "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721",
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
        "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
    ),
    "P-384": (
        "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D8"
        "96D5724E4C70A825F872C9EA60D2EDF5",
        "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C"
        "81A648152E44ACF96E36DD1E80FABE46",
        "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94F"
        "A329C145786E679E7B82C71A38628AC8",
    ),
    "P-521": (
        "00FAD06DAA62BA3B25D2FB40133DA757205DE67F5BB0018FEE8C86E1B68C7E75"
        "CAA896EB32F1F47C70855836A6D16FCC1466F6D8FBEC67DB89EC0C08B0E996B83538",
        "00C328FAFCBD79DD77850370C46325D987CB525569FB63C5D3BC53950E6D4C5F"
        "174E25A1EE9017B5D450606ADD152B534931D7D4E8455CC91F9B15BF05EC36E377FA",
        "00617CCE7CF5064806C467F678D3B4080D6F1CC50AF26CA209417308281B68AF"
        "282623EAA63E5B5C0723D8B8C37FF0777B1A20F8CCB1DCCC43997F1EE0E44DA4A67A",
    ),
}
CURVES: dict[AlgorithmName, ec.EllipticCurve] = {
    "P-256": ec.SECP256R1(),
    "P-384": ec.SECP384R1(),
    "P-521": ec.SECP521R1(),
}
SIZES: dict[AlgorithmName, int] = {"P-256": 32, "P-384": 48, "P-521": 66}
FIELDS: dict[AlgorithmName, int] = {
    "P-256": 2**256 - 2**224 + 2**192 + 2**96 - 1,
    "P-384": 2**384 - 2**128 - 2**96 + 2**32 - 1,
    "P-521": 2**521 - 1,
}
HASHES = {"P-256": SHA256(), "P-384": SHA384(), "P-521": SHA512()}

each_curve = pytest.mark.parametrize("algorithm", CURVES)


def published_key(algorithm: AlgorithmName) -> PrivateKey:
    scalar = int(PUBLISHED[algorithm][0], 16)
    numbers = ec.derive_private_key(scalar, CURVES[algorithm]).public_key().public_numbers()
    size = SIZES[algorithm]
    return PrivateKey.from_jwk(
        {
            "kty": "EC",
            "crv": algorithm,
            "x": base64url_encode(numbers.x.to_bytes(size, "big")),
            "y": base64url_encode(numbers.y.to_bytes(size, "big")),
            "d": base64url_encode(scalar.to_bytes(size, "big")),
        }
    )


@each_curve
def test_the_published_signature_is_made_and_verifies(algorithm: AlgorithmName) -> None:
    _, r, s = PUBLISHED[algorithm]
    key = published_key(algorithm)
    assert key.sign(b"sample") == bytes.fromhex(r + s)
    assert key.public_key.verify(bytes.fromhex(r + s), b"sample")
    assert not key.public_key.verify(bytes.fromhex(r + s), b"simple")
    assert not key.public_key.verify(bytes.fromhex(s + r), b"sample")


@each_curve
def test_every_signature_has_the_full_length(algorithm: AlgorithmName) -> None:
    # About one in 128 has an R or S that DER would write shorter.
    key = published_key(algorithm)
    lengths = {len(key.sign(number.to_bytes(2, "big"))) for number in range(200)}
    assert lengths == {2 * SIZES[algorithm]} == {key.public_key.signature_bytes}


@each_curve
def test_a_signature_of_another_shape_or_hash_is_wrong(algorithm: AlgorithmName) -> None:
    key, size = published_key(algorithm), SIZES[algorithm]
    secret = ec.derive_private_key(int(PUBLISHED[algorithm][0], 16), CURVES[algorithm])
    der = secret.sign(b"x", ec.ECDSA(HASHES[algorithm]))
    r, s = decode_dss_signature(der)
    good = r.to_bytes(size, "big") + s.to_bytes(size, "big")
    assert key.public_key.verify(good, b"x")
    zero, ones = bytes(size), b"\xff" * size
    wrong = [b"", der, good[:-1], good + b"\x00", b"\x00" + good, good[:size], good + good]
    wrong += [zero + good[size:], good[:size] + zero, zero + zero, ones + good[size:], ones + ones]
    for other in (SHA1(), SHA256(), SHA384(), SHA512()):
        if other.name != HASHES[algorithm].name:
            r, s = decode_dss_signature(secret.sign(b"x", ec.ECDSA(other)))
            wrong.append(r.to_bytes(size, "big") + s.to_bytes(size, "big"))
    for signature in wrong:
        assert not key.public_key.verify(signature, b"x"), signature.hex()


@each_curve
def test_a_key_is_one_compressed_point_of_its_curve(algorithm: AlgorithmName) -> None:
    good, size = published_key(algorithm).public_key.material, SIZES[algorithm]
    assert PublicKey(algorithm, good).material == good
    wrong = [
        b"",
        b"\x00",
        bytes(size + 1),
        good[1:],
        good[:-1],
        good + b"\x00",
        b"\x00" + good[1:],
        b"\x04" + good[1:],
        b"\x05" + good[1:],
        b"\x06" + good[1:],
        b"\x04" + good[1:] + good[1:],
        b"\x02" + FIELDS[algorithm].to_bytes(size, "big"),
        b"\x02" + b"\xff" * size,
    ]
    for material in wrong:
        with pytest.raises(MalformedKey):
            PublicKey(algorithm, material)


@each_curve
def test_about_half_of_all_coordinates_have_no_point(algorithm: AlgorithmName) -> None:
    size, refused = SIZES[algorithm], 0
    for number in range(1, 41):
        try:
            PublicKey(algorithm, b"\x02" + number.to_bytes(size, "big"))
        except MalformedKey:
            refused += 1
    assert 5 < refused < 35


@each_curve
def test_coordinates_off_the_curve_are_refused(algorithm: AlgorithmName) -> None:
    jwk = published_key(algorithm).public_key.to_jwk()
    size = SIZES[algorithm]
    field = base64url_encode(FIELDS[algorithm].to_bytes(size, "big"))
    zero, one = (base64url_encode(number.to_bytes(size, "big")) for number in (0, 1))
    # The field minus y is the other point with this x: on the curve, and another key.
    y = int.from_bytes(base64url_decode(jwk["y"]), "big")
    mirrored = base64url_encode((FIELDS[algorithm] - y).to_bytes(size, "big"))
    assert public_key_from_jwk({**jwk, "y": mirrored}) != public_key_from_jwk(jwk)
    for spoiled in (
        {"x": zero, "y": zero},
        {"x": one, "y": one},
        {"y": jwk["x"]},
        {"x": jwk["y"], "y": jwk["x"]},
        {"y": field},
        {"x": field},
        {"x": base64url_encode(bytes(size + 1))},
        {"y": base64url_encode(base64url_decode(jwk["y"])[1:])},
    ):
        with pytest.raises(MalformedKey):
            public_key_from_jwk({**jwk, **spoiled})


@each_curve
def test_a_key_of_one_curve_is_none_of_another(algorithm: AlgorithmName) -> None:
    jwk = published_key(algorithm).public_key.to_jwk()
    for other in CURVES:
        if other != algorithm:
            with pytest.raises(MalformedKey):
                public_key_from_jwk({**jwk, "crv": other})
            with pytest.raises(MalformedKey):
                PublicKey(other, published_key(algorithm).public_key.material)
    for algorithm_name in {"ES256", "ES384", "ES512", "ES256K", "EdDSA", "RS256"}:
        fits = algorithm_name == {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}[algorithm]
        if fits:
            public_key_from_jwk({**jwk, "alg": algorithm_name})
        else:
            with pytest.raises(MalformedKey):
                public_key_from_jwk({**jwk, "alg": algorithm_name})
