"""Presentations that would wear a verifier out: what is large is judged elsewhere, in one go."""

from collections.abc import Callable

import pytest

from badgeservice.document import JsonObject
from badgeservice.openbadges.vocabulary import CREDENTIALS_V2
from badgeservice.proofs.strict_json import write_json
from hostile.serving import PRESENTATIONS, Server, assert_refused_cheaply
from hostile.works import (
    WORDS,
    a_good_badge,
    about,
    alike,
    chained,
    clique,
    cliques,
    presentation,
    token,
    with_achievement,
)

FALSE, LIMIT = "400 unverified proof.invalid", "400 unverified canonicalisation.limit"
AUTHENTICATION = {"proofPurpose": "authentication"}


def saying(things: object) -> JsonObject:
    """A presentation that says it itself, with a context of its own."""
    return presentation(about=things, **{"@context": [CREDENTIALS_V2, WORDS]})


def small(number: int) -> JsonObject:
    """A credential with as many proofs as are looked at."""
    name = f"urn:uuid:{number:08}-0000-4000-8000-000000000000"
    return about([{"says": one} for one in range(18)], id=name)


def enveloped(number: int) -> JsonObject:
    text = token(write_json(small(number)))
    named = {"@context": [CREDENTIALS_V2], "type": "EnvelopedVerifiableCredential"}
    return {**named, "id": f"data:application/vc+jwt,{text}"}


def many(make: Callable[[int], JsonObject], count: int = 50) -> JsonObject:
    return presentation(*(make(number) for number in range(count)))


PRESENTED: dict[str, tuple[Callable[[], JsonObject], str]] = {
    "1,000 credentials": (lambda: many(lambda _: {}, 1_000), "413 refused too-large"),
    "50 credentials with 4 proofs": (lambda: many(small), FALSE),
    "50 badges": (
        lambda: many(lambda _: with_achievement(tag=[str(n) for n in range(40)])),
        LIMIT,
    ),
    "50 envelopes": (lambda: many(enveloped), FALSE),
    "a credential of 14 KB": (
        lambda: presentation(about([{"says": one} for one in range(900)])),
        FALSE,
    ),
    "a credential of 60 KB": (
        lambda: presentation(about([{"says": one} for one in range(4_000)])),
        FALSE,
    ),
    "4,500 nodes": (lambda: saying([{"says": one} for one in range(4_500)]), FALSE),
    "4,500 equal nodes": (lambda: saying(alike(4_500)), LIMIT),
    "a 12-clique": (lambda: saying(clique(12)), LIMIT),
    "40 six-cliques": (lambda: saying(cliques(40, 6)), LIMIT),
    "a chain of 200 proofs": (
        lambda: presentation(a_good_badge(), proof=[one | AUTHENTICATION for one in chained(200)]),
        FALSE,
    ),
}


@pytest.mark.parametrize("name", PRESENTED)
def test_verifying_it_costs_little(normal: Server, name: str) -> None:
    make, expected = PRESENTED[name]
    body = write_json({"verifiablePresentation": make()})
    assert_refused_cheaply(normal, PRESENTATIONS, body, expected)
