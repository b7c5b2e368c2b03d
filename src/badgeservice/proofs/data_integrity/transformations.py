"""Knows what the suites sign: the hash of the canonical options before that of the document.

Two transformations: statements (RDFC-1.0 over JSON-LD) and the JSON itself (JCS). They differ in
what a ``@context`` inside the proof means, so each says how document and options fit together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from badgeservice.document import JsonObject
from badgeservice.proofs.canonical import Reading, hash_canonical
from badgeservice.proofs.jcs import canonicalise_json
from badgeservice.proofs.proof_shape import ProofOutcome
from badgeservice.proofs.rdfc import HASHES, HashName

Contexts = Mapping[str, JsonObject]


@dataclass(frozen=True, slots=True)
class Rules:
    """How JSON-LD is read, with which contexts (None: the bundled ones), and which hash is used."""

    contexts: Contexts | None
    reading: Reading
    hash_name: HashName


@dataclass(frozen=True, slots=True)
class Signed:
    """A document without its own proof beside the options of that proof, as both are signed."""

    document: JsonObject
    options: JsonObject


class Transformation(Protocol):
    """What a suite does before it signs."""

    @property
    def signs_whole_json(self) -> bool:
        """Whether the signature covers the JSON itself and JSON-LD plays no part."""

    def options_to_sign(self, document: JsonObject, options: JsonObject) -> JsonObject:
        """Complete the options of a new proof."""

    def fit(
        self, document: JsonObject, options: JsonObject, reading: Reading
    ) -> Signed | ProofOutcome:
        """Put a document and the options of its proof side by side, or tell why they do not fit."""

    def hash_both(self, signed: Signed, rules: Rules) -> bytes:
        """Give the bytes that are signed; the refusals of canonicalisation go through."""


class Statements:
    """RDFC-1.0: Data Integrity EdDSA 1.0 sections 3.2.3 to 3.2.5, ECDSA 1.0 alike."""

    signs_whole_json = False

    def options_to_sign(self, document: JsonObject, options: JsonObject) -> JsonObject:
        """Nothing to add: the contexts of the document are understood."""
        return options

    def fit(
        self, document: JsonObject, options: JsonObject, reading: Reading
    ) -> Signed | ProofOutcome:
        """Refuse contexts of the proof's own; in the open reading those of the document may stand.

        The options are read with the contexts of the document, so a context in the proof is not
        covered by the signature: it could come and go unnoticed.
        """
        if "@context" not in options:
            return Signed(document, options)
        if reading is Reading.STRICT or not _is_same(options["@context"], document.get("@context")):
            return ProofOutcome.PROOF_MALFORMED
        return Signed(document, {name: options[name] for name in options if name != "@context"})

    def hash_both(self, signed: Signed, rules: Rules) -> bytes:
        """Hash the canonical N-Quads of both."""
        configuration = {**signed.options, "@context": signed.document.get("@context")}
        return b"".join(
            hash_canonical(
                part, hash_name=rules.hash_name, contexts=rules.contexts, reading=rules.reading
            )
            for part in (configuration, signed.document)
        )


class WholeJson:
    """JCS: Data Integrity EdDSA 1.0 sections 3.3.1 to 3.3.6, ECDSA 1.0 alike."""

    signs_whole_json = True

    def options_to_sign(self, document: JsonObject, options: JsonObject) -> JsonObject:
        """Section 3.3.1: the contexts of the document go into the proof."""
        if "@context" not in document:
            return options
        return {**options, "@context": document["@context"]}

    def fit(
        self, document: JsonObject, options: JsonObject, reading: Reading
    ) -> Signed | ProofOutcome:
        """Section 3.3.2 step 4: the contexts of the proof start those of the document.

        The document is verified with the contexts of the proof. What follows them in the document
        is not signed, so the strict reading, which judges the document as it stands, refuses it.
        """
        if "@context" not in options:
            return Signed(document, options)
        if _is_same(options["@context"], document.get("@context")):
            return Signed(document, options)
        if reading is Reading.STRICT or not _starts(
            _as_list(document.get("@context")), _as_list(options["@context"])
        ):
            return ProofOutcome.SIGNATURE_WRONG
        return Signed({**document, "@context": options["@context"]}, options)

    def hash_both(self, signed: Signed, rules: Rules) -> bytes:
        """Hash the canonical JSON of both."""
        return b"".join(
            _hash(canonicalise_json(part), rules.hash_name)
            for part in (signed.options, signed.document)
        )


def _hash(canonical: bytes, hash_name: HashName) -> bytes:
    return HASHES[hash_name](canonical).digest()


def _as_list(contexts: object) -> list[object]:
    if contexts is None:
        return []
    return contexts if isinstance(contexts, list) else [contexts]


def _starts(whole: list[object], start: list[object]) -> bool:
    return start != [] and _is_same(whole[: len(start)], start)


def _is_same(left: object, right: object) -> bool:
    # Python takes 1, 1.0 and True for equal.
    return canonicalise_json(left) == canonicalise_json(right)
