"""What there is: every endpoint, and a configuration that the public suites can read."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from badgeservice.document import JsonObject
from badgeservice.journeys.conforming.issuers import VERSIONS, ThrowawayIssuer
from badgeservice.journeys.conforming.mode import PREFIX, Conformance
from badgeservice.web.auth import EVERYONE, WorkingParts
from badgeservice.web.vcapi.shapes import answered

router = APIRouter(tags=["overview"])

_CURVES = ["P-256", "P-384"]
_BINDING_TAGS = [
    "vc2.0",
    "EnvelopingProof",
    "BitstringStatusList",
    "eddsa-rdfc-2022",
    "eddsa-jcs-2022",
    "ecdsa-rdfc-2019",
]
# Their vectors have issuers that are not those of their keys.
_PROOF_ONLY_TAGS = ["vc-api", "ecdsa-jcs-2019", "ecdsa-sd-2023"]


@router.get(
    PREFIX,
    dependencies=[EVERYONE],
    response_class=JSONResponse,
    responses={200: answered("What there is.", "Overview")},
)
async def get_overview(request: Request, parts: WorkingParts) -> JSONResponse:
    """List every endpoint.

    With issuers, suites and key types, in the form that public suites read as `localConfig.cjs`.
    """
    conformance: Conformance | None = request.app.state.conformance
    base = f"{parts.addresses.public_url}{PREFIX}"
    implementation: JsonObject = {
        "name": "Badge service",
        "implementation": "badgeservice",
        "issuers": [],
        "verifiers": [_verifier(f"{base}/credentials/verify", _BINDING_TAGS)],
        "vpVerifiers": [_verifier(f"{base}/presentations/verify", ["vc2.0", "EnvelopingProof"])],
        "vcHolders": [],
        "didResolvers": [{"id": base, "endpoint": f"{base}/identifiers", "tags": ["did-key"]}],
    }
    if conformance is not None:
        implementation["issuers"] = [
            _issuer(base, issuer) for issuer in conformance.issuers.values()
        ]
        implementation["verifiers"].append(
            _verifier(f"{base}/proof-only/credentials/verify", _PROOF_ONLY_TAGS)
        )
        implementation["vcHolders"] = [
            {
                **_verifier(f"{base}/credentials/derive", ["vcHolder", "ecdsa-sd-2023"]),
                "supportedEcdsaKeyTypes": ["P-256"],
            }
        ]
    return JSONResponse(
        {
            "conformance": conformance is not None,
            "localConfig": {"settings": {}, "implementations": [implementation]},
        }
    )


def _verifier(endpoint: str, tags: list[str]) -> JsonObject:
    return {
        "id": endpoint,
        "endpoint": endpoint,
        "tags": tags,
        "supportedEcdsaKeyTypes": _CURVES,
        "supports": {"vc": list(VERSIONS)},
    }


def _issuer(base: str, issuer: ThrowawayIssuer) -> JsonObject:
    kind = issuer.kind
    return {
        "id": issuer.did,
        "endpoint": f"{base}/issuers/{kind.name}/credentials/issue",
        "tags": list(kind.tags),
        "supportedEcdsaKeyTypes": [kind.algorithm] if kind.algorithm in _CURVES else [],
        "supports": {"vc": list(kind.versions)},
        "name": kind.name,
        "suite": kind.suite,
        "verificationMethod": issuer.verification_method,
    }
