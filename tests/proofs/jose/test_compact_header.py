"""JOSE headers that must not pass: a closed list of members, each of one shape."""

from typing import Any

import pytest

from badgeservice.errors import MalformedToken
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.jose import parse_compact, verify_compact
from badgeservice.proofs.keys import PrivateKey
from spoiled.tokens import (
    GOOD,
    JWK_OF_P_256,
    KID,
    P_256,
    PAYLOAD_PART,
    SIGNATURE_PART,
    codes,
    signed,
)


@pytest.mark.parametrize(
    "alg",
    [
        "none",
        "None",
        "NONE",
        "nOnE",
        "",
        "HS256",
        "HS384",
        "HS512",
        "RS384",
        "RS512",
        "PS256",
        "PS384",
        "PS512",
        "ES512",
        "ES256K",
        "Ed448",
        "ed25519",
        "eddsa",
        "ML-DSA-44",
        "es256",
        "ES256 ",
        "RSA-OAEP",
        "dir",
        "A128KW",
    ],
)
def test_another_algorithm_is_refused(alg: str) -> None:
    assert codes(signed({"alg": alg})) == {"token.algorithm"}


@pytest.mark.parametrize("alg", [None, 1, True, [], ["ES256"], {}, {"ES256": 1}, 1.5])
def test_an_algorithm_that_is_no_text_is_refused(alg: object) -> None:
    assert codes(signed({"alg": alg})) == {"token.algorithm"}


def test_a_header_without_algorithm_is_refused() -> None:
    assert codes(signed({})) == {"token.algorithm"}
    assert codes(signed({"kid": KID})) == {"token.algorithm"}
    assert "token.algorithm" in codes(signed({"ALG": "ES256"}))


@pytest.mark.parametrize(
    "member",
    [
        {"crit": ["exp"]},
        {"crit": []},
        {"crit": ["b64"], "b64": False},
        {"b64": False},
        {"b64": True},
        {"zip": "DEF"},
        {"jku": "https://attacker.example/jwks.json"},
        {"x5u": "https://attacker.example/cert.pem"},
        {"x5c": ["MIIB"]},
        {"x5t": "AAAA"},
        {"x5t#S256": "AAAA"},
        {"enc": "A128GCM"},
        {"epk": {}},
        {"apu": "AAAA"},
        {"iss": "did:web:badges.example"},
        {"exp": 1},
        {"nonce": "1"},
        {"url": "https://badges.example"},
        {"trust_chain": []},
        {"Alg": "none"},
        {"alg ": "none"},
        {"": ""},
    ],
    ids=str,
)
def test_a_header_member_outside_the_closed_list_is_refused(member: dict[str, Any]) -> None:
    assert codes(signed({"alg": "ES256", "kid": KID, **member})) == {"token.header-member"}


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ('{"alg":"none","alg":"ES256"}', "json.duplicate-member"),
        ('{"alg":"ES256","alg":"ES256"}', "json.duplicate-member"),
        ('{"alg":"ES256","\\u0061lg":"none"}', "json.duplicate-member"),
        ('{"alg":"ES256","jwk":{"kty":"EC","kty":"oct"}}', "json.duplicate-member"),
        ("[]", "json.not-an-object"),
        ('["ES256"]', "json.not-an-object"),
        ('"ES256"', "json.not-an-object"),
        ("null", "json.not-an-object"),
        ("1", "json.not-an-object"),
        ('{"alg":"ES256"', "json.syntax"),
        ('{"alg":"ES256",}', "json.syntax"),
        ('{"alg":"ES256"} {}', "json.syntax"),
        ("{'alg':'ES256'}", "json.syntax"),
        ('{"alg":"ES256"}//', "json.syntax"),
        ('\ufeff{"alg":"ES256"}', "json.bom"),
        ('{"alg":"ES256","kid":"\ud800"}', "json.not-utf8"),
        ('{"alg":"ES256","kid":NaN}', "json.not-a-number"),
        ("[" * 3_000, "json.too-deep"),
    ],
)
def test_a_header_that_is_not_strict_json_is_refused(header: str, code: str) -> None:
    assert code in codes(signed(header))


