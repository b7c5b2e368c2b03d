"""Public JSON Web Keys: exact values, nothing private, meant for verifying."""

from typing import Any

import pytest

from badgeservice.errors import MalformedKey
from badgeservice.proofs.encoding import base64url_decode, base64url_encode
from badgeservice.proofs.keys import PublicKey, public_key_from_jwk

# RFC 7517 appendix A.1, RFC 8037 appendix A.2, RFC 7638 section 3.1.
EC = {
    "kty": "EC",
    "crv": "P-256",
    "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
    "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
}
OKP = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
RSA = {
    "kty": "RSA",
    "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
    "BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW"
    "2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh"
    "6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
    "e": "AQAB",
}
KINDS = [EC, OKP, RSA]
FIELD_P_256 = 2**256 - 2**224 + 2**192 + 2**96 - 1


@pytest.mark.parametrize("jwk", KINDS, ids=["EC", "OKP", "RSA"])
def test_a_published_jwk_is_read_and_written_back(jwk: dict[str, Any]) -> None:
    assert public_key_from_jwk(jwk).to_jwk() == jwk


def test_the_thumbprint_example_of_rfc_7638_is_reproduced() -> None:
    key = public_key_from_jwk({**RSA, "alg": "RS256", "kid": "2011-04-29"})
    assert key.thumbprint() == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"


@pytest.mark.parametrize(
    ("jwk", "extra"),
    [
        (EC, {"alg": "ES256"}),
        (EC, {"use": "sig", "kid": "1"}),
        (EC, {"key_ops": ["verify"]}),
        (EC, {"key_ops": ["sign", "verify"], "use": "sig"}),
        (OKP, {"alg": "EdDSA"}),
        (OKP, {"alg": "Ed25519"}),
        (RSA, {"alg": "RS256"}),
        (RSA, {"x5u": "https://never.fetched.example/", "x5t": "x"}),
        (RSA, {"iss": "did:web:example.org", "unknown": None}),
    ],
)
def test_members_that_fit_do_no_harm(jwk: dict[str, Any], extra: dict[str, Any]) -> None:
    assert public_key_from_jwk({**jwk, **extra}) == public_key_from_jwk(jwk)


@pytest.mark.parametrize("jwk", KINDS, ids=["EC", "OKP", "RSA"])
@pytest.mark.parametrize(
    "extra",
    [
        {"d": "AQAB"},
        {"d": None},
        {"d": ""},
        {"p": "AQAB"},
        {"q": "AQAB"},
        {"dp": "AQAB"},
        {"dq": "AQAB"},
        {"qi": "AQAB"},
        {"oth": []},
        {"k": "AQAB"},
        {"use": "enc"},
        {"use": "SIG"},
        {"use": ""},
        {"use": None},
        {"use": ["sig"]},
        {"key_ops": []},
        {"key_ops": ["sign"]},
        {"key_ops": ["encrypt", "wrapKey"]},
        {"key_ops": ["verify", "verify"]},
        {"key_ops": "verify"},
        {"key_ops": {"verify": True}},
        {"key_ops": ["verify", 1]},
        {"key_ops": ["verify", ["sign"]]},
        {"key_ops": None},
        {"alg": "none"},
        {"alg": "HS256"},
        {"alg": "PS256"},
        {"alg": "RS512"},
        {"alg": "ES384"},
        {"alg": "ECDH-ES"},
        {"alg": "RSA-OAEP"},
        {"alg": ""},
        {"alg": None},
        {"alg": ["RS256", "ES256", "EdDSA"]},
        {"kid": 1},
        {"kid": None},
        {"kty": "oct"},
        {"kty": "ec"},
        {"kty": "AKP"},
        {"kty": ""},
        {"kty": None},
        {"kty": ["EC"]},
    ],
    ids=str,
)
def test_a_member_that_does_not_fit_is_refused(jwk: dict[str, Any], extra: dict[str, Any]) -> None:
    with pytest.raises(MalformedKey):
        public_key_from_jwk({**jwk, **extra})


@pytest.mark.parametrize(
    ("jwk", "alg"), [(EC, "RS256"), (EC, "EdDSA"), (OKP, "ES256"), (RSA, "ES256"), (RSA, "Ed25519")]
)
def test_the_algorithm_of_another_kind_of_key_is_refused(jwk: dict[str, Any], alg: str) -> None:
    with pytest.raises(MalformedKey):
        public_key_from_jwk({**jwk, "alg": alg})


@pytest.mark.parametrize(
    ("jwk", "member"),
    [(jwk, member) for jwk in KINDS for member in jwk],
    ids=lambda value: value if isinstance(value, str) else value["kty"],
)
@pytest.mark.parametrize("value", [None, "", 5, ["x"], {"x": "y"}, True, "AA==", "A A", "A", "é"])
def test_a_required_member_of_another_shape_is_refused(
    jwk: dict[str, Any], member: str, value: object
) -> None:
    with pytest.raises(MalformedKey):
        public_key_from_jwk({**jwk, member: value})


