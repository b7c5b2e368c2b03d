"""Talking to the application as a server does, message by message, without a socket."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI

BATCH = "/v1/verifications/batch"
LINES: Mapping[str, str] = {"Content-Type": "application/x-ndjson"}
ARRAY: Mapping[str, str] = {"Content-Type": "application/json"}


@dataclass
class Talk:
    """One request under way: what is said is received, what is answered is heard."""

    app: FastAPI
    path: str = BATCH
    headers: Mapping[str, str] = field(default_factory=lambda: dict(LINES))
    query: str = ""
    said: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)
    heard: list[dict[str, Any]] = field(default_factory=list)
    # Closed while nobody takes what is answered.
    takes: asyncio.Event = field(default_factory=asyncio.Event)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self) -> "asyncio.Task[None]":
        """Send the head of the request."""
        raw = [(name.lower().encode(), value.encode()) for name, value in self.headers.items()]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "https",
            "path": self.path,
            "raw_path": self.path.encode(),
            "root_path": "",
            "query_string": self.query.encode(),
            "headers": [(b"host", b"badges.example"), *raw],
            "server": ("badges.example", 443),
            "client": ("192.0.2.1", 50_000),
        }
        self.takes.set()
        return asyncio.create_task(self.app(scope, self.said.get, self._hear))

    def say(self, body: bytes, *, more: bool = True) -> None:
        """Send a piece of the body."""
        self.said.put_nowait({"type": "http.request", "body": body, "more_body": more})

    def leave(self) -> None:
        """Close the connection."""
        self.said.put_nowait({"type": "http.disconnect"})

    async def _hear(self, message: Any) -> None:
        await self.takes.wait()
        self.heard.append(dict(message))
        self.news.set()

    @property
    def status(self) -> int | None:
        """The status, once it was told."""
        return next((one["status"] for one in self.heard if "status" in one), None)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Every line that was heard until now."""
        text = b"".join(one.get("body", b"") for one in self.heard)
        return [json.loads(line) for line in text.splitlines()]

    async def hear(self, count: int) -> list[dict[str, Any]]:
        """Wait until there are so many lines."""
        while len(self.lines) < count:
            self.news.clear()
            await self.news.wait()
        return self.lines


def talk(conversation: Callable[[], Awaitable[None]]) -> None:
    """Hold a conversation; one that hangs fails."""
    asyncio.run(asyncio.wait_for(conversation(), timeout=60))
