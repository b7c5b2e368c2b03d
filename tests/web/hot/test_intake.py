"""How much of a batch is let in: what is being worked on, and more only for who does not read."""

import asyncio
from typing import Any

import pytest
from starlette.requests import ClientDisconnect

from badgeservice.errors import TooLarge
from badgeservice.web.hot.intake import Intake, Overflow
from badgeservice.web.hot.output import Output
from web.hot.talking import talk

PIECE = 65_536
MOST = 64 * PIECE


class Sender:
    """Sends pieces as fast as they are taken, and counts them."""

    def __init__(self, pieces: int, size: int = PIECE) -> None:
        self.left = pieces
        self.taken = 0
        self._size = size

    async def receive(self) -> Any:
        if self.left == 0:
            await asyncio.Event().wait()
        self.left -= 1
        self.taken += 1
        return {"type": "http.request", "body": b"x" * self._size, "more_body": self.left > 0}


async def settle() -> None:
    """Let everything that can go on go on."""
    for _ in range(500):
        await asyncio.sleep(0)


def test_no_more_is_taken_than_is_worked_on() -> None:
    async def conversation() -> None:
        sender = Sender(60)
        intake = Intake(sender.receive, MOST, Overflow(MOST))
        await settle()
        waiting = sender.taken
        assert waiting < 8
        for worked_on in range(1, 20):
            assert len(await intake.next_piece() or b"") == PIECE
            await settle()
            assert sender.taken == waiting + worked_on
        await intake.close()

    talk(conversation)


def test_for_who_does_not_read_more_is_let_in() -> None:
    async def conversation() -> None:
        sender, overflow = Sender(60), Overflow(MOST)
        intake = Intake(sender.receive, MOST, overflow)
        intake.open_wide(True)
        await settle()
        assert sender.taken == 60
        assert overflow.used > 50 * PIECE
        intake.open_wide(False)
        for _ in range(60):
            assert await intake.next_piece()
        assert await intake.next_piece() is None
        assert overflow.used == 0
        await intake.close()

    talk(conversation)


def test_together_they_have_one_overflow_which_is_given_back() -> None:
    async def conversation() -> None:
        overflow = Overflow(10 * PIECE)
        senders = [Sender(60), Sender(60)]
        intakes = [Intake(one.receive, MOST, overflow) for one in senders]
        for intake in intakes:
            intake.open_wide(True)
        await settle()
        assert overflow.used <= 12 * PIECE
        assert sum(sender.taken for sender in senders) < 24
        for intake in intakes:
            await intake.close()
        assert overflow.used == 0

    talk(conversation)


def test_a_large_message_is_taken_apart() -> None:
    async def conversation() -> None:
        intake = Intake(Sender(1, 3 * PIECE + 5).receive, MOST, Overflow(MOST))
        sizes = [len(await intake.next_piece() or b"") for _ in range(4)]
        assert sizes == [PIECE, PIECE, PIECE, 5]
        assert await intake.next_piece() is None
        await intake.close()

    talk(conversation)


def test_past_the_limit_it_is_refused_after_what_came_before() -> None:
    async def conversation() -> None:
        sender = Sender(4)
        intake = Intake(sender.receive, 2 * PIECE, Overflow(MOST))
        assert len(await intake.next_piece() or b"") == PIECE
        assert len(await intake.next_piece() or b"") == PIECE
        with pytest.raises(TooLarge):
            await intake.next_piece()
        assert sender.taken == 3
        await intake.close()

    talk(conversation)


def test_who_is_gone_is_seen_while_work_goes_on() -> None:
    async def conversation() -> None:
        said: asyncio.Queue[Any] = asyncio.Queue()
        intake = Intake(said.get, MOST, Overflow(MOST))
        said.put_nowait({"type": "http.request", "body": b"x", "more_body": False})
        assert await intake.next_piece() == b"x"
        assert not intake.is_gone
        said.put_nowait({"type": "http.disconnect"})
        await settle()
        assert intake.is_gone
        with pytest.raises(ClientDisconnect):
            await intake.next_piece()
        await intake.close()

    talk(conversation)


def test_a_failure_of_the_connection_is_not_waited_for() -> None:
    async def conversation() -> None:
        async def receive() -> Any:
            raise OSError("kanarie")

        intake = Intake(receive, MOST, Overflow(MOST))
        with pytest.raises(OSError, match="kanarie"):
            await intake.next_piece()
        await intake.close()

    talk(conversation)


def test_who_sends_everything_before_reading_is_let_in() -> None:
    """A client that would wait for us while we wait for it."""

    async def conversation() -> None:
        takes = asyncio.Event()
        answered: list[bytes] = []

        async def send(message: Any) -> None:
            await takes.wait()
            answered.append(message.get("body", b""))

        sender = Sender(60)
        intake = Intake(sender.receive, MOST, Overflow(MOST))
        output = Output(send, "application/x-ndjson", intake.open_wide, patience_seconds=0)
        output.add({"a": 1})
        answering = asyncio.create_task(output.flush())
        while sender.left:
            await asyncio.sleep(0)
        takes.set()
        await answering
        assert answered == [b'{"a":1}\n']
        await intake.close()

    talk(conversation)


def test_sending_that_takes_long_is_told_and_so_is_its_end() -> None:
    async def conversation() -> None:
        told: list[bool] = []
        taken: list[bytes] = []

        async def send(message: Any) -> None:
            while not told and message["type"] == "http.response.body":
                await asyncio.sleep(0)
            taken.append(message.get("body", b""))

        output = Output(send, "application/x-ndjson", told.append, patience_seconds=0)
        await output.begin()
        output.add({"a": 1})
        await output.flush()
        assert told == [True, False]
        assert taken == [b"", b'{"a":1}\n']
        await output.flush()
        assert len(taken) == 2
        await output.end()
        assert told[:2] == [True, False]

    talk(conversation)


def test_sending_that_is_done_at_once_is_not_told() -> None:
    async def conversation() -> None:
        told: list[bool] = []

        async def send(message: Any) -> None:
            await asyncio.sleep(0)

        output = Output(send, "application/x-ndjson", told.append, patience_seconds=3_600)
        for number in range(3):
            output.add({"a": number})
            await output.flush()
        await output.end()
        assert told == []

    talk(conversation)
