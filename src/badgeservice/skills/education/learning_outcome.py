"""An achievement as a learning outcome of OEAPI 6 with the consumer profile of OKx.

Sources: open-education-api/specification (LearningOutcome.yaml) and the drafts of Npuls-OKx, in
which names may still change. It tells nothing that the achievement does not tell.
"""

from badgeservice.document import JsonObject
from badgeservice.skills.alignments.reading import find_known_skills, read_alignments
from badgeservice.skills.catalogue import Catalogue
from badgeservice.skills.concepts import Layer
from badgeservice.skills.education.facts import Qualification
from badgeservice.skills.education.reading import read_education

_TYPES = {
    Layer.GENERAL: "skill_general",
    Layer.GENERIC: "skill_generic",
    Layer.SPECIFIC: "skill_specific",
}


def oeapi_learning_outcome(
    catalogue: Catalogue, achievement_id: str, achievement: JsonObject
) -> JsonObject:
    """The learning outcome of an achievement body; ``achievement_id`` is its UUID.

    ``qualificationReference`` is the first qualification, since OKx has room for one;
    ``qualificationReferences`` are all of them.
    """
    language = achievement.get("inLanguage", "nl")
    skills = find_known_skills(read_alignments(catalogue, achievement.get("alignment")))
    education = read_education(achievement)
    parts = [_qualification(one) for one in education.qualifications] if education else []
    return {
        "learningOutcomeId": achievement_id,
        "primaryCode": {"codeType": "identifier", "code": achievement["id"]},
        "name": [{"language": language, "value": achievement["name"]}],
        "description": [{"language": language, "value": achievement["description"]}],
        "otherCodes": [{"codeType": "competentnl-skill", "code": one.uri} for one in skills],
        "consumer": {
            "consumerKey": "okx",
            "hierarchyLevel": "learning_outcome",
            "qualificationReference": parts[0] if parts else None,
            "qualificationReferences": parts,
            "competentNlRefs": [
                {
                    "uri": one.uri,
                    "type": _TYPES[one.layer],
                    "label": one.label,
                    "relationType": "primary",
                }
                for one in skills
            ],
            "competentNlRelationType": "primary" if skills else None,
        },
    }


def _qualification(one: Qualification) -> JsonObject:
    return {
        "scheme": "crebo",
        "dossier": one.dossier or None,
        "qualification": one.crebo,
        "coreTask": one.core_task or None,
        "workProcess": one.work_process or None,
    }
