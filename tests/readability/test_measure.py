"""The measure itself: easy texts pass, and every way to be too hard is seen."""

import pytest

from readability.hard_words import HARD_WORDS, find_hard_words
from readability.measure import (
    ENOUGH_WORDS,
    KINDS,
    LEAST_EASE,
    find_faults,
    find_faults_as_a_whole,
    is_label,
    reading_ease,
    split_sentences,
    split_words,
)

# Our own sentences, as offices write them. Each is refused, and for this reason at least.
OFFICIALESE = {
    "Teneinde dit te kunnen beoordelen dient u de bewijsstukken te overleggen.": "hard word",
    "De verificatie van de credential geschiedt conform de geldende regelgeving.": "hard word",
    "Middels dit formulier verstrekt u de benodigde gegevens.": "hard word",
    "Indien de badge reeds is ingetrokken, is deze niet langer geldig.": "hard word",
    "Wij faciliteren verenigingen bij het implementeren van een erkenningsbeleid.": "hard word",
    "De issuer plaatst een DID in het JSON-bestand.": "hard word",
    "De vereniging die de badge heeft uitgegeven aan de deelnemer, en die daarvoor door de gemeente"
    " is erkend, blijft zelf verantwoordelijk.": "long sentence",
    "Omdat je vorig jaar bij de club hebt geholpen met het kamp, krijg je van ons nu deze badge.": (
        "long sentence"
    ),
    "De verantwoordelijkheidsverdeling staat vast.": "long word",
    "Overzicht van alle organisaties in onze gemeente die hier ooit een badge gaven": "long label",
}
EASY = (
    "Deze badge is echt en geldig.",
    "Kies het bestand van de badge, of plak de tekst.",
    "Je hielp een ander zonder dat iemand het vroeg.",
    "De club zag dit:\n\n- Je was op tijd.\n- Je maakte af waar je aan begon.",
    "Ik heb een badge gekregen",
)
# Short sentences and no word of the list: only the text as a whole shows that it is too hard.
HARD_AS_A_WHOLE = (
    "De gemeentelijke organisatie ondersteunt maatschappelijke initiatieven structurerend. "
    "Vrijwilligersverenigingen ontvangen jaarlijks financiële ondersteuning. "
    "Voorwaarden hiervoor zijn vastgesteld in de subsidieverordening. "
    "Aanvragende organisaties overleggen jaarrekeningen en activiteitenverslagen. "
    "De beoordelingscommissie adviseert het gemeentebestuur inhoudelijk. "
    "Belanghebbenden kunnen bezwaarschriften indienen gedurende zes weken. "
    "De uiteindelijke besluitvorming geschiedde voorheen onregelmatig."
)
EASY_AS_A_WHOLE = (
    "Je badge is een bestand. Bewaar het op een plek die je terugvindt. Wil je hem laten zien? "
    "Stuur dan het bestand mee. Wie het krijgt, kan zelf kijken of de badge echt is. Verander "
    "niets aan het bestand. Dan klopt de handtekening niet meer. Vragen? Bel je club."
)
TOO_LONG_ON_AVERAGE = " ".join(
    ["Je gaat met de hele groep naar het veld en legt uit wat moet."] * 5
)


@pytest.mark.parametrize(("sentence", "kind"), OFFICIALESE.items())
def test_a_sentence_of_an_office_is_refused(sentence: str, kind: str) -> None:
    assert kind in {fault.kind for fault in find_faults(sentence)}


@pytest.mark.parametrize("sentence", EASY)
def test_an_easy_sentence_passes(sentence: str) -> None:
    assert find_faults(sentence) == ()


def test_a_hard_text_of_short_sentences_is_refused_as_a_whole() -> None:
    assert {fault.kind for fault in find_faults_as_a_whole([HARD_AS_A_WHOLE])} == {
        "long words",
        "hard to read",
    }
    assert reading_ease(HARD_AS_A_WHOLE) < 30


def test_an_easy_text_passes_as_a_whole() -> None:
    assert len(split_words(EASY_AS_A_WHOLE)) >= ENOUGH_WORDS
    assert find_faults_as_a_whole([EASY_AS_A_WHOLE]) == ()
    assert reading_ease(EASY_AS_A_WHOLE) > 90


def test_sentences_that_are_all_just_short_enough_are_too_long_together() -> None:
    assert find_faults(TOO_LONG_ON_AVERAGE) == ()
    one_by_one = [f"{TOO_LONG_ON_AVERAGE[:-1]} {n}." for n in range(3)]
    assert {fault.kind for fault in find_faults_as_a_whole(one_by_one)} == {"long sentences"}


def test_every_kind_of_fault_is_found_by_a_text_above() -> None:
    found = {fault.kind for sentence in OFFICIALESE for fault in find_faults(sentence)}
    found |= {fault.kind for fault in find_faults_as_a_whole([HARD_AS_A_WHOLE])}
    found |= {fault.kind for fault in find_faults_as_a_whole([f"{TOO_LONG_ON_AVERAGE} {EASY[0]}"])}
    assert found == set(KINDS)


def test_the_ease_is_what_the_formula_gives_by_hand() -> None:
    # 2 sentences, 8 words, 9 syllables: 206.84 - 0.93 * 4 - 77 * 9 / 8
    assert reading_ease("Je doet mee. Je helpt een ander graag.") == pytest.approx(
        206.84 - 0.93 * 4 - 77 * 9 / 8
    )


def test_labels_and_repeated_texts_do_not_make_a_whole_easier() -> None:
    padded = [HARD_AS_A_WHOLE, HARD_AS_A_WHOLE, *["Je doet mee"] * 50]
    assert find_faults_as_a_whole(padded) == find_faults_as_a_whole([HARD_AS_A_WHOLE])


def test_a_few_words_are_not_judged_as_a_whole() -> None:
    few = "Verantwoordelijkheden organiseren organisaties gemeentelijk."
    assert reading_ease(few) < LEAST_EASE
    assert find_faults_as_a_whole([few]) == ()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ja. Nee! Hoe?", 3),
        ("De club zag dit:\n\n- Je hielp.\n- Je kwam.", 3),
        ("Versie 3.0 is er.", 1),
        ("Erkend sinds {since}.", 1),
        ("– … !", 0),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, sentences: int) -> None:
    assert len(split_sentences(text)) == sentences


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Bewaar je badge", True),
        ("Nog {count} vaardigheden", True),
        ("Bewaar je badge.", False),
        ("Waarom? Daarom", False),
        ("Een regel\nen nog een", False),
    ],
)
def test_a_label_has_one_line_and_no_end(text: str, label: bool) -> None:
    assert is_label(text) is label


@pytest.mark.parametrize("text", ["conformeren", "uwen", "Udenhout", "vuur", "didactiek"])
def test_a_hard_word_inside_another_word_is_not_one(text: str) -> None:
    assert find_hard_words(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dit dient te worden gedaan.", "dient te"),
        ("Conform de regels.", "conform"),
        ("In het KADER van sport.", "in het kader van"),
        ("De DID-lijst", "did-lijst"),
        ("Geef het aan uw trainer.", "uw"),
    ],
)
def test_a_hard_word_is_found_with_or_without_capitals(text: str, found: str) -> None:
    assert find_hard_words(text) == (found,)


def test_every_hard_word_has_a_plain_way_to_say_it() -> None:
    assert all(plain for plain in HARD_WORDS.values())
    for plain in HARD_WORDS.values():
        assert find_hard_words(plain) == (), plain
