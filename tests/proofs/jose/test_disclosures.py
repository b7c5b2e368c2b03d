"""Disclosures: the examples of RFC 9901, and everything that must not be read as one."""

import time
from typing import Any

import pytest

from badgeservice.errors import MalformedToken, TooLarge
from badgeservice.proofs.encoding import base64url_encode
from badgeservice.proofs.jose import disclosed, parse_sd_jwt
from badgeservice.proofs.jose.disclosures import (
    MAX_DISCLOSURES,
    disclosure_digest,
    put_in_place,
    read_disclosure,
    read_disclosures,
)
from spoiled.sd_jwts import codes, digest, put_together, written

HIDDEN = digest("never", "shown", True)


def spoiled(text: str) -> set[str]:
    with pytest.raises(MalformedToken) as refusal:
        read_disclosure(text)
    return {finding.code for finding in refusal.value.findings}


# RFC 9901 sections 4.2.1 to 4.2.3.
@pytest.mark.parametrize(
    ("text", "salt", "name", "value", "expected"),
    [
        (
            "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0",
            "_26bc4LT-ac6q2KI6cBW5es",
            "family_name",
            "Möbius",
            "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0",
        ),
        (
            "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0",
            "lklxF5jMYlGTPUovMNIvCA",
            None,
            "FR",
            "w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs",
        ),
    ],
)
def test_the_examples_of_rfc_9901_are_read(
    text: str, salt: str, name: str | None, value: str, expected: str
) -> None:
    read = read_disclosure(text)
    assert (read.salt, read.name, read.value, read.digest) == (salt, name, value, expected)


def test_a_digest_is_over_the_text_and_not_over_the_json() -> None:
    with_blanks = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
    compact = base64url_encode('["_26bc4LT-ac6q2KI6cBW5es","family_name","Möbius"]'.encode())
    assert read_disclosure(with_blanks).value == read_disclosure(compact).value
    assert disclosure_digest(with_blanks) != disclosure_digest(compact)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "not base64url",
        "W10=",
        "W10",
        written("salt"),
        written("salt", "name", "value", "more"),
        written(1, "name", "value"),
        written(None, "name", "value"),
        written("salt", 1, "value"),
        written("salt", None, "value"),
        written("salt", ["name"], "value"),
        written(1, "value"),
        base64url_encode(b'{"salt":"name"}'),
        base64url_encode(b'"salt"'),
        base64url_encode(b'["salt","name",NaN]'),
        base64url_encode(b'["salt","name",{"a":1,"a":2}]'),
        base64url_encode(b'["salt","name",1] '[:-2]),
        base64url_encode(b'["salt","name","\xff"]'),
        base64url_encode('["salt","name",1]'.encode("utf-16")),
        base64url_encode(b'["salt","na\\u0000me",1]'),
        base64url_encode(b"[" * 5_000),
        written("salt", "name", "x" * 70_000),
        written("salt", "name", 1) + "=",
        written("salt", "name", 1)[:-1] + " ",
    ],
)
def test_what_is_no_disclosure_is_refused(text: str) -> None:
    assert spoiled(text) == {"sd-jwt.disclosure"}


@pytest.mark.parametrize("name", ["_sd", "...", "_sd_alg"])
def test_a_disclosure_of_the_mechanism_itself_is_refused(name: str) -> None:
    assert spoiled(written("salt", name, [HIDDEN])) == {"sd-jwt.reserved-name"}
    payload = {"_sd": [digest("salt", name, [HIDDEN])]}
    assert codes(payload, written("salt", name, [HIDDEN])) == {"sd-jwt.reserved-name"}


def test_a_disclosure_that_is_there_twice_is_refused() -> None:
    one = written("salt", "name", 1)
    assert codes({"_sd": [digest("salt", "name", 1)]}, one, one) == {"sd-jwt.repeated"}


