"""The OpenAPI 3.1 document: what every operation takes and every status it may answer. It serves nothing.

FastAPI knows the parameters; what bodies and answers look like is told here, because routes answer in bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from hegui_adapters.service import examples
from hegui_adapters.service.problems import KINDS, MEDIA_TYPE
from hegui_adapters.service.reading import JSON_TYPES, YAML_TYPES
from hegui_adapters.service.register import TABLES
from hegui_adapters.service.shapes import SHAPES, ref

__all__ = ["described"]

Json = dict[str, Any]
CALLER: Final = ("unauthenticated", "forbidden", "too-many-requests")
ALWAYS: Final = ("internal", "timeout")
STORED: Final = ("unavailable",)
WITH_BODY: Final = ("malformed", "too-slow", "too-large", "unsupported-media-type")
PROVIDER: Final = ("not-found", "provider-unavailable")
SECURE: Final[Sequence[Mapping[str, Sequence[str]]]] = [{"bearer": []}, {"session": []}]


@dataclass(frozen=True, slots=True)
class Told:
    """What one operation is told to be beside its parameters. `answers`: status → (what it is, media types → content)."""

    answers: Mapping[int, tuple[str, Mapping[str, Json]]]
    problems: Sequence[str]
    body: Mapping[str, Json] | None = None
    security: Sequence[Mapping[str, Sequence[str]]] = ()
    headers: Sequence[str] = ()
    takes: Mapping[str, str] = field(default_factory=dict)


def _json(name: str, example: object | None = None, media: str = "application/json") -> Mapping[str, Json]:
    return {media: {"schema": ref(name), **({"example": example} if example is not None else {})}}


MANIFEST_BODY: Final[Mapping[str, Json]] = {
    **{media: {"schema": ref("Manifest"), "example": examples.MANIFEST} for media in JSON_TYPES},
    **{media: {"schema": {"type": "string"}, "example": examples.MANIFEST_YAML} for media in YAML_TYPES},
}
WEBHOOK_BODY: Final[Mapping[str, Json]] = {
    **MANIFEST_BODY,
    "application/json": {"schema": {"anyOf": [ref("Manifest"), ref("Event")]}, "example": examples.EVENT},
    "application/cloudevents+json": {"schema": ref("CloudEvent")},
}
DECIDED: Final = ("The decision, kept before this is answered.", _json("DecisionAnswer", examples.ANSWER))
NOT_MODIFIED: Final[tuple[str, Mapping[str, Json]]] = ("What the caller holds is current.", {})

SUBSCRIPTION: Final = ("The subscription.", _json("Subscription"))
DELIVERY: Final = ("The message with every attempt at it.", _json("Delivery", examples.DELIVERY))
REVIEWED: Final = (
    *CALLER,
    *WITH_BODY,
    "bad-key",
    "not-found",
    "key-reused",
    "erased",
    "invalid-request",
    "invalid-review",
    *STORED,
)

TOLD: Final[Mapping[str, Told]] = {
    "createCheck": Told(
        {201: DECIDED},
        (
            *CALLER,
            *WITH_BODY,
            "bad-key",
            "key-reused",
            "invalid-request",
            "invalid-manifest",
            "day-not-allowed",
            *STORED,
        ),
        MANIFEST_BODY,
        SECURE,
        ("Location", "Idempotent-Replayed"),
    ),
    "receiveWebhook": Told(
        {
            200: ("A ping was taken.", _json("Received")),
            201: DECIDED,
            202: ("An event of no concern here was kept.", _json("Received", examples.RECEIVED)),
        },
        (
            *WITH_BODY,
            "bad-signature",
            "not-found",
            "key-reused",
            "invalid-request",
            "unknown-event",
            "invalid-manifest",
            *STORED,
        ),
        WEBHOOK_BODY,
        [{"webhookSignature": []}, {"githubSignature": []}, {"gitlabToken": []}, {"giteeToken": []}],
        ("Idempotent-Replayed",),
        {
            "webhook-id": "Standard Webhooks: names the delivery; the same for every attempt.",
            "webhook-timestamp": "Standard Webhooks: seconds of the Unix epoch.",
            "webhook-signature": "Standard Webhooks: `v1,` and base64, several with a space between.",
            "X-GitHub-Delivery": "GitHub: names the delivery.",
            "X-Hub-Signature-256": "GitHub: `sha256=` and hexadecimal.",
            "Idempotency-Key": "GitLab: names the delivery.",
            "X-Gitlab-Token": "GitLab: the secret.",
            "X-Gitee-Timestamp": "Gitee: milliseconds of the Unix epoch.",
            "X-Gitee-Token": "Gitee: the secret, or a signature over timestamp and secret.",
        },
    ),
    "getDecision": Told(
        {
            200: (
                "The part that was asked for.",
                {
                    "application/json": {
                        "schema": {"anyOf": [ref("DecisionAnswer"), ref("DecisionRecord"), ref("DecisionBody")]},
                        "example": examples.ANSWER,
                    },
                    "application/yaml": {"schema": {"type": "string"}, "example": examples.MANIFEST_YAML},
                },
            )
        },
        (*CALLER, "not-found", "erased", "invalid-request", *STORED),
        security=SECURE,
    ),
    "listProductDecisions": Told(
        {200: ("A page.", _json("DecisionPage", examples.PAGE))},
        (*CALLER, "bad-cursor", "invalid-request", *STORED),
        security=SECURE,
    ),
    "reviewDecision": Told(
        {201: ("The act, kept before this is answered.", _json("ReviewAnswer", examples.SAID))},
        REVIEWED,
        _json("ReviewAct", examples.ACT),
        SECURE,
        ("Location", "Idempotent-Replayed"),
    ),
    "remarkOnDecision": Told(
        {201: ("The remark, kept before this is answered.", _json("ReviewAnswer"))},
        REVIEWED,
        _json("ReviewRemark", examples.REMARK),
        SECURE,
        ("Location", "Idempotent-Replayed"),
    ),
    "getReviews": Told(
        {200: ("The review as it stands.", _json("Review"))},
        (*CALLER, "not-found", "invalid-request", *STORED),
        security=SECURE,
    ),
    "listExceptions": Told(
        {200: ("What stands.", _json("Exceptions", examples.EXCEPTIONS))},
        (*CALLER, "invalid-request", *STORED),
        security=SECURE,
    ),
    "addEvents": Told(
        {201: ("The events, kept before this is answered.", _json("EventsAdded", examples.ADDED))},
        (*CALLER, *WITH_BODY, "bad-key", "key-reused", "invalid-request", "invalid-events", *STORED),
        _json("EventsWanted", examples.EVENTS),
        SECURE,
        ("Location", "Idempotent-Replayed"),
    ),
    "getGate": Told(
        {200: ("What the gate comes to.", _json("GateAnswer", examples.GATE))},
        (*CALLER, "not-found", "not-possible", "erased", "invalid-request", *STORED),
        security=SECURE,
    ),
    "compareRegister": Told(
        {200: ("What is missing.", _json("RegisterCompared", examples.COMPARED))},
        (*CALLER, *WITH_BODY, "invalid-register", *STORED),
        {
            TABLES[0]: {"schema": {"type": "string"}, "example": examples.REGISTER},
            TABLES[1]: {"schema": {"type": "string", "format": "binary"}},
        },
        SECURE,
    ),
    "listRules": Told(
        {200: ("The rules.", _json("RuleList")), 304: NOT_MODIFIED},
        (*CALLER, "invalid-request"),
        security=SECURE,
        headers=("ETag",),
    ),
    "getRule": Told(
        {200: ("The rule.", _json("Rule")), 304: NOT_MODIFIED},
        (*CALLER, "not-found", "invalid-request"),
        security=SECURE,
        headers=("ETag",),
    ),
    "getSchema": Told(
        {200: ("The schema.", _json("JsonSchema", media="application/schema+json")), 304: NOT_MODIFIED},
        (*CALLER, "invalid-request"),
        security=SECURE,
        headers=("ETag",),
    ),
    "createSubscription": Told(
        {201: ("The subscription; a webhook's secret, this once.", _json("SubscriptionMade", examples.SUBSCRIPTION))},
        (*CALLER, *WITH_BODY, "invalid-request", *STORED),
        _json("SubscriptionWanted", examples.SUBSCRIBE),
        SECURE,
        ("Location",),
    ),
    "listSubscriptions": Told({200: ("All of them.", _json("SubscriptionList"))}, (*CALLER, *STORED), security=SECURE),
    "getSubscription": Told({200: SUBSCRIPTION}, (*CALLER, "not-found", "invalid-request", *STORED), security=SECURE),
    "endSubscription": Told({200: SUBSCRIPTION}, (*CALLER, "not-found", "invalid-request", *STORED), security=SECURE),
    "rotateSecret": Told(
        {200: ("The subscription with its new secret, this once.", _json("SubscriptionMade", examples.SUBSCRIPTION))},
        (*CALLER, "not-found", "not-possible", "invalid-request", *STORED),
        security=SECURE,
    ),
    "enableSubscription": Told(
        {200: SUBSCRIPTION},
        (*CALLER, "not-found", "not-possible", "invalid-request", *STORED),
        security=SECURE,
    ),
    "listDeliveries": Told(
        {200: ("A page.", _json("DeliveryPage"))}, (*CALLER, "invalid-request", *STORED), security=SECURE
    ),
    "getDelivery": Told({200: DELIVERY}, (*CALLER, "not-found", "invalid-request", *STORED), security=SECURE),
    "replayDelivery": Told(
        {200: DELIVERY}, (*CALLER, "not-found", "not-possible", "invalid-request", *STORED), security=SECURE
    ),
    "getHealth": Told({200: ("The process lives.", _json("Health", {"status": "ok"}))}, ()),
    "getReadiness": Told({200: ("It can answer.", _json("Readiness"))}, STORED),
    "getMetrics": Told(
        {200: ("Counters, as Prometheus reads them.", {"text/plain": {"schema": {"type": "string"}}})},
        (*CALLER, *STORED),
        security=SECURE,
    ),
    "createToken": Told(
        {201: ("The token and its secret, which is shown this once.", _json("MadeToken"))},
        (*CALLER, *WITH_BODY, "invalid-request", *STORED),
        security=SECURE,
    ),
    "listTokens": Told({200: ("All tokens.", _json("TokenList"))}, (*CALLER, *STORED), security=SECURE),
    "revokeToken": Told(
        {200: ("The token as it is now.", _json("Token"))},
        (*CALLER, "not-found", "invalid-request", *STORED),
        security=SECURE,
    ),
    "reloadRules": Told(
        {200: ("The rules now in use.", _json("Reloaded"))}, (*CALLER, "invalid-rules", *STORED), security=SECURE
    ),
    "signIn": Told({303: ("To the provider.", {})}, (*PROVIDER, "invalid-request"), headers=("Location",)),
    "signedIn": Told(
        {303: ("Signed in; back to where it began.", {})},
        ("unauthenticated", "forbidden", "too-many-requests", *PROVIDER, "invalid-request", *STORED),
        headers=("Location",),
    ),
    "getSession": Told({200: ("Who is asking.", _json("Session"))}, (*CALLER, *STORED), security=SECURE),
    "signOut": Told({204: ("The cookie is taken away.", {})}, (*CALLER, *STORED), security=SECURE),
}
"""By operation id. A route that is not told of here keeps what FastAPI knows of it."""

HEADERS: Final[Mapping[str, str]] = {
    "Location": "Where to go on: to the decision, to the provider, or back.",
    "Idempotent-Replayed": "`true` where this was answered before.",
    "ETag": "The digest of the rulebook and the version of the program.",
}


def described(app: FastAPI) -> Json:
    """The document of an application, made once."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, routes=app.routes, summary=SUMMARY)
        for path in document["paths"].values():
            for operation in path.values():
                _tell(operation)
        schemas = document.setdefault("components", {}).get("schemas", {})
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        document["components"] = {"schemas": {**schemas, **SHAPES}, "securitySchemes": SCHEMES}
        document["webhooks"] = WEBHOOKS
        app.openapi_schema = document
    return app.openapi_schema


