"""What a verifier asks for: a policy is a value, never a flag hidden in the code."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Policy:
    """How strict to be. ``version`` changes whenever a rule below or in the checks changes.

    ``requires_sub``: a VC-JWT without ``sub`` is invalid (OB 3.0 section 8.2.3); the compatible
    policy only warns, because badges of others often leave it out.
    """

    name: str
    version: str
    clock_skew: timedelta = timedelta(seconds=60)
    requires_sub: bool = True
    max_proofs: int = 4
    max_status_entries: int = 4


STRICT = Policy(name="strict", version="1")
COMPATIBLE = Policy(name="compatible", version="1", requires_sub=False)
POLICIES = {policy.name: policy for policy in (STRICT, COMPATIBLE)}
