"""The code of the one finding with which an image is refused."""

from collections.abc import Callable

import pytest

from badgeservice.errors import MalformedImage


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(MalformedImage) as caught:
        action()
    return caught.value.findings[0].code
