"""Knows the cryptosuites: one row each, with the keys it takes and what it signs."""

from collections.abc import Mapping
from dataclasses import dataclass

from badgeservice.proofs.data_integrity.transformations import (
    Statements,
    Transformation,
    WholeJson,
)
from badgeservice.proofs.keys import AlgorithmName
from badgeservice.proofs.proof_shape import PROOF_TYPE
from badgeservice.proofs.rdfc import HashName

EDDSA_RDFC_2022 = "eddsa-rdfc-2022"
EDDSA_JCS_2022 = "eddsa-jcs-2022"
ECDSA_RDFC_2019 = "ecdsa-rdfc-2019"
ECDSA_JCS_2019 = "ecdsa-jcs-2019"
ECDSA_SD_2023 = "ecdsa-sd-2023"

# Read, never made. The first is a draft name of eddsa-rdfc-2022, with the same computation; the
# second a type of proof of its own, from before proofs named a cryptosuite.
EDDSA_2022 = "eddsa-2022"
ED25519_SIGNATURE_2020 = "Ed25519Signature2020"


@dataclass(frozen=True, slots=True)
class Suite:
    """One cryptosuite: the keys it takes, each with its signature length and hash."""

    keys: Mapping[AlgorithmName, "KeyUse"]
    transformation: Transformation
    makes_proofs: bool = True


@dataclass(frozen=True, slots=True)
class KeyUse:
    """How a suite uses one kind of key: ``signature_bytes`` exactly, hashes by ``hash_name``."""

    signature_bytes: int
    hash_name: HashName


_EDDSA: Mapping[AlgorithmName, KeyUse] = {"Ed25519": KeyUse(64, "sha256")}
# Data Integrity ECDSA 1.0 sections 3.2 and 3.3: P-384 hashes with SHA-384 everywhere.
_ECDSA: Mapping[AlgorithmName, KeyUse] = {
    "P-256": KeyUse(64, "sha256"),
    "P-384": KeyUse(96, "sha384"),
}

_STATEMENTS = Statements()
_WHOLE_JSON = WholeJson()

_SUITES: Mapping[str, Suite] = {
    EDDSA_RDFC_2022: Suite(_EDDSA, _STATEMENTS),
    EDDSA_JCS_2022: Suite(_EDDSA, _WHOLE_JSON),
    ECDSA_RDFC_2019: Suite(_ECDSA, _STATEMENTS),
    ECDSA_JCS_2019: Suite(_ECDSA, _WHOLE_JSON),
    EDDSA_2022: Suite(_EDDSA, _STATEMENTS, makes_proofs=False),
}
_OLD_TYPES: Mapping[str, Suite] = {
    ED25519_SIGNATURE_2020: Suite(_EDDSA, _STATEMENTS, makes_proofs=False),
}


def suite_to_sign(cryptosuite: str) -> Suite | None:
    """Give the suite that makes proofs under this name; None if there is none."""
    suite = _SUITES.get(cryptosuite)
    return suite if suite is not None and suite.makes_proofs else None


def suite_of(proof: object) -> Suite | None:
    """Give the suite by which a proof of any shape says it was made; None if there is none."""
    kind, cryptosuite = _names_of(proof)
    return _SUITES.get(cryptosuite) if kind == PROOF_TYPE else _OLD_TYPES.get(kind)


def is_selective(proof: object) -> bool:
    """Tell whether a proof says to be of ``ecdsa-sd-2023``, which is computed elsewhere."""
    return _names_of(proof) == (PROOF_TYPE, ECDSA_SD_2023)


def is_known_suite(proof: object) -> bool:
    """Tell whether proofs of this type and cryptosuite can be judged here."""
    return suite_of(proof) is not None or is_selective(proof)


def is_known_type(kind: str) -> bool:
    """Tell whether any suite has proofs of this ``type``."""
    return kind == PROOF_TYPE or kind in _OLD_TYPES


def signs_whole_json(proof: object) -> bool:
    """Tell whether the signature of this proof covers the JSON itself, without JSON-LD (JCS)."""
    suite = suite_of(proof)
    return suite is not None and suite.transformation.signs_whole_json


def _names_of(proof: object) -> tuple[str, str]:
    """Type and cryptosuite of whatever came in; empty for what is not a text."""
    if not isinstance(proof, dict):
        return "", ""
    kind, cryptosuite = proof.get("type"), proof.get("cryptosuite")
    return (
        kind if isinstance(kind, str) else "",
        cryptosuite if isinstance(cryptosuite, str) else "",
    )
