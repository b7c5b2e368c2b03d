"""Hosts on loopback with certificates of their own: sound ones and ones that mean harm."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Script = Callable[[ssl.SSLSocket], None]


def a_certificate(
    folder: Path, *, host: str = "host.example", ends_in_days: int = 1
) -> tuple[Path, ssl.SSLContext]:
    """A key with its certificate in one file, and a context that trusts nothing but it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=9))
        .not_valid_after(now + timedelta(days=ends_in_days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "host.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return pem, ssl.create_default_context(
        cadata=certificate.public_bytes(serialization.Encoding.PEM).decode()
    )


def sending(*parts: bytes) -> Script:
    """Send these bytes, then hang up."""

    def script(connection: ssl.SSLSocket) -> None:
        for part in parts:
            connection.sendall(part)

    return script


def sending_for_ever(opening: bytes, part: bytes) -> Script:
    """Send the opening and then the same bytes again and again, until nobody listens."""

    def script(connection: ssl.SSLSocket) -> None:
        connection.sendall(opening)
        while True:
            connection.sendall(part)

    return script


def saying_nothing(connection: ssl.SSLSocket) -> None:
    """Wait until the other side hangs up."""
    connection.recv(1)


@contextmanager
def a_host(pem: Path, script: Script) -> Iterator[int]:
    """Serve the script to everybody who connects; gives the port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve_one(plain: socket.socket) -> None:
            with (
                suppress(OSError),
                plain,
                context.wrap_socket(plain, server_side=True) as connection,
            ):
                connection.settimeout(20)
                connection.recv(4_096)
                script(connection)

        def serve() -> None:
            with suppress(OSError):
                while True:
                    plain, _ = listening.accept()
                    threading.Thread(target=serve_one, args=(plain,), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]
        # Closing alone does not wake who waits in accept().
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)


@contextmanager
def a_plain_host(answer: bytes) -> Iterator[int]:
    """Send an answer to the first who connects, without TLS; gives the port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                plain, _ = listening.accept()
                with plain:
                    plain.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]
