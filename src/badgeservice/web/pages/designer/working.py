"""One form, sent again and again: search a skill, look, go back, and make the badge."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request, Response
from starlette.responses import RedirectResponse

from badgeservice.errors import InvalidRequest
from badgeservice.journeys.designing.design import Advice, Design, Fault
from badgeservice.journeys.designing.making import (
    Made,
    Unmade,
    judge_design,
    make_badge,
    make_next_version,
)
from badgeservice.journeys.designing.starting import Begun
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.steering.sign_in.secrets import form_mark
from badgeservice.openbadges.award import AchievementVersion
from badgeservice.openbadges.issuer import IssuerKind
from badgeservice.skills.education.facts import NLQF_LEVELS
from badgeservice.skills.education.words import ASSESSMENTS, PARTICIPATIONS
from badgeservice.skills.plain import levels_note
from badgeservice.web.pages.designer.fields import fields_of, level_rows, place_of, read_design
from badgeservice.web.pages.designer.showing import (
    FoundSkills,
    choices_for,
    chosen_skills,
    find_skills,
    picture_address,
)
from badgeservice.web.pages.rendering import render
from badgeservice.web.pages.skills.showing import in_words
from badgeservice.web.pages.wording import Language, in_language
from badgeservice.web.people.cookies import session_cookie
from badgeservice.web.people.forms import Fields
from badgeservice.web.people.marks import Acting

_SEE_OTHER, _CONFLICT, _BAD_REQUEST = 303, 409, 400
_TOKEN = re.compile(r"[0-9a-f-]{36}|[0-9]{1,9}")
_DROP = "drop-"


@dataclass(frozen=True, slots=True)
class Work:
    """Somebody at work on a badge of an organisation; ``begun`` is the one that is changed."""

    request: Request
    parts: Parts
    language: Language
    acting: Acting
    begun: Begun | None = None

    @property
    def desk(self) -> str:
        """Where the badges of the organisation are."""
        return in_language(f"/desk/{self.acting.issuer.slug}/badges", self.language)

    @property
    def action(self) -> str:
        """Where the form is sent to."""
        place = f"{self.begun.version.achievement_id}/edit" if self.begun else "new"
        return f"{self.desk}/{place}"


def show_page(work: Work, template: str, *, status: int = 200, **values: Any) -> Response:
    """A page of the designer, or instead of it that the organisation is suspended."""
    issuer = work.acting.issuer
    if issuer.suspended_at is not None and template != "designer/badges.html":
        template, status, values = "designer/suspended.html", _CONFLICT, {}
    return render(
        template,
        work.language,
        work.request.url.path,
        parts=work.parts,
        status=status,
        issuer=issuer,
        desk=work.desk,
        **values,
    )


def show_form(
    work: Work,
    design: Design,
    token: str,
    *,
    faults: Sequence[Fault] = (),
    found: FoundSkills | None = None,
    there: AchievementVersion | None = None,
) -> Response:
    """The form with everything that was typed, and with what is wrong at its field."""
    issuer = work.acting.issuer
    is_overtaken = any(one.field == "form" for one in faults)
    status = (_CONFLICT if is_overtaken else _BAD_REQUEST) if faults else 200
    return show_page(
        work,
        "designer/form.html",
        status=status,
        design=design,
        begun=work.begun,
        action=work.action,
        token=token,
        mark=_mark(work),
        choices=choices_for(issuer, design),
        levels=level_rows(design),
        levels_note=in_words(levels_note(), work.language),
        chosen=chosen_skills(work.parts, design, work.language),
        found=found or FoundSkills(),
        longest_query=work.parts.rules.max_query_length,
        picture=picture_address(issuer, design.art),
        has_school=issuer.kind is IssuerKind.SCHOOL or bool(design.school),
        nlqf_levels=NLQF_LEVELS,
        participations=PARTICIPATIONS[work.language],
        assessments=ASSESSMENTS[work.language],
        faults=[(place_of(one), one) for one in faults],
        there=there,
    )


def show_preview(work: Work, design: Design, token: str, advice: Sequence[Advice]) -> Response:
    """The badge as its owner and as whoever checks it will see it, with what could be better."""
    return show_page(
        work,
        "designer/preview.html",
        design=design,
        begun=work.begun,
        action=work.action,
        token=token,
        mark=_mark(work),
        hidden=fields_of(design),
        advice=advice,
        levels=[one for one in design.levels if one.name.strip()],
        skills=chosen_skills(work.parts, design, work.language),
        picture=picture_address(work.acting.issuer, design.art),
    )


def answer_form(work: Work, form: Fields) -> Response:
    """What the pressed button asks for; refuses ``InvalidRequest`` for a button that is not ours.

    The key Enter presses no button of its own: it searches when something new was typed in the
    search field, and else shows the badge.
    """
    design, token, act = read_design(form), form.get("token", ""), form.get("do", "go")
    if not _TOKEN.fullmatch(token):
        raise InvalidRequest("The form is not whole.", hint="Open the page again.")
    query = form.get("query", "")
    if act == "go":
        is_search = bool(query.strip()) and query.strip() != form.get("asked", "").strip()
        act = "search" if is_search else "look"
    if act.startswith(_DROP):
        kept = tuple(one for one in design.skills if one != act.removeprefix(_DROP))
        return show_form(work, replace(design, skills=kept), token)
    if act == "search":
        found = find_skills(work.parts, query, design, work.language)
        return show_form(work, design, token, found=found)
    if act in ("edit", "art"):
        return show_form(work, design, token)
    if act == "look":
        return _look(work, design, token)
    if act == "make":
        return _make(work, design, token)
    raise InvalidRequest("This button is not known here.")


def _look(work: Work, design: Design, token: str) -> Response:
    judged = judge_design(work.parts, work.acting.issuer, design, work.begun)
    if judged.faults:
        return show_form(work, design, token, faults=judged.faults)
    return show_preview(work, design, token, judged.advice)


def _make(work: Work, design: Design, token: str) -> Response:
    issuer = work.acting.issuer
    if issuer.suspended_at is not None:
        return show_page(work, "designer/suspended.html")
    caller = work.acting.person.as_issuer(issuer.did)
    if work.begun is None:
        outcome: Made | Unmade = make_badge(work.parts, caller, issuer, design, token)
    else:
        seen = int(token) if token.isdigit() else 0
        outcome = make_next_version(work.parts, caller, issuer, design, work.begun, seen)
    if isinstance(outcome, Unmade):
        return show_form(work, design, token, faults=outcome.faults, there=outcome.there)
    address = f"{work.desk}/{outcome.version.achievement_id}/done"
    return RedirectResponse(address, _SEE_OTHER)


def _mark(work: Work) -> str:
    return form_mark(session_cookie(work.request, work.parts) or "")
