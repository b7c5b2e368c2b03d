"""The ``badgeservice`` command: every subcommand, one module per group."""

from typing import Annotated

import typer

from badgeservice import __version__
from badgeservice.cli.achievements import achievements_app
from badgeservice.cli.city import city_app, issuers_app
from badgeservice.cli.demo.command import demo_command
from badgeservice.cli.exits import ServiceCommands
from badgeservice.cli.issue_file import issue_file_command
from badgeservice.cli.jose import jose_app
from badgeservice.cli.keys import app as keys_app
from badgeservice.cli.running import migrate_command, serve_command, work_command
from badgeservice.cli.shared_achievements import adopt_command, catalogue_command
from badgeservice.cli.skills import skills_app
from badgeservice.cli.verify_file import verify_file_command

app = typer.Typer(
    name="badgeservice",
    cls=ServiceCommands,
    help="Issue and verify Open Badges 3.0 for a learning city.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"badgeservice {__version__}")
        raise typer.Exit


@app.callback()
def _service(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="And stop.")
    ] = False,
) -> None:
    pass


app.command("demo")(demo_command)
app.command("serve")(serve_command)
app.command("work")(work_command)
app.command("migrate")(migrate_command)
app.command("issue-file")(issue_file_command)
app.command("verify-file")(verify_file_command)
achievements_app.command("catalogue")(catalogue_command)
achievements_app.command("adopt")(adopt_command)
app.add_typer(city_app, name="city")
app.add_typer(issuers_app, name="issuers")
app.add_typer(achievements_app, name="achievements")
app.add_typer(keys_app, name="keys")
app.add_typer(skills_app, name="skills")
app.add_typer(jose_app, name="jose")

__all__ = ["app"]
