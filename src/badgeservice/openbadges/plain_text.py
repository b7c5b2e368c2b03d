"""What a name or a sentence may hold: what people can see, and nothing that turns it around."""

import re
import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Joiners are part of words in some scripts, and of pictures of families.
_JOINERS = "\u200c\u200d"
LAYOUT = "\n\r\t"
_MAIL_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%'*+/=_-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def is_unseen(character: str, *, allowed: str = LAYOUT) -> bool:
    """Whether a character is invisible: control, bidirectional mark, private use, unassigned."""
    is_hidden = unicodedata.category(character) in _UNSEEN
    return is_hidden and character not in allowed and character not in _JOINERS


def has_unseen(text: str, *, allowed: str = LAYOUT) -> bool:
    """Whether there is such a character anywhere in a text."""
    return any(is_unseen(character, allowed=allowed) for character in text)


def is_mail_address(text: str) -> bool:
    """Whether this has the shape of one mail address, fit for a header; nobody is asked."""
    return _MAIL_ADDRESS.fullmatch(text) is not None
