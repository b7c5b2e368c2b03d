"""What has to be reached, and whether it is: computed from the figures of this very run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.contestants import DIGITAL_BAZAAR, PILLOW
from benchmarks.figures import OURS, Key, Results
from benchmarks.measures import baking, bulk, embedded, growth, hostile, http, suites, taken
from benchmarks.measures.skills import search

Find = Callable[[Results], float | None]


@dataclass(frozen=True, slots=True)
class Target:
    """Something to reach. ``find`` gives what was measured, or None; ``write`` puts it in words.

    It is a floor when ``at_least``, otherwise a ceiling. ``against`` names the peer of a ratio.
    """

    what: str
    find: Find
    bound: float
    write: Callable[[float], str]
    at_least: bool = True
    against: str = ""

    @property
    def wanted(self) -> str:
        """The bound in words."""
        told = f"{'at least' if self.at_least else 'at most'} {self.write(self.bound)}"
        return f"{told} {self.against}".rstrip()

    def is_reached(self, found: float) -> bool:
        """Whether that is enough."""
        return found >= self.bound if self.at_least else found <= self.bound


@dataclass(frozen=True, slots=True)
class Judged:
    """A target with what was found; ``is_reached`` is None when it was not measured."""

    what: str
    wanted: str
    found: str
    is_reached: bool | None

    @property
    def verdict(self) -> str:
        """In words."""
        if self.is_reached is None:
            return "not measured"
        return "reached" if self.is_reached else "NOT REACHED"


def judge(results: Results, targets: Sequence[Target]) -> list[Judged]:
    """Hold every target against the figures."""
    judged = []
    for target in targets:
        found = target.find(results)
        told = "-" if found is None else target.write(found)
        reached = None if found is None else target.is_reached(found)
        judged.append(Judged(target.what, target.wanted, told, reached))
    return judged


def write_seconds(seconds: float) -> str:
    """A duration in the unit that fits: µs below 1 ms, ms below 1 s."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:,.1f} µs"
    return f"{seconds * 1e3:,.1f} ms" if seconds < 1 else f"{seconds:,.2f} s"


def times_faster(what: str, key: Key, peer: str, least: float) -> Target:
    """The time of a peer divided by ours."""

    def find(results: Results) -> float | None:
        row = results.row(key)
        return None if row is None else row.ratios.get(peer)

    return Target(what, find, least, lambda found: f"{found:,.1f}x", against=peer)


def share_of_limit(what: str, key: Key, least: float) -> Target:
    """The bare cryptography divided by our whole."""

    def find(results: Results) -> float | None:
        row = results.row(key)
        return None if row is None else row.share_of_limit

    return Target(what, find, least, lambda found: f"{found:.1%}", against="of the limit")


def within(what: str, key: Key, most: float) -> Target:
    """Our own seconds."""
    return Target(what, lambda results: results.seconds(key), most, write_seconds, at_least=False)


def worst_within(what: str, part: str, most: float) -> Target:
    """The slowest of our medians of a whole part."""

    def find(results: Results) -> float | None:
        ours = (one for one in results.figures if (one.part, one.contestant) == (part, OURS))
        return max((one.seconds for one in ours), default=None)

    return Target(what, find, most, write_seconds, at_least=False)


def straight(what: str, most: float) -> Target:
    """What one more alignment costs at the large end, divided by what it costs at the small end."""

    def find(results: Results) -> float | None:
        early = growth.slope(results, OURS, 10, 100)
        late = growth.slope(results, OURS, 100, 1_000)
        return None if early is None or late is None or early <= 0 else late / early

    return Target(what, find, most, lambda found: f"{found:.2f}x", at_least=False)


def taken_share(what: str, part: str, counted: str, least: float) -> Target:
    """The share of a tally."""

    def find(results: Results) -> float | None:
        found = [one for one in results.tallies if (one.part, one.what) == (part, counted)]
        return found[0].share if found else None

    return Target(what, find, least, lambda found: f"{found:.1%}")


MUST_REACH: tuple[Target, ...] = (
    times_faster("verify basic", (embedded.NAME, "basic", "verify"), DIGITAL_BAZAAR, 20),
    times_faster("verify rich", (embedded.NAME, "rich", "verify"), DIGITAL_BAZAAR, 60),
    times_faster("issue basic", (embedded.NAME, "basic", "issue"), DIGITAL_BAZAAR, 40),
    times_faster("issue rich", (embedded.NAME, "rich", "issue"), DIGITAL_BAZAAR, 80),
    share_of_limit("verify basic", (embedded.NAME, "basic", "verify"), 0.6),
    times_faster("bulk issue basic, per core", bulk.BASIC, DIGITAL_BAZAAR, 50),
    times_faster("bulk issue rich, per core", bulk.RICH, DIGITAL_BAZAAR, 150),
    within("10,000 signed and stored, SQLite", bulk.SQLITE, 1.5),
    within("10,000 signed and stored, PostgreSQL", bulk.POSTGRESQL, 1.5),
    times_faster("verify basic over HTTP", (http.NAME, "basic", "verify"), http.PEER, 15),
    times_faster("verify rich over HTTP", (http.NAME, "rich", "verify"), http.PEER, 50),
    within("verify 1,000 alignments", (growth.NAME, growth.subject(1_000), "verify"), 0.01),
    straight("an alignment at 1,000 to one at 100", 1.5),
    times_faster("sd base proof basic", suites.BASE_PROOF_AS_ISSUED, DIGITAL_BAZAAR, 15),
    times_faster("sd base proof, nearly all free", suites.BASE_PROOF_FREE, DIGITAL_BAZAAR, 15),
    times_faster("bake PNG small", (baking.NAME, baking.SMALL, "bake again"), PILLOW, 250),
    times_faster("bake PNG large", (baking.NAME, baking.LARGE, "bake again"), PILLOW, 250),
    within("find a skill", search.SKILL, 0.005),
    within("find an occupation", search.OCCUPATION, 0.005),
    within("find, eight wrong words", search.WRONG, 0.005),
    within("make the index of skills and occupations", search.WHOLE_INDEX, 0.3),
    within("make the bundled index", search.BUNDLED_INDEX, 0.03),
    worst_within("worst hostile document", hostile.NAME, hostile.MOST_SECONDS),
    taken_share("real badges in the fast engine", taken.NAME, taken.ALL, 0.99),
)
