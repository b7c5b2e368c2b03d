"""What a name may hold."""

import pytest

from badgeservice.openbadges.plain_text import has_unseen, is_mail_address


@pytest.mark.parametrize(
    "text", ["a\u202eb", "\u2066x", "\x07", "\x7f", "a\u200bb", "\ufeff", "\ue000", "\u2028"]
)
def test_what_cannot_be_seen_is_found(text: str) -> None:
    assert has_unseen(text)


@pytest.mark.parametrize("text", ["José", "Zoë", "’t Hart", "👨‍👩‍👧", "नमस्ते", "regel\nregel", ""])
def test_names_of_people_may_be_written(text: str) -> None:
    assert not has_unseen(text)


def test_a_line_end_has_no_place_in_a_name() -> None:
    assert has_unseen("a\nb", allowed="")


@pytest.mark.parametrize(
    "text", ["", "nope", "a@", "@b", "a b@c", "a@b\r\nBcc: x@y", "<a@b>", "a@b,c@d", "a@b@c"]
)
def test_what_is_no_mail_address_is_refused(text: str) -> None:
    assert not is_mail_address(text)


@pytest.mark.parametrize("text", ["a@b.example", "jan.de-vries+club@oss.example", "o'neil@x.nl"])
def test_a_mail_address_is_taken(text: str) -> None:
    assert is_mail_address(text)
