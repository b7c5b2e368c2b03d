"""A badge on paper: what it says, who says so, how to check it, and the badge itself inside."""

import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from badgeservice.document import JsonObject
from badgeservice.errors import Conflict, NotFound
from badgeservice.journeys.caller import Caller
from badgeservice.journeys.parts import Parts
from badgeservice.journeys.printing.filling import fill_in
from badgeservice.journeys.printing.letters import Pen
from badgeservice.journeys.printing.qr import qr_svg
from badgeservice.journeys.printing.typesetting import typeset
from badgeservice.journeys.printing.words import CERTIFICATES, Language, day_of
from badgeservice.openbadges.art import check_drawing
from badgeservice.openbadges.issuer import Issuer, IssuerKind
from badgeservice.skills.alignments import Framework, ReadAlignment, read_alignments
from badgeservice.skills.plain import plain_skill

_LANGUAGE_TAG = re.compile(r"([a-z]{2,3})(?:-([A-Z]{2}))?(?:-.*)?")


@dataclass(frozen=True, slots=True)
class PrintedSkill:
    """A skill by name; ``framework`` and our own ``sentence`` only where the skill is known."""

    label: str
    framework: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """All that a certificate tells; ``document`` is the credential byte for byte as signed."""

    credential_id: str
    document: str
    body: JsonObject
    narrative: str
    skills: tuple[PrintedSkill, ...]
    issuer: Issuer
    city_name: str
    is_recognised: bool
    recipient_name: str | None
    image_svg: str
    awarded_at: datetime
    printed_at: datetime
    public_url: str


def print_certificate(
    parts: Parts,
    caller: Caller,
    credential_id: str,
    language: Language,
    *,
    with_name: bool = False,
) -> bytes:
    """A credential the caller issued, as tagged PDF on A4 with ``badge.json`` inside.

    The recipient's name is printed only ``with_name``, and where the award has one: a credential
    of ours holds none (decision 4). To everybody else it does not exist (``NotFound``). Refuses
    ``Conflict`` for a badge that was revoked: paper cannot be called back.
    """
    certificate = read_certificate(parts, caller, credential_id, language, with_name=with_name)
    check_drawing(certificate.image_svg)
    return typeset(
        "certificate",
        lambda pen: certificate_values(certificate, language, pen),
        certificate.printed_at,
    )


def read_certificate(
    parts: Parts, caller: Caller, credential_id: str, language: Language, *, with_name: bool
) -> Certificate:
    """What stands on the certificate; refuses as ``print_certificate``."""
    now = parts.now()
    with parts.database.open_store(read_only=True) as store:
        kept = store.credentials.by_id(credential_id)
        if kept is None or kept.issuer_did != caller.issuer_did:
            raise _not_here()
        award = store.awards.by_id(kept.issuer_did, kept.award_id)
        issuer = store.issuers.by_did(kept.issuer_did)
        city = store.issuers.by_did(parts.addresses.city_did)
        if award is None or issuer is None or city is None:
            raise _not_here()
        achievement = store.achievements.version(award.achievement_id, award.achievement_version)
        recognition = store.recognitions.of(issuer.did, now)
    if achievement is None:
        raise _not_here()
    if kept.revoked_at is not None:
        raise Conflict("This badge was revoked.", hint="Issue a new badge, and print that one.")
    return Certificate(
        credential_id=kept.credential_id,
        document=kept.document.decode(),
        body=achievement.body,
        narrative=award.narrative or "",
        skills=_read_skills(parts, achievement.body, language, now),
        issuer=replace(issuer, name=_signed_name(kept.document)),
        city_name=city.name,
        # A recognition for some things only says nothing simple: the public check tells it.
        is_recognised=recognition is not None
        and not recognition.scope
        and issuer.suspended_at is None,
        recipient_name=award.recipient_name if with_name else None,
        image_svg=achievement.image_svg,
        awarded_at=award.awarded_at,
        printed_at=now,
        public_url=parts.addresses.public_url,
    )


