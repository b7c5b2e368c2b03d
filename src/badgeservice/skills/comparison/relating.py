"""How near what a badge shows is to what is asked: by ``skos:broader``, and by matches of ESCO."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from badgeservice.skills.addresses import SKILL_PREFIX, code_in
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.comparison.results import Reason
from badgeservice.skills.concepts import ESCO_PREFIX, Layer, Relation, Skill

_HTTPS = re.compile("^https:")


@dataclass(slots=True)
class Neighbourhood:
    """The skills of a catalogue, withdrawn ones too, and who is above and below whom.

    Made once for a comparison. A circle in ``broader`` does no harm.
    """

    skills: Mapping[str, Skill]
    above: dict[str, frozenset[str]] = field(default_factory=dict)
    below: dict[str, set[str]] = field(default_factory=dict)
    by_esco: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue) -> "Neighbourhood":
        """The neighbourhood of everything in a catalogue."""
        made = cls({**catalogue.withdrawn, **catalogue.skills})
        for code, skill in made.skills.items():
            made.above[code] = made._climb(skill)
            for upper in made.above[code]:
                made.below.setdefault(upper, set()).add(code)
            for uri in skill.esco():
                made.by_esco.setdefault(uri, []).append(code)
        return made

    def links_of(self, asked: Skill) -> dict[str, Reason]:
        """What is near an asked skill, by code or URI of ESCO, each with the best reason.

        ``Reason.SHOWN`` and ``Reason.SAME_IN_ESCO`` are the skill itself.
        """
        links: dict[str, Reason] = {}
        for reason, keys in self._near(asked):
            for key in keys:
                links.setdefault(key, reason)
        return links

    def keys_of(self, uri: str) -> Iterator[str]:
        """The keys that a URI is found by: its code, or its concept of ESCO and what equals that.

        None for what is no exact URI of a skill. ESCO writes its URIs with http; the same with
        https means the same, as it does where alignments are read.
        """
        code = code_in(uri, SKILL_PREFIX)
        concept = _HTTPS.sub("http:", uri)
        if code is not None:
            yield code
        elif concept.startswith(ESCO_PREFIX):
            yield concept
            yield from self.by_esco.get(concept, ())

    def name_of(self, uri: str) -> str:
        """The label behind a URI; the URI itself where there is none."""
        known = next((self.skills[key] for key in self.keys_of(uri) if key in self.skills), None)
        return uri if known is None else known.label

    def _near(self, asked: Skill) -> Iterator[tuple[Reason, tuple[str, ...]]]:
        above = self.above.get(asked.code, frozenset())
        below = self.below.get(asked.code, set()) - above
        yield Reason.SHOWN, (asked.code,)
        yield Reason.SAME_IN_ESCO, asked.esco(Relation.EXACT)
        yield Reason.CLOSE, asked.esco(Relation.CLOSE)
        yield Reason.NARROWER, (*below, *asked.esco(Relation.NARROW))
        yield Reason.BROADER, (*above, *asked.esco(Relation.BROAD))
        groups = [code for code in above if self._is_group(code)]
        yield Reason.SAME_GROUP, tuple(code for one in groups for code in self.below[one])

    def _is_group(self, code: str) -> bool:
        skill = self.skills.get(code)
        return skill is not None and skill.layer is Layer.GENERIC

    def _climb(self, skill: Skill) -> frozenset[str]:
        """Everything above a skill, as far as it goes."""
        found: set[str] = set()
        waiting = list(skill.broader)
        while waiting:
            code = waiting.pop()
            if code == skill.code or code in found:
                continue
            found.add(code)
            if code in self.skills:
                waiting.extend(self.skills[code].broader)
        return frozenset(found)
