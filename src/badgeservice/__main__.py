"""``python -m badgeservice`` is the ``badgeservice`` command."""

from badgeservice.cli import app

if __name__ == "__main__":
    app(prog_name="badgeservice")