def test_a_salt_that_is_used_twice_is_refused() -> None:
    payload = {"_sd": [digest("same", "a", 1), digest("same", "b", 1)]}
    disclosures = [written("same", "a", 1), written("same", "b", 1)]
    assert codes(payload, *disclosures) == {"sd-jwt.repeated"}


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"_sd": []},
        {"_sd": [HIDDEN]},
        {"list": [digest("salt", "name", 1)]},
        {"list": [{"digest": digest("salt", "name", 1)}]},
        {"sd": [digest("salt", "name", 1)]},
        {"_sd": [digest("salt", "name", 1) + "="]},
        {"_sd": [digest("salt", "name", 1).lower()]},
        {"inner": {"name": digest("salt", "name", 1)}},
    ],
    ids=str,
)
def test_a_disclosure_that_no_digest_names_is_refused(payload: dict[str, Any]) -> None:
    assert codes(payload, written("salt", "name", 1)) == {"sd-jwt.unreferenced"}


def test_a_disclosure_inside_one_that_is_not_shown_is_refused() -> None:
    inner = written("1", "street", "Main")
    outer = written("2", "address", {"_sd": [digest("1", "street", "Main")]})
    payload = {"_sd": [disclosure_digest(outer)]}
    assert codes(payload, inner) == {"sd-jwt.unreferenced"}
    assert disclosed(put_together(payload, inner, outer)) == {"address": {"street": "Main"}}


@pytest.mark.parametrize(
    "payload",
    [
        {"_sd": [HIDDEN, HIDDEN]},
        {"_sd": [HIDDEN], "inner": {"_sd": [HIDDEN]}},
        {"_sd": [HIDDEN], "list": [{"...": HIDDEN}]},
        {"list": [{"...": HIDDEN}, {"...": HIDDEN}]},
        {"_sd": [digest("salt", "name", 1)], "inner": {"_sd": [digest("salt", "name", 1)]}},
    ],
    ids=str,
)
def test_a_digest_that_is_there_twice_is_refused(payload: dict[str, Any]) -> None:
    shown = [written("salt", "name", 1)] if digest("salt", "name", 1) in str(payload) else []
    assert codes(payload, *shown) == {"sd-jwt.repeated"}


def test_a_digest_that_comes_back_inside_a_disclosure_is_refused() -> None:
    outer = written("1", "outer", {"_sd": [HIDDEN]})
    assert codes({"_sd": [HIDDEN, disclosure_digest(outer)]}, outer) == {"sd-jwt.repeated"}


@pytest.mark.parametrize("claim", ["iss", "aud", "exp", "nbf", "cnf"])
def test_a_claim_about_validity_is_never_for_hiding(claim: str) -> None:
    assert codes({"_sd": [digest("salt", claim, 1)]}, written("salt", claim, 1)) == {
        "sd-jwt.validity"
    }


@pytest.mark.parametrize("claim", ["iss", "exp", "nbf", "issuer", "credentialStatus"])
def test_a_disclosure_never_replaces_what_is_signed(claim: str) -> None:
    payload = {claim: "signed", "_sd": [digest("salt", claim, "other")]}
    assert codes(payload, written("salt", claim, "other")) == {"sd-jwt.clash"}


def test_two_disclosures_of_one_name_are_refused() -> None:
    payload = {"_sd": [digest("1", "name", 1), digest("2", "name", 2)]}
    assert codes(payload, written("1", "name", 1), written("2", "name", 2)) == {"sd-jwt.clash"}


