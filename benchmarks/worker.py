"""The loop of a contestant in Python: one JSON request per line in, one JSON answer per line out.

``{"prepare": name, "task": …}`` is answered with the stages it can do, and
``{"time": stage, "on": name, "count": n}`` with the CPU seconds that n runs took.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.stages import Stage

JsonObject = dict[str, Any]
Stages = Mapping[Stage, Callable[[], object]]


def serve(prepare: Callable[[JsonObject], Stages]) -> None:
    """Answer requests until the input ends."""
    prepared: dict[str, Stages] = {}
    for line in sys.stdin:
        request = json.loads(line)
        answer: JsonObject
        if "prepare" in request:
            stages = prepared[request["prepare"]] = prepare(request["task"])
            answer = {"stages": list(stages)}
        else:
            answer = {
                "seconds": _measure(prepared[request["on"]][request["time"]], request["count"])
            }
        print(json.dumps(answer), flush=True)


def _measure(once: Callable[[], object], count: int) -> float:
    started = time.process_time()
    for _ in range(count):
        once()
    return time.process_time() - started
