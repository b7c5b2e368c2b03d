"""From pydantic's errors to findings."""

import pytest
from pydantic import BaseModel, ValidationError

from badgeservice.web.findings import findings_of, pointer_of


class Shape(BaseModel, strict=True):
    size: int


@pytest.mark.parametrize(
    ("location", "pointer"),
    [((), ""), (("a", 0, "b"), "/a/0/b"), (("a/b", "~c"), "/a~1b/~0c"), (("",), "/")],
)
def test_a_location_becomes_a_json_pointer(location: tuple[str | int, ...], pointer: str) -> None:
    assert pointer_of(location) == pointer


@pytest.mark.parametrize("value", ["12", 1.0, True, None, [1], {"a": 1}])
def test_a_wrong_value_is_told_without_the_value(value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Shape.model_validate({"size": value})
    (finding,) = findings_of(caught.value.errors(), place="body")
    assert (finding.code, finding.pointer) == ("body.type", "/size")
    assert finding.message == "Use a whole number."


def test_an_error_we_have_no_words_for_still_says_nothing_of_the_value() -> None:
    error = {"type": "something_new", "loc": ("x",), "msg": "geheim", "input": "geheim"}
    (finding,) = findings_of([error], place="query")
    assert finding.code == "query.value"
    assert "geheim" not in finding.message
