"""Every limit that can be set is obeyed where it belongs: one smaller number, one other answer."""

from typing import Any

import pytest

from badgeservice.errors import MalformedJson, MalformedToken, Refusal, TooLarge
from badgeservice.journeys.parts import Rules
from badgeservice.journeys.reading import read_request_json
from badgeservice.journeys.verifying.verify import verify
from badgeservice.openbadges import baking
from badgeservice.openbadges.verification import STRICT, Report, Verdict
from badgeservice.proofs.jose import sign_compact
from badgeservice.proofs.strict_json import write_json
from factories import a_service
from openbadges.baking.images.small_png import an_image, chunk
from openbadges.verification.endorsements.endorser import an_endorsement
from simulator import LIST_URL, Simulator, a_credential

_DID_URL = "https://issuer.example/.well-known/did.json"
_OTHER_ID = "urn:uuid:6b0b7b0c-5a55-4f0a-9b7e-0d3e0c4c8a23"
_LIST_BYTES = 131_072 // 8


def judged(raw: bytes, **numbers: Any) -> Report:
    elsewhere = Simulator()
    pages = {_DID_URL: write_json(elsewhere.controller()), LIST_URL: elsewhere.status_list()}
    return verify(a_service(web=pages, rules=Rules(**numbers)), raw)


def a_badge(**changes: Any) -> bytes:
    return write_json(Simulator().sign(a_credential(**changes)))


def a_token() -> bytes:
    issuer = Simulator()
    payload = write_json(a_credential())
    return sign_compact(payload, signer=issuer.token_key, kid=issuer.token_method_id).encode()


def test_with_the_usual_numbers_the_badge_is_right() -> None:
    assert judged(a_badge()).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ({"max_did_document_bytes": 100}, "did.malformed"),
        ({"max_status_list_bytes": 100}, "status.list_invalid"),
        ({"max_inflated_list_bytes": _LIST_BYTES - 1}, "status.list_invalid"),
        ({"max_status_entries": 0}, "status.unsupported"),
        ({"max_proofs": 0}, "proof.invalid"),
        ({"fetches_per_verification": 1}, "budget.exceeded"),
        ({"fetch_seconds_per_verification": 0.0}, "budget.exceeded"),
    ],
)
def test_past_a_limit_the_badge_is_not_judged_as_right(numbers: dict[str, Any], code: str) -> None:
    assert judged(a_badge(), **numbers).leading_code == code


def test_exactly_as_large_as_the_limit_is_not_too_large() -> None:
    badge = a_badge()
    issuer = Simulator()
    numbers = {
        "max_verify_bytes": len(badge),
        "max_did_document_bytes": len(write_json(issuer.controller())),
        "max_status_list_bytes": len(issuer.status_list()),
        "max_inflated_list_bytes": _LIST_BYTES,
        "max_proofs": 1,
        "max_status_entries": 1,
        "fetches_per_verification": 2,
    }
    assert judged(badge, **numbers).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("numbers", "kind", "code"),
    [
        ({"max_json_depth": 3}, MalformedJson, "json.too-deep"),
        ({"max_json_members": 20}, MalformedJson, "json.too-many-members"),
        ({"max_json_string": 40}, MalformedJson, "json.string-too-long"),
        ({"max_verify_bytes": 500}, TooLarge, None),
    ],
)
def test_past_a_limit_of_reading_there_is_nothing_to_judge(
    numbers: dict[str, Any], kind: type[Refusal], code: str | None
) -> None:
    with pytest.raises(kind) as refused:
        judged(a_badge(), **numbers)
    assert code is None or refused.value.findings[0].code == code


def test_a_number_may_have_as_many_digits_as_are_allowed() -> None:
    raw = b'{"type": "VerifiableCredential", "x": 0.1234567890123456789}'
    with pytest.raises(MalformedJson):
        judged(raw, max_json_number_digits=18)
    assert judged(raw, max_json_number_digits=19).verdict is not Verdict.VALID


def test_the_header_of_a_token_has_a_limit() -> None:
    with pytest.raises(MalformedToken):
        judged(a_token(), max_token_header_bytes=20)
    assert judged(a_token()).checks


def test_an_image_and_the_text_in_it_have_limits() -> None:
    image = baking.bake(an_image(), a_badge().decode())
    assert judged(image, max_image_bytes=len(image)).verdict is Verdict.VALID
    with pytest.raises(TooLarge):
        judged(image, max_image_bytes=len(image) - 1)
    with pytest.raises(TooLarge):
        judged(image, max_verify_bytes=500)


def test_an_image_may_be_larger_than_usual_where_that_is_set() -> None:
    image = baking.bake(an_image(), a_badge().decode())
    end = image.rindex(b"IEND") - 4
    padded = (
        image[:end] + chunk(b"tEXt", b"Comment\0" + b"x" * baking.MAX_IMAGE_BYTES) + image[end:]
    )
    with pytest.raises(TooLarge):
        judged(padded)
    assert judged(padded, max_image_bytes=4 * 1024 * 1024).verdict is Verdict.VALID


def test_only_so_many_endorsements_are_looked_at() -> None:
    badge = a_badge(endorsement=[an_endorsement(), an_endorsement(id=_OTHER_ID)])
    assert len(judged(badge).endorsements) == 2
    assert len(judged(badge, max_endorsements=1).endorsements) == 1


def test_a_token_inside_a_badge_has_the_same_limits() -> None:
    badge = a_badge(endorsementJwt=a_token().decode())
    (read,) = judged(badge).endorsements
    assert read.report is not None
    (unread,) = judged(badge, max_token_header_bytes=20).endorsements
    assert unread.report is None


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [
        (b"[[[[]]]]", {"max_json_depth": 3}),
        (b"[1,2,3,4]", {"max_json_members": 3}),
        (b'"1234"', {"max_json_string": 3}),
        (b"1.234", {"max_json_number_digits": 3}),
    ],
)
def test_a_request_has_the_same_limits(raw: bytes, numbers: dict[str, Any]) -> None:
    assert read_request_json(raw, Rules(), 100) is not None
    with pytest.raises(MalformedJson):
        read_request_json(raw, Rules(**numbers), 100)
    with pytest.raises(TooLarge):
        read_request_json(raw, Rules(), len(raw) - 1)


def test_what_a_policy_asks_stays_as_it_is() -> None:
    bound = Rules(clock_skew_seconds=1).bound(STRICT)
    assert (bound.name, bound.version, bound.reading) == (
        STRICT.name,
        STRICT.version,
        STRICT.reading,
    )
    assert Rules().bound(STRICT) == STRICT
