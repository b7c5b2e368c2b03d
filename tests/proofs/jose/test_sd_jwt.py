"""SD-JWT: taking one apart, verifying it, and showing less of it."""

import json

import pytest

from badgeservice.errors import MalformedInput, MalformedJson, MalformedToken, TooLarge
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.jose import (
    PRESENTATION_SD_TYPES,
    SdJwt,
    disclosed,
    parse_sd_jwt,
    reveal_only,
    sign_compact,
    sign_sd_jwt,
    verify_sd_jwt,
)
from badgeservice.proofs.jose.disclosures import read_disclosure
from badgeservice.proofs.keys import PrivateKey
from spoiled.sd_jwts import KID, P_256, Counting, digest, put_together, written

OTHER = PrivateKey.generate("P-256")
PAYLOAD = {
    "credentialSubject": {
        "name": "Sem",
        "address": {"street": "Hoofdstraat", "city": "Oss"},
        "phones": ["1", "2", "3"],
    }
}
PATHS = [
    "credentialSubject.name",
    "credentialSubject.address",
    "credentialSubject.address.street",
    "credentialSubject.phones[0]",
    "credentialSubject.phones[2]",
]


@pytest.fixture
def whole() -> SdJwt:
    text = sign_sd_jwt(PAYLOAD, signer=P_256, kid=KID, selectively=PATHS, random_bytes=Counting())
    return parse_sd_jwt(text)


def test_an_sd_jwt_comes_apart_as_it_was_put_together(whole: SdJwt) -> None:
    token, *disclosures, rest = whole.text.split("~")
    assert (whole.jws.token, list(whole.disclosures), rest) == (token, disclosures, "")
    assert whole.key_binding is None
    assert whole.without_key_binding == whole.text
    assert whole.jws.typ == "vc+sd-jwt"
    assert verify_sd_jwt(whole, P_256.public_key)
    assert disclosed(whole) == PAYLOAD


def test_an_sd_jwt_without_disclosures_is_one_too() -> None:
    bare = put_together({"name": "Sem"})
    assert bare.disclosures == ()
    assert disclosed(bare) == {"name": "Sem"}


def test_it_verifies_under_the_key_of_the_issuer_alone(whole: SdJwt) -> None:
    assert not verify_sd_jwt(whole, OTHER.public_key)
    assert not verify_sd_jwt(whole, PrivateKey.generate("Ed25519").public_key)


def form_codes(text: str) -> set[str]:
    with pytest.raises(MalformedToken) as refusal:
        parse_sd_jwt(text)
    return {finding.code for finding in refusal.value.findings}


def test_a_text_in_another_form_is_refused(whole: SdJwt) -> None:
    token, first = whole.jws.token, whole.disclosures[0]
    assert form_codes(token) == {"sd-jwt.form"}
    assert form_codes("") == {"sd-jwt.form"}
    assert form_codes(f"{token}~~") == {"sd-jwt.form"}
    assert form_codes(f"{token}~{first}~~{first}~") == {"sd-jwt.form"}
    assert form_codes(f"~{token}~") == {"token.parts"}
    assert form_codes("~") == {"token.parts"}
    assert form_codes(f" {whole.text}") == {"token.base64url"}
    assert form_codes(f"{token} ~{first}~") == {"token.base64url"}


@pytest.mark.parametrize("typ", ["JWT", "vc+jwt", "vp+sd-jwt", "dc+sd-jwt", "sd-jwt", ""])
def test_a_token_of_another_type_is_no_sd_jwt(typ: str) -> None:
    header = base64url_encode(json.dumps({"alg": "ES256", "typ": typ}).encode())
    signing_input = f"{header}.{base64url_encode(b'{}')}"
    signature = base64url_encode(P_256.sign(signing_input.encode()))
    assert form_codes(f"{signing_input}.{signature}~") == {"token.type"}