@pytest.mark.parametrize(
    ("jwk", "member"),
    [(jwk, member) for jwk in KINDS for member in jwk],
    ids=lambda value: value if isinstance(value, str) else value["kty"],
)
def test_a_missing_member_is_refused(jwk: dict[str, Any], member: str) -> None:
    with pytest.raises(MalformedKey):
        public_key_from_jwk({name: value for name, value in jwk.items() if name != member})


@pytest.mark.parametrize(
    ("jwk", "member"), [(EC, "x"), (EC, "y"), (OKP, "x"), (RSA, "n"), (RSA, "e")]
)
def test_a_zero_byte_in_front_or_a_padded_value_is_refused(
    jwk: dict[str, Any], member: str
) -> None:
    longer = base64url_encode(b"\x00" + base64url_decode(jwk[member]))
    for value in (longer, jwk[member] + "=", jwk[member] + "\n", " " + jwk[member]):
        with pytest.raises(MalformedKey):
            public_key_from_jwk({**jwk, member: value})


def test_a_last_character_with_spare_bits_is_refused() -> None:
    with pytest.raises(MalformedKey):
        public_key_from_jwk({**EC, "x": EC["x"][:-1] + "5"})


@pytest.mark.parametrize("crv", ["P-384", "P-521", "secp256k1", "p-256", "Ed25519", "X25519"])
def test_another_curve_for_an_ec_key_is_refused(crv: str) -> None:
    with pytest.raises(MalformedKey):
        public_key_from_jwk({**EC, "crv": crv})


@pytest.mark.parametrize("crv", ["X25519", "Ed448", "ed25519", "P-256"])
def test_another_curve_for_an_okp_key_is_refused(crv: str) -> None:
    with pytest.raises(MalformedKey):
        public_key_from_jwk({**OKP, "crv": crv})


def number(value: int) -> str:
    return base64url_encode(value.to_bytes(32, "big"))


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (EC["x"], EC["x"]),
        (EC["y"], EC["x"]),
        (number(0), number(0)),
        (number(0), number(1)),
        (number(1), number(1)),
        (EC["x"], number(FIELD_P_256)),
        (number(FIELD_P_256), EC["y"]),
        (number(2**256 - 1), number(2**256 - 1)),
    ],
)
def test_a_point_off_the_curve_is_refused(x: str, y: str) -> None:
    with pytest.raises(MalformedKey):
        public_key_from_jwk({**EC, "x": x, "y": y})


@pytest.mark.parametrize("exponent", [0, 1, 2, 3, 17, 65535, 65536, 65539, 2**32 + 1, 2**64 + 1])
def test_an_rsa_exponent_other_than_65537_is_refused(exponent: int) -> None:
    encoded = exponent.to_bytes(max(1, (exponent.bit_length() + 7) // 8), "big")
    with pytest.raises(MalformedKey):
        public_key_from_jwk({**RSA, "e": base64url_encode(encoded)})


@pytest.mark.parametrize("bits", [512, 1024, 2047, 4097, 8192])
def test_an_rsa_modulus_outside_the_bounds_is_refused(bits: int) -> None:
    modulus = (2**bits - 1).to_bytes((bits + 7) // 8, "big")
    with pytest.raises(MalformedKey):
        public_key_from_jwk({**RSA, "n": base64url_encode(modulus)})


def test_a_refusal_never_repeats_a_private_value() -> None:
    with pytest.raises(MalformedKey) as refusal:
        public_key_from_jwk({**OKP, "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"})
    assert "nWGxne" not in str(refusal.value)


def test_the_written_jwk_holds_the_public_members_alone() -> None:
    key = PublicKey("Ed25519", base64url_decode(OKP["x"]))
    assert set(key.to_jwk()) == {"kty", "crv", "x"}
    changed = key.to_jwk()
    changed["d"] = "x"
    assert "d" not in key.to_jwk()


@pytest.mark.parametrize(
    "extra", [{"use": "enc"}, {"alg": "none"}, {"key_ops": ["sign"]}, {"d": "AQ"}, {"kid": 1}]
)
@pytest.mark.parametrize("jwk", KINDS, ids=["EC", "OKP", "RSA"])
def test_a_key_that_was_read_before_is_still_refused_with_another_member(
    jwk: dict[str, Any], extra: dict[str, Any]
) -> None:
    key = public_key_from_jwk(jwk)
    with pytest.raises(MalformedKey):
        public_key_from_jwk({**jwk, **extra})
    assert public_key_from_jwk(jwk) == key


def test_two_points_with_one_x_are_two_keys() -> None:
    y = int.from_bytes(base64url_decode(EC["y"]), "big")
    mirrored = {**EC, "y": base64url_encode((FIELD_P_256 - y).to_bytes(32, "big"))}
    for _ in range(2):
        assert public_key_from_jwk(mirrored).to_jwk() == mirrored
        assert public_key_from_jwk(EC).to_jwk() == EC


def test_the_coordinates_of_one_curve_are_not_taken_for_another() -> None:
    public_key_from_jwk(EC)
    for crv in ("P-384", "P-521", "Ed25519"):
        with pytest.raises(MalformedKey):
            public_key_from_jwk({**EC, "crv": crv})
