"""Dates: when a badge begins and ends, and how a moment may be written."""

from cases.authoring.signing import signed
from cases.authoring.tabular import table
from cases.authoring.world import a_badge
from cases.authoring.writing import Written, fails, passes

_OK = {"time": "time.ok"}


CASES: list[Written] = []

# --- edges ----------------------------------------------------------------------------------------

for name, changes, code, what in table("moments_edges"):
    badge = signed(a_badge(**changes))
    if code is None:
        CASES.append(passes(f"time-{name}", f"{what} (VCDM 4.9).", badge, checks=_OK))
    else:
        CASES.append(
            fails(f"time-{name}", f"{what} (VCDM 4.9).", badge, code, checks={"proof": "proof.ok"})
        )
CASES += [
    fails(
        "time-ends-before-it-begins",
        "A badge that ends before it begins was never valid (VCDM 4.9).",
        signed(a_badge(validUntil="2026-10-01T00:00:00Z")),
        "data.schema",
        checks={"time": "time.expired"},
    ),
]

# --- spellings ------------------------------------------------------------------------------------

for name, moment, what in table("moments_spelled"):
    CASES.append(
        passes(
            f"time-{name}",
            f"{what} (XSD dateTimeStamp).",
            signed(a_badge(validFrom=moment)),
            checks=_OK,
        )
    )

# --- nonsense -------------------------------------------------------------------------------------

for name, moment, what in table("moments_misspelled"):
    CASES.append(
        fails(
            f"time-{name}",
            f"{what} (XSD dateTimeStamp).",
            signed(a_badge(validFrom=moment)),
            "data.schema",
        )
    )
CASES += [
    fails(
        "time-award-date-without-zone",
        "A moment of award without zone is no moment (OB, DateTimeZ).",
        signed(a_badge(awardedDate="2026-10-30T20:00:00")),
        "data.schema",
    ),
    fails(
        "time-without-start",
        "A badge says from when it is valid (OB, AchievementCredential).",
        signed(a_badge(validFrom=None)),
        "data.schema",
    ),
]

# --- proofs ---------------------------------------------------------------------------------------

CASES += [
    passes(
        "time-proof-that-ends-later",
        "A proof may have an end of its own (DI 2.1).",
        signed(a_badge(), expires="2027-01-01T00:00:00Z"),
    ),
    fails(
        "time-proof-that-has-ended",
        "A proof past its own end no longer holds (DI 2.1).",
        signed(a_badge(), expires="2026-11-20T00:00:00Z"),
        "proof.expired",
    ),
    fails(
        "time-proof-with-an-impossible-date",
        "A proof that says it was made on a day that is none is malformed (DI 2.1).",
        signed(a_badge(), created="2026-02-30T00:00:00Z"),
        "proof.invalid",
    ),
    passes(
        "time-proof-without-date",
        "A proof need not say when it was made (DI 2.1).",
        signed(a_badge(), created=None),
    ),
]
