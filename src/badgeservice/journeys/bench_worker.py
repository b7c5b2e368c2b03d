"""The other side of the bench: a process that judges what it is handed, until its input ends.

Run as ``python -m badgeservice.journeys.bench_worker MEMORY_BYTES [CONTEXT_DIR]``; with
``--conformance`` as last argument it also knows the contexts of the public conformance suites.
"""

import pickle
import resource
import sys
from pathlib import Path
from typing import BinaryIO

from badgeservice.openbadges.verification import decide
from badgeservice.proofs.contexts import load_contexts

_LENGTH_BYTES = 8
CONFORMANCE = "--conformance"


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer each question; a question that costs more memory than there is gets no answer."""
    _send(answers, b"")
    while length := int.from_bytes(questions.read(_LENGTH_BYTES), "big"):
        # The other side is our own process; nothing of a request is a pickle.
        submission, materials, now, policy = pickle.loads(questions.read(length))  # noqa: S301
        try:
            report = decide(submission, materials, now=now, policy=policy)
        except MemoryError:
            _send(answers, b"")
            continue
        _send(answers, pickle.dumps(report))


def main(arguments: list[str]) -> None:
    """Set the memory limit, read the contexts and serve."""
    memory_bytes, *rest = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory_bytes), int(memory_bytes)))
    folders = [Path(one) for one in rest if one != CONFORMANCE]
    load_contexts(*folders, for_conformance=CONFORMANCE in rest)
    serve(sys.stdin.buffer, sys.stdout.buffer)


def _send(answers: BinaryIO, body: bytes) -> None:
    answers.write(len(body).to_bytes(_LENGTH_BYTES, "big") + body)
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
