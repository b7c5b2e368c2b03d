"""What a terminal shows: text that is never read as markup, and progress of long work.

Where no terminal is, as in a log or a pipe, there are no colours and no moving lines.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

_WIDTH_WITHOUT_TERMINAL = 200

T = TypeVar("T")


def on_output() -> Console:
    """Standard output: what was asked for."""
    return _console(stderr=False)


def on_errors() -> Console:
    """Standard error: what went wrong, and what is only for people to see."""
    return _console(stderr=True)


def plain(console: Console, text: str, style: str = "") -> None:
    """Print text as it is: not wrapped, and never read as markup or as terminal commands."""
    console.print(shown(text, style), highlight=False, soft_wrap=True)


def sentence(console: Console, text: str, style: str = "") -> None:
    """Print text to read: in a terminal its lines end between words."""
    console.print(shown(text, style), highlight=False, soft_wrap=not console.is_terminal)


def shown(text: str, style: str = "") -> Text:
    """Text of anybody, made harmless: a badge of a stranger may hold escape sequences."""
    return Text("".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text), style=style)


def with_progress(items: Iterable[T], title: str, total: int) -> Iterator[T]:
    """Give the items one by one and show how far it is, "12/30"; in a log one line at the end."""
    console = on_errors()
    if not console.is_terminal:
        yield from items
        plain(console, f"{title}: {total} of {total}")
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    )
    with bar:
        task = bar.add_task(title, total=total)
        for item in items:
            yield item
            bar.advance(task)


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr)
    if console.is_terminal:
        return console
    return Console(stderr=stderr, width=_WIDTH_WITHOUT_TERMINAL)