def test_a_member_is_not_an_element_and_an_element_is_no_member() -> None:
    element, member = written("1", "FR"), written("2", "name", 1)
    assert codes({"_sd": [digest("1", "FR")]}, element) == {"sd-jwt.kind"}
    assert codes({"list": [{"...": digest("2", "name", 1)}]}, member) == {"sd-jwt.kind"}


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"_sd": HIDDEN}, "sd-jwt.digests"),
        ({"_sd": {"0": HIDDEN}}, "sd-jwt.digests"),
        ({"_sd": None}, "sd-jwt.digests"),
        ({"_sd": [1]}, "sd-jwt.digests"),
        ({"_sd": [[HIDDEN]]}, "sd-jwt.digests"),
        ({"inner": {"_sd": True}}, "sd-jwt.digests"),
        ({"list": [{"...": 1}]}, "sd-jwt.digests"),
        ({"list": [{"...": [HIDDEN]}]}, "sd-jwt.digests"),
        ({"list": [{"...": HIDDEN, "name": 1}]}, "sd-jwt.digests"),
        ({"list": [{"...": HIDDEN, "_sd": [HIDDEN]}]}, "sd-jwt.digests"),
        ({"...": HIDDEN}, "sd-jwt.reserved-name"),
        ({"inner": {"...": HIDDEN}}, "sd-jwt.reserved-name"),
        ({"inner": {"_sd_alg": "sha-256"}}, "sd-jwt.reserved-name"),
        ({"list": [{"_sd_alg": "sha-256"}]}, "sd-jwt.reserved-name"),
        ({"_sd_alg": "sha-512"}, "sd-jwt.hash"),
        ({"_sd_alg": "sha-256-32"}, "sd-jwt.hash"),
        ({"_sd_alg": "SHA-256"}, "sd-jwt.hash"),
        ({"_sd_alg": "md5"}, "sd-jwt.hash"),
        ({"_sd_alg": None}, "sd-jwt.hash"),
        ({"_sd_alg": ["sha-256"]}, "sd-jwt.hash"),
    ],
    ids=str,
)
def test_the_mechanism_in_a_wrong_shape_or_place_is_refused(
    payload: dict[str, Any], code: str
) -> None:
    assert codes(payload) == {code}


def test_the_mechanism_inside_a_disclosed_value_is_judged_as_strictly() -> None:
    for value in ({"_sd": 1}, {"...": HIDDEN}, {"_sd_alg": "sha-256"}, [{"...": 1}]):
        assert codes({"_sd": [digest("salt", "name", value)]}, written("salt", "name", value))


def test_nothing_of_the_mechanism_is_left() -> None:
    inner = written("1", "b", [{"...": HIDDEN}, 2])
    payload = {"_sd_alg": "sha-256", "a": {"_sd": [disclosure_digest(inner), "decoy"]}, "_sd": []}
    assert disclosed(put_together(payload, inner)) == {"a": {"b": [2]}}


def test_the_place_of_an_element_counts_what_is_not_shown() -> None:
    second = read_disclosure(written("2", "second"))
    payload = {"list": [{"...": HIDDEN}, {"...": second.digest}]}
    placed = put_in_place(payload, [second])
    assert placed.document == {"list": ["second"]}
    assert list(placed.places) == [("list", 1)]


def test_a_chain_of_disclosures_ends_before_the_reader_does() -> None:
    value: Any = 1
    chain = []
    for number in range(400):
        text = written(str(number), "deeper", value)
        chain.append(text)
        value = {"_sd": [disclosure_digest(text)]}
    assert codes(value, *chain) == {"sd-jwt.too-deep"}


def test_more_than_500_disclosures_are_refused_and_500_are_read() -> None:
    texts = [written(str(number), f"n{number}", number) for number in range(MAX_DISCLOSURES + 1)]
    payload = {"_sd": [disclosure_digest(text) for text in texts]}
    assert len(disclosed(put_together(payload, *texts[:-1]))) == MAX_DISCLOSURES
    with pytest.raises(TooLarge):
        put_together(payload, *texts)
    with pytest.raises(TooLarge):
        read_disclosures(texts)


def test_a_huge_text_is_refused_at_once() -> None:
    begun = time.perf_counter()
    for text in ("~" * 12_000_000, "a.b.c~" + "A" * 12_000_000, "a.b.c" + "~A" * 200_000):
        with pytest.raises((TooLarge, MalformedToken)):
            parse_sd_jwt(text)
    assert time.perf_counter() - begun < 1
