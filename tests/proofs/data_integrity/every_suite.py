"""The badge of ``signed_badge`` signed by every suite, for tests that spoil it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from badgeservice.errors import CannotCanonicalise
from badgeservice.proofs.data_integrity import create_proof, verify_proof
from badgeservice.proofs.encoding import multibase_decode, multibase_encode
from badgeservice.proofs.keys import AlgorithmName, PrivateKey
from signed_badge import CREATED, DOCUMENT, METHOD

REFUSED = "refused"

KEYS: dict[AlgorithmName, PrivateKey] = {
    "Ed25519": PrivateKey.from_seed(b"\x09" * 32),
    "P-256": PrivateKey.from_secret_multikey(multibase_encode(b"\x86\x26" + b"\x09" * 32, "z")),
    "P-384": PrivateKey.from_secret_multikey(multibase_encode(b"\x87\x26" + b"\x09" * 48, "z")),
}
# The orders of the groups, with which signatures have a second spelling.
ORDERS = {
    "P-256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "P-384": int(
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
        "C7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973",
        16,
    ),
}


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite by its name with one kind of key."""

    name: str
    algorithm: AlgorithmName

    @property
    def signer(self) -> PrivateKey:
        return KEYS[self.algorithm]

    @property
    def is_json(self) -> bool:
        return "-jcs-" in self.name

    @property
    def proof(self) -> dict[str, Any]:
        return dict(_signed(self))

    @property
    def signature(self) -> bytes:
        return multibase_decode(self.proof["proofValue"])

    def outcome(self, document: dict[str, Any] = DOCUMENT, **members: Any) -> str:
        """The outcome with some proof members replaced; ``REFUSED`` for a refusal."""
        return self.outcome_of(document, {**self.proof, **members})

    def outcome_of(self, document: dict[str, Any], proof: dict[str, Any]) -> str:
        try:
            return verify_proof(document, proof, self.signer.public_key)
        except CannotCanonicalise:
            return REFUSED


@cache
def _signed(suite: Suite) -> dict[str, Any]:
    return create_proof(
        DOCUMENT,
        signer=suite.signer,
        verification_method=METHOD,
        created=CREATED,
        cryptosuite=suite.name,
    )


SUITES = [
    Suite("eddsa-rdfc-2022", "Ed25519"),
    Suite("eddsa-jcs-2022", "Ed25519"),
    Suite("ecdsa-rdfc-2019", "P-256"),
    Suite("ecdsa-rdfc-2019", "P-384"),
    Suite("ecdsa-jcs-2019", "P-256"),
    Suite("ecdsa-jcs-2019", "P-384"),
]
ECDSA = SUITES[2:]
STATEMENTS = [suite for suite in SUITES if not suite.is_json]
WHOLE_JSON = [suite for suite in SUITES if suite.is_json]


def name_of(suite: Suite) -> str:
    return f"{suite.name} {suite.algorithm}"


each_suite = pytest.mark.parametrize("suite", SUITES, ids=name_of)
each_ecdsa = pytest.mark.parametrize("suite", ECDSA, ids=name_of)
each_over_statements = pytest.mark.parametrize("suite", STATEMENTS, ids=name_of)
each_over_json = pytest.mark.parametrize("suite", WHOLE_JSON, ids=name_of)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every object, array and leaf below ``value``."""
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for name, member in members:
        yield (*path, name)
        if isinstance(member, dict | list):
            yield from places(member, (*path, name))


def at(document: Any, path: tuple[Any, ...]) -> Any:
    for name in path:
        document = document[name]
    return document
