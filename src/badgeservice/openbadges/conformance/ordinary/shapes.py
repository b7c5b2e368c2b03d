"""The classes of the model as tables for the quick pass, made from the model itself.

What a table lets through fits its class for certain. A member whose form is not known here lets
nothing through, so a change of the model costs time at worst.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import isfinite
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from badgeservice.openbadges.instants import read_date, read_instant
from badgeservice.openbadges.model import Profile, ProfileRef
from badgeservice.openbadges.model.base import NeverNull, OneOrMany, Term, Types
from badgeservice.openbadges.model.plumbing import StatusSize
from badgeservice.openbadges.model.scalars import (
    INDEX_PATTERN,
    IRI_PATTERN,
    LANGUAGE_PATTERN,
    Date,
    DateTimeZ,
    Iri,
    LanguageCode,
    StatusListIndex,
    TypeName,
    is_plain_type,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a member may hold: a text, a number or truth value, an object, or an array of them.

    ``types`` judges an array of type names as a whole. What is None lets nothing through.
    """

    text: Callable[[str], object] | None = None
    number: Callable[[Any], bool] | None = None
    shape: "Shape | None" = None
    is_many: bool = False
    types: Callable[[list[Any]], bool] | None = None


@dataclass(slots=True)
class Shape:
    """A class: a rule for each of its members, which it must have, and a rule for all others."""

    rules: dict[str, Rule] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    others: Rule | None = None

    def without(self, *names: str) -> "Shape":
        """The same class for objects from which these members were taken out."""
        rules = {name: rule for name, rule in self.rules.items() if name not in names}
        return Shape(rules, self.required.difference(names), self.others)


def any_text(text: str) -> bool:
    """Let every text through; known by its name, so that nobody needs to call it."""
    return True


def make_shape(model: type[BaseModel], made: dict[type[BaseModel], Shape] | None = None) -> Shape:
    """Make the table of a class and of the classes in it; ``made`` are those that are there."""
    made = {} if made is None else made
    if model in made:
        return made[model]
    shape = made[model] = Shape()
    is_open = model.model_config.get("extra") == "allow"
    shape.others = _EXTENSION if is_open else None
    hints = get_type_hints(model, include_extras=True)
    required = []
    for name, member in model.model_fields.items():
        alias = member.alias or name
        shape.rules[alias] = _rule_of(hints[name], made)
        if member.is_required():
            required.append(alias)
    shape.required = frozenset(required)
    return shape


def _rule_of(hint: Any, made: dict[type[BaseModel], Shape]) -> Rule:
    for scalar, rule in _SCALARS:
        if hint == scalar:
            return rule
    if hint == ProfileRef:
        return Rule(text=_IRI.fullmatch, shape=make_shape(Profile, made))
    kind, arguments = get_origin(hint), get_args(hint)
    if kind is Annotated:
        return _rule_of_marked(arguments[0], arguments[1:], made)
    if kind is Literal:
        return Rule(text=frozenset(arguments).__contains__)
    if kind is list:
        return replace(_rule_of(arguments[0], made), is_many=True)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return Rule(shape=make_shape(hint, made))
    return Rule()


def _rule_of_marked(hint: Any, marks: tuple[Any, ...], made: dict[type[BaseModel], Shape]) -> Rule:
    mark = marks[0] if len(marks) == 1 else None
    if isinstance(mark, Types):
        return Rule(text=lambda name: mark.are_plain([name]), types=mark.are_plain)
    if isinstance(mark, Term):
        return Rule(text=mark.has)
    if isinstance(mark, OneOrMany):
        return _rule_of(hint, made)
    if isinstance(mark, NeverNull) and get_origin(hint) in (Union, UnionType):
        return _rule_of(next(one for one in get_args(hint) if one is not NoneType), made)
    return Rule()


def _is_precise(value: object) -> bool:
    """Whether a signature covers a number to its last digit (JSON-LD 1.1 API section 8.6)."""
    if isinstance(value, float):
        return isfinite(value) and float(f"{value:.15E}") == value
    return True


def _is_double(value: object) -> bool:
    return not isinstance(value, bool) and _is_precise(value)


def _is_size(value: object) -> bool:
    return type(value) is int and value >= 1


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def _reads(read: Callable[[str], object]) -> Callable[[str], bool]:
    def can_be_read(text: str) -> bool:
        try:
            read(text)
        except ValueError:
            return False
        return True

    return can_be_read


_IRI: Final = re.compile(IRI_PATTERN)

ANYTHING: Final = Shape()
"""An object of no class."""

_EXTENSION: Final = Rule(any_text, _is_precise, ANYTHING, is_many=True)
ANYTHING.others = _EXTENSION

_SCALARS: Final[tuple[tuple[Any, Rule], ...]] = (
    (str, Rule(any_text)),
    (bool, Rule(number=_is_bool)),
    (float, Rule(number=_is_double)),
    (StatusSize, Rule(number=_is_size)),
    (Iri, Rule(_IRI.fullmatch)),
    (TypeName, Rule(is_plain_type)),
    (LanguageCode, Rule(re.compile(LANGUAGE_PATTERN).fullmatch)),
    (StatusListIndex, Rule(re.compile(INDEX_PATTERN).fullmatch)),
    (DateTimeZ, Rule(_reads(read_instant))),
    (Date, Rule(_reads(read_date))),
)
