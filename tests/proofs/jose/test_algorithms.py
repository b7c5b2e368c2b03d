"""One algorithm for each key: the examples of the standards, and every swap there is."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedToken
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.jose import (
    ALL_ALGORITHMS,
    DEFAULT_ALGORITHMS,
    CompactJws,
    algorithm_of,
    parse_compact,
    sign_compact,
    verify_compact,
)
from badgeservice.proofs.jose.algorithms import plain_algorithm
from badgeservice.proofs.keys import AlgorithmName, PrivateKey, PublicKey, public_key_from_jwk

KID = "https://badges.example/issuers/club#key-1"
PAYLOAD = b'{"iss":"did:web:badges.example:issuers:club"}'
NAMES: tuple[AlgorithmName, ...] = ("RSA-2048", "P-256", "P-384", "P-521", "Ed25519")
KEYS = {name: PrivateKey.generate(name) for name in NAMES}
ALGORITHMS = {
    "RSA-2048": "RS256",
    "P-256": "ES256",
    "P-384": "ES384",
    "P-521": "ES512",
    "Ed25519": "EdDSA",
}
LENGTHS = {"RSA-2048": 256, "P-256": 64, "P-384": 96, "P-521": 132, "Ed25519": 64}

# RFC 8037 appendix A.4.
ED25519_KEY = {
    "kty": "OKP",
    "crv": "Ed25519",
    "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
}
ED25519_TOKEN = (
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
)
# RFC 7515 appendix A.4.
P_521_KEY = {
    "kty": "EC",
    "crv": "P-521",
    "x": "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
    "y": "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2",
}
P_521_TOKEN = (
    "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA."
    "AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8G"
    "aSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn"
)


def signed(name: str, alg: str, **members: Any) -> str:
    """A token of this key whose header says any algorithm at all."""
    header = json.dumps({"alg": alg, **members}).encode()
    signing_input = f"{base64url_encode(header)}.{base64url_encode(PAYLOAD)}"
    signature = KEYS[name].sign(signing_input.encode())
    return f"{signing_input}.{base64url_encode(signature)}"


def read(token: str) -> CompactJws:
    return parse_compact(token, algorithms=ALL_ALGORITHMS)


def test_the_ed25519_example_of_rfc_8037_verifies() -> None:
    jws = parse_compact(ED25519_TOKEN)
    assert jws.payload == b"Example of Ed25519 signing"
    assert verify_compact(jws, public_key_from_jwk(ED25519_KEY))
    assert not verify_compact(jws, KEYS["Ed25519"].public_key)


def test_the_es512_example_of_rfc_7515_verifies() -> None:
    jws = read(P_521_TOKEN)
    assert jws.payload == b"Payload"
    assert verify_compact(jws, public_key_from_jwk(P_521_KEY))
    assert not verify_compact(jws, KEYS["P-521"].public_key)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_key_signs_verifies_under_its_one_algorithm(name: str) -> None:
    jws = read(sign_compact(PAYLOAD, signer=KEYS[name], kid=KID, typ="vc+jwt", cty="vc"))
    assert jws.header == {"alg": ALGORITHMS[name], "kid": KID, "typ": "vc+jwt", "cty": "vc"}
    assert len(jws.signature) == LENGTHS[name]
    assert verify_compact(jws, KEYS[name].public_key)
    assert algorithm_of(KEYS[name].public_key) == ALGORITHMS[name]


@given(
    name=st.sampled_from(NAMES),
    payload=st.binary(min_size=1, max_size=200),
    position=st.integers(min_value=0),
    character=st.sampled_from("ABCXYZabcxyz019-_"),
)
@settings(deadline=None, max_examples=80)
def test_any_payload_verifies_by_every_algorithm_until_a_character_changes(
    name: str, payload: bytes, position: int, character: str
) -> None:
    key = KEYS[name]
    token = sign_compact(payload, signer=key, kid=KID)
    jws = read(token)
    assert jws.payload == payload
    assert verify_compact(jws, key.public_key)
    position %= len(token)
    changed = token[:position] + character + token[position + 1 :]
    if changed != token:
        assert not is_verified(changed, key.public_key)


def is_verified(token: str, key: PublicKey) -> bool:
    try:
        return verify_compact(read(token), key)
    except MalformedToken:
        return False


@pytest.mark.parametrize("name", NAMES)
def test_a_token_verifies_under_no_key_of_another_kind(name: str) -> None:
    jws = read(sign_compact(PAYLOAD, signer=KEYS[name], kid=KID))
    verified = {other for other in NAMES if verify_compact(jws, KEYS[other].public_key)}
    assert verified == {name}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("alg", sorted(ALL_ALGORITHMS))
def test_a_header_never_chooses_the_algorithm(name: str, alg: str) -> None:
    jws = read(signed(name, alg))
    verified = {other for other in NAMES if verify_compact(jws, KEYS[other].public_key)}
    assert verified == ({name} if alg == ALGORITHMS[name] else set())


def test_the_newer_name_of_eddsa_is_read_and_never_written() -> None:
    jws = parse_compact(signed("Ed25519", "Ed25519"))
    assert verify_compact(jws, KEYS["Ed25519"].public_key)
    assert "Ed25519" not in sign_compact(PAYLOAD, signer=KEYS["Ed25519"], kid=KID)
    assert plain_algorithm("Ed25519") == "EdDSA"


@pytest.mark.parametrize("name", ["P-256", "P-384", "P-521", "RSA-2048"])
@pytest.mark.parametrize("alg", ["EdDSA", "Ed25519"])
def test_a_key_on_another_curve_is_no_eddsa_key(name: str, alg: str) -> None:
    jws = parse_compact(signed(name, alg))
    for key in KEYS.values():
        assert not verify_compact(jws, key.public_key)


@pytest.mark.parametrize("alg", ["Ed448", "EdDSA448", "ed25519", "ESP256", "ES256K", "ESB384"])
def test_other_names_of_rfc_9864_are_refused(alg: str) -> None:
    with pytest.raises(MalformedToken):
        read(signed("P-256", alg))


def test_es512_is_for_whoever_asks_for_it() -> None:
    token = sign_compact(PAYLOAD, signer=KEYS["P-521"], kid=KID)
    assert frozenset({"RS256", "ES256", "ES384", "EdDSA"}) == DEFAULT_ALGORITHMS
    with pytest.raises(MalformedToken) as refusal:
        parse_compact(token)
    assert [one.code for one in refusal.value.findings] == ["token.algorithm"]


@pytest.mark.parametrize("allowed", [frozenset({"ES256"}), frozenset({"Ed25519"}), frozenset()])
def test_the_caller_may_allow_less(allowed: frozenset[str]) -> None:
    for alg in ("EdDSA", "Ed25519"):
        with pytest.raises(MalformedToken):
            parse_compact(signed("Ed25519", alg), algorithms=allowed)


@pytest.mark.parametrize("name", ["P-256", "P-384", "P-521"])
def test_an_ecdsa_signature_has_one_length(name: str) -> None:
    jws = read(sign_compact(PAYLOAD, signer=KEYS[name], kid=KID))
    size = LENGTHS[name] // 2
    r, s = jws.signature[:size], jws.signature[size:]
    front = jws.token.rpartition(".")[0]
    for other in (
        b"\x00" + r + b"\x00" + s,
        r.lstrip(b"\x00")[1:] + s,
        jws.signature + b"\x00",
        b"\x00" + jws.signature,
        jws.signature[:-1],
        r,
        bytes(LENGTHS[name]),
        b"\xff" * LENGTHS[name],
        s + r,
        b"\x30\x81" + jws.signature[2:],
    ):
        spoiled = read(f"{front}.{base64url_encode(other)}")
        assert not verify_compact(spoiled, KEYS[name].public_key)


def test_a_p_521_signature_of_131_bytes_is_not_valid() -> None:
    # 521 bits are 65.125 bytes: a library that counts in whole bytes would lose the last one.
    jws = read(P_521_TOKEN)
    assert len(jws.signature) == 132
    front = jws.token.rpartition(".")[0]
    for other in (jws.signature[1:], jws.signature[:-1], jws.signature[1:66] + jws.signature[66:]):
        spoiled = read(f"{front}.{base64url_encode(other)}")
        assert not verify_compact(spoiled, public_key_from_jwk(P_521_KEY))


def test_an_ed25519_signature_has_one_spelling() -> None:
    jws = parse_compact(ED25519_TOKEN)
    key = public_key_from_jwk(ED25519_KEY)
    front = jws.token.rpartition(".")[0]
    order = 2**252 + 27742317777372353535851937790883648493
    # RFC 8032 section 5.1.7: an S beyond the order of the group would be a second signature.
    beyond = int.from_bytes(jws.signature[32:], "little") + order
    for other in (
        jws.signature[:32] + beyond.to_bytes(32, "little"),
        jws.signature + b"\x00",
        jws.signature[:63],
        bytes(64),
        b"\x01" + bytes(63),
        jws.signature[32:] + jws.signature[:32],
    ):
        assert not verify_compact(parse_compact(f"{front}.{base64url_encode(other)}"), key)


class Unknown:
    """A signer of a kind that signs no tokens."""

    algorithm: Any = "X25519"
    public_key: PublicKey = KEYS["Ed25519"].public_key

    def sign(self, data: bytes) -> bytes:
        return bytes(64) + data[:0]


def test_a_key_without_an_algorithm_signs_nothing() -> None:
    with pytest.raises(ValueError, match="key that signs tokens"):
        sign_compact(PAYLOAD, signer=Unknown(), kid=KID)
    assert algorithm_of(Unknown()) is None


@pytest.mark.parametrize("alg", [None, 1, [], {}, True])
def test_an_algorithm_that_is_no_text_has_no_name(alg: object) -> None:
    assert plain_algorithm(alg) is None