def test_the_caller_may_expect_a_presentation() -> None:
    token = sign_compact(b"{}", signer=P_256, kid=KID, typ="vp+sd-jwt")
    assert parse_sd_jwt(f"{token}~", types=PRESENTATION_SD_TYPES).jws.typ == "vp+sd-jwt"
    assert form_codes(f"{token}~") == {"token.type"}


def test_too_long_a_text_is_refused(whole: SdJwt) -> None:
    assert parse_sd_jwt(whole.text, max_characters=len(whole.text)) == whole
    with pytest.raises(TooLarge):
        parse_sd_jwt(whole.text, max_characters=len(whole.text) - 1)


@pytest.mark.parametrize("payload", [b"[]", b'"text"', b"{", b'{"a":1,"a":2}', b"\xff"])
def test_a_payload_that_is_no_strict_object_is_refused(payload: bytes) -> None:
    with pytest.raises(MalformedJson):
        disclosed(put_together(payload))


def test_a_disclosure_that_is_changed_belongs_nowhere(whole: SdJwt) -> None:
    for index, text in enumerate(whole.disclosures):
        changed = text[:-4] + ("AAAA" if text[-4:] != "AAAA" else "BBBB")
        texts = [*whole.disclosures[:index], changed, *whole.disclosures[index + 1 :]]
        spoiled = parse_sd_jwt("~".join((whole.jws.token, *texts, "")))
        with pytest.raises(MalformedToken):
            disclosed(spoiled)


def test_a_disclosure_of_another_sd_jwt_belongs_nowhere(whole: SdJwt) -> None:
    foreign = written("salt", "name", "Somebody else")
    spoiled = parse_sd_jwt(f"{whole.text}{foreign}~")
    with pytest.raises(MalformedToken):
        disclosed(spoiled)


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        ([], {"phones": ["2"]}),
        (["credentialSubject.name"], {"name": "Sem", "phones": ["2"]}),
        (["credentialSubject.phones[2]"], {"phones": ["2", "3"]}),
        (["$.credentialSubject.phones[0]"], {"phones": ["1", "2"]}),
        (
            ["credentialSubject.address.street"],
            {"address": {"street": "Hoofdstraat", "city": "Oss"}, "phones": ["2"]},
        ),
        (
            ["credentialSubject.address"],
            {"address": {"street": "Hoofdstraat", "city": "Oss"}, "phones": ["2"]},
        ),
        (PATHS, PAYLOAD["credentialSubject"]),
    ],
    ids=str,
)
def test_a_holder_shows_what_is_wanted_and_no_more(
    whole: SdJwt, paths: list[str], shown: dict[str, object]
) -> None:
    less = reveal_only(whole, paths)
    assert parse_sd_jwt(less.text) == less
    assert verify_sd_jwt(less, P_256.public_key)
    assert disclosed(less) == {"credentialSubject": shown}


@pytest.mark.parametrize(
    "path",
    ["credentialSubject", "credentialSubject.phones[1]", "credentialSubject.age", "name", "[0]"],
)
def test_a_path_that_is_no_disclosure_is_refused(whole: SdJwt, path: str) -> None:
    with pytest.raises(MalformedInput) as refusal:
        reveal_only(whole, [path])
    assert [one.code for one in refusal.value.findings] == ["sd-jwt.path-unknown"]


def test_what_a_holder_keeps_back_is_gone_from_the_text(whole: SdJwt) -> None:
    less = reveal_only(whole, ["credentialSubject.name"])
    shown = [text for text in whole.disclosures if text in less.text]
    assert [read_disclosure(text).name for text in shown] == ["name"]


def test_a_key_binding_falls_away_when_less_is_shown() -> None:
    payload = {"_sd": [digest("salt", "name", "Sem")]}
    header = base64url_encode(b'{"alg":"ES256","typ":"kb+jwt"}')
    token = f"{header}.e30.AAAA"
    bound = put_together(payload, written("salt", "name", "Sem"), key_binding=token)
    assert bound.key_binding == token
    assert bound.without_key_binding + token == bound.text
    assert reveal_only(bound, ["name"]).key_binding is None
    assert reveal_only(bound, ["name"]).text == bound.without_key_binding
