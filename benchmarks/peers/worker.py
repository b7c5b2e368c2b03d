"""The loop of a contestant in Python: one JSON request per line in, one JSON answer per line out.

``{"prepare": name, "task": …}`` is answered with the operations it can do on that task, and
``{"time": operation, "on": name, "inputs": […], "repeat": n}`` with the CPU seconds they took.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Operation:
    """What is timed on one input; ``set_up`` makes of the text what ``run`` takes, untimed."""

    run: Callable[[Any], object]
    set_up: Callable[[str], Any] = str.encode


Operations = Mapping[str, Operation]
Kinds = Mapping[str, Callable[[JsonObject], Operations]]


def serve(kinds: Kinds) -> None:
    """Answer requests until the input ends; ``kinds`` are the tasks that are known here."""
    prepared: dict[str, Operations] = {}
    for line in sys.stdin.buffer:
        request = orjson.loads(line)
        answer: JsonObject
        if "prepare" in request:
            task = request["task"]
            operations = kinds[task["kind"]](task) if task["kind"] in kinds else {}
            prepared[request["prepare"]] = operations
            answer = {"operations": list(operations)}
        else:
            operation = prepared[request["on"]][request["time"]]
            answer = {"seconds": _measure(operation, request["inputs"], request["repeat"])}
        print(json.dumps(answer), flush=True)


def _measure(operation: Operation, inputs: Sequence[str], repeat: int) -> float:
    run = operation.run
    ready = [operation.set_up(one) for one in inputs]
    started = time.process_time()
    for _ in range(repeat):
        for one in ready:
            run(one)
    return time.process_time() - started
