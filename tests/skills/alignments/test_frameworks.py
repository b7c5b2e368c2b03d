"""Which framework an alignment points into."""

import pytest

from badgeservice.skills.alignments.frameworks import Framework, recognise_framework

SKILL = "https://linkeddata.competentnl.nl/id/humancapability/1D54A21B60"


@pytest.mark.parametrize(
    ("uri", "framework", "target_type", "expected"),
    [
        (SKILL, None, None, Framework.COMPETENTNL),
        (SKILL, "ESCO", "ext:ESCOAlignment", Framework.COMPETENTNL),
        ("http://data.europa.eu/esco/skill/1", None, None, Framework.ESCO),
        ("https://example.com/esco/1337", None, "ext:ESCOAlignment", Framework.ESCO),
        ("https://x.example", "European thing", "ext:ESCOAlignment", Framework.ESCO),
        ("https://x.example", None, "ext:EQF", Framework.EQF),
        ("http://data.europa.eu/snb/eqf/4", None, None, Framework.EQF),
        ("https://www.nlqf.nl/nlqf-niveaus", None, None, Framework.NLQF),
        ("https://x.example", "N.L.Q.F.", None, Framework.NLQF),
        ("https://kwalificaties.s-bb.nl/", None, None, Framework.SBB),
        ("https://x.example", "crebo", None, Framework.SBB),
        ("https://x.example", "KSS", None, Framework.KSS),
        ("https://x.example", None, "CFItem", Framework.OTHER),
        ("https://x.example", None, "ceasn:Competency", Framework.OTHER),
        ("https://x.example", None, "CTDL", Framework.OTHER),
        ("https://s-bb.nl.evil.example/", None, None, Framework.OTHER),
        ("https://data.europa.eu.evil.example/esco/", None, None, Framework.OTHER),
        ("https://linkeddata.competentnl.nl/x", None, None, Framework.COMPETENTNL),
        ("https://linkeddata.competentnl.nl/x", "SBB", None, Framework.SBB),
        ("", None, None, Framework.OTHER),
        ("", 3, ["ext:ESCO"], Framework.OTHER),
        ("", {"a": 1}, 4.5, Framework.OTHER),
        ("https://x.example", "CompetentNL 1.0", None, Framework.COMPETENTNL),
        ("https://x.example", "Naar Competent-NL (2025)", None, Framework.COMPETENTNL),
        ("https://x.example", "Competent\u039dL", None, Framework.COMPETENTNL),
        ("https://x.example", "C\u00f3mp\u0435tent\u200bNL", None, Framework.COMPETENTNL),
        ("https://x.example", "C0mpetentN1", None, Framework.COMPETENTNL),
        ("https://x.example", "\uff23ompetentNI", None, Framework.COMPETENTNL),
        ("https://x.example", "CompetentNL" + "!" * 1_000, None, Framework.COMPETENTNL),
        ("https://x.example", None, "ext:MyCompetentNLThing", Framework.COMPETENTNL),
        ("https://x.example", None, "CompetentNL", Framework.COMPETENTNL),
        ("https://x.example", "Competent in Nederland", None, Framework.OTHER),
        ("https://x.example", "Competent", "ext:NL", Framework.OTHER),
        ("", "ESCO" * 1_000, "ext:" + "ESCO" * 1_000, Framework.OTHER),
        ("", "\ud800", "ext:", Framework.OTHER),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_the_address_goes_before_what_is_said(
    uri: str, framework: object, target_type: object, expected: Framework
) -> None:
    assert recognise_framework(uri, framework, target_type) is expected
