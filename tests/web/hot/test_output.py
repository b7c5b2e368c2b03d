"""Lines that are sent: who does not read them is waited for, and not for ever."""

import asyncio

import pytest
from starlette.requests import ClientDisconnect

from badgeservice.web.hot.output import Output


async def _never(_message: object) -> None:
    await asyncio.Event().wait()


def test_who_never_reads_is_taken_to_be_gone() -> None:
    told: list[bool] = []
    output = Output(
        _never, "application/x-ndjson", told.append, patience_seconds=0.001, longest_seconds=0.02
    )
    output.add({"index": 0})

    async def flush() -> None:
        with pytest.raises(ClientDisconnect):
            await output.flush()

    asyncio.run(flush())
    assert told == [True, False]
