"""Release files: which are taken, and going on in the middle of one."""

import os
from pathlib import Path

import pytest

from badgeservice.errors import InvalidRequest, NotFound, TooLarge
from badgeservice.skills.addresses import skill_uri
from badgeservice.skills.release import files
from badgeservice.skills.release.faults import FaultyRelease
from badgeservice.skills.release.files import ReleaseFiles, choose_files
from badgeservice.skills.release.packing import Page
from skills.triples import SKOS, TOGETHER, a_release, lines, text

MANY = 10_000_000


def a_file(folder: Path, name: str = "release.nt", raw: bytes = b"") -> Path:
    path = folder / name
    path.write_bytes(raw or lines(*a_release()))
    return path


def read(release: ReleaseFiles, resume: str = "") -> list[Page]:
    return list(release.pages(resume))


def subjects(pages: list[Page]) -> list[tuple[str, str]]:
    return [(fact.word, fact.value) for page in pages for fact in page.facts]


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_CHUNK", 300)


@pytest.mark.usefixtures("small_pages")
def test_reading_goes_on_after_every_page(tmp_path: Path) -> None:
    other = text(skill_uri(TOGETHER), f"{SKOS}altLabel", "Samen aan het werk")
    paths = [
        a_file(tmp_path, "one.nt"),
        a_file(tmp_path, "two.csv", f"uri,prefLabel_nl\n{skill_uri(TOGETHER)},Samen\n".encode()),
        a_file(tmp_path, "three.nt", lines(other).rstrip(b"\n")),
    ]
    release = choose_files(paths, MANY)
    pages = read(release)
    assert len(pages) > 8
    assert sum(page.read for page in pages) == len(a_release()) + 2
    for number, page in enumerate(pages, start=1):
        assert page.resume
        assert subjects(read(release, page.resume)) == subjects(pages[number:])


@pytest.mark.usefixtures("small_pages")
def test_a_line_keeps_its_number_in_a_later_page(tmp_path: Path) -> None:
    raw = lines(*a_release(), "nonsense")
    with pytest.raises(FaultyRelease) as refused:
        read(choose_files([a_file(tmp_path, raw=raw)], MANY))
    assert refused.value.findings[0].pointer == f"release.nt, line {len(a_release()) + 1}, column 1"


@pytest.mark.usefixtures("small_pages")
def test_a_line_without_an_end_is_not_read_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_MAX_LINE", 1_000)
    path = a_file(tmp_path, raw=lines(*a_release()) + b"<http://a/" + b"x" * 5_000)
    with pytest.raises(FaultyRelease, match="1 place") as refused:
        read(choose_files([path], MANY))
    assert "longer than any statement" in refused.value.findings[0].message


def test_turtle_is_begun_anew_and_only_its_end_is_a_place(tmp_path: Path) -> None:
    release = choose_files([a_file(tmp_path, "release.ttl"), a_file(tmp_path)], MANY)
    pages = read(release)
    assert [page.resume for page in pages][:2] == ["", "1:"]
    assert subjects(read(release, "1:")) == subjects(pages[2:])


def test_the_digest_is_of_the_bytes_and_the_form_and_not_of_the_name(tmp_path: Path) -> None:
    one = choose_files([a_file(tmp_path, "a.nt")], MANY).digest
    assert choose_files([a_file(tmp_path, "b.nt")], MANY).digest == one
    assert choose_files([a_file(tmp_path, "a.ttl")], MANY).digest != one
    assert choose_files([a_file(tmp_path, "a.nt", b"# other\n")], MANY).digest != one


def test_what_cannot_be_a_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no file gone\.nt"):
        choose_files([tmp_path / "gone.nt"], MANY)
    with pytest.raises(NotFound):
        choose_files([tmp_path], MANY)
    with pytest.raises(InvalidRequest, match="no kind of file"):
        choose_files([a_file(tmp_path, "release.xml")], MANY)
    with pytest.raises(TooLarge, match="100 bytes"):
        choose_files([a_file(tmp_path)], 100)


@pytest.mark.parametrize(("name", "most"), [("a.jsonld", 8), ("a.json", 8), ("a.ttl", 48)])
def test_what_takes_more_memory_than_it_is_long_has_a_limit_of_its_own(
    name: str, most: int, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.touch()
    os.truncate(path, most * 1_048_576 + 1)
    with pytest.raises(TooLarge, match=f"{most * 1_048_576:,}") as refused:
        choose_files([path], 10**9)
    assert "N-Triples" in refused.value.hint
    assert choose_files([path.rename(tmp_path / "a.nt")], 10**9).digest


def test_the_description_has_no_folder(tmp_path: Path) -> None:
    release = choose_files([a_file(tmp_path, "a.nt"), a_file(tmp_path, "b.ttl")], MANY)
    assert release.description == "a.nt, b.ttl"
    assert not release.is_complete