def test_a_header_in_another_encoding_is_refused() -> None:
    for encoding in ("utf-16", "utf-32", "utf-7"):
        header = base64url_encode('{"alg":"ES256"}'.encode(encoding))
        if encoding == "utf-7":
            header = base64url_encode(b'{"alg":"ES256","kid":"\xff"}')
        with pytest.raises(MalformedToken):
            parse_compact(f"{header}.{PAYLOAD_PART}.{SIGNATURE_PART}")


@pytest.mark.parametrize("kid", [None, 1, "", [], [KID], {"id": KID}, True, "a b", "a\n", "é"])
def test_a_kid_that_is_no_plain_text_is_refused(kid: object) -> None:
    assert codes(signed({"alg": "ES256", "kid": kid})) == {"token.kid"}


def test_a_very_long_kid_is_refused() -> None:
    assert codes(signed({"alg": "ES256", "kid": "x" * 2_049})) == {"token.kid"}


@pytest.mark.parametrize("typ", [None, 1, "", [], ["JWT"], "at+jwt", "JOSE", "vp+jwt", "JWT "])
def test_a_type_that_is_not_expected_is_refused(typ: object) -> None:
    assert codes(signed({"alg": "ES256", "typ": typ})) == {"token.type"}


@pytest.mark.parametrize("typ", ["JWT", "jwt", "vc+jwt", "VC+JWT"])
def test_the_types_of_credentials_are_taken(typ: str) -> None:
    assert parse_compact(signed({"alg": "ES256", "typ": typ})).header["typ"] == typ


def test_the_caller_may_expect_another_type() -> None:
    token = signed({"alg": "ES256", "typ": "vp+jwt"})
    assert parse_compact(token, types=frozenset({"vp+jwt"})).header["typ"] == "vp+jwt"
    with pytest.raises(MalformedToken):
        parse_compact(GOOD, types=frozenset({"vp+jwt"}))


@pytest.mark.parametrize("cty", [None, 1, "", [], "a b", {"x": 1}])
def test_a_content_type_that_is_no_plain_text_is_refused(cty: object) -> None:
    assert codes(signed({"alg": "ES256", "cty": cty})) == {"token.cty"}


@pytest.mark.parametrize(
    "jwk",
    [
        None,
        [],
        "https://attacker.example/jwk.json",
        {},
        {"kty": "oct", "k": "AAAA"},
        {**JWK_OF_P_256, "d": "AAAA"},
        {**JWK_OF_P_256, "d": None},
        {**JWK_OF_P_256, "use": "enc"},
        {**JWK_OF_P_256, "key_ops": ["encrypt"]},
        {**JWK_OF_P_256, "alg": "HS256"},
        {**JWK_OF_P_256, "x": JWK_OF_P_256["y"]},
        {**JWK_OF_P_256, "crv": "P-384"},
        {"kty": "RSA", "n": "AQAB", "e": "AQAB"},
        {"keys": [JWK_OF_P_256]},
    ],
)
def test_a_header_key_that_is_no_good_public_key_is_refused(jwk: object) -> None:
    assert codes(signed({"alg": "ES256", "jwk": jwk})) == {"token.jwk"}


def test_the_key_in_the_header_is_never_used_to_verify() -> None:
    attacker = PrivateKey.generate("P-256")
    header = {"alg": "ES256", "kid": KID, "jwk": attacker.public_key.to_jwk()}
    jws = parse_compact(signed(header, key=attacker))
    assert not verify_compact(jws, P_256.public_key)


def test_all_faults_of_a_header_are_told_at_once() -> None:
    header = {"alg": "none", "typ": 1, "kid": 1, "cty": 1, "jwk": 1, "crit": ["x"]}
    assert codes(signed(header)) == {
        "token.header-member",
        "token.algorithm",
        "token.type",
        "token.kid",
        "token.cty",
        "token.jwk",
    }


def test_an_oversized_header_is_refused() -> None:
    with pytest.raises(MalformedToken):
        parse_compact(signed({"alg": "ES256", "cty": "x" * 9_000}))
    assert codes(signed('{"alg":"ES256"' + " " * 9_000 + "}"))


def test_a_refusal_never_repeats_the_token() -> None:
    with pytest.raises(MalformedToken) as refusal:
        parse_compact(signed({"alg": "secretvalue", "kid": "other secretvalue"}))
    texts = [str(refusal.value), *(finding.message for finding in refusal.value.findings)]
    assert not any("secretvalue" in text for text in texts)
