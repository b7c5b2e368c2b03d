"""Private keys as JSON Web Keys and Multikeys: exact, whole, and of one piece."""

from typing import Any

import pytest

from badgeservice.errors import MalformedKey
from badgeservice.proofs.encoding import base64url_encode, multibase_encode
from badgeservice.proofs.keys import AlgorithmName, PrivateKey, public_key_from_jwk

# RFC 8037 appendix A.1 and RFC 7515 appendix A.3 and A.4.
OKP = {
    "kty": "OKP",
    "crv": "Ed25519",
    "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
}
EC = {
    "kty": "EC",
    "crv": "P-256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    "d": "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI",
}
EC_521 = {
    "kty": "EC",
    "crv": "P-521",
    "x": "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
    "y": "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2",
    "d": "AY5pb7A0UFiB3RELSD64fTLOSV_jazdF7fLYyuTw8lOfRhWg6Y6rUrPAxerEzgdRhajnu0ferB0d53vM9mE15j2C",
}


def make_rsa() -> dict[str, str]:
    key = PrivateKey.generate("RSA-2048")
    numbers = key._secret.private_numbers()  # type: ignore[union-attr]

    def text(number: int) -> str:
        return base64url_encode(number.to_bytes((number.bit_length() + 7) // 8, "big"))

    names = {"d": "d", "p": "p", "q": "q", "dp": "dmp1", "dq": "dmq1", "qi": "iqmp"}
    members = {name: text(getattr(numbers, field)) for name, field in names.items()}
    return {**key.public_key.to_jwk(), **members}


RSA = make_rsa()
KINDS = {"Ed25519": OKP, "P-256": EC, "P-521": EC_521, "RSA-2048": RSA}
PRIVATE = ("d", "p", "q", "dp", "dq", "qi")

each_kind = pytest.mark.parametrize("algorithm", KINDS)


@each_kind
def test_a_private_jwk_signs_what_its_public_half_verifies(algorithm: str) -> None:
    jwk = KINDS[algorithm]
    key = PrivateKey.from_jwk({**jwk, "kid": "1", "use": "sig", "key_ops": ["sign"]})
    assert key.algorithm == algorithm
    public = {name: value for name, value in jwk.items() if name not in PRIVATE}
    assert public_key_from_jwk(public) == key.public_key
    assert key.public_key.verify(key.sign(b"x"), b"x")


@each_kind
def test_a_public_jwk_is_no_private_key(algorithm: str) -> None:
    public = {name: value for name, value in KINDS[algorithm].items() if name not in PRIVATE}
    with pytest.raises(MalformedKey):
        PrivateKey.from_jwk(public)


@each_kind
@pytest.mark.parametrize("value", [None, "", 1, [], "AA", "A", "====", "AAAA AAAA"], ids=repr)
def test_a_private_member_that_is_not_exact_is_refused(algorithm: str, value: Any) -> None:
    with pytest.raises(MalformedKey):
        PrivateKey.from_jwk({**KINDS[algorithm], "d": value})


@pytest.mark.parametrize("member", ["n", "d", "p", "q", "dp", "dq", "qi"])
def test_an_rsa_key_whose_numbers_do_not_fit_is_refused(member: str) -> None:
    other = make_rsa()
    with pytest.raises(MalformedKey):
        PrivateKey.from_jwk({**RSA, member: other[member]})
    without = {name: value for name, value in RSA.items() if name != member}
    with pytest.raises(MalformedKey):
        PrivateKey.from_jwk(without)


def test_an_rsa_key_of_three_primes_is_refused() -> None:
    with pytest.raises(MalformedKey):
        PrivateKey.from_jwk({**RSA, "oth": [{"r": "AQ", "d": "AQ", "t": "AQ"}]})


@pytest.mark.parametrize("algorithm", ["Ed25519", "P-256", "P-384", "P-521"])
def test_two_halves_that_do_not_belong_together_are_refused(algorithm: AlgorithmName) -> None:
    one, other = (PrivateKey.generate(algorithm).public_key.to_jwk() for _ in range(2))
    scalar = base64url_encode(bytes([0, *[7] * (len(one["x"]) * 3 // 4 - 1)]))
    for public in (one, other):
        with pytest.raises(MalformedKey):
            PrivateKey.from_jwk({**public, "d": scalar})


@pytest.mark.parametrize(
    "members",
    [
        {"key_ops": ["verify"]},
        {"key_ops": []},
        {"key_ops": "sign"},
        {"key_ops": ["sign", "sign"]},
        {"key_ops": ["sign", 1]},
        {"use": "enc"},
        {"alg": "ES384"},
        {"kty": "oct"},
        {"kty": None},
        {"crv": "X25519"},
        {"kid": 1},
    ],
    ids=str,
)
def test_a_private_jwk_that_may_not_sign_is_refused(members: dict[str, Any]) -> None:
    with pytest.raises(MalformedKey):
        PrivateKey.from_jwk({**OKP, **members})


def test_a_symmetric_key_is_refused() -> None:
    with pytest.raises(MalformedKey):
        PrivateKey.from_jwk({"kty": "oct", "k": "AAAA"})


def test_a_refusal_never_repeats_a_private_value() -> None:
    with pytest.raises(MalformedKey) as refusal:
        PrivateKey.from_jwk({**OKP, "x": EC["x"]})
    assert OKP["d"] not in str(refusal.value)


PREFIXES: dict[AlgorithmName, tuple[bytes, int]] = {
    "Ed25519": (b"\x80\x26", 32),
    "P-256": (b"\x86\x26", 32),
    "P-384": (b"\x87\x26", 48),
}


@pytest.mark.parametrize("algorithm", PREFIXES)
def test_a_secret_multikey_is_prefix_and_scalar(algorithm: AlgorithmName) -> None:
    prefix, size = PREFIXES[algorithm]
    key = PrivateKey.from_secret_multikey(multibase_encode(prefix + b"\x05" * size, "z"))
    assert key.algorithm == algorithm
    assert key.public_key.verify(key.sign(b"x"), b"x")
    for length in (0, 1, size - 1, size + 1, 2 * size):
        with pytest.raises(MalformedKey):
            PrivateKey.from_secret_multikey(multibase_encode(prefix + b"\x05" * length, "z"))


@pytest.mark.parametrize("algorithm", ["P-256", "P-384"])
@pytest.mark.parametrize("byte", [b"\x00", b"\xff"], ids=["zero", "beyond the order"])
def test_a_scalar_outside_the_order_is_refused(algorithm: AlgorithmName, byte: bytes) -> None:
    prefix, size = PREFIXES[algorithm]
    with pytest.raises(MalformedKey):
        PrivateKey.from_secret_multikey(multibase_encode(prefix + byte * size, "z"))


SECRET = multibase_encode(b"\x80\x26" + b"\x05" * 32, "z")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "z",
        SECRET[1:],
        "u" + SECRET[1:],
        multibase_encode(b"\x80\x26" + b"\x05" * 32, "u"),
        SECRET + "\n",
        SECRET + "0",
        multibase_encode(b"\xed\x01" + b"\x05" * 32, "z"),
        multibase_encode(b"\x80\x24" + b"\x02" + b"\x05" * 32, "z"),
        multibase_encode(b"\x88\x26" + b"\x05" * 66, "z"),
        multibase_encode(b"\x13\x00" + b"\x05" * 32, "z"),
    ],
    ids=lambda text: text[:12],
)
def test_a_secret_multikey_of_another_spelling_is_refused(text: str) -> None:
    with pytest.raises(MalformedKey):
        PrivateKey.from_secret_multikey(text)
