"""The fixed words of Open Badges 3.0: contexts, types, schema names and every enumeration."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

# --- contexts (in the order in which a badge names them) ---------------------------------------

CREDENTIALS_V1: Final = "https://www.w3.org/2018/credentials/v1"
CREDENTIALS_V2: Final = "https://www.w3.org/ns/credentials/v2"
OB_FIRST: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context.json"
OB_3_0_1: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"
OB_3_0_2: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"
OB_3_0_3: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OB_ALIAS: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context/ob_v3p0.jsonld"
OB_EXTENSIONS: Final = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"

BADGE_CONTEXTS: Final = (CREDENTIALS_V2, OB_3_0_3)
"""Exactly what a badge of ours names."""

OB_CONTEXT_PATTERN: Final = re.compile(
    r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.[0-9]\.[0-9])*\.json$"
)
"""What the published schema takes as second context."""

KNOWN_CONTEXTS: Final = frozenset(
    {
        CREDENTIALS_V2,
        OB_FIRST,
        OB_3_0_1,
        OB_3_0_2,
        OB_3_0_3,
        OB_ALIAS,
        OB_EXTENSIONS,
        "https://w3id.org/security/data-integrity/v1",
        "https://w3id.org/security/data-integrity/v2",
        "https://w3id.org/security/suites/ed25519-2020/v1",
        "https://w3id.org/security/suites/jws-2020/v1",
        "https://w3id.org/security/multikey/v1",
        "https://www.w3.org/ns/did/v1",
    }
)
"""Contexts a VCDM 2.0 badge may name; one more must be given by the operator."""

# --- types and schema names --------------------------------------------------------------------

ACHIEVEMENT_CREDENTIAL_TYPES: Final = ("AchievementCredential", "OpenBadgeCredential")
SCHEMA_VALIDATOR_TYPE: Final = "1EdTechJsonSchemaValidator2019"
REFRESH_TYPE: Final = "1EdTechCredentialRefresh"
REVOCATION_LIST_TYPE: Final = "1EdTechRevocationList"
BITSTRING_ENTRY_TYPE: Final = "BitstringStatusListEntry"

EXTENSION_TYPES: Final = frozenset({SCHEMA_VALIDATOR_TYPE, REFRESH_TYPE, REVOCATION_LIST_TYPE})
"""Types that only the extensions context defines; without it they are not signed (T-2)."""

OB_SCHEMA_PATTERN: Final = re.compile(
    r"https://purl\.imsglobal\.org/spec/ob/v3p0/schema/json(-ld)?/"
    r"ob_v3p0_(any)?(?P<name>[a-z]+credential)(_schema|-jsonschema1)\.json"
)
"""Every name under which the schema of a credential class was published."""

EXTENSION_PATTERN: Final = re.compile(r"^ext:[A-Za-z0-9._-]+$")
"""An own term in an extensible enumeration; the published pattern is not anchored, ours is."""


# --- enumerations ------------------------------------------------------------------------------


class AchievementType(StrEnum):
    """What kind of achievement it is; extensible."""

    ACHIEVEMENT = "Achievement"
    APPRENTICESHIP_CERTIFICATE = "ApprenticeshipCertificate"
    ASSESSMENT = "Assessment"
    ASSIGNMENT = "Assignment"
    ASSOCIATE_DEGREE = "AssociateDegree"
    AWARD = "Award"
    BADGE = "Badge"
    BACHELOR_DEGREE = "BachelorDegree"
    CERTIFICATE = "Certificate"
    CERTIFICATE_OF_COMPLETION = "CertificateOfCompletion"
    CERTIFICATION = "Certification"
    COMMUNITY_SERVICE = "CommunityService"
    COMPETENCY = "Competency"
    COURSE = "Course"
    CO_CURRICULAR = "CoCurricular"
    DEGREE = "Degree"
    DIPLOMA = "Diploma"
    DOCTORAL_DEGREE = "DoctoralDegree"
    FIELDWORK = "Fieldwork"
    GENERAL_EDUCATION_DEVELOPMENT = "GeneralEducationDevelopment"
    JOURNEYMAN_CERTIFICATE = "JourneymanCertificate"
    LEARNING_PROGRAM = "LearningProgram"
    LICENSE = "License"
    MEMBERSHIP = "Membership"
    PROFESSIONAL_DOCTORATE = "ProfessionalDoctorate"
    QUALITY_ASSURANCE_CREDENTIAL = "QualityAssuranceCredential"
    MASTER_CERTIFICATE = "MasterCertificate"
    MASTER_DEGREE = "MasterDegree"
    MICRO_CREDENTIAL = "MicroCredential"
    RESEARCH_DOCTORATE = "ResearchDoctorate"
    SECONDARY_SCHOOL_DIPLOMA = "SecondarySchoolDiploma"


class AlignmentTargetType(StrEnum):
    """What an alignment points at; extensible (Dutch frameworks need an ``ext:`` term)."""

    CEASN_COMPETENCY = "ceasn:Competency"
    CETERMS_CREDENTIAL = "ceterms:Credential"
    CF_ITEM = "CFItem"
    CF_RUBRIC = "CFRubric"
    CF_RUBRIC_CRITERION = "CFRubricCriterion"
    CF_RUBRIC_CRITERION_LEVEL = "CFRubricCriterionLevel"
    CTDL = "CTDL"


class IdentifierType(StrEnum):
    """What kind of identifier it is (IdentifierTypeEnum); extensible."""

    NAME = "name"
    SOURCED_ID = "sourcedId"
    SYSTEM_ID = "systemId"
    PRODUCT_ID = "productId"
    USER_NAME = "userName"
    ACCOUNT_ID = "accountId"
    EMAIL_ADDRESS = "emailAddress"
    NATIONAL_IDENTITY_NUMBER = "nationalIdentityNumber"
    ISBN = "isbn"
    ISSN = "issn"
    LIS_SOURCED_ID = "lisSourcedId"
    ONE_ROSTER_SOURCED_ID = "oneRosterSourcedId"
    SIS_SOURCED_ID = "sisSourcedId"
    LTI_CONTEXT_ID = "ltiContextId"
    LTI_DEPLOYMENT_ID = "ltiDeploymentId"
    LTI_TOOL_ID = "ltiToolId"
    LTI_PLATFORM_ID = "ltiPlatformId"
    LTI_USER_ID = "ltiUserId"
    IDENTIFIER = "identifier"


class ResultType(StrEnum):
    """How a result is expressed; extensible."""

    GRADE_POINT_AVERAGE = "GradePointAverage"
    LETTER_GRADE = "LetterGrade"
    PERCENT = "Percent"
    PERFORMANCE_LEVEL = "PerformanceLevel"
    PREDICTED_SCORE = "PredictedScore"
    RAW_SCORE = "RawScore"
    RESULT = "Result"
    RUBRIC_CRITERION = "RubricCriterion"
    RUBRIC_CRITERION_LEVEL = "RubricCriterionLevel"
    RUBRIC_SCORE = "RubricScore"
    SCALED_SCORE = "ScaledScore"
    STATUS = "Status"


class ResultStatusType(StrEnum):
    """How far somebody got; closed. ``COMPLETED`` is meant where a result has no status."""

    COMPLETED = "Completed"
    ENROLLED = "Enrolled"
    FAILED = "Failed"
    IN_PROGRESS = "InProgress"
    ON_HOLD = "OnHold"
    PROVISIONAL = "Provisional"
    WITHDREW = "Withdrew"


class ImsxCodeMajor(StrEnum):
    """Outcome of a host API call (imsx_CodeMajor)."""

    FAILURE = "failure"
    PROCESSING = "processing"
    SUCCESS = "success"
    UNSUPPORTED = "unsupported"


class ImsxSeverity(StrEnum):
    """Weight of a host API outcome (imsx_Severity)."""

    ERROR = "error"
    STATUS = "status"
    WARNING = "warning"


class ImsxCodeMinorFieldValue(StrEnum):
    """Reason of a host API outcome; its HTTP status stands in ``IMSX_HTTP_STATUS``."""

    FORBIDDEN = "forbidden"
    FULLSUCCESS = "fullsuccess"
    INTERNAL_SERVER_ERROR = "internal_server_error"
    INVALID_DATA = "invalid_data"
    INVALID_QUERY_PARAMETER = "invalid_query_parameter"
    MISDIRECTED_REQUEST = "misdirected_request"
    NOT_ACCEPTABLE = "not_acceptable"
    NOT_ALLOWED = "not_allowed"
    NOT_FOUND = "not_found"
    NOT_MODIFIED = "not_modified"
    SERVER_BUSY = "server_busy"
    UNAUTHORIZEDREQUEST = "unauthorizedrequest"
    UNKNOWN = "unknown"


IMSX_HTTP_STATUS: Final[Mapping[ImsxCodeMinorFieldValue, int]] = {
    ImsxCodeMinorFieldValue.FORBIDDEN: 403,
    ImsxCodeMinorFieldValue.FULLSUCCESS: 200,
    ImsxCodeMinorFieldValue.INTERNAL_SERVER_ERROR: 500,
    ImsxCodeMinorFieldValue.INVALID_DATA: 422,
    ImsxCodeMinorFieldValue.INVALID_QUERY_PARAMETER: 400,
    ImsxCodeMinorFieldValue.MISDIRECTED_REQUEST: 421,
    ImsxCodeMinorFieldValue.NOT_ACCEPTABLE: 406,
    ImsxCodeMinorFieldValue.NOT_ALLOWED: 405,
    ImsxCodeMinorFieldValue.NOT_FOUND: 404,
    ImsxCodeMinorFieldValue.NOT_MODIFIED: 304,
    ImsxCodeMinorFieldValue.SERVER_BUSY: 429,
    ImsxCodeMinorFieldValue.UNAUTHORIZEDREQUEST: 401,
}
"""The HTTP status that belongs to each reason; ``UNKNOWN`` stands for every other status."""


class AuthorizationError(StrEnum):
    """Errors of the authorization endpoint (RFC 6749 section 4.1.2.1)."""

    INVALID_REQUEST = "invalid_request"
    UNAUTHORIZED_CLIENT = "unauthorized_client"
    ACCESS_DENIED = "access_denied"
    UNSUPPORTED_RESPONSE_TYPE = "unsupported_response_type"
    INVALID_SCOPE = "invalid_scope"
    SERVER_ERROR = "server_error"
    TEMPORARILY_UNAVAILABLE = "temporarily_unavailable"


class RegistrationError(StrEnum):
    """Errors of client registration (RFC 7591 section 3.2.2)."""

    INVALID_REDIRECT_URI = "invalid_redirect_uri"
    INVALID_CLIENT_METADATA = "invalid_client_metadata"
    INVALID_SOFTWARE_STATEMENT = "invalid_software_statement"
    UNAPPROVED_SOFTWARE_STATEMENT = "unapproved_software_statement"


class TokenError(StrEnum):
    """Errors of the token endpoint (RFC 6749 section 5.2) and of revocation (RFC 7009)."""

    INVALID_REQUEST = "invalid_request"
    INVALID_CLIENT = "invalid_client"
    INVALID_GRANT = "invalid_grant"
    UNAUTHORIZED_CLIENT = "unauthorized_client"
    UNSUPPORTED_GRANT_TYPE = "unsupported_grant_type"
    UNSUPPORTED_TOKEN_TYPE = "unsupported_token_type"  # noqa: S105 -- a word of the standard
    INVALID_SCOPE = "invalid_scope"
