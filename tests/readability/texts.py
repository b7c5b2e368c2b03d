"""Every Dutch text that residents see, and what is left out and why."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from badgeservice.cli.demo.cast import ISSUERS
from badgeservice.journeys.issuing.members import OUTCOMES
from badgeservice.journeys.issuing.members.wording import all_said
from badgeservice.journeys.printing.words import CERTIFICATES, SLIPS
from badgeservice.journeys.skills import counted
from badgeservice.openbadges.verification import sentences
from badgeservice.skills.catalogue import read_bundled_rows
from badgeservice.skills.comparison import words
from badgeservice.skills.education import words as education
from badgeservice.skills.plain import THEMES, Told, levels_note, plain_skills
from badgeservice.skills.shared.reading import shared_catalogue
from badgeservice.web.pages.wording import CATALOGUES


@dataclass(frozen=True, slots=True)
class Text:
    """``where`` names one text; texts with the same ``whole`` are read as one."""

    whole: str
    where: str
    dutch: str


# Key of a page text, or the start of several -> why a resident does not meet it. What is easy
# enough to pass is not on this list, whoever it is for.
NOT_FOR_RESIDENTS = {
    "problem.": "pages about codes of the API, for makers of software",
    "problem_page.": "pages about codes of the API, for makers of software",
    "achievement.technical_text": "technical details",
    "giving.technical_text": "technical details",
    "issuer.did_document": "technical details",
    "shared.technical": "technical details",
}


def resident_texts() -> tuple[Text, ...]:
    """All of them, from every place that has some."""
    return (
        *_page_texts(),
        *_verification_texts(),
        *_plain_texts(),
        *_everyday_texts(),
        *_comparison_texts(),
        *_education_texts(),
        *_shared_texts(),
        *_member_texts(),
        *_demo_texts(),
        *_paper_texts(),
    )


def _page_texts() -> Iterator[Text]:
    for key, dutch in CATALOGUES["nl"].items():
        if not key.startswith(tuple(NOT_FOR_RESIDENTS)):
            yield Text(f"page {key.split('.')[0]}", f"page {key}", dutch)


def _verification_texts() -> Iterator[Text]:
    for code in (*sentences.codes(), *sentences.warning_codes()):
        yield Text("verification", f"verification {code}", sentences.of_warning(code)["nl"])
    for code in ("verdict.valid", *sentences.codes()):
        for unknown in (False, True):
            told = sentences.advice(code, unknown_issuer=unknown)["nl"]
            yield Text("advice", f"advice {code} {unknown}", told)
    for unknown in (False, True):
        told = sentences.summary("verdict.valid", unknown_issuer=unknown)["nl"]
        yield Text("verification", f"summary {unknown}", told)


def _plain_texts() -> Iterator[Text]:
    yield Text("plain", "plain levels_note", levels_note().nl)
    for theme, told in THEMES.items():
        yield Text("plain", f"plain theme {theme}", told.nl)
    for code, skill in plain_skills().items():
        yield Text(f"plain {code}", f"plain {code} sentence", skill.sentence.nl)
        for level, told in enumerate(skill.levels, start=1):
            yield Text(f"plain {code}", f"plain {code} level {level}", told.nl)


def _everyday_texts() -> Iterator[Text]:
    for row in read_bundled_rows("everyday.csv"):
        yield Text("everyday", f"everyday {row['words_nl'].split('|')[0]}", row["because_nl"])


def _comparison_texts() -> Iterator[Text]:
    for name, told in _told_in(vars(words) | vars(counted)):
        yield Text("comparison", f"comparison {name}", told.nl)


def _told_in(names: Mapping[str, object]) -> Iterator[tuple[str, Told]]:
    for name, value in names.items():
        if isinstance(value, Told):
            yield name, value
        elif isinstance(value, words.Note):
            yield name, value.text
        elif isinstance(value, Mapping) and not name.startswith("__"):
            yield from _told_in({f"{name} {key}": one for key, one in value.items()})


def _education_texts() -> Iterator[Text]:
    for table in (education.PARTICIPATIONS, education.ASSESSMENTS):
        for kind, dutch in table["nl"].items():
            yield Text("education", f"education {kind}", dutch)
    names = education.NAMES["nl"]
    for number, dutch in enumerate((names.above, names.participation, names.assessment)):
        yield Text("education", f"education name {number}", dutch)
    yield Text("education", "education relation", education.RELATIONS["nl"])
    yield Text("education", "education level", education.LEVELS["nl"])


def _shared_texts() -> Iterator[Text]:
    for badge in shared_catalogue().badges.values():
        whole, text = f"shared {badge.shared_id}", badge.texts["nl"]
        levels = {f"level {n}": one.description for n, one in enumerate(text.levels, start=1)}
        names = {f"name {n}": one.name for n, one in enumerate(text.levels, start=1)}
        told = {
            "name": text.name,
            "description": text.description,
            "criteria": text.criteria,
            "evidence": text.evidence,
            **levels,
        }
        for name, dutch in (told | names).items():
            yield Text(whole, f"{whole} {name}", dutch)


def _member_texts() -> Iterator[Text]:
    for said in all_said():
        yield Text("members", f"members {said.code}", said.told.nl)
    for outcome, told in OUTCOMES.items():
        yield Text("members", f"members outcome {outcome}", told.nl)


def _demo_texts() -> Iterator[Text]:
    for issuer in ISSUERS:
        slug = issuer.admission.slug
        yield Text("demo", f"demo {slug}", issuer.admission.description)
        for number, draft in enumerate(issuer.achievements):
            whole = f"demo {slug} {number}"
            yield Text(whole, f"{whole} name", draft.name)
            yield Text(whole, f"{whole} description", draft.description)
            yield Text(whole, f"{whole} criteria", draft.criteria)


def _paper_texts() -> Iterator[Text]:
    for paper, texts in (("certificate", CERTIFICATES["nl"]), ("slip", SLIPS["nl"])):
        for name, told in asdict(texts).items():
            for number, one in enumerate([told] if isinstance(told, str) else told):
                yield Text(f"paper {paper}", f"paper {paper} {name} {number}", one)
