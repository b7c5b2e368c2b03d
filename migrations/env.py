"""How Alembic runs a migration: on a connection that is handed in, in one transaction."""

from alembic import context
from sqlalchemy import Connection

from badgeservice.store.engines import make_engine
from badgeservice.store.migration import migrating
from badgeservice.store.tables import metadata


def run_on(connection: Connection) -> None:
    """Run the wanted migrations; SQLite, too, takes all of them back when one fails."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transactional_ddl=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


handed_in = context.config.attributes.get("connection")
if handed_in is not None:
    run_on(handed_in)
else:
    # From the command line of Alembic, to draft a new migration: alembic -x url=sqlite:///FILE …
    address = context.get_x_argument(as_dictionary=True)["url"]
    with make_engine(str(address)).connect() as fresh, migrating(fresh):
        run_on(fresh)
