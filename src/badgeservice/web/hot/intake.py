"""The body of a batch as it comes in, and never much more of it than is being worked on."""

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from badgeservice.errors import Refusal
from badgeservice.web.bodies import too_large

_PIECE_BYTES: Final = 65_536
# So much may wait to be worked on before no more is read.
_WAITING_BYTES: Final = 262_144
_LOOK_AGAIN_SECONDS: Final = 0.5


@dataclass(slots=True)
class Overflow:
    """What all batches together may hold beyond their share, in bytes."""

    most: int
    used: int = 0


class Intake:
    """Reads in the background, within bounds, and sees when nobody is there any more.

    Somebody who sends everything before reading the first answer would wait for us while we wait
    for them. So as long as an answer cannot be sent (``open_wide``), more is let in: up to
    ``max_bytes``, as long as ``overflow`` has room.
    """

    def __init__(self, receive: Receive, max_bytes: int, overflow: Overflow) -> None:
        self._receive = receive
        self._max_bytes = max_bytes
        self._overflow = overflow
        self._pieces: deque[bytes] = deque()
        self._taken = self._waiting = 0
        self._reserved = 0
        self._is_wide = False
        self._is_complete = False
        self._fault: Refusal | None = None
        self._news = asyncio.Event()
        self._room = asyncio.Event()
        self.is_gone = False
        self._reading = asyncio.create_task(self._read())

    @property
    def has_piece(self) -> bool:
        """Whether the next piece is there already."""
        return bool(self._pieces)

    async def next_piece(self) -> bytes | None:
        """The next piece of the body, None at its end; refuses ``TooLarge`` where it gets so.

        Raises ``ClientDisconnect`` when nobody is there any more.
        """
        while not self._pieces:
            if self.is_gone:
                raise ClientDisconnect
            if self._fault is not None:
                raise self._fault
            if self._is_complete:
                return None
            if self._reading.done():
                await self._reading
            self._news.clear()
            await self._news.wait()
        piece = self._pieces.popleft()
        self._count(-len(piece))
        self._room.set()
        return piece

    def open_wide(self, is_wide: bool) -> None:
        """Whether more may be let in than is worked on."""
        self._is_wide = is_wide
        self._room.set()

    async def close(self) -> None:
        """Stop reading; what was not worked on is forgotten."""
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        self._count(-self._waiting)

    async def _read(self) -> None:
        try:
            is_last = False
            while not is_last and self._fault is None:
                message = await self._receive()
                if message["type"] != "http.request":
                    self.is_gone = True
                    return
                is_last = not message.get("more_body", False)
                self._take(message.get("body", b""))
                await self._wait_for_room()
            if self._fault is not None:
                return
            self._is_complete = True
            self._news.set()
            # Nothing more comes but that they are gone.
            self.is_gone = (await self._receive())["type"] != "http.request"
        finally:
            self._news.set()

    def _take(self, body: bytes) -> None:
        self._taken += len(body)
        if self._taken > self._max_bytes:
            self._fault = too_large(self._max_bytes)
            return
        for at in range(0, len(body), _PIECE_BYTES):
            self._pieces.append(body[at : at + _PIECE_BYTES])
        self._count(len(body))
        self._news.set()

    async def _wait_for_room(self) -> None:
        while self._waiting > _WAITING_BYTES and not (
            self._is_wide and self._overflow.used < self._overflow.most
        ):
            self._room.clear()
            # Room that another batch gives back is announced to nobody.
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_AGAIN_SECONDS):
                    await self._room.wait()

    def _count(self, size: int) -> None:
        self._waiting += size
        reserved = max(0, self._waiting - _WAITING_BYTES)
        self._overflow.used += reserved - self._reserved
        self._reserved = reserved
