"""Credentials that would wear a verifier out: refused cheaply, while others are answered."""

from collections.abc import Callable

import pytest

from badgeservice.document import JsonObject
from badgeservice.openbadges.vocabulary import CREDENTIALS_V2
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.selective import create_base_proof
from badgeservice.proofs.strict_json import write_json
from hostile.expected import EXPECTED
from hostile.serving import ISSUING, V1, VC_API, Server, assert_refused_cheaply
from hostile.works import (
    CREATED,
    METHOD,
    a_badge,
    about,
    alignments,
    alike,
    chained,
    clique,
    cliques,
    endorsements,
    enveloped,
    issued_by,
    key_of_digits,
    proofs,
    with_achievement,
)

SELECTIVE = "/vc-api/issuers/ecdsa-sd-2023/credentials/issue"
DERIVING = "/vc-api/credentials/derive"


def with_contexts(count: int) -> JsonObject:
    return about({}, **{"@context": [CREDENTIALS_V2, *[{}] * count]})


WORKS: dict[str, Callable[[], JsonObject]] = {
    "12-clique": lambda: about(clique(12)),
    "40 six-cliques": lambda: about(cliques(40, 6)),
    "60 four-cliques": lambda: about(cliques(60, 4)),
    "20,000 inline contexts": lambda: with_contexts(20_000),
    "9,000 inline contexts": lambda: with_contexts(9_000),
    "contexts in 4,500 places": lambda: about([{"@context": {}}] * 4_500),
    "a string of 12 MB": lambda: a_badge(description="x" * 12_000_000),
    "a string of 500 KB": lambda: a_badge(description="x" * 500_000),
    "1,000 proofs": lambda: a_badge(proof=proofs(1_000)),
    "1,000 equal proofs": lambda: a_badge(proof=proofs(1) * 1_000),
    "a chain of 200 proofs": lambda: a_badge(proof=chained(200)),
    "a chain of 4 proofs": lambda: a_badge(proof=chained(4)),
    "1,000 names in previousProof": lambda: a_badge(
        proof=proofs(4, previousProof=[f"urn:x:{number}" for number in range(1_000)])
    ),
    "1,000 equal names in previousProof": lambda: a_badge(
        proof=proofs(4, previousProof=["urn:x:1"] * 1_000)
    ),
    "10,001 members": lambda: about(list(range(10_001))),
    "9,900 members": lambda: about({"says": list(range(9_800))}),
    "4,500 nodes": lambda: about([{"says": number} for number in range(4_500)]),
    "4,500 equal nodes": lambda: about(alike(4_500)),
    "1,600 equal nodes": lambda: about(alike(1_600)),
    "alignments of 512 KiB": lambda: alignments(6_500),
    "1,900 alignments": lambda: alignments(1_900),
    "9,000 labels": lambda: with_achievement(tag=[f"{number}" for number in range(9_000)]),
    "5,000 endorsements": lambda: endorsements(5_000),
    "900 endorsements": lambda: endorsements(900),
    "20 large endorsements": lambda: endorsements(20, proof=proofs(4), name="x" * 20_000),
    "a key of 100,000 digits": lambda: issued_by(key_of_digits(100_000)),
    "a key of 40,000 digits": lambda: issued_by(key_of_digits(40_000)),
    "base58 of 500,000 characters": lambda: a_badge(proof=proofs(1, proofValue="z" * 500_000)),
    "base58 of 60,000 characters": lambda: a_badge(proof=proofs(4, proofValue="z" + "2" * 60_000)),
    "a did:key of 60,000 characters": lambda: issued_by("did:key:z" + "2" * 60_000),
    "an index of 60,000 digits": lambda: a_badge(
        proof=proofs(1),
        credentialStatus={
            "id": "https://issuer.example/1#1",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "9" * 60_000,
            "statusListCredential": "https://issuer.example/1",
        },
    ),
    "a moment of 60,000 digits": lambda: a_badge(
        proof=proofs(4), validFrom=f"2020-01-01T00:00:00.{'1' * 60_000}Z"
    ),
    "envelopes in envelopes": lambda: enveloped(100),
}
# The ones that must be refused whatever else changes.
WORST = (
    "12-clique",
    "40 six-cliques",
    "20,000 inline contexts",
    "a string of 12 MB",
    "1,000 proofs",
)


def expected(name: str, place: int) -> str:
    told = EXPECTED[name]
    return told if isinstance(told, str) else told[place]


def test_every_one_has_an_outcome_and_none_of_them_is_good() -> None:
    assert EXPECTED.keys() == WORKS.keys() > set(WORST)
    for name in WORKS:
        assert not {"200 valid data.ok", "200 verified"} & {expected(name, 0), expected(name, 1)}
    for name in WORST:
        assert "issued" not in expected(name, -1)


@pytest.mark.parametrize("name", WORKS)
def test_verifying_it_costs_little(normal: Server, name: str) -> None:
    credential = WORKS[name]()
    assert_refused_cheaply(normal, V1, write_json(credential), expected(name, 0))
    body = write_json({"verifiableCredential": credential})
    assert_refused_cheaply(normal, VC_API, body, expected(name, 1))


@pytest.mark.parametrize("name", WORST)
def test_verifying_it_costs_little_in_conformance_mode(suite: Server, name: str) -> None:
    credential = WORKS[name]()
    assert_refused_cheaply(suite, V1, write_json(credential), expected(name, 0))
    body = write_json({"verifiableCredential": credential})
    for path in (VC_API, "/vc-api/proof-only/credentials/verify"):
        assert_refused_cheaply(suite, path, body, expected(name, 1))


@pytest.mark.parametrize("name", [name for name, told in EXPECTED.items() if len(told) != 2])
def test_issuing_it_costs_little(suite: Server, name: str) -> None:
    """Nothing of it was signed elsewhere; what conforms is signed, also when it is large."""
    unsigned = {key: value for key, value in WORKS[name]().items() if key != "proof"}
    body = write_json({"credential": unsigned})
    for place, path in ((2, ISSUING), (3, SELECTIVE)):
        assert_refused_cheaply(suite, path, body, expected(name, place))


def test_deriving_from_a_large_one_costs_little(suite: Server) -> None:
    large = about([{"says": number} for number in range(4_000)])
    del large["proof"]
    proof = create_base_proof(
        large,
        signer=PrivateKey.generate("P-256"),
        verification_method=METHOD,
        created=CREATED,
        mandatory_pointers=["/credentialSubject", "/issuer"],
        reading=Reading.OPEN,
        random_bytes=bytes,
    )
    chosen = {"selectivePointers": ["/credentialSubject"]}
    body = write_json({"verifiableCredential": {**large, "proof": proof}, "options": chosen})
    assert_refused_cheaply(suite, DERIVING, body, "413 refused too-large")
