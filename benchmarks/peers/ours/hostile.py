"""Documents that were made to cost their verifier much: the whole journey, in this process.

Only what is too large for it is refused before; in the service, what is larger than 32 KB is judged
in a process of its own, with a limit to its seconds and its memory. Here nothing ends it.
"""

import atexit
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from badgeservice.errors import Refusal
from badgeservice.journeys.bench import judge_here, sit_here
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges.verification import Verdict
from badgeservice.outside.fetch import CannotFetch
from badgeservice.wiring import working_parts
from benchmarks.founding import own_settings
from benchmarks.peers.worker import JsonObject, Operation, Operations


def prepare(task: JsonObject) -> Operations:
    """Verifying, which has to come to something else than valid."""
    parts = _open_service()

    def refuse(raw: bytes) -> None:
        try:
            verdict = verify(parts, raw).verdict
        except Refusal:
            return
        if verdict is Verdict.VALID:
            raise ValueError("a hostile document was found valid")

    def accept(raw: bytes) -> None:
        if verify(parts, raw).verdict is not Verdict.VALID:
            raise ValueError("a good badge was not found valid")

    # Bytes travel as the characters with their numbers.
    def in_bytes(text: str) -> bytes:
        return text.encode("latin-1")

    return {"refuse": Operation(refuse, in_bytes), "accept": Operation(accept, in_bytes)}


def _open_service() -> Parts:
    stack = ExitStack()
    atexit.register(stack.close)
    folder = Path(stack.enter_context(TemporaryDirectory()))
    parts = stack.enter_context(working_parts(own_settings(folder), migrates=True))
    return replace(parts, fetch=_nothing, judge=judge_here, sit=sit_here)


def _nothing(url: str, **_: object) -> NoReturn:
    raise CannotFetch("unreachable")