def certificate_values(certificate: Certificate, language: Language, pen: Pen) -> JsonObject:
    """What goes into the template: texts as the pen writes them, drawings and the document."""
    body, issuer = certificate.body, certificate.issuer
    page = f"{certificate.public_url}{'/en' if language == 'en' else ''}/check"
    code, region = _language_of(body.get("inLanguage"))
    name = pen.write(certificate.recipient_name, most=120) if certificate.recipient_name else None
    return {
        "language": language,
        "words": _fill_in(certificate, language, page, pen),
        "written_in": code,
        "written_region": region,
        "credential_id": certificate.credential_id,
        "name": pen.write(_text(body.get("name"))),
        "description": pen.write_paragraphs(_text(body.get("description"))),
        "criteria": pen.write_paragraphs(_text(body["criteria"].get("narrative"))),
        "narrative": pen.write_paragraphs(certificate.narrative),
        "skills": [
            {
                "label": pen.write(one.label),
                "framework": pen.write(one.framework),
                "sentence": pen.write(one.sentence),
            }
            for one in certificate.skills
        ],
        "has_known_skills": any(one.sentence for one in certificate.skills),
        "recipient_name": name,
        "issuer_name": pen.write(issuer.name),
        "issuer_url": pen.write(issuer.url),
        "standing": [pen.write(told) for told in _standing(certificate, language)],
        "art": certificate.image_svg,
        # After the # it never reaches a server or its log; the page may use it to say more.
        "qr": qr_svg(f"{page}#{certificate.credential_id.removeprefix('urn:uuid:')}", ""),
        "document": certificate.document,
    }


def _fill_in(certificate: Certificate, language: Language, page: str, pen: Pen) -> JsonObject:
    filled = {
        "{badge}": pen.write(_text(certificate.body.get("name"))),
        "{organisation}": pen.write(certificate.issuer.name),
        "{day}": day_of(certificate.awarded_at, language),
        "{address}": page.partition("://")[2],
        "{host}": certificate.public_url,
    }
    return fill_in(asdict(CERTIFICATES[language]), filled)


def _standing(certificate: Certificate, language: Language) -> list[str]:
    words = CERTIFICATES[language]
    if certificate.issuer.kind is IssuerKind.CITY:
        return [words.is_city]
    if not certificate.is_recognised:
        return []
    day = day_of(certificate.printed_at, language)
    return [words.recognised.format(city=certificate.city_name, day=day)]


def _read_skills(
    parts: Parts, body: JsonObject, language: Language, now: datetime
) -> tuple[PrintedSkill, ...]:
    catalogue = parts.skills.take(parts.database, now).catalogue
    read = read_alignments(catalogue, body.get("alignment", []))
    return tuple(
        _printed(one, language)
        for one in read
        if one.framework.is_about_skills and (one.skill or one.label)
    )


def _printed(one: ReadAlignment, language: Language) -> PrintedSkill:
    if one.skill is None:
        # Only a skill that is known stands under the name of CompetentNL.
        is_claimed = one.framework is Framework.COMPETENTNL
        return PrintedSkill(one.label, "" if is_claimed else one.framework_told)
    plain = plain_skill(one.skill.code)
    sentence = (plain.sentence.nl if language == "nl" else plain.sentence.en) if plain else ""
    return PrintedSkill(one.skill.label, "CompetentNL", sentence)


def _language_of(tag: object) -> tuple[str, str | None]:
    found = _LANGUAGE_TAG.fullmatch(tag) if isinstance(tag, str) else None
    return (found[1], found[2]) if found else ("nl", None)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _signed_name(document: bytes) -> str:
    """What the issuer was called when it signed: paper says nothing else than the badge."""
    return str(json.loads(document)["issuer"]["name"])


def _not_here() -> NotFound:
    return NotFound("There is no such credential here for you.")
