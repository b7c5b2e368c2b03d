"""A mail server of a few lines on this machine: it keeps what it is told, and answers as told."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

_USUAL = {"data": "354 go on", "quit": "221 goodbye"}


@dataclass
class Spoken:
    """What was said to the server, and where it listens."""

    port: int = 0
    commands: list[str] = field(default_factory=list)
    message: bytes = b""


@contextmanager
def smtp_server(answers: Mapping[str, str] = {}) -> Iterator[Spoken]:
    """Serve one conversation; ``answers`` replaces the answer to a command by its first word."""
    spoken = Spoken()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        spoken.port = listening.getsockname()[1]
        thread = Thread(target=_converse, args=(listening, answers, spoken), daemon=True)
        thread.start()
        yield spoken
        thread.join(timeout=10)


def _converse(listening: socket.socket, answers: Mapping[str, str], spoken: Spoken) -> None:
    connection, _ = listening.accept()
    with connection, connection.makefile("rwb") as lines:

        def say(text: str) -> None:
            lines.write(f"{text}\r\n".encode())
            lines.flush()

        say(answers.get("connect", "220 here"))
        for raw in lines:
            command = raw.decode().strip()
            word = command.split(" ")[0].split(":")[0].lower()
            spoken.commands.append(command)
            say(answers.get(word, _USUAL.get(word, "250 fine")))
            if word == "data":
                spoken.message = _read_message(lines)
                say(answers.get("message", "250 taken"))
            if word == "quit":
                return


def _read_message(lines: object) -> bytes:
    message = b""
    for raw in lines:  # type: ignore[attr-defined]
        if raw == b".\r\n":
            break
        message += raw
    return message
