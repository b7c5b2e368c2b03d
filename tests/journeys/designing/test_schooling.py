"""Facts about education: as they are typed, and as an achievement holds them."""

import pytest

from badgeservice.journeys.designing.design import School
from badgeservice.journeys.designing.schooling import read_school, write_school
from badgeservice.skills.education import Assessment, Education, Participation, Qualification


@pytest.mark.parametrize(
    "line",
    [
        "2565",
        "256555",
        "25655B1-K1",
        "B1-K1",
        "25655 B1K1",
        "25655 B1-W1",
        "25655 P2",
        "kok 25655",
        "\u0662\u0665\u0666\u0665\u0665",
        "25655\u202e x",
        "25655 " + "x" * 201,
    ],
)
def test_a_line_that_is_no_part_is_told_with_its_number(line: str) -> None:
    faults = read_school(School(parts=f"25656\n\n{line}")).faults
    assert [(one.field, one.kind, one.number) for one in faults] == [("parts", "part", 3)]


def test_the_same_part_twice_is_told_at_the_second() -> None:
    faults = read_school(School(parts="25655 B1-K1\n\n25655 b1-k1 Anders")).faults
    assert [(one.kind, one.number) for one in faults] == [("twice", 3)]


@pytest.mark.parametrize(
    "hours", ["0", "-1", "1,5", "10001", "veel", "4e2", "\u0664\u0660", "9" * 7]
)
def test_hours_are_a_whole_number(hours: str) -> None:
    read = read_school(School(hours=hours))
    assert [(one.field, one.kind) for one in read.faults] == [("hours", "hours")]


@pytest.mark.parametrize(
    "school",
    [School(nlqf="9"), School(participation="anders"), School(assessment="<b>")],
)
def test_a_choice_is_one_of_the_list(school: School) -> None:
    assert [one.kind for one in read_school(school).faults] == ["choice"]


def test_too_much_text_is_not_read() -> None:
    assert [one.kind for one in read_school(School(parts="25655\n" * 2_000)).faults] == ["long"]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("25655", Qualification("25655")),
        ("23180/25655 Kok", Qualification("25655", "Kok", "23180")),
        ("25655 B1-K1", Qualification("25655", core_task="B1-K1")),
        (
            "25655, b1-k1-w2, Helpt de klant",
            Qualification("25655", "Helpt de klant", "", "B1-K1", "B1-K1-W2"),
        ),
        ("25655\tP2-K1\tBakt", Qualification("25655", "Bakt", core_task="P2-K1")),
        ("25655 Basis", Qualification("25655", "Basis")),
    ],
)
def test_a_part_is_read_as_people_write_it(line: str, part: Qualification) -> None:
    read = read_school(School(parts=line))
    assert read.faults == ()
    assert read.education == Education(qualifications=(part,))


def test_nothing_typed_is_no_education() -> None:
    assert read_school(School()).education is None
    assert read_school(School(parts="\n \n")).education is None
    assert write_school(None) == School()


@pytest.mark.parametrize(
    "education",
    [
        Education(study_load_hours=40, nlqf_level="4+"),
        Education(eqf_level=3),
        Education(participation=Participation.ONLINE, assessment=Assessment.PORTFOLIO),
        Education(
            qualifications=(
                Qualification("25655", "Helpt", "23180", "B1-K1", "B1-K1-W2"),
                Qualification("25655"),
            )
        ),
    ],
)
def test_facts_come_back_as_they_were(education: Education) -> None:
    read = read_school(write_school(education))
    assert (read.education, read.faults) == (education, ())
