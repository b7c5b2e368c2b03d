"""Digital Bazaar's libraries and ``jose`` in a node process that never touches the network."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from subprocess import PIPE, Popen
from typing import Any

from badgeservice.proofs.contexts import bundled_contexts
from peers.answers import Answer
from peers.digitalbazaar.installation import FOLDER

JsonObject = dict[str, Any]


class Refused(Exception):
    """The peer would not sign."""


@dataclass(frozen=True, slots=True)
class DigitalBazaar:
    """One node process; a request is one line of JSON and so is its answer."""

    process: Popen[str]

    def sign_embedded(
        self, credential: JsonObject, *, seed: bytes, method: str | None = None
    ) -> JsonObject:
        """Sign as ``method``, by default as the ``did:key`` that is the credential's issuer."""
        did = credential["issuer"]["id"]
        answer = self._ask(
            "issue",
            credential=credential,
            contexts=bundled_contexts(),
            seed=seed.hex(),
            verificationMethod=method or f"{did}#{did.removeprefix('did:key:')}",
            created="2025-03-01T10:00:00Z",
        )
        return _signed(answer)

    def verify_embedded(
        self, credential: JsonObject, documents: Mapping[str, JsonObject]
    ) -> Answer:
        """Default strictness; ``documents`` are the controller documents and status lists by id."""
        answer = self._ask(
            "verify", credential=credential, contexts=bundled_contexts(), documents=documents
        )
        return Answer(answer["verified"], answer["reason"], tuple(answer.get("statuses", ())))

    def sign_with(self, name: str, credential: JsonObject, multikey: JsonObject) -> JsonObject:
        """Sign by the suite of this name; ``multikey`` is a Multikey with its secret half."""
        answer = self._ask(
            "sign-with",
            name=name,
            credential=credential,
            contexts=bundled_contexts(),
            multikey=multikey,
            created="2025-03-01T10:00:00Z",
        )
        return _signed(answer)

    def verify_with(
        self, name: str, credential: JsonObject, documents: Mapping[str, JsonObject]
    ) -> Answer:
        """Verify by the suite of this name; ``documents`` are the controller documents by id."""
        answer = self._ask(
            "verify-with",
            name=name,
            credential=credential,
            contexts=bundled_contexts(),
            documents=documents,
        )
        return Answer(answer["verified"], answer["reason"])

    def sign_base(
        self, credential: JsonObject, multikey: JsonObject, mandatory_pointers: Sequence[str]
    ) -> JsonObject:
        """Make a base proof of ``ecdsa-sd-2023``; ``multikey`` as in ``sign_with``."""
        answer = self._ask(
            "sign-base",
            credential=credential,
            contexts=bundled_contexts(),
            multikey=multikey,
            mandatoryPointers=list(mandatory_pointers),
            created="2025-03-01T10:00:00Z",
        )
        return _signed(answer)

    def derive(self, credential: JsonObject, selective_pointers: Sequence[str]) -> JsonObject:
        """Disclose part of a credential with a base proof."""
        answer = self._ask(
            "derive",
            credential=credential,
            contexts=bundled_contexts(),
            selectivePointers=list(selective_pointers),
        )
        return _signed(answer)

    def verify_derived(self, credential: JsonObject, documents: Mapping[str, JsonObject]) -> Answer:
        """Verify a derived proof of ``ecdsa-sd-2023``."""
        answer = self._ask(
            "verify-derived",
            credential=credential,
            contexts=bundled_contexts(),
            documents=documents,
        )
        return Answer(answer["verified"], answer["reason"])

    def canonicalise(self, document: object, contexts: Mapping[str, JsonObject]) -> str:
        """The canonical N-Quads in safe mode; refuses as ``Refused``."""
        canonical: str = _signed(self._ask("canonize", document=document, contexts=contexts))
        return canonical

    def sign_token(self, payload: JsonObject, *, algorithm: str, kid: str, pkcs8: str) -> str:
        """``pkcs8`` is the private key in PEM."""
        header = {"alg": algorithm, "typ": "JWT", "kid": kid}
        return _signed(self._ask("sign-token", payload=payload, header=header, pkcs8=pkcs8))

    def verify_token(self, token: str, jwk: JsonObject, algorithm: str) -> Answer:
        answer = self._ask("verify-token", token=token, jwk=jwk, algorithm=algorithm)
        return Answer(answer["verified"], answer["reason"])

    def _ask(self, command: str, **request: Any) -> JsonObject:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        request["contexts"] = dict(request.get("contexts", {}))
        self.process.stdin.write(json.dumps({"command": command, **request}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the node process ended while it was asked to {command}"
        return json.loads(line)


def _signed(answer: JsonObject) -> Any:
    if "refused" in answer:
        raise Refused(answer["refused"])
    return answer["signed"]


@contextmanager
def start() -> Iterator[DigitalBazaar]:
    """A running peer, ended together with the block."""
    node = shutil.which("node")
    assert node is not None
    command = [node, os.fspath(FOLDER / "peer.mjs")]
    with Popen(command, stdin=PIPE, stdout=PIPE, encoding="utf-8") as process:
        yield DigitalBazaar(process)
