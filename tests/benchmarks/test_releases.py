"""The made-up release of the benchmark: the same in every run, and one that is taken."""

from pathlib import Path

from benchmarks.releases.importing import measure_imports
from benchmarks.releases.synthetic import REAL, Size, statements, write_release

from badgeservice.skills.release.files import choose_files
from badgeservice.skills.release.gathering import gather
from badgeservice.skills.release.vocabulary import Kind

SMALL = Size(specific=10, knowledge=5, occupations=7, links=60, norms=3, norm_links=9)


def test_it_is_as_large_as_the_real_one() -> None:
    assert REAL.specific + 6 + 19 == 137
    assert (REAL.knowledge, REAL.occupations, REAL.norms) == (361, 3_263, 1_856)
    assert REAL.links == 80_237 + 153_554 + 82_518


def test_it_is_the_same_in_every_run_and_says_nothing_twice() -> None:
    lines = list(statements(SMALL))
    assert lines == list(statements(SMALL))
    assert len(set(lines)) == len(lines)


def test_all_of_it_is_about_competentnl(tmp_path: Path) -> None:
    path = tmp_path / "release.nt"
    assert write_release(path, SMALL) == len(path.read_text(encoding="utf-8").splitlines())
    pages = list(choose_files([path], 10**9).pages(""))
    found = gather(lambda: (list(page.facts) for page in pages))
    kinds = [kind for kind, _ in found.concepts]
    assert [kinds.count(kind) for kind in Kind] == [35, 5, 7, 3]
    assert found.foreign == sum(page.foreign for page in pages) == 0
    links = sum(len(codes) for one in found.concepts.values() for codes in one.links.values())
    assert links == SMALL.links + SMALL.norm_links


def test_the_real_command_is_measured() -> None:
    told: list[str] = []
    costs = measure_imports(told.append, SMALL)
    assert list(costs) == ["import", "import again", "status"]
    assert all(cost.peak_bytes > 10_000_000 and cost.seconds > 0 for cost in costs.values())
    assert len(told) == 5
