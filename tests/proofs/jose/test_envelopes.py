"""Envelopes: a data: URL with a token, of one form and nothing beside it."""

from typing import Any

import pytest

from badgeservice.errors import MalformedToken
from badgeservice.proofs.jose import (
    ENVELOPED_CREDENTIAL,
    ENVELOPED_PRESENTATION,
    envelope,
    envelope_kind,
    enveloped,
    is_enveloped,
)

V2 = "https://www.w3.org/ns/credentials/v2"
TOKEN = "eyJhbGciOiJFUzI1NiJ9.e30.AA-_"
CREDENTIAL = envelope(ENVELOPED_CREDENTIAL, "application/vc+jwt", TOKEN)


def codes(document: dict[str, Any]) -> set[str]:
    with pytest.raises(MalformedToken) as refusal:
        enveloped(document)
    return {finding.code for finding in refusal.value.findings}


@pytest.mark.parametrize(
    ("kind", "media_type", "token"),
    [
        (ENVELOPED_CREDENTIAL, "application/vc+jwt", TOKEN),
        (ENVELOPED_CREDENTIAL, "application/jwt", TOKEN),
        (ENVELOPED_CREDENTIAL, "application/vc+sd-jwt", f"{TOKEN}~WyJh~{TOKEN}"),
        (ENVELOPED_CREDENTIAL, "application/vc+sd-jwt", f"{TOKEN}~"),
        (ENVELOPED_PRESENTATION, "application/vp+jwt", TOKEN),
        (ENVELOPED_PRESENTATION, "application/jwt", TOKEN),
        (ENVELOPED_PRESENTATION, "application/vp+sd-jwt", f"{TOKEN}~"),
    ],
)
def test_an_envelope_gives_its_media_type_and_token(kind: str, media_type: str, token: str) -> None:
    document = envelope(kind, media_type, token)
    assert enveloped(document) == (media_type, token)
    assert enveloped(document | {"type": [kind], "@context": [V2]}) == (media_type, token)
    assert envelope_kind(document) == kind


def test_scheme_and_media_type_are_compared_without_regard_to_case() -> None:
    # RFC 3986 section 3.1 and RFC 2045 section 5.1.
    shouted = CREDENTIAL | {"id": f"DATA:Application/VC+JWT,{TOKEN}"}
    assert enveloped(shouted) == ("application/vc+jwt", TOKEN)


def test_further_contexts_are_no_harm() -> None:
    document = CREDENTIAL | {"@context": [V2, "https://www.w3.org/ns/credentials/examples/v2"]}
    assert enveloped(document) == ("application/vc+jwt", TOKEN)


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"type": "VerifiableCredential"},
        {"type": ["VerifiableCredential"], "id": f"data:application/vc+jwt,{TOKEN}"},
        {"type": None},
        {"type": {"EnvelopedVerifiableCredential": 1}},
        {"type": [["EnvelopedVerifiableCredential"]]},
        {"type": "envelopedverifiablecredential"},
    ],
    ids=str,
)
def test_another_document_is_no_envelope(document: dict[str, Any]) -> None:
    assert enveloped(document) is None
    assert not is_enveloped(document)


@pytest.mark.parametrize(
    "url",
    [
        None,
        1,
        "",
        [f"data:application/vc+jwt,{TOKEN}"],
        {"@id": "data:"},
        "data:",
        "data:,",
        f"data:,{TOKEN}",
        f"data:text/plain,{TOKEN}",
        f"data:application/json,{TOKEN}",
        f"data:application/vp+jwt,{TOKEN}",
        f"data:application/vc,{TOKEN}",
        "data:application/vc+jwt",
        "data:application/vc+jwt,",
        f"data:application/vc+jwt;base64,{TOKEN}",
        f"data:application/vc+jwt;charset=utf-8,{TOKEN}",
        f"data:application/vc+jwt ,{TOKEN}",
        f" data:application/vc+jwt,{TOKEN}",
        f"data:application/vc+jwt, {TOKEN}",
        f"data:application/vc+jwt,{TOKEN}\n",
        f"data:application/vc+jwt,{TOKEN}#x",
        f"data:application/vc+jwt,{TOKEN}?x",
        f"data:application/vc+jwt,{TOKEN},{TOKEN}",
        f"data:application/vc+jwt,{TOKEN}=",
        f"data:application/vc+sd-jwt,{TOKEN}%7E",
        "data:application/vc+cose;base64,0oRY",
        f"https://club.example/{TOKEN}",
        TOKEN,
    ],
    ids=str,
)
def test_an_id_that_is_no_token_in_a_data_url_is_refused(url: Any) -> None:
    assert codes(CREDENTIAL | {"id": url}) == {"envelope.id"}


def test_an_envelope_without_id_is_refused() -> None:
    document = {name: value for name, value in CREDENTIAL.items() if name != "id"}
    assert codes(document) == {"envelope.id"}


@pytest.mark.parametrize(
    "contexts", [None, [], {}, "https://www.w3.org/2018/credentials/v1", [[V2]], f"{V2}/"], ids=str
)
def test_an_envelope_without_the_base_context_is_refused(contexts: Any) -> None:
    assert codes(CREDENTIAL | {"@context": contexts}) == {"envelope.context"}


@pytest.mark.parametrize(
    "types",
    [
        [ENVELOPED_CREDENTIAL, "VerifiableCredential"],
        [ENVELOPED_CREDENTIAL, ENVELOPED_CREDENTIAL],
        [ENVELOPED_CREDENTIAL, ENVELOPED_PRESENTATION],
        [ENVELOPED_CREDENTIAL, 1],
    ],
    ids=str,
)
def test_an_envelope_of_more_than_its_own_type_is_refused(types: list[Any]) -> None:
    assert codes(CREDENTIAL | {"type": types}) == {"envelope.type"}


@pytest.mark.parametrize("name", ["credentialSubject", "issuer", "proof", "name", "verified", ""])
def test_a_member_that_nothing_secures_is_refused(name: str) -> None:
    assert codes(CREDENTIAL | {name: "x"}) == {"envelope.member"}


def test_all_faults_are_told_at_once() -> None:
    document = {"type": [ENVELOPED_CREDENTIAL, "x"], "id": 1, "issuer": "x"}
    assert codes(document) == {
        "envelope.type",
        "envelope.context",
        "envelope.member",
        "envelope.id",
    }


def test_a_presentation_says_of_its_credentials_only_that_they_are_enveloped() -> None:
    assert is_enveloped(CREDENTIAL)
    assert is_enveloped(CREDENTIAL | {"id": "data:application/vc+cose;base64,0oRY"})
    for other in ({"id": "not-a-credential"}, {"id": "data:text/html,x"}, {"id": None}):
        assert not is_enveloped(CREDENTIAL | other)
    for other in (None, [], "data:application/vc+jwt,x", {"type": "VerifiableCredential"}):
        assert not is_enveloped(other)
    assert not is_enveloped(envelope(ENVELOPED_PRESENTATION, "application/vp+jwt", TOKEN))
