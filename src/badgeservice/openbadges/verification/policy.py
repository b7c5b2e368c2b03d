"""What a verifier asks for: a policy is a value, never a flag hidden in the code."""

from dataclasses import dataclass
from datetime import timedelta

from badgeservice.openbadges.status_list import MAX_BYTES
from badgeservice.proofs.canonical import Reading
from badgeservice.proofs.strict_json import DEFAULT_LIMITS, JsonLimits

# The encoded bits of a list are one long string.
LIST_LIMITS = JsonLimits(max_bytes=1_048_576, max_string=1_048_576)


@dataclass(frozen=True, slots=True)
class Policy:
    """How strict to be. ``version`` changes whenever a rule below or in the checks changes.

    ``requires_sub``: a VC-JWT without ``sub`` is invalid (OB 3.0 section 8.2.3); the compatible
    policy only warns, because badges of others often leave it out. ``requires_badge``: it must be
    an Open Badge; without it any credential of the W3C data model is judged by that model's rules.
    ``binds_issuer``: the key must be the issuer's own. ``checks_standing``: status, dates and
    endorsements are looked at. ``reading``: how JSON-LD is read. ``max_list_age``: how old a
    status list without an end may be. ``limits`` hold for a token in the credential,
    ``list_limits`` for a status list.
    """

    name: str
    version: str
    clock_skew: timedelta = timedelta(seconds=60)
    requires_sub: bool = True
    requires_badge: bool = True
    binds_issuer: bool = True
    checks_standing: bool = True
    reading: Reading = Reading.STRICT
    max_list_age: timedelta = timedelta(days=7)
    max_proofs: int = 4
    max_status_entries: int = 4
    max_endorsements: int = 20
    max_inflated_list_bytes: int = MAX_BYTES
    limits: JsonLimits = DEFAULT_LIMITS
    list_limits: JsonLimits = LIST_LIMITS


STRICT = Policy(name="strict", version="2")
COMPATIBLE = Policy(name="compatible", version="2", requires_sub=False)

# The VC-API judges any credential, as the public conformance suites send them.
VC_API = Policy(
    name="vc-api", version="2", requires_sub=False, requires_badge=False, reading=Reading.OPEN
)
# Only for conformance mode: public vectors pair an issuer with a key that is not its own, so a
# verifier that binds must refuse them.
PROOF_ONLY = Policy(
    name="proof-only",
    version="2",
    requires_sub=False,
    requires_badge=False,
    binds_issuer=False,
    checks_standing=False,
    reading=Reading.OPEN,
)

# What the public API offers.
POLICIES = {policy.name: policy for policy in (STRICT, COMPATIBLE)}
