"""Knows how to sign a series of documents that are equal but for a few texts, one badge for many.

The JSON is cut at those texts and the canonical form is a template, so that for each document
little more is left than its signature. What comes out is, byte for byte, what ``add_proof`` gives.
"""

from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any

from badgeservice.document import JsonObject
from badgeservice.proofs.canonical import hash_canonical, make_template
from badgeservice.proofs.data_integrity.making import add_proof
from badgeservice.proofs.data_integrity.suites import EDDSA_RDFC_2022
from badgeservice.proofs.encoding import multibase_encode
from badgeservice.proofs.fast import Declined, Marks
from badgeservice.proofs.keys import Signer
from badgeservice.proofs.proof_shape import PROOF_TYPE, write_instant
from badgeservice.proofs.strict_json import write_json

Path = tuple[str | int, ...]

_KEY_ALGORITHM = "Ed25519"


class Series:
    """Signs documents with ``eddsa-rdfc-2022`` that differ in the texts at ``paths`` only.

    ``document`` is any one of them, without a proof; ``created`` is the moment of all proofs.
    Raises ``ValueError`` for a path that leads to no text, and what ``add_proof`` raises.
    """

    def __init__(
        self,
        document: JsonObject,
        paths: Sequence[Path],
        *,
        signer: Signer,
        verification_method: str,
        created: datetime,
    ) -> None:
        self._document = deepcopy(document)
        self._paths = tuple(paths)
        self._signer = signer
        self._verification_method = verification_method
        self._created = created
        whole = write_json(document).decode()
        # One more mark than texts: the last one stands for the signature.
        marks = Marks(whole, len(self._paths) + 1)
        marked = self._put(marks.texts[:-1])
        options = {
            "type": PROOF_TYPE,
            "created": write_instant(created),
            "verificationMethod": verification_method,
            "cryptosuite": EDDSA_RDFC_2022,
            "proofPurpose": "assertionMethod",
        }
        self._template = None
        if signer.algorithm == _KEY_ALGORITHM:
            self._template = make_template(marked, marks)
        configuration = {**options, "@context": document.get("@context")}
        self._options_hash = hash_canonical(configuration)
        proof = {**options, "proofValue": marks.texts[-1]}
        self._json = marks.find(write_json({**marked, "proof": proof}).decode())

    @property
    def has_template(self) -> bool:
        """Whether the series is quick; without a template each document is signed by itself."""
        return self._template is not None

    def sign(self, values: Sequence[str]) -> bytes:
        """Sign the document with these texts at the paths, in their order.

        Refuses what ``add_proof`` refuses, whichever way is taken.
        """
        if self._template is not None:
            try:
                digest = self._template.digest([*values, _NOT_IN_DOCUMENT])
            except Declined:
                return self._sign_alone(values)
            signature = multibase_encode(self._signer.sign(self._options_hash + digest), "z")
            return self._json.fill([*[_quote(value) for value in values], signature]).encode()
        return self._sign_alone(values)

    def _sign_alone(self, values: Sequence[str]) -> bytes:
        signed = add_proof(
            self._put(values),
            signer=self._signer,
            verification_method=self._verification_method,
            created=self._created,
        )
        return write_json(signed)

    def _put(self, values: Sequence[str]) -> JsonObject:
        document = deepcopy(self._document)
        for path, value in zip(self._paths, values, strict=True):
            _put_text(document, path, value)
        return document


_NOT_IN_DOCUMENT = "urn:none"


def _put_text(document: Any, path: Path, value: str) -> None:
    *way, last = path
    for step in way:
        document = document[step]
    if not isinstance(document[last], str):
        raise ValueError("a path of the series leads to something else than a text")
    document[last] = value


def _quote(value: str) -> str:
    """The text as it stands between its quotes in JSON."""
    if value.isprintable() and '"' not in value and "\\" not in value:
        return value
    return write_json(value)[1:-1].decode()
