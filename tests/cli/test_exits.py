"""How commands end: codes that mean one thing, and refusals that say everything."""

import pytest
import typer
from typer.testing import CliRunner

from badgeservice.cli.exits import ExitCode, ServiceCommands, tell_refusal
from badgeservice.errors import Finding, InvalidRequest, Refusal
from command_line import run


def ending_with(fault: BaseException) -> typer.Typer:
    app = typer.Typer(cls=ServiceCommands, pretty_exceptions_enable=False)

    @app.command()
    def one() -> None:
        raise fault

    @app.command()
    def other() -> None:
        pass

    return app


def code_of(fault: BaseException) -> int:
    return CliRunner().invoke(ending_with(fault), ["one"]).exit_code


@pytest.mark.parametrize(
    "arguments",
    [
        ("unknown",),
        ("--unknown",),
        ("verify-file",),
        ("verify-file", "x", "--policy", "lax"),
        ("demo", "--port", "0"),
        ("demo", "--port", "65536"),
        ("demo", "--port", "http"),
        ("work", "--every", "0"),
        ("keys", "unknown"),
        ("keys", "make"),
        ("keys", "make", "club", "--algorithm", "RSA-1024"),
        ("keys", "api-key"),
        ("keys", "api-key", "--city", "--issuer", "club"),
        ("issue-file", "x.csv"),
        ("issuers", "admit", "club", "--name", "x", "--url", "x", "--kind", "club"),
    ],
)
def test_wrong_usage_never_looks_like_a_verdict(arguments: tuple[str, ...]) -> None:
    said = run(*arguments)
    assert said.code == ExitCode.USAGE
    assert said.out == ""
    assert said.err.startswith("Usage: ")
    assert "--help`" in said.err


@pytest.mark.parametrize("arguments", [(), ("keys",), ("issuers",), ("city",)])
def test_a_command_without_its_subcommand_shows_its_help(arguments: tuple[str, ...]) -> None:
    said = run(*arguments)
    assert said.code == ExitCode.USAGE
    assert "Commands" in said.out
    assert said.err == ""


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("keys", "make", "--help")])
def test_help_and_version_end_well(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).code == 0


def test_a_mistake_of_ours_does_not_look_like_an_invalid_badge() -> None:
    done = CliRunner().invoke(ending_with(KeyError("ours")), ["one"])
    assert done.exit_code == ExitCode.OUR_MISTAKE
    assert "KeyError" in done.stderr


def test_an_interrupted_command_does_not_look_like_an_invalid_badge() -> None:
    assert code_of(KeyboardInterrupt()) == ExitCode.INTERRUPTED
    assert code_of(typer.Abort()) == ExitCode.INTERRUPTED


def test_a_code_that_a_command_chooses_is_kept() -> None:
    assert code_of(typer.Exit(ExitCode.CANNOT_BE_CHECKED)) == 2


def test_a_command_that_is_done_ends_with_zero() -> None:
    assert CliRunner().invoke(ending_with(Refusal("x")), ["other"]).exit_code == 0


def test_a_refusal_is_told_with_every_finding_and_what_to_do() -> None:
    findings = [Finding("a.b", "/x", "X is wrong."), Finding("a.c", "", "All is wrong.")]
    refusal = InvalidRequest("this is refused", hint="do something", findings=findings)
    done = CliRunner().invoke(ending_with(refusal), ["one"])
    assert done.exit_code == ExitCode.REFUSED
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "This is refused.",
        "  - /x: X is wrong. [a.b]",
        "  - All is wrong. [a.c]",
        "What to do: Do something.",
    ]


def test_a_refusal_can_say_what_it_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    tell_refusal(Refusal("It is not there."), "row 7")
    assert capsys.readouterr().err == "row 7: It is not there.\n"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("\x1b[2Jgone", "\ufffd[2Jgone"),
        ("\x1b]0;title\x07", "\ufffd]0;title\ufffd"),
        ("over\rwritten", "over\ufffdwritten"),
        ("\u202egnp.exe", "\ufffdgnp.exe"),
        ("[bold]no markup[/bold] :smile:", "[bold]no markup[/bold] :smile:"),
    ],
)
def test_text_of_strangers_cannot_command_the_terminal(
    text: str, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_refusal(Refusal("No.", findings=[Finding("a.b", "", text)]))
    assert printed in capsys.readouterr().err
