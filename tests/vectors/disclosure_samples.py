"""The samples of ecdsa-sd-2023 in Data Integrity ECDSA Cryptosuites 1.0 appendix A.

They use more of the draft context of the citizenship vocabulary than the other suites do.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.keys import PrivateKey
from badgeservice.proofs.proof_shape import proof_options
from badgeservice.proofs.selective.base_proof import sign_statements
from badgeservice.proofs.selective.derive import disclose
from badgeservice.proofs.selective.proof_value import BaseProofValue, DerivedProofValue
from badgeservice.proofs.selective.statements import Rules, SplitDocument, split_document
from badgeservice.proofs.strict_json import read_json
from vectors.w3c_documents import CITIZENSHIP, typed
from vectors.w3c_documents import CONTEXTS as COMMON

_URL = "https://w3id.org/citizenship/v4rc1"
_FURTHER_NAMES = (
    "PermanentResident",
    "PermanentResidentCard",
    "PermanentResidentCardCredential",
    "commuterClassification",
)

CONTEXTS: dict[str, Any] = {
    **COMMON,
    _URL: {
        "@context": {
            **COMMON[_URL]["@context"],
            **{name: CITIZENSHIP + name for name in _FURTHER_NAMES},
            "permanentResidentCard": typed(f"{CITIZENSHIP}permanentResidentCard", "@id"),
        }
    },
}
RULES = Rules(CONTEXTS, Reading.STRICT)
CREATED = datetime(2023, 8, 15, 23, 36, 38, tzinfo=UTC)
SELECTIVE = ("/validFrom", "/validUntil", "/credentialSubject/birthCountry")


class Sample:
    """One folder of the vectors with what all its steps start from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        material = read_json((folder.parent / "SDKeyMaterial.json").read_bytes())
        self.issuer = PrivateKey.from_secret_multikey(material["baseKeyPair"]["secretKeyMultibase"])
        self.proof_key = PrivateKey.from_secret_multikey(
            material["proofKeyPair"]["secretKeyMultibase"]
        )
        self.published_keys = (
            material["baseKeyPair"]["publicKeyMultibase"],
            material["proofKeyPair"]["publicKeyMultibase"],
        )
        self.hmac_key = bytes.fromhex(material["hmacKeyString"])
        self.document = self.read("addSignedSDBase.json")
        self.base_proof = self.document.pop("proof")
        self.mandatory: Sequence[str] = self.read("addBaseTransform.json")["mandatoryPointers"]

    def read(self, name: str) -> Any:
        return read_json((self.folder / name).read_bytes())

    def split(self) -> SplitDocument:
        return split_document(self.document, self.hmac_key, RULES)

    def base(self) -> BaseProofValue:
        return sign_statements(
            self.document,
            proof_options(self.base_proof),
            signer=self.issuer,
            proof_signer=self.proof_key,
            hmac_key=self.hmac_key,
            mandatory_pointers=self.mandatory,
            rules=RULES,
        )

    def disclosed(self) -> DerivedProofValue:
        split = self.split()
        return disclose(split, self.base(), split.group([*self.mandatory, *SELECTIVE]))

    def revealed(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The published derived document, and its proof."""
        document = self.read("derivedRevealDocument.json")
        proof = document.pop("proof")
        return document, proof
