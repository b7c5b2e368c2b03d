"""Verifying one badge: unwrap, say what is wanted, gather it, decide. Changes nothing."""

from dataclasses import replace
from datetime import timedelta

from badgeservice.errors import TooLarge
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.gather import gather
from badgeservice.openbadges.verification import STRICT, Policy, Report, decide, unwrap
from badgeservice.proofs.strict_json import JsonLimits

_PNG = b"\x89PNG"


def verify(parts: Parts, raw: bytes, policy: Policy = STRICT) -> Report:
    """Judge one badge in any form: JSON, compact JWS, baked PNG or SVG.

    Refuses ``MalformedInput`` and ``TooLarge`` only when there is no credential to judge.
    Nothing of the badge is kept or logged (P-18).
    """
    is_image = raw.startswith(_PNG) or raw.lstrip()[:1] == b"<"
    largest = parts.rules.max_image_bytes if is_image else parts.rules.max_verify_bytes
    if len(raw) > largest:
        raise TooLarge(f"A badge may be {largest:,} bytes at most.", hint="Send one badge only.")
    submission = unwrap(raw, JsonLimits(max_bytes=parts.rules.max_verify_bytes))
    judged = replace(policy, clock_skew=timedelta(seconds=parts.rules.clock_skew_seconds))
    return decide(submission, gather(parts, submission), now=parts.now(), policy=judged)
