"""What a test does when its peer is not installed."""

import os
from typing import NoReturn

import pytest


def go_without(fault: str) -> NoReturn:
    """Skip, saying what to install; fail instead where ``BADGESERVICE_REQUIRE_PEERS`` is 1."""
    if os.environ.get("BADGESERVICE_REQUIRE_PEERS") == "1":
        pytest.fail(fault)
    pytest.skip(fault)
