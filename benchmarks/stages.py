"""What is timed, in the order of the table; every contestant uses these names."""

from typing import Literal, get_args

Stage = Literal[
    "parse",
    "canonicalise document",
    "canonicalise proof options",
    "hash",
    "sign",
    "check signature",
    "serialise",
    "issue",
    "verify",
]
STAGES: tuple[Stage, ...] = get_args(Stage)

# The two that a caller asks for. The others are their parts, timed on their own.
WHOLE: tuple[Stage, ...] = ("issue", "verify")

# No implementation can be faster than its signature: the limit of each whole.
LIMIT_OF: dict[Stage, Stage] = {"issue": "sign", "verify": "check signature"}
