"""One process that listens: the web application behind a socket of its own."""

import os
import signal
import socket
from contextlib import suppress
from types import FrameType

import uvicorn

from badgeservice.app import create_app
from badgeservice.errors import Unavailable
from badgeservice.journeys.parts import Parts

_GRACE_SECONDS = 10


def claim_port(host: str, port: int) -> socket.socket:
    """Take the port at once, before any work is done; refuses ``Unavailable`` when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as fault:
        # The number of a name that was not found is not one of the system's.
        why = "no such address"
        if fault.errno and not isinstance(fault, socket.gaierror):
            why = os.strerror(fault.errno)
        detail = f"Port {port} on {host} cannot be used: {why}."
        hint = "Stop what uses it, or choose another one with --port."
        raise Unavailable(detail, hint=hint) from fault


def listen(parts: Parts, claimed: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM; requests that are under way are finished first.

    No access log and no server header: a log line would hold what people look at (P-18).
    """
    config = uvicorn.Config(
        create_app(parts),
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    signal.signal(signal.SIGTERM, _stop)
    with suppress(KeyboardInterrupt):
        # uvicorn shuts down in order, and then repeats the signal that asked for it.
        uvicorn.Server(config).run(sockets=[claimed])


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
