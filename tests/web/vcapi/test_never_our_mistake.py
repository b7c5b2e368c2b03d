"""Whatever is sent to the VC-API, the answer is theirs: never 401, never 5xx."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from web.test_never_our_mistake import VALUES, places, replaced
from web.vcapi.conftest import ConformanceSite

HARD = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = ["eddsa-rdfc-2022", "eddsa-jcs-2022", "ecdsa-sd-2023", "bitstring", "jwt", "sd-jwt"]


@HARD
@given(data=st.data(), name=st.sampled_from(NAMES), value=VALUES)
def test_issuing_refuses_or_signs(
    suite: ConformanceSite, data: st.DataObject, name: str, value: Any
) -> None:
    body = {"credential": suite.mode.credential(name), "options": {"mandatoryPointers": []}}
    changed = replaced(body, data.draw(st.sampled_from(places(body))), value)
    path = f"/vc-api/issuers/{name}/credentials/issue"
    assert post(suite, path, changed) in (201, 400)


@HARD
@given(data=st.data(), name=st.sampled_from(NAMES), value=VALUES)
def test_verifying_refuses_or_verifies(
    suite: ConformanceSite, data: st.DataObject, name: str, value: Any
) -> None:
    signed = suite.mode.issue(suite.mode.credential(name), name)
    vp = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [signed],
    }
    for body, path in (
        ({"verifiableCredential": signed, "options": {"challenge": "u"}}, "credentials/verify"),
        ({"verifiableCredential": signed}, "proof-only/credentials/verify"),
        ({"verifiablePresentation": vp, "options": {}}, "presentations/verify"),
        ({"verifiableCredential": signed, "options": {}}, "credentials/derive"),
    ):
        changed = replaced(body, data.draw(st.sampled_from(places(body))), value)
        assert post(suite, f"/vc-api/{path}", changed) in (200, 201, 400)


def post(suite: ConformanceSite, path: str, body: object) -> int:
    content = json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    return suite.client.post(path, content=content, headers=headers).status_code
