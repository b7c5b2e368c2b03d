"""One process that listens: the web application behind a socket of its own."""

import os
import signal
import socket
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

import uvicorn

from badgeservice.app import create_app
from badgeservice.cli.certifying import TlsFiles
from badgeservice.errors import Unavailable
from badgeservice.journeys.conforming.mode import Conformance
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.settling import settle

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


def claim_beside(claimed: socket.socket) -> list[socket.socket]:
    """The same port at the other address of this machine; nothing when it cannot be had.

    ``localhost`` may mean either of the two.
    """
    try:
        port = claimed.getsockname()[1]
        return [socket.create_server(("::1", port), family=socket.AF_INET6, backlog=2048)]
    except OSError:
        return []


def listen(
    parts: Parts,
    claimed: socket.socket,
    *,
    beside: Sequence[socket.socket] = (),
    conformance: Conformance | None = None,
    tls: TlsFiles | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM; requests that are under way are finished first.

    No access log and no server header: a log line would hold what people look at (P-18). uvicorn
    reads no forwarded headers, which it would believe of this machine: ``web.addresses`` does.
    """
    config = uvicorn.Config(
        create_app(parts, conformance),
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.private_key if tls else None,
    )
    signal.signal(signal.SIGTERM, _stop)
    with suppress(KeyboardInterrupt):
        # uvicorn shuts down in order, and then repeats the signal that asked for it.
        settle()
        uvicorn.Server(config).run(sockets=[claimed, *beside])


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
