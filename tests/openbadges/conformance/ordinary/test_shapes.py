"""Tables made from the model: complete, and never more lenient than the model is."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from badgeservice.openbadges.conformance.ordinary.shapes import ANYTHING, Rule, Shape, make_shape
from badgeservice.openbadges.model import (
    Achievement,
    AchievementCredential,
    AchievementSubject,
    Address,
    Alignment,
    CredentialStatus,
    GeoCoordinates,
    IdentityObject,
    Image,
    Profile,
    RefreshService,
    Result,
)
from openbadges.conformance.full_badges import full_badge

# What no ordinary badge has, or what is judged elsewhere.
WITHOUT_RULE = {"@context", "endorsementJwt"}

TEXTS = (
    *("", "x", "x y", "x\n", "x\u00a0y", "x\x1c", "é", "ext:a", "ext:", "xext:a", "12", "01", "+1"),
    *("١٢", "https://x.example", "https://x.example/\n", "https://x.example/é", "urn:x y", "x:"),
    *("2026-03-01T10:00:00Z", "2026-03-01T10:00:00", "2026-02-30T10:00:00Z", "2026-03-01"),
    *("2026-03-01T24:00:00Z", "2026-02-30", "2026-03-01\n", "0000-01-01T00:00:00Z", "nl", "nl-NL"),
    *("NL", "nl-nl", "nl\n", "Image", "Profile", "Badge", "Completed", "emailAddress", "CFItem"),
)
OTHERS: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2**60, 1.5, float("inf"), float("nan"), [], ["x"], [None], [[]]),
    *({}, {"id": "urn:x"}, ["Profile"], ["Profile", "x y"], ["Profile", 1], ["Alignment"], [1]),
)
MEMBERS: tuple[tuple[type[BaseModel], dict[str, Any]], ...] = (
    (Achievement, full_badge()["credentialSubject"]["achievement"]),
    (AchievementCredential, full_badge()),
    (AchievementSubject, full_badge()["credentialSubject"]),
    (Address, full_badge()["issuer"]["address"]),
    (Alignment, full_badge()["credentialSubject"]["achievement"]["alignment"][0]),
    (CredentialStatus, {"type": "x", "statusSize": 1, "statusListIndex": "1"}),
    (GeoCoordinates, {"type": "GeoCoordinates", "latitude": 1, "longitude": 1.5}),
    (IdentityObject, full_badge()["credentialSubject"]["identifier"][0]),
    (Image, {"id": "urn:x", "type": "Image", "caption": "x"}),
    (Profile, full_badge()["issuer"]),
    (RefreshService, {"id": "urn:x", "type": "x"}),
    (Result, full_badge()["credentialSubject"]["result"][0]),
)


def name_of(one: object) -> str:
    return getattr(one, "__name__", "members")


def lets_through(rule: Rule, value: Any) -> bool:
    """What the quick pass asks of a rule about one value."""
    if isinstance(value, str):
        return rule.text is not None and bool(rule.text(value))
    if isinstance(value, dict):
        # Objects are walked; here it only matters that there may be one at all.
        return False
    if isinstance(value, list):
        if rule.types is not None:
            return rule.types(value)
        return rule.is_many and value != [] and all(lets_through(rule, one) for one in value)
    if not isinstance(value, bool | int | float):
        return False
    return rule.number is not None and rule.number(value)


def fits(model: type[BaseModel], value: object) -> bool:
    try:
        model.model_validate(value)
    except ValidationError:
        return False
    return True


def shapes_in(shape: Shape, seen: list[Shape]) -> list[Shape]:
    if not any(one is shape for one in seen):
        seen.append(shape)
        for rule in shape.rules.values():
            if rule.shape is not None:
                shapes_in(rule.shape, seen)
    return seen


def test_every_member_of_every_class_has_a_rule() -> None:
    shapes = shapes_in(make_shape(AchievementCredential), [])
    assert len(shapes) >= 20
    rules = [pair for shape in shapes for pair in shape.rules.items()]
    assert {name for name, rule in rules if rule in (Rule(), Rule(is_many=True))} == WITHOUT_RULE


@pytest.mark.parametrize(("model", "members"), MEMBERS, ids=name_of)
def test_what_a_rule_lets_through_fits_the_model(
    model: type[BaseModel], members: dict[str, Any]
) -> None:
    assert fits(model, members)
    shape = make_shape(model)
    tried = 0
    for name, rule in shape.rules.items():
        for value in (*TEXTS, *OTHERS):
            if lets_through(rule, value):
                tried += 1
                assert fits(model, {**members, name: value}), (name, value)
    assert tried > len(shape.rules)


@pytest.mark.parametrize(("model", "members"), MEMBERS, ids=name_of)
def test_a_table_asks_for_what_the_model_asks_for(
    model: type[BaseModel], members: dict[str, Any]
) -> None:
    shape = make_shape(model)
    for name in members:
        rest = {other: value for other, value in members.items() if other != name}
        assert (name in shape.required) == (not fits(model, rest)), name
    assert (shape.others is None) == (not fits(model, {**members, "extension": "x"}))


def test_a_class_holds_the_classes_in_it_and_itself() -> None:
    profile = make_shape(Profile)
    assert profile.rules["parentOrg"].shape is profile
    address = profile.rules["address"].shape
    assert address is not None
    assert address.required == {"type"}


def test_a_shape_without_some_members_still_has_the_others() -> None:
    shape = make_shape(AchievementSubject)
    less = shape.without("achievement")
    assert "achievement" in shape.required
    assert "achievement" not in less.required | less.rules.keys()
    assert less.rules["result"] is shape.rules["result"]


def test_an_extension_may_hold_everything_that_a_signature_covers() -> None:
    rule = ANYTHING.others
    assert rule is not None
    assert rule.shape is ANYTHING
    assert all(lets_through(rule, value) for value in ("x", 1, 1.5, True, ["x", 1]))
    refused: list[Any] = [None, [], [None], 0.30000000000000004, float("inf"), float("nan")]
    assert not any(lets_through(rule, value) for value in refused)


class _Odd(BaseModel):
    """A class of which the tables do not know the members."""

    members: dict[str, str]
    either: int | str = 1


def test_a_member_of_unknown_form_lets_nothing_through() -> None:
    assert set(make_shape(_Odd).rules.values()) == {Rule()}
