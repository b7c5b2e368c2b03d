"""Alignments as a verification report tells them."""

import pytest

from badgeservice.skills.alignments import AlignmentState, Framework, read_alignments
from badgeservice.skills.catalogue import bundled_catalogue


def test_a_report_is_read_with_its_codes_and_types() -> None:
    levels = [
        {"uri": "https://nlqf.nl", "label": f"NLQF {n}", "framework": "NLQF", "code": f"{n}",
         "type": "ext:NLQFAlignment"}
        for n in (2, 3)
    ]  # fmt: skip
    assert [one.code for one in read_alignments(bundled_catalogue(), levels)] == ["2", "3"]


@pytest.mark.parametrize(
    ("kind", "framework"),
    [("ext:EQFAlignment", Framework.EQF), ("ext:ESCOAlignment", Framework.ESCO)],
)
def test_the_type_in_a_report_tells_the_framework_where_nothing_else_does(
    kind: str, framework: Framework
) -> None:
    told = {"uri": "https://example.org/4", "label": "x", "framework": None, "type": kind}
    (found,) = read_alignments(bundled_catalogue(), [told])
    assert found.framework is framework


def test_who_claims_competentnl_by_the_type_in_a_report_is_a_lookalike() -> None:
    told = {"uri": "https://example.org/4", "label": "Samenwerken", "type": "ext:CompetentNLSkill"}
    (found,) = read_alignments(bundled_catalogue(), [told])
    assert found.state is AlignmentState.LOOKALIKE
