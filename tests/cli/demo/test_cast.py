"""Who plays in the demo: the people of the examples, and achievements that can be signed."""

from importlib.resources import files
from pathlib import Path

import pytest

from badgeservice.cli.demo.cast import CLUB, ISSUERS, SCHOOL, ExampleIssuer
from badgeservice.skills.catalogue import bundled_catalogue

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "members"
INSTALLED = files("badgeservice.cli.demo").joinpath("members")
BY_NAME = {example.admission.slug: example for example in ISSUERS}


def test_the_exports_in_the_package_and_in_the_examples_are_the_same() -> None:
    installed = {file.name: file.read_bytes() for file in INSTALLED.iterdir()}
    assert installed == {path.name: path.read_bytes() for path in EXAMPLES.iterdir()}


def test_every_export_belongs_to_one_issuer() -> None:
    assert {example.export_name for example in ISSUERS} == {one.name for one in EXAMPLES.iterdir()}


@pytest.mark.parametrize("slug", BY_NAME)
def test_every_achievement_is_awarded_to_somebody(slug: str) -> None:
    example = BY_NAME[slug]
    chosen = {example.choose(member) for member in example.read_export().people}
    assert chosen == set(range(len(example.achievements)))


@pytest.mark.parametrize("slug", BY_NAME)
def test_every_choice_is_about_somebody_on_the_list(slug: str) -> None:
    example = BY_NAME[slug]
    numbers = {member.member_number for member in example.read_export().people}
    assert example.choices.keys() <= numbers


@pytest.mark.parametrize("slug", BY_NAME)
def test_nobody_on_an_export_is_left_out(slug: str) -> None:
    listed = BY_NAME[slug].read_export()
    assert listed.left_out == ()
    assert len(listed.people) == (14 if BY_NAME[slug] is CLUB else 6)


def test_every_achievement_is_mapped_to_skills_that_exist() -> None:
    codes = [code for one in ISSUERS for draft in one.achievements for code in draft.skills]
    assert (
        {"1D54A21B60", "49790E767C", "6EDDE6185F"}
        <= set(codes)
        <= bundled_catalogue().skills.keys()
    )


def test_both_kinds_of_token_are_signed() -> None:
    assert _tokens(CLUB) == {"P-256"}
    assert _tokens(SCHOOL) == {"RSA-2048"}


def _tokens(example: ExampleIssuer) -> set[str]:
    return set(example.algorithms) - {"Ed25519"}
