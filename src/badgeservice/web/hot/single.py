"""``POST /v1/verifications``: one badge in, one report out.

A small badge of ours is judged at once in the event loop, where it costs less than handing it to a
thread; whatever could wait for the database, another machine or another process goes to the pool
(decision 35).
"""

import re
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from badgeservice.errors import MalformedInput
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.verify import Freshness, begin
from badgeservice.openbadges.verification import Policy, Report
from badgeservice.openbadges.verification.policy import POLICIES
from badgeservice.web.bodies import read_content
from badgeservice.web.hot.answering import answer_json
from badgeservice.web.hot.choices import read_choices
from badgeservice.web.rates import VerifyRates, account_of

JSON: Final = (
    "application/json",
    "application/vc",
    "application/vc+ld+json",
    "application/ld+json",
)
TOKENS: Final = ("application/vc+jwt", "application/jwt", "application/vc+sd-jwt")
ANY_TEXT: Final = ("text/plain",)
PNG, SVG = "image/png", "image/svg+xml"
ACCEPTED: Final = (*JSON, *ANY_TEXT, *TOKENS, PNG, SVG)
_TOKEN: Final = re.compile(rb"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*){2,4}(~[A-Za-z0-9_~.-]*)?")
_PNG_START, _BOM = b"\x89PNG", b"\xef\xbb\xbf"


class VerifyOne:
    """Answers one verification; refuses as the journey does, and what is not as it is told."""

    def __init__(self, parts: Parts, rates: VerifyRates | None) -> None:
        self._parts = parts
        self._rates = rates
        self._policies = {name: parts.rules.bound(policy) for name, policy in POLICIES.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 200 whenever there is a verdict, whatever the verdict is."""
        parts, choices = self._parts, read_choices(scope["query_string"])
        if self._rates is not None:
            account = await account_of(Request(scope), parts, self._rates)
            account.count()
        rules = parts.rules
        media_type, raw = await read_content(
            scope["headers"],
            receive,
            ACCEPTED,
            lambda name: rules.max_image_bytes if name in (PNG, SVG) else rules.max_verify_bytes,
        )
        if not _is_told(media_type, raw):
            detail = "The body is not what its Content-Type says."
            raise MalformedInput(detail, hint="Send the file as it is, with its own type.")
        report = await _judge(parts, raw, self._policies[choices.policy], choices.freshness)
        await answer_json(send, report.to_json())


async def _judge(parts: Parts, raw: bytes, policy: Policy, freshness: Freshness) -> Report:
    """Judge here when nothing has to be waited for, else in the pool; refuses as ``begin``."""
    is_image = raw.lstrip().startswith((_PNG_START, b"<", _BOM))
    if is_image or len(raw) > parts.rules.verify_at_once_bytes:
        return await run_in_threadpool(
            lambda: begin(parts, raw, policy, freshness=freshness).judge()
        )
    begun = begin(parts, raw, policy, freshness=freshness)
    report = begun.judge_at_once()
    return await run_in_threadpool(begun.judge) if report is None else report


def _is_told(media_type: str, raw: bytes) -> bool:
    """Whether the first bytes look like what was told; what they really are shows later."""
    text = raw.removeprefix(_BOM).strip(b" \t\r\n")
    if media_type == PNG:
        return raw.startswith(_PNG_START)
    if media_type == SVG:
        return text.startswith(b"<")
    if media_type in TOKENS:
        return _TOKEN.fullmatch(text) is not None
    if media_type in JSON:
        # A brace settles it: no token, no image.
        return text.startswith(b"{") or not (
            text.startswith((b"<", _PNG_START)) or _TOKEN.fullmatch(text)
        )
    return True
