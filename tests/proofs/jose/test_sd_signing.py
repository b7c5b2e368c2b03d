"""Making an SD-JWT: what may be hidden comes back, and what must not be hidden never is."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from badgeservice.errors import MalformedInput, TooLarge
from badgeservice.proofs.jose import disclosed, parse_sd_jwt, sign_sd_jwt, verify_sd_jwt
from badgeservice.proofs.jose.disclosures import read_disclosure
from badgeservice.proofs.jose.paths import find_parent, read_path
from badgeservice.proofs.keys import PrivateKey
from spoiled.sd_jwts import KID, P_256, Counting

CREDENTIAL: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential"],
    "issuer": "https://club.example",
    "name": "Jeugdtrainer",
    "credentialSubject": {
        "address": {"street": "Hoofdstraat", "city": "Oss"},
        "phones": ["1", {"number": "2"}],
        "a.b": {"c d": 1},
    },
}


def sign(document: dict[str, Any], *paths: str, **options: Any) -> str:
    wanted: dict[str, Any] = {"signer": P_256, "kid": KID, "random_bytes": Counting(), **options}
    return sign_sd_jwt(document, selectively=paths, **wanted)


def codes(document: dict[str, Any], *paths: str) -> set[str]:
    with pytest.raises(MalformedInput) as refusal:
        sign(document, *paths)
    return {finding.code for finding in refusal.value.findings}


def test_what_is_signed_comes_back_whole() -> None:
    paths = ["name", "credentialSubject.address", "credentialSubject.address.city"]
    read = parse_sd_jwt(sign(CREDENTIAL, *paths, "$.credentialSubject.phones[1].number"))
    assert verify_sd_jwt(read, P_256.public_key)
    assert len(read.disclosures) == 4
    assert disclosed(read) == CREDENTIAL


def test_the_signed_part_does_not_hold_what_is_hidden() -> None:
    read = parse_sd_jwt(sign(CREDENTIAL, "name", "credentialSubject.address.city"))
    signed = json.loads(read.jws.payload)
    assert "Jeugdtrainer" not in read.jws.payload.decode()
    assert signed["_sd_alg"] == "sha-256"
    assert "name" not in signed
    assert list(signed["credentialSubject"]["address"]) == ["street", "_sd"]


def test_nothing_hidden_is_an_sd_jwt_too() -> None:
    read = parse_sd_jwt(sign(CREDENTIAL))
    assert read.disclosures == ()
    assert disclosed(read) == CREDENTIAL


def test_the_document_of_the_caller_is_not_changed() -> None:
    before = copy.deepcopy(CREDENTIAL)
    sign(CREDENTIAL, "name", "credentialSubject.phones[0]")
    assert before == CREDENTIAL


def test_the_digests_do_not_give_away_the_order_of_the_members() -> None:
    members = {f"m{number}": number for number in range(20)}
    read = parse_sd_jwt(sign(members, *members))
    digests = json.loads(read.jws.payload)["_sd"]
    assert digests == sorted(digests)
    assert disclosed(read) == members


def test_every_disclosure_has_a_salt_of_its_own() -> None:
    asked: list[int] = []

    def random_bytes(length: int) -> bytes:
        asked.append(length)
        return len(asked).to_bytes(length, "big")

    text = sign(CREDENTIAL, "name", "credentialSubject.phones[0]", random_bytes=random_bytes)
    salts = {read_disclosure(one).salt for one in parse_sd_jwt(text).disclosures}
    assert len(salts) == 2
    assert asked == [16, 16], "RFC 9901 section 9.3: 128 bits"


@pytest.mark.parametrize(
    "name",
    [
        "iss",
        "aud",
        "exp",
        "nbf",
        "cnf",
        "@context",
        "type",
        "issuer",
        "validFrom",
        "validUntil",
        "credentialStatus",
        "credentialSchema",
    ],
)
def test_what_decides_over_validity_is_never_hidden(name: str) -> None:
    assert codes({name: "x", "name": "y"}, f"['{name}']") == {"sd-jwt.validity"}


def test_deeper_members_of_these_names_may_be_hidden() -> None:
    document = {"credentialSubject": {"type": ["Person"], "exp": 1}}
    text = sign(document, "credentialSubject.type", "credentialSubject.exp")
    assert disclosed(parse_sd_jwt(text)) == document


@pytest.mark.parametrize(
    "path",
    [
        "",
        "$",
        ".",
        "a..b",
        "a.",
        ".a.",
        "a[",
        "a[]",
        "a[-1]",
        "a[01]",
        "a[1.0]",
        "a[*]",
        "a[1",
        "a b",
        "a\n",
        "$..a",
        "a['b]",
        "a['']",
        "['a'b]",
        "a]",
        "a" * 3_000,
    ],
)
def test_a_path_in_another_form_is_refused(path: str) -> None:
    assert codes(CREDENTIAL, path) == {"sd-jwt.path"}


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "credentialSubject.nothing",
        "credentialSubject.phones[2]",
        "credentialSubject.phones.0",
        "credentialSubject[0]",
        "name.length",
        "name[0]",
        "['credentialSubject.address']",
        "[0]",
    ],
)
def test_a_path_to_nothing_is_refused(path: str) -> None:
    assert codes(CREDENTIAL, path) == {"sd-jwt.path-unknown"}


def test_a_path_twice_is_refused_in_any_spelling() -> None:
    assert codes(CREDENTIAL, "name", "name") == {"sd-jwt.path"}
    assert codes(CREDENTIAL, "name", "$['name']") == {"sd-jwt.path"}


def test_too_many_paths_are_refused() -> None:
    members = {f"m{number}": number for number in range(501)}
    assert codes(members, *members) == {"sd-jwt.path"}
    assert len(parse_sd_jwt(sign(members, *list(members)[:500])).disclosures) == 500


@pytest.mark.parametrize(
    "document",
    [
        {"_sd": []},
        {"_sd_alg": "sha-256"},
        {"...": 1},
        {"inner": {"_sd": []}},
        {"list": [{"...": "x"}]},
        {"list": [[{"_sd_alg": 1}]]},
    ],
    ids=str,
)
def test_a_document_with_names_of_the_mechanism_is_refused(document: dict[str, Any]) -> None:
    assert codes(document) == {"sd-jwt.reserved-name"}


def test_a_member_that_no_reader_would_take_is_refused() -> None:
    assert codes({"name": "x" * 65_530}, "name") == {"sd-jwt.too-large"}
    with pytest.raises(TooLarge):
        sign({f"m{number}": "x" * 60_000 for number in range(10)})


def test_a_key_that_signs_no_tokens_or_a_wrong_type_is_noticed() -> None:
    with pytest.raises(ValueError, match="typ"):
        sign(CREDENTIAL, typ="dc+sd-jwt")
    with pytest.raises(ValueError, match="kid"):
        sign(CREDENTIAL, kid="a b")


def test_paths_are_read_as_steps() -> None:
    assert read_path("a.b[0].c") == ("a", "b", 0, "c")
    assert read_path("$.a") == read_path("a") == read_path(".a") == read_path("$['a']") == ("a",)
    assert read_path("['a.b']['c d'][12]") == ("a.b", "c d", 12)
    assert read_path("@context[1]") == ("@context", 1)
    assert find_parent(CREDENTIAL, ("credentialSubject", "phones", 1)) == ["1", {"number": "2"}]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text("aé. 'x", max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3)
    ),
    max_leaves=8,
)


def paths_in(value: Any, path: str = "$") -> list[str]:
    found = []
    if isinstance(value, dict):
        steps = [(f"{path}['{name}']", item) for name, item in value.items()]
    else:
        steps = [(f"{path}[{index}]", item) for index, item in enumerate(value)]
    for step, item in steps:
        found.append(step)
        found += paths_in(item, step) if isinstance(item, (dict, list)) else []
    return found


@given(st.dictionaries(st.text("abc", min_size=1), JSON, min_size=1, max_size=3), st.data())
@settings(deadline=None, max_examples=60)
def test_any_document_hidden_in_any_way_comes_back(document: dict[str, Any], data: Any) -> None:
    paths = data.draw(st.lists(st.sampled_from(paths_in(document)), unique=True))
    read = parse_sd_jwt(sign(document, *paths))
    assert len(read.disclosures) == len(paths)
    assert disclosed(read) == document
    assert verify_sd_jwt(read, P_256.public_key)
    assert not verify_sd_jwt(read, PrivateKey.from_seed(bytes(32)).public_key)
