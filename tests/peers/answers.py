"""What a verifier says: the same shape for ours and for every peer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """``reason`` is for the person reading a failed test; ``statuses`` are the status bits read."""

    verified: bool
    reason: str = ""
    statuses: tuple[bool, ...] = ()


def assert_refused(answer: Answer, because: str) -> None:
    """A refusal counts only for the reason that the test is about."""
    assert not answer.verified, "it was accepted"
    assert because in answer.reason, answer.reason
