"""Whether the memory of a worker stays flat over very many verifications."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.founding import found
from benchmarks.measures.http import bodies
from benchmarks.serving.servers import loading, serving_ours

_AT_ONCE = 1_000
_REPORTS = 10
_MEBIBYTE = 1_048_576


def watch(count: int, tell: Callable[[str], None]) -> list[int]:
    """Have ``count`` different badges verified by one server; gives its memory in bytes.

    The memory at the start, after each tenth and at the end is told as it is read. Basic and rich
    take turns, a thousand of each.
    """
    with TemporaryDirectory() as folder:
        founded = found(Path(folder))
        supplies = [bodies(founded, subject) for subject in ("basic", "rich")]
        with loading() as load, serving_ours(founded) as server:
            held = [server.resident_bytes()]
            tell(f"At the start: {held[0] / _MEBIBYTE:,.1f} MiB")
            done = turn = 0
            while done < count:
                fresh = list(islice(supplies[turn % 2], min(_AT_ONCE, count - done)))
                load.send(server, fresh)
                done, turn = done + len(fresh), turn + 1
                if done * _REPORTS // count >= len(held) or done == count:
                    held.append(server.resident_bytes())
                    tell(f"After {done:,}: {held[-1] / _MEBIBYTE:,.1f} MiB")
    tell(f"Grown since the first tenth: {(held[-1] - held[1]) / _MEBIBYTE:,.1f} MiB")
    return held
