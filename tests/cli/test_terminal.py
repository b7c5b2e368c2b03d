"""What a terminal shows, and what a log gets instead."""

import pytest

from badgeservice.cli.terminal import on_output, plain, with_progress


def test_progress_gives_every_item_and_one_line_where_no_terminal_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert list(with_progress(iter("abc"), "Reading", 3)) == ["a", "b", "c"]
    captured = capsys.readouterr()
    assert captured.err == "Reading: 3 of 3\n"
    assert captured.out == ""


def test_a_long_line_is_never_cut_or_wrapped(capsys: pytest.CaptureFixture[str]) -> None:
    plain(on_output(), "x" * 1_000)
    assert capsys.readouterr().out == "x" * 1_000 + "\n"


def test_output_without_a_terminal_has_no_colours(capsys: pytest.CaptureFixture[str]) -> None:
    plain(on_output(), "2 badges http://example.org", style="bold red")
    assert capsys.readouterr().out == "2 badges http://example.org\n"
