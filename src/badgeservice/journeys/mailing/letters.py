"""What mails say, in Dutch and English: short, plain text, in everyday words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SIGN_IN = "sign-in"
INVITATION = "invitation"

_DUTCH = "nl"


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and text of a mail, with ``{places}`` to fill in."""

    subject: str
    text: str


_WORDINGS: Mapping[tuple[str, str], Wording] = {
    (SIGN_IN, "nl"): Wording(
        "Inloggen bij Badges",
        """Hallo,

Je wilt inloggen bij Badges. Dat kan op twee manieren.

Open deze link op het apparaat waarop je wilt inloggen:
{link}

Of typ daar deze code:
{code}

De link en de code werken {minutes} minuten, en één keer.

Heb jij dit niet gevraagd? Dan hoef je niets te doen. Geef de code aan niemand.
Wij vragen er nooit naar.
""",
    ),
    (SIGN_IN, "en"): Wording(
        "Sign in to Badges",
        """Hello,

You want to sign in to Badges. There are two ways.

Open this link on the device on which you want to sign in:
{link}

Or type this code there:
{code}

The link and the code work for {minutes} minutes, and once.

Was it not you who asked for this? Then you need not do anything.
Do not give the code to anybody. We never ask for it.
""",
    ),
    (INVITATION, "nl"): Wording(
        "Je bent uitgenodigd bij {organisation}",
        """Hallo,

{organisation} nodigt je uit bij Badges.
{role}

Zo begin je:
1. Ga naar {link}
2. Vul dit mailadres in.
3. Open de mail die je dan krijgt.

Een wachtwoord heb je niet nodig. Je kunt beginnen tot en met {day}.

Ken je {organisation} niet? Dan hoef je niets te doen.
""",
    ),
    (INVITATION, "en"): Wording(
        "You are invited by {organisation}",
        """Hello,

{organisation} invites you to Badges.
{role}

This is how you begin:
1. Go to {link}
2. Fill in this mail address.
3. Open the mail that you get then.

You need no password. You can begin until {day}.

Do you not know {organisation}? Then you need not do anything.
""",
    ),
}

_ROLES: Mapping[tuple[str, str], str] = {
    ("city_manager", "nl"): "Je kunt er organisaties toelaten en zeggen welke de gemeente erkent.",
    ("owner", "nl"): "Je kunt er badges maken en geven, en zeggen wie dat nog meer mag.",
    ("issuer", "nl"): "Je kunt er badges maken en geven.",
    ("helper", "nl"): "Je kunt er badges uitdelen.",
    ("city_manager", "en"): "You can admit organisations and say which the city recognises.",
    ("owner", "en"): "You can make and give badges there, and say who else may.",
    ("issuer", "en"): "You can make and give badges there.",
    ("helper", "en"): "You can hand out badges there.",
}
_MONTHS: Mapping[str, Sequence[str]] = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def fill_in(template: str, language: str, values: Mapping[str, str]) -> Wording:
    """The mail with its places filled in; a language we do not speak becomes Dutch.

    A line break in a value becomes a blank: names come from others. A template or place that is
    not there is our mistake: ``KeyError``.
    """
    wording = _WORDINGS[template, _spoken(language)]
    plain = {name: " ".join(value.split()) for name, value in values.items()}
    return Wording(wording.subject.format(**plain), wording.text.format(**plain))


def role_text(role: str, language: str) -> str:
    """What somebody with this role can do, in one sentence."""
    return _ROLES[role, _spoken(language)]


def day_text(year: int, month: int, day: int, language: str) -> str:
    """A day as people write it."""
    return f"{day} {_MONTHS[_spoken(language)][month - 1]} {year}"


def _spoken(language: str) -> str:
    return language if language in _MONTHS else _DUTCH
