"""Accept: which form is liked best (RFC 9110 section 12.5.1)."""

import pytest

from badgeservice.web.negotiation import preferred, prefers_html
from served import BROWSER

OFFERED = ("application/ld+json", "application/json", "text/html")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/ld+json"),
        ("", "application/ld+json"),
        ("*/*", "application/ld+json"),
        (BROWSER, "text/html"),
        ("application/json", "application/json"),
        ("application/*", "application/ld+json"),
        ("text/*;q=0.9, application/json;q=0.8", "text/html"),
        ("application/json;q=0.5, text/html;q=0.6", "text/html"),
        ("*/*, application/ld+json;q=0", "application/json"),
        ("application/*;q=0, */*;q=0.1", "text/html"),
        ("APPLICATION/JSON", "application/json"),
        ('application/ld+json;profile="x";q=0.3, application/json;q=0.2', "application/ld+json"),
        ("application/json;q=0.000, text/html;q=0.001", "text/html"),
        ("nonsense, text/html", "text/html"),
    ],
)
def test_the_type_with_the_highest_weight_is_chosen(accept: str | None, chosen: str) -> None:
    assert preferred(accept, OFFERED) == chosen


@pytest.mark.parametrize(
    "accept",
    [
        "image/png",
        "*/*;q=0",
        "text/html;q=0",
        "text/html;q=1.5",
        "text/html;q=-1",
        "text/html;q=nan",
        "text/html;q=1e0",
        "*",
        "html",
        "/",
        ",",
        ";q=1",
        "text/",
    ],
)
def test_nothing_is_chosen_when_nothing_is_accepted(accept: str) -> None:
    assert preferred(accept, OFFERED) is None


def test_a_thousand_ranges_cost_no_more_than_fifty() -> None:
    accept = ", ".join(["image/x"] * 1_000 + ["text/html"])
    assert preferred(accept, OFFERED) is None


@pytest.mark.parametrize(
    ("accept", "is_page"),
    [(BROWSER, True), ("text/html", True), ("*/*", False), (None, False), ("image/png", False)],
)
def test_only_who_asks_for_html_gets_a_page(accept: str | None, is_page: bool) -> None:
    assert prefers_html(accept) is is_page
