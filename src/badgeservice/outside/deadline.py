"""A connection that ends at a moment, however slowly the other side drips (threat H25).

The time-outs of an HTTP client start anew at every read, so one byte a second would never end.
Here every read, write and handshake gets no more than what is left until the deadline.
"""

import ssl
import threading
from collections.abc import Callable, Iterable
from typing import Any

import httpcore
import httpx


class DeadlineTransport(httpx.HTTPTransport):
    """The usual transport over connections that obey ``backend.end_at``."""

    def __init__(
        self, backend: "DeadlineBackend", *, verify: ssl.SSLContext | bool, max_connections: int
    ) -> None:
        super().__init__(verify=verify, trust_env=False)
        # httpx has no public way to hand in a network backend; its exact version is pinned.
        context = verify if isinstance(verify, ssl.SSLContext) else ssl.create_default_context()
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            max_connections=max_connections,
            max_keepalive_connections=0,
            network_backend=backend,
        )


class DeadlineBackend(httpcore.NetworkBackend):
    """Opens connections for the current thread, which says with ``end_at`` until when.

    ``monotonic`` counts seconds.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._network = httpcore.SyncBackend()
        self._of_thread = threading.local()

    def end_at(self, deadline: float) -> None:
        """End everything this thread does from now on at ``deadline``."""
        self._of_thread.deadline = deadline

    def left(self, timeout: float | None) -> float:
        """Seconds left, no more than ``timeout``; raises ``ReadTimeout`` when there are none."""
        left = float(self._of_thread.deadline) - self._monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the deadline has passed")
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect within what is left."""
        stream = self._network.connect_tcp(
            host, port, self.left(timeout), local_address, socket_options
        )
        return _DeadlineStream(stream, self)


class _DeadlineStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, backend: DeadlineBackend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._backend.left(timeout)
        secured = self._stream.start_tls(ssl_context, server_hostname, left)
        return _DeadlineStream(secured, self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
