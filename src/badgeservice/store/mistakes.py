"""What is wrong with us or our database and not with what was asked; nobody asks again."""


class UnsafeDatabase(RuntimeError):
    """The database is set up so that a confirmed transaction can be lost; start-up stops."""


class BrokenRule(RuntimeError):
    """Something was written that breaks a rule of the tables, such as a link to nothing.

    It names the rule only: what PostgreSQL says holds the whole row, with what is personal in it.
    """
