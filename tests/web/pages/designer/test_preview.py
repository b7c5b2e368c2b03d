"""The picture of a design: only for whoever designs, only what we draw, and kept nowhere."""

import pytest

from people.browsing import Town
from web.pages.designer.filling import desk

GOOD = {
    "shape": "shield",
    "colour": "#0b5c6b",
    "accent": "#f2b84b",
    "pictogram": "star",
    "ring": "Teamspeler",
}


@pytest.mark.parametrize(
    "changes",
    [
        {"shape": "square"},
        {"colour": "red"},
        {"colour": "#0b5c6b;"},
        {"accent": ""},
        {"pictogram": "../../etc/passwd"},
        {"ring": "x" * 65},
        {"ring": "W" * 64},
        {"ring": "<script>"},
        {"ring": "Team\u202e"},
        {"ring": "\u5b57"},
        {"width": "2048"},
    ],
)
def test_what_cannot_be_drawn_is_refused(town: Town, changes: dict[str, str]) -> None:
    club = town.signed_in(did=town.site.club.did)
    answer = club.client.get(f"{desk()}/preview.png", params={**GOOD, **changes})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_choice_that_is_missing_or_there_twice_is_refused(town: Town) -> None:
    club = town.signed_in(did=town.site.club.did)
    for pairs in (list(GOOD.items())[1:], [*GOOD.items(), ("shape", "circle")]):
        assert club.client.get(f"{desk()}/preview.png", params=pairs).status_code == 400


def test_the_picture_is_drawn_and_kept_by_nobody(town: Town) -> None:
    club = town.signed_in(did=town.site.club.did)
    answer = club.client.get(f"{desk()}/preview.png", params=GOOD)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    # Width and height in the header of the image (PNG, IHDR).
    assert [int.from_bytes(answer.content[at : at + 4]) for at in (16, 20)] == [320, 320]
