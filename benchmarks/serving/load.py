"""Asks a server on this machine as fast as it answers, over connections that stay open.

A program of its own: reads one JSON request per line, ``{"port", "path", "bodies", "expected",
"connections"}``, and answers ``{"wrong": first answer without the expected members, or null}``.
"""

import asyncio
import json
import sys
from collections.abc import Iterator
from typing import Any

import orjson

JsonObject = dict[str, Any]


async def ask_all(order: JsonObject) -> str | None:
    """Send every body once; gives the first answer that is not as expected."""
    bodies = iter(order["bodies"])
    asked = (_ask_in_turn(order, bodies) for _ in range(order["connections"]))
    wrong = [answer for answers in await asyncio.gather(*asked) for answer in answers]
    return wrong[0] if wrong else None


async def _ask_in_turn(order: JsonObject, bodies: Iterator[str]) -> list[str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", order["port"])
    wrong = []
    for body in bodies:
        raw = body.encode()
        head = (
            f"POST {order['path']} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(raw)}\r\n\r\n"
        )
        writer.write(head.encode() + raw)
        answer = await _read_answer(reader)
        if not _is_expected(answer, order["expected"]):
            wrong.append(answer.decode(errors="replace"))
    writer.close()
    return wrong


async def _read_answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    lengths = [
        int(line.partition(b":")[2])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length:")
    ]
    if len(lengths) != 1:
        raise ValueError("the answer does not say how long it is")
    return await reader.readexactly(lengths[0])


def _is_expected(answer: bytes, expected: JsonObject) -> bool:
    try:
        told = json.loads(answer)
    except ValueError:
        return False
    return isinstance(told, dict) and expected.items() <= told.items()


if __name__ == "__main__":
    for line in sys.stdin.buffer:
        wrong = asyncio.run(ask_all(orjson.loads(line)))
        print(json.dumps({"wrong": wrong}), flush=True)