def _tell(operation: Json) -> None:
    told = TOLD.get(operation["operationId"])
    if told is None:
        return
    if told.body is not None:
        operation["requestBody"] = {"required": True, "content": dict(told.body)}
    operation["security"] = list(told.security)
    operation.setdefault("parameters", []).extend(_header(name, said) for name, said in told.takes.items())
    headers = {name: {"description": HEADERS[name], "schema": {"type": "string"}} for name in told.headers}
    good = {str(status): _response(said, content, headers) for status, (said, content) in told.answers.items()}
    operation["responses"] = {**good, **_problems((*told.problems, *ALWAYS))}


def _header(name: str, said: str) -> Json:
    return {"name": name, "in": "header", "required": False, "description": said, "schema": {"type": "string"}}


def _response(said: str, content: Mapping[str, Json], headers: Json) -> Json:
    return {"description": said, **({"content": dict(content)} if content else {}), "headers": headers}


def _problems(names: Sequence[str]) -> Json:
    """Each status with the kinds of problem it may be, one as the example."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(str(KINDS[name].status), []).append(name)
    return {status: _problem(kinds) for status, kinds in found.items()}


def _problem(names: Sequence[str]) -> Json:
    kind = KINDS[names[0]]
    example = {
        "type": f"urn:hegui:problem:{kind.name}",
        "title": kind.en,
        "status": kind.status,
        "detail": kind.en,
        "message": {"zh": kind.zh, "en": kind.en},
    }
    said = "; ".join(f"{KINDS[name].en} (`{name}`)" for name in names)
    return {"description": said, "content": {MEDIA_TYPE: {"schema": ref("Problem"), "example": example}}}


SUMMARY: Final = "Says what stands in the way of launching a fintech product, from what its manifest declares."
SCHEMES: Final[Json] = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A token of this service."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "hegui",
        "description": "Of somebody who signed in (`__Host-hegui` over TLS). What changes something brings X-CSRF-Token as well.",
    },
    "webhookSignature": {
        "type": "apiKey",
        "in": "header",
        "name": "webhook-signature",
        "description": "Standard Webhooks 1.0.0: `v1,` and HMAC-SHA256 over `webhook-id.webhook-timestamp.body`.",
    },
    "githubSignature": {"type": "apiKey", "in": "header", "name": "X-Hub-Signature-256"},
    "gitlabToken": {"type": "apiKey", "in": "header", "name": "X-Gitlab-Token"},
    "giteeToken": {"type": "apiKey", "in": "header", "name": "X-Gitee-Token"},
}
WEBHOOKS: Final[Json] = {
    "decision.made": {
        "post": {
            "operationId": "onDecisionMade",
            "summary": "Sent to subscribers once a decision is kept, signed by Standard Webhooks 1.0.0.",
            "security": [{"webhookSignature": []}],
            "requestBody": {
                "required": True,
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["type", "timestamp", "data"],
                            "properties": {
                                "type": {"const": "decision.made"},
                                "timestamp": {"type": "string", "format": "date-time"},
                                "data": ref("DecisionAnswer"),
                            },
                        }
                    }
                },
            },
            "responses": {"2XX": {"description": "Taken."}, "410": {"description": "Send no more."}},
        }
    }
}
