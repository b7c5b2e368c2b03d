"""The throw-away issuers of conformance mode: one per suite and curve, alive as long as the server.

Their keys are made when the server starts and are never kept, so nothing that they sign means
anything afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from badgeservice.proofs.data_integrity import (
    ECDSA_JCS_2019,
    ECDSA_RDFC_2019,
    ECDSA_SD_2023,
    EDDSA_JCS_2022,
    EDDSA_RDFC_2022,
)
from badgeservice.proofs.keys import AlgorithmName, PrivateKey

VERSIONS = ("1.1", "2.0")
SECOND_VERSION = ("2.0",)
DEFAULT_ISSUER = "eddsa-rdfc-2022"


class Form(StrEnum):
    """How an issuer secures a credential."""

    EMBEDDED = "embedded"
    SELECTIVE = "selective"
    JWT = "jwt"
    SD_JWT = "sd-jwt"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of throw-away issuer.

    ``tags`` are what the public suites look for; ``suite`` is the cryptosuite or, for a token, its
    media type. ``adds_status`` puts an entry of a status list into what it signs.
    """

    name: str
    algorithm: AlgorithmName
    suite: str
    tags: tuple[str, ...]
    form: Form = Form.EMBEDDED
    versions: tuple[str, ...] = VERSIONS
    adds_status: bool = False


KINDS = (
    Kind(DEFAULT_ISSUER, "Ed25519", EDDSA_RDFC_2022, (EDDSA_RDFC_2022, "vc2.0", "vc-api")),
    Kind("eddsa-jcs-2022", "Ed25519", EDDSA_JCS_2022, (EDDSA_JCS_2022,)),
    Kind("ecdsa-rdfc-2019-p256", "P-256", ECDSA_RDFC_2019, (ECDSA_RDFC_2019,)),
    Kind("ecdsa-rdfc-2019-p384", "P-384", ECDSA_RDFC_2019, (ECDSA_RDFC_2019,)),
    Kind("ecdsa-jcs-2019-p256", "P-256", ECDSA_JCS_2019, (ECDSA_JCS_2019,)),
    Kind("ecdsa-jcs-2019-p384", "P-384", ECDSA_JCS_2019, (ECDSA_JCS_2019,)),
    Kind("ecdsa-sd-2023", "P-256", ECDSA_SD_2023, (ECDSA_SD_2023,), Form.SELECTIVE),
    Kind(
        "bitstring",
        "Ed25519",
        EDDSA_RDFC_2022,
        ("BitstringStatusList",),
        versions=SECOND_VERSION,
        adds_status=True,
    ),
    Kind(
        "jwt",
        "P-256",
        "application/vc+jwt",
        ("EnvelopingProof",),
        Form.JWT,
        versions=SECOND_VERSION,
    ),
    Kind(
        "sd-jwt",
        "P-256",
        "application/vc+sd-jwt",
        ("EnvelopingProof-SD-JWT",),
        Form.SD_JWT,
        versions=SECOND_VERSION,
    ),
)


@dataclass(frozen=True, slots=True)
class ThrowawayIssuer:
    """An issuer whose id is its key: ``did:key:X`` signs with ``did:key:X#X``."""

    kind: Kind
    key: PrivateKey

    @property
    def did(self) -> str:
        """The id of the issuer."""
        return f"did:key:{self.key.public_key.to_multikey()}"

    @property
    def verification_method(self) -> str:
        """The id of its one key."""
        return f"{self.did}#{self.key.public_key.to_multikey()}"


def make_issuers() -> Mapping[str, ThrowawayIssuer]:
    """A fresh issuer of each kind, by name."""
    made = (ThrowawayIssuer(kind, PrivateKey.generate(kind.algorithm)) for kind in KINDS)
    return MappingProxyType({issuer.kind.name: issuer for issuer in made})
