"""What is checked before signing: a badge that costs too much to sign is refused with a reason."""

import pytest

from badgeservice.errors import NotConformant
from badgeservice.openbadges.issuing import prepare
from simulator import a_credential


def test_a_badge_that_costs_too_much_to_canonicalise_is_not_signed() -> None:
    credential = a_credential()
    result = {
        "type": ["Result"],
        "alignment": [
            {"type": ["Alignment"], "targetName": "a", "targetUrl": "https://skills.example/a"}
        ]
        * 200,
    }
    credential["credentialSubject"]["result"] = [result, result]
    with pytest.raises(NotConformant) as refusal:
        prepare(credential)
    assert [finding.code for finding in refusal.value.findings] == ["data.not_canonical"]
