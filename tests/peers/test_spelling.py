"""Where canonical forms tend to differ: numbers, and characters that N-Quads escapes.

Equal proofs mean equal bytes: an Ed25519 signature depends on the key and the text alone.
"""

import pytest

from peers.digitalbazaar.client import DigitalBazaar
from peers.documents import JsonObject, basic
from peers.ours import EMBEDDED, OurIssuer

SEED = bytes(range(32))


# jsonld.js 9 writes a number like 1e-7 as 0, because its text has an exponent but no point.
# JSON-LD 1.1 API section 8.2.2 says 1.0E-7, and so do we. It is left out here.
@pytest.mark.parametrize(
    "number", [0, -0.0, 5, 5.0, 2**53 - 1, -1.5, 0.1, 1 / 3, 51.765, 1.5e-10, 1e20, 1e21, 1e22]
)
def test_both_sides_spell_a_number_alike(
    digitalbazaar: DigitalBazaar, our_issuer: OurIssuer, number: float
) -> None:
    credential = basic(our_issuer.did)
    credential["credentialSubject"]["creditsEarned"] = number
    assert_equal_proofs(digitalbazaar, our_issuer, credential)


@pytest.mark.parametrize(
    "text",
    [
        'tab\tline\nreturn\rquote"backslash\\',
        "\x01\x08\x0b\x0c\x1f",
        "\x7f\x80\x85\x9f",
        "é e\u0301 ﬁ 😀",
        "\u200f\u2028\ufeff",
        "<a href='x'>&amp;</a>",
        " blanks  kept ",
        "",
    ],
    ids=["escapes", "controls", "delete", "letters", "invisible", "markup", "blanks", "empty"],
)
def test_both_sides_spell_a_text_alike(
    digitalbazaar: DigitalBazaar, our_issuer: OurIssuer, text: str
) -> None:
    assert_equal_proofs(digitalbazaar, our_issuer, basic(our_issuer.did) | {"name": text})


def assert_equal_proofs(
    digitalbazaar: DigitalBazaar, our_issuer: OurIssuer, credential: JsonObject
) -> None:
    method = our_issuer.method(EMBEDDED)
    theirs = digitalbazaar.sign_embedded(credential, seed=SEED, method=method)
    assert theirs["proof"] == our_issuer.sign_embedded(credential)["proof"]
