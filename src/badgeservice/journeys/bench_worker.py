"""The other side of the bench: a process that works on what it is handed, until its input ends.

Run as ``python -m badgeservice.journeys.bench_worker MEMORY_BYTES [CONTEXT_DIR]``; with
``--conformance`` it also knows the contexts of the public conformance suites, ``--general-only``
does without the quick ways, and ``--remembered=N`` says how much these remember.
"""

import pickle
import resource
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from badgeservice.document import JsonObject
from badgeservice.errors import Refusal
from badgeservice.journeys.bench import Answer
from badgeservice.journeys.settling import choose_ways, settle
from badgeservice.openbadges.vocabulary import BADGE_CONTEXTS
from badgeservice.proofs.canonical import Reading, canonicalise
from badgeservice.proofs.contexts import load_contexts

_LENGTH_BYTES = 8
_SMALL_BADGE: JsonObject = {
    "@context": list(BADGE_CONTEXTS),
    "id": "urn:uuid:00000000-0000-4000-8000-000000000000",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "urn:issuer", "type": ["Profile"], "name": "Issuer"},
    "validFrom": "2026-01-01T00:00:00Z",
    "credentialSubject": {
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "urn:achievement",
            "type": ["Achievement"],
            "name": "Achievement",
            "criteria": {"narrative": "Criteria"},
        },
    },
    "proof": {"type": "DataIntegrityProof", "proofPurpose": "assertionMethod"},
}
CONFORMANCE = "--conformance"
GENERAL_ONLY = "--general-only"
REMEMBERED = "--remembered="


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer each question; a question that costs more memory than there is gets no answer."""
    _send(answers, b"")
    while length := int.from_bytes(questions.read(_LENGTH_BYTES), "big"):
        # The other side is our own process; nothing of a request is a pickle.
        work, arguments = pickle.loads(questions.read(length))  # noqa: S301
        try:
            answer = pickle.dumps(_answer(work, arguments))
        except MemoryError:
            answer = b""
        _send(answers, answer)


def main(arguments: list[str]) -> None:
    """Set the memory limit, read the contexts and serve."""
    memory_bytes, *rest = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory_bytes), int(memory_bytes)))
    folders = [Path(one) for one in rest if not one.startswith("--")]
    for one in rest:
        if one.startswith(REMEMBERED):
            entries = int(one.removeprefix(REMEMBERED))
            choose_ways(has_fast=GENERAL_ONLY not in rest, entries=entries)
    load_contexts(*folders, for_conformance=CONFORMANCE in rest)
    _warm_up()
    settle()
    answers = sys.stdout.buffer
    # What anything prints must not stand among the answers.
    sys.stdout = sys.stderr
    serve(sys.stdin.buffer, answers)


def _warm_up() -> None:
    """Read something small in both readings: the first reading takes the contexts apart.

    Without this a new process could spend all the time of its first question on that, be stopped
    for it, and so would the next one.
    """
    for reading in Reading:
        canonicalise(_SMALL_BADGE, reading=reading)


def _answer(work: Callable[..., Any], arguments: Sequence[object]) -> Answer:
    try:
        return Answer(work(*arguments))
    except Refusal as refusal:
        return Answer(refusal=refusal)


def _send(answers: BinaryIO, body: bytes) -> None:
    answers.write(len(body).to_bytes(_LENGTH_BYTES, "big") + body)
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
