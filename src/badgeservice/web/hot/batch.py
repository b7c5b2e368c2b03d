"""``POST /v1/verifications/batch``: many credentials in, a line for each of them out, in order.

Each is judged as if it came alone, one after the other, while the rest is still on its way. So a
batch takes as much memory as its largest credential, and others get their turn in between.
"""

import asyncio
import re
from collections.abc import Callable
from typing import Final

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from badgeservice.document import JsonObject
from badgeservice.errors import MalformedJson, MalformedToken, Refusal, TooLarge
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.verifying.purse import Allowance
from badgeservice.journeys.verifying.shelf import Shelf
from badgeservice.journeys.verifying.verify import Freshness, Together, Verification, begin
from badgeservice.openbadges.verification import Policy, Report
from badgeservice.openbadges.verification.policy import POLICIES
from badgeservice.web.bodies import media_type_of, refuse_told_length
from badgeservice.web.hot.choices import read_choices
from badgeservice.web.hot.intake import Intake, Overflow
from badgeservice.web.hot.output import Output
from badgeservice.web.hot.splitting import ArraySplitter, LineSplitter
from badgeservice.web.problems import problem_body
from badgeservice.web.rates import Account, VerifyRates, account_of

_TOKEN_START: Final = re.compile(rb"[A-Za-z0-9_-]")
ARRAY: Final = ("application/json",)
LINES: Final = ("application/x-ndjson", "application/jsonl")
ACCEPTED: Final = (*ARRAY, *LINES)
# All batches together hold at most this many whole bodies beside what is being worked on.
_WHOLE_BODIES: Final = 4


class VerifyMany:
    """Answers one batch after the other; many may be under way at once."""

    def __init__(self, parts: Parts, rates: VerifyRates | None) -> None:
        self._parts = parts
        self._rates = rates
        self._policies = {name: parts.rules.bound(policy) for name, policy in POLICIES.items()}
        self._overflow = Overflow(_WHOLE_BODIES * parts.rules.max_verify_batch_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 200 with a line for every credential, whatever there is to say about it.

        Refuses what ends before the first line; what ends later is the last line.
        """
        parts, choices = self._parts, read_choices(scope["query_string"])
        account = None
        if self._rates is not None:
            account = await account_of(Request(scope), parts, self._rates, is_batch=True)
            account.count()
        media_type = media_type_of(scope["headers"], ACCEPTED)
        rules = parts.rules
        refuse_told_length(scope["headers"], rules.max_verify_batch_bytes)
        is_lines = media_type in LINES
        splitter = (LineSplitter if is_lines else ArraySplitter)(rules.max_verify_bytes)
        intake = Intake(receive, rules.max_verify_batch_bytes, self._overflow)
        judging = _Judging(parts, self._policies[choices.policy], choices.freshness, account)
        batch = _Batch(judging, intake, Output(send, LINES[0], intake.open_wide))
        try:
            await batch.answer(splitter)
        finally:
            await intake.close()


class _Judging:
    """Judges the credentials of one batch, which share what is fetched."""

    def __init__(
        self, parts: Parts, policy: Policy, freshness: Freshness, account: Account | None
    ) -> None:
        self.parts = parts
        self._policy = policy
        self._freshness = freshness
        self._account = account
        self._together = Together(
            Shelf(parts.now, fresh=freshness == "strict"),
            Allowance(parts.rules.fetches_per_batch),
        )

    def count(self, index: int) -> None:
        """Count one more; the first was counted as the batch came in."""
        if index > 0 and self._account is not None:
            self._account.count()

    def begin(self, item: bytes) -> Verification:
        """Read one item: a JSON object, or a JSON text that holds a token."""
        return begin(
            self.parts,
            _credential_in(item),
            self._policy,
            freshness=self._freshness,
            together=self._together,
        )


class _Batch:
    """One batch under way."""

    def __init__(self, judging: _Judging, intake: Intake, output: Output) -> None:
        self._judging = judging
        self._intake = intake
        self._output = output
        self._index = 0

    async def answer(self, splitter: LineSplitter | ArraySplitter) -> None:
        """Answer until the end, or until it cannot go on."""
        try:
            await self._answer_all(splitter)
        except Refusal as refusal:
            if not self._output.is_begun:
                raise
            self._output.add(self._problem(refusal))
        await self._output.end()

    async def _answer_all(self, splitter: LineSplitter | ArraySplitter) -> None:
        while True:
            if not self._intake.has_piece:
                await self._output.flush()
            piece = await self._intake.next_piece()
            for item in splitter.end() if piece is None else splitter.feed(piece):
                await self._answer_one(item)
            if piece is None:
                return
            # Others get their turn, also when there was nothing to answer in this piece.
            await asyncio.sleep(0)

    async def _answer_one(self, item: bytes | None) -> None:
        if self._intake.is_gone:
            raise ClientDisconnect
        rules = self._judging.parts.rules
        if self._index == rules.max_batch_credentials:
            detail = f"A batch may have {rules.max_batch_credentials:,} credentials at most."
            raise TooLarge(detail, hint="Send the rest in another batch.")
        try:
            line = await self._judged(item)
        except Refusal as refusal:
            line = self._problem(refusal)
        await self._output.begin()
        self._output.add(line)
        self._index += 1
        if self._output.is_full:
            await self._output.flush()
        # Others get their turn.
        await asyncio.sleep(0)

    async def _judged(self, item: bytes | None) -> JsonObject:
        judging = self._judging
        judging.count(self._index)
        rules = judging.parts.rules
        if item is None:
            detail = f"A credential may be {rules.max_verify_bytes:,} bytes at most."
            raise TooLarge(detail, hint="Send it by itself, or a smaller one.")
        if len(item) > rules.verify_at_once_bytes:
            report = await self._wait_for(lambda: judging.begin(item).judge())
        else:
            begun = judging.begin(item)
            report = begun.judge_at_once() or await self._wait_for(begun.judge)
        return {"index": self._index, **report.to_json()}

    async def _wait_for(self, judge: Callable[[], Report]) -> Report:
        """Judge in the pool; what is known until here is told before."""
        await self._output.flush()
        return await run_in_threadpool(judge)

    def _problem(self, refusal: Refusal) -> JsonObject:
        parts = self._judging.parts
        problem = problem_body(
            refusal,
            public_url=parts.addresses.public_url,
            instance=f"urn:uuid:{parts.new_uuid()}",
        )
        return {"index": self._index, **problem}


def _credential_in(item: bytes) -> bytes:
    """The credential of an item as it would come alone; refuses ``MalformedInput``."""
    text = item.strip(b" \t\r\n")
    if text.startswith(b"{"):
        return text
    if not text.startswith(b'"'):
        detail = "It is neither a JSON object nor a JSON text."
        raise MalformedJson(detail, hint="Send the credential itself, or its token in quotes.")
    try:
        token: bytes = orjson.loads(text).encode()
    except orjson.JSONDecodeError:
        raise MalformedJson("It is no JSON text.", hint="Send the token in quotes.") from None
    if _TOKEN_START.match(token) is None:
        # Neither JSON nor an image is hidden in a text.
        raise MalformedToken("The text is no token.", hint="Send one compact JWS or SD-JWT.")
    return token
