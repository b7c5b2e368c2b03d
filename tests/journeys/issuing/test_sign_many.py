"""Signing an order: the same here and from a sealed order, and a key that shows itself nowhere."""

from datetime import timedelta
from typing import Any

import pytest

from badgeservice.errors import NotConformant, SelfCheckFailed
from badgeservice.journeys.issuing.sign_many import (
    Desk,
    KeyOnItsWay,
    Order,
    Slip,
    seal,
    sign_sealed,
)
from badgeservice.openbadges.bulk import SignedForms
from journeys.issuing.test_look_again import KEYS, PUBLISHED, STRANGERS, _signer, forms_of
from openbadges.test_bulk import ACHIEVEMENT, ADDRESSES, ISSUER, NOON, an_award

ORDER = Order(ACHIEVEMENT, ISSUER, ADDRESSES, PUBLISHED, (("list-1", 131_072),), NOON)
PROOF_KEY, TOKEN_KEY = (_signer(KEYS[name], name) for name in ("Ed25519", "P-256"))


def a_slip(number: int, **changes: Any) -> Slip:
    award = an_award(number, **changes)
    names = Slip.__dataclass_fields__
    return Slip(**{name: getattr(award, name) for name in names})


def sealed(*keys: Any) -> bytes:
    written = seal(ORDER, *keys)
    assert written is not None
    return written


@pytest.mark.parametrize("token_key", [TOKEN_KEY, None], ids=["with token", "without"])
def test_a_sealed_order_is_signed_as_it_is_signed_here(token_key: Any) -> None:
    slips = [a_slip(1), a_slip(2, narrative="Goed"), a_slip(3)]
    here = Desk(ORDER, PROOF_KEY, token_key).sign(slips)
    assert sign_sealed(sealed(PROOF_KEY, token_key), slips) == here
    assert [one.token is None for one in here] == [token_key is None] * 3
    assert here[1] == forms_of(
        an_award(2, narrative="Goed"), **({} if token_key else {"token_key": None})
    )


def test_the_next_order_is_not_signed_with_the_keys_of_the_last() -> None:
    sign_sealed(sealed(PROOF_KEY, TOKEN_KEY), [a_slip(1)])
    stranger = _signer(STRANGERS["Ed25519"], "Ed25519")
    with pytest.raises(SelfCheckFailed):
        sign_sealed(sealed(stranger, TOKEN_KEY), [a_slip(1)])


@pytest.mark.parametrize("wrong", [0, 1, 2])
def test_one_award_that_begins_tomorrow_is_found_wherever_it_stands(wrong: int) -> None:
    tomorrow = {"awarded_at": NOON + timedelta(days=1)}
    slips = [a_slip(n, **(tomorrow if n == wrong else {})) for n in range(3)]
    with pytest.raises(SelfCheckFailed):
        Desk(ORDER, PROOF_KEY, TOKEN_KEY).sign(slips)


@pytest.mark.parametrize("wrong", [0, 1, 2])
def test_one_text_that_cannot_be_signed_refuses_all(wrong: int) -> None:
    slips = [a_slip(n, narrative="a\x07" if n == wrong else None) for n in range(3)]
    with pytest.raises(NotConformant):
        Desk(ORDER, PROOF_KEY, TOKEN_KEY).sign(slips)


def test_one_that_was_signed_wrongly_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(ORDER, PROOF_KEY, TOKEN_KEY)
    original = desk._signer.sign
    swapped = forms_of(an_award(7))
    monkeypatch.setattr(
        desk._signer,
        "sign",
        lambda award: swapped if award.status_position == 2 else original(award),
    )
    assert desk.sign([a_slip(1), a_slip(3)])
    with pytest.raises(SelfCheckFailed):
        desk.sign([a_slip(1), a_slip(2), a_slip(3)])


def test_a_key_that_cannot_leave_its_place_seals_no_order() -> None:
    class Elsewhere:
        algorithm, public_key = KEYS["P-256"].algorithm, KEYS["P-256"].public_key
        sign = KEYS["P-256"].sign

    hidden: Any = _signer(Elsewhere(), "P-256")  # type: ignore[arg-type]
    assert seal(ORDER, hidden, None) is None
    assert seal(ORDER, PROOF_KEY, hidden) is None


def test_a_key_on_its_way_does_not_show_itself() -> None:
    shown = repr(KeyOnItsWay(b"\x30secret", "did:x#k", "https://x"))
    assert "secret" not in shown
    assert isinstance(forms_of(an_award(1)), SignedForms)
