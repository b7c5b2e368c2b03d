"""Lines of JSON that are sent when there is enough of them, or when there is time."""

import asyncio
from collections.abc import Callable
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.types import Send

from badgeservice.document import JsonObject
from badgeservice.web.hot.answering import start_answer, to_bytes

_FULL_BYTES: Final = 16_384


class Output:
    """An answer of lines; ``when_stuck`` is told when whoever asked is not reading, and when again.

    That is when sending takes longer than ``patience_seconds``. Who has not read on after
    ``longest_seconds`` is taken to be gone (``ClientDisconnect``): what they sent takes memory.
    """

    def __init__(
        self,
        send: Send,
        media_type: str,
        when_stuck: Callable[[bool], None],
        *,
        patience_seconds: float = 1.0,
        longest_seconds: float = 60.0,
    ) -> None:
        self._longest_seconds = longest_seconds
        self._send = send
        self._patience_seconds = patience_seconds
        self._media_type = media_type
        self._when_stuck = when_stuck
        self._lines = bytearray()
        self._is_stuck = False
        self.is_begun = False

    @property
    def is_full(self) -> bool:
        """Whether there is enough to be sent."""
        return len(self._lines) >= _FULL_BYTES

    def add(self, body: JsonObject) -> None:
        """Add one line."""
        self._lines += to_bytes(body)
        self._lines += b"\n"

    async def begin(self) -> None:
        """Send the head of the answer, once."""
        if not self.is_begun:
            self.is_begun = True
            await start_answer(self._send, ((b"content-type", self._media_type.encode()),))

    async def flush(self) -> None:
        """Send what there is."""
        if self._lines:
            await self._send_patiently(more_body=True)

    async def end(self) -> None:
        """Send what there is, and that it was all."""
        await self.begin()
        await self._send_patiently(more_body=False)

    async def _send_patiently(self, *, more_body: bool) -> None:
        lines, self._lines = bytes(self._lines), bytearray()
        loop = asyncio.get_running_loop()
        watching = loop.call_later(self._patience_seconds, self._tell_stuck)
        try:
            async with asyncio.timeout(self._longest_seconds):
                await self._send(
                    {"type": "http.response.body", "body": lines, "more_body": more_body}
                )
        except TimeoutError:
            raise ClientDisconnect from None
        finally:
            watching.cancel()
            if self._is_stuck:
                self._is_stuck = False
                self._when_stuck(False)

    def _tell_stuck(self) -> None:
        self._is_stuck = True
        self._when_stuck(True)
