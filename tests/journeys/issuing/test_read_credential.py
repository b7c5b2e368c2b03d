"""A kept credential in each of its forms: images are baked anew, from art that is checked once."""

from datetime import UTC, datetime

import pytest

from badgeservice.errors import InvalidRequest, MalformedImage
from badgeservice.journeys.issuing.read_credential import credential_file
from badgeservice.openbadges import baking
from badgeservice.openbadges.art import compose_svg
from badgeservice.openbadges.award import KeptCredential
from openbadges.art.badge_art import an_art

ART = compose_svg(an_art())
OTHER_ART = compose_svg(an_art(ring_text="Zwemmen"))


def kept(document: bytes = b'{"a":1}', token: str | None = "e30.e30.AA") -> KeptCredential:
    return KeptCredential(
        credential_id="urn:uuid:1",
        award_id="1",
        issuer_did="did:web:issuer.example",
        document=document,
        token=token,
        signed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize("form", ["png", "svg"])
def test_each_image_holds_its_own_credential(form: str) -> None:
    documents = [b'{"a":1}', b'{"a":2}', '{"naam":"Zoë"}'.encode()]
    files = [credential_file(kept(document), ART, form) for document in documents]
    assert [baking.unbake(file.body).encode() for file in files] == documents


@pytest.mark.parametrize("form", ["png", "svg"])
def test_each_achievement_has_its_own_image(form: str) -> None:
    ours, other, again = (credential_file(kept(), art, form).body for art in (ART, OTHER_ART, ART))
    assert ours == again != other


def test_the_forms_of_one_drawing_are_not_mixed_up() -> None:
    for _ in range(2):
        assert credential_file(kept(), ART, "png").body.startswith(b"\x89PNG")
        assert credential_file(kept(), ART, "svg").body.startswith(b"<svg")


def test_the_signed_bytes_are_handed_over_as_they_are() -> None:
    assert credential_file(kept(b'{"a": 1}'), ART, "json").body == b'{"a": 1}'
    assert credential_file(kept(), ART, "jwt").body == b"e30.e30.AA"


@pytest.mark.parametrize("form", ["", "PNG", "pdf", "gif"])
def test_an_unknown_form_is_refused(form: str) -> None:
    with pytest.raises(InvalidRequest):
        credential_file(kept(), ART, form)


def test_a_token_that_is_not_kept_is_refused() -> None:
    with pytest.raises(InvalidRequest):
        credential_file(kept(token=None), ART, "jwt")


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_drawing_that_is_none_is_refused_every_time(form: str) -> None:
    for _ in range(2):
        with pytest.raises(MalformedImage):
            credential_file(kept(), "<html/>", form)
