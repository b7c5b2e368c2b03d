"""Real processes that write to a database, to be killed halfway.

Run as a program it imports everything once and then forks a writer for every line it reads; all
writers say on the same pipe what they have done. Imported, it is the other end of that pipe.
"""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from badgeservice.errors import Unavailable
from badgeservice.openbadges.award import Award
from badgeservice.store import Database, open_database
from store.kept import (
    CITY,
    CLUB,
    a_credential,
    a_status_list,
    an_audit_line,
    an_award,
    keep_award,
)

WAIT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a writer: its process id, what it did, and to what."""

    pid: int
    word: str
    rest: tuple[int, ...]


class Yard:
    """The end of the pipe that reads, starts and kills."""

    def __init__(self, program: "subprocess.Popen[bytes]") -> None:
        self._program = program
        self._unread = b""

    def start(self, *order: object) -> None:
        """Fork a writer: ``issue FIRST_NUMBER`` or ``reserve TIMES``."""
        assert self._program.stdin is not None
        self._program.stdin.write(" ".join(map(str, order)).encode() + b"\n")
        self._program.stdin.flush()

    def listen(self) -> Said:
        """Wait for the next line of any writer."""
        assert self._program.stdout is not None
        while b"\n" not in self._unread:
            ready, _, _ = select.select([self._program.stdout], [], [], WAIT_SECONDS)
            assert ready, "no writer says anything any more"
            read = os.read(self._program.stdout.fileno(), 65_536)
            assert read, "the writers are gone"
            self._unread += read
        line, _, self._unread = self._unread.partition(b"\n")
        pid, word, *rest = line.decode().split()
        return Said(int(pid), word, tuple(map(int, rest)))

    def kill(self, pid: int) -> Iterator[Said]:
        """Kill a writer without warning and give what it had still said."""
        os.kill(pid, signal.SIGKILL)
        while (said := self.listen()) != Said(pid, "gone", ()):
            yield said


@contextmanager
def yard(url: str) -> Iterator[Yard]:
    """Open the place where writers are started; nobody is left when the block ends."""
    # It must import what these tests import, from wherever that is.
    program = subprocess.Popen(
        [sys.executable, str(Path(__file__).resolve()), url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,
    )
    with program:
        try:
            yield Yard(program)
        finally:
            # The program leads a group of its own: it and the writers it forked, nobody else.
            os.killpg(program.pid, signal.SIGKILL)


def say(word: str, *rest: int) -> None:
    """Write one line at once: a short write to a pipe is never mixed with that of another."""
    os.write(1, " ".join(map(str, (os.getpid(), word, *rest))).encode() + b"\n")


def issue_for_ever(url: str, number: int) -> None:
    """Keep an award, then its credential, one after the other, and say every step."""
    database = open_database(url)
    while True:
        try:
            position = accept(database, number)
            say("accepted", number, position)
            sign(database, number)
            say("signed", number)
        except Unavailable:
            say("unavailable", number)
        number += 1


def accept(database: Database, number: int) -> int:
    with database.open_store() as store:
        current = store.status_lists.current(CITY, "revocation")
        assert current is not None
        (position,) = store.status_lists.reserve_positions(current, 1)
        say("reserved", number)
        keep_award(store, the_award(number, position))
        store.audit.append(an_audit_line(1, subject=an_award(number).award_id))
        say("awarded", number)
    return position


def sign(database: Database, number: int) -> None:
    with database.open_store() as store:
        store.credentials.keep(a_credential(number))
        say("kept", number)
        store.awards.mark_signed(CLUB, an_award(number).award_id)
        say("marked", number)


def the_award(number: int, position: int) -> Award:
    return an_award(number, status_position=position)


def reserve(url: str, times: int) -> None:
    """Take positions one by one and, every tenth time, five at once."""
    database = open_database(url)
    for turn in range(times):
        with database.open_store() as store:
            count = 5 if turn % 10 == 0 else 1
            positions = store.status_lists.reserve_positions(a_status_list(), count)
        say("took", *positions)


def main(url: str) -> None:
    """Fork a writer for every order, and say when one is gone."""
    for order in sys.stdin:
        what, number = order.split()
        if os.fork() == 0:
            {"issue": issue_for_ever, "reserve": reserve}[what](url, int(number))
            os._exit(0)
        if what == "issue":
            gone, _ = os.wait()
            os.write(1, f"{gone} gone\n".encode())


if __name__ == "__main__":
    main(sys.argv[1])
