"""How a command ends: its exit codes, and how what went wrong is told on standard error."""

import contextlib
import sys
import traceback
from collections.abc import Sequence
from enum import IntEnum
from types import TracebackType
from typing import Any

from typer import Abort, TyperException
from typer.core import TyperGroup

from badgeservice.cli.terminal import on_errors, sentence
from badgeservice.errors import Refusal


class ExitCode(IntEnum):
    """What a shell sees. The first four are the answers of ``verify-file``."""

    DONE = 0
    NOT_AS_IT_SHOULD_BE = 1
    CANNOT_BE_CHECKED = 2
    REFUSED = 3
    USAGE = 64
    OUR_MISTAKE = 70
    INTERRUPTED = 130


class ServiceCommands(TyperGroup):
    """The commands, with our own exit codes: wrong usage must not look like a verdict."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command and end the process with one of ``ExitCode``."""
        try:
            with contextlib.ExitStack() as stack:
                stack.push(_end_for_our_mistake)
                code = super().main(
                    args,
                    prog_name,
                    complete_var,
                    standalone_mode=False,
                    windows_expand_args=windows_expand_args,
                    **extra,
                )
        except Refusal as refusal:
            tell_refusal(refusal)
            code = ExitCode.REFUSED
        except TyperException as fault:
            _tell_usage(fault)
            code = ExitCode.USAGE
        except Abort:
            code = ExitCode.INTERRUPTED
        sys.exit(code if isinstance(code, int) else ExitCode.DONE)


def _end_for_our_mistake(
    kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None
) -> None:
    """End with a code of its own: Python would end with 1, which means "not valid" here."""
    if isinstance(fault, Exception) and not isinstance(fault, (Refusal, TyperException, Abort)):
        traceback.print_exception(fault)
        sys.exit(ExitCode.OUR_MISTAKE)


def tell_refusal(refusal: Refusal, about: str = "") -> None:
    """Say what was refused, every finding, and what to do now."""
    console = on_errors()
    start = f"{about}: " if about else ""
    sentence(console, f"{start}{_ended(refusal.detail)}", style="bold red")
    for finding in refusal.findings:
        where = f"{finding.pointer}: " if finding.pointer else ""
        sentence(console, f"  - {where}{finding.message} [{finding.code}]")
    if refusal.hint:
        sentence(console, f"What to do: {_ended(refusal.hint)}")


def _tell_usage(fault: TyperException) -> None:
    message = fault.format_message()
    if not message:
        # The help was asked for by giving nothing; it has been shown.
        return
    console = on_errors()
    sentence(console, f"Usage: {message}", style="bold red")
    context = getattr(fault, "ctx", None)
    if context is not None:
        sentence(console, f"What to do: run `{context.command_path} --help`.")


def _ended(text: str) -> str:
    ended = text if text.endswith((".", "!", "?", "`")) else f"{text}."
    return ended[:1].upper() + ended[1:]
