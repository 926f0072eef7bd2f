"""The JSON Schemas of what the service says over HTTP, in the dialect of OpenAPI 3.1. They check nothing by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

from hegui.decision import VERDICTS
from hegui.loading.rule_reader import FORCES
from hegui.terms import CONFIDENCES

from hegui_adapters.decision_schema import json_schema
from hegui_adapters.gate_schema import gate_schema
from hegui_adapters.language import LANGUAGES
from hegui_adapters.register.completeness import KINDS as GAPS
from hegui_adapters.review.acts import ACT, REMARK
from hegui_adapters.service.roles import ROLES
from hegui_adapters.service.targets import KINDS

__all__ = ["SHAPES", "ref"]

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
WHOLE: Final[Schema] = {"type": "integer"}
FLAG: Final[Schema] = {"type": "boolean"}
DAY: Final[Schema] = {"type": "string", "format": "date"}
MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
DIGEST: Final[Schema] = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
HEX: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
ANY: Final[Schema] = {"type": "object", "additionalProperties": True}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(optional: Mapping[str, Schema] | None = None, **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


def _listed(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


BOTH = ref("Bilingual")
FORCE: Final[Schema] = {"enum": list(FORCES)}
CONFIDENCE: Final[Schema] = {"enum": list(CONFIDENCES)}
VERDICT: Final[Schema] = {"enum": list(VERDICTS)}
COUNTS: Final[Schema] = {"type": "object", "additionalProperties": WHOLE}
LINKS: Final[Schema] = {"type": "object", "additionalProperties": TEXT}

_PROBLEM = _object(
    {
        "instance": TEXT,
        "reason": TEXT,
        "errors": _listed(ref("Flaw")),
    },
    type={"type": "string", "pattern": "^urn:hegui:problem:[a-z-]+$"},
    title=TEXT,
    status={"type": "integer", "minimum": 400, "maximum": 599},
    detail=TEXT,
    message=BOTH,
)
_FLAW = _object(
    {
        "pointer": {"type": "string", "description": "RFC 6901, into the body."},
        "parameter": TEXT,
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
    },
    detail=BOTH,
)
_ENVELOPE = _object(id={"type": "string", "format": "uuid"}, time=MOMENT, entry=WHOLE, digest=DIGEST, source=TEXT)
_BLOCKING = _object(
    rule=TEXT,
    also=_listed(TEXT),
    subject=TEXT,
    title=BOTH,
    message=BOTH,
    law=_listed(_object(title=BOTH, number=_or_null(TEXT), article=_or_null(TEXT))),
    location=_object(line=WHOLE, column=WHOLE, stated=FLAG),
    remedy=_or_null(_object(who=TEXT, note=BOTH)),
    red_line=_or_null(WHOLE),
)
_ANSWER = _object(
    {"body": ref("DecisionBody")},
    decision=ref("Envelope"),
    links=LINKS,
    verdict=VERDICT,
    as_of=DAY,
    historical=FLAG,
    product=_object(id=_or_null(TEXT), name=_or_null(TEXT), version=_or_null(TEXT)),
    rulebook=_object(version=TEXT, digest=DIGEST),
    counts=COUNTS,
    blocking=_listed(ref("BlockingItem")),
    blocking_items=WHOLE,
    questions=_object(all=WHOLE, blocking=WHOLE),
)
_RECEIVED = _object(
    received=_object(
        time=MOMENT, entry=WHOLE, source=TEXT, key=_or_null(TEXT), event=_or_null(TEXT), body_digest=DIGEST
    )
)
_ENTRY = _object(
    seq=WHOLE, at=MOMENT, kind=TEXT, actor=TEXT, subject=TEXT, payload_digest=HEX, prev=HEX, digest=HEX, algorithm=TEXT
)
_LINE = _object(
    id=TEXT, time=MOMENT, entry=WHOLE, version=_or_null(TEXT), verdict=VERDICT, as_of=DAY, source=TEXT, links=LINKS
)
_PERIOD = {"from": DAY, "until": _or_null(DAY)}
_RULE_IN_SHORT: Mapping[str, Schema] = {
    "id": TEXT,
    "title": BOTH,
    "kind": TEXT,
    "force": _or_null(FORCE),
    "confidence": CONFIDENCE,
    "checked": _object(on=DAY, against=TEXT),
    "red_line": _or_null(WHOLE),
    "sources": _listed(_object({"title": BOTH, "number": _or_null(TEXT)}, instrument=TEXT, article=_or_null(TEXT))),
    "register": _listed(TEXT),
    "in_force": _listed(_object(**_PERIOD)),
    "overrides": _listed(TEXT),
    "formerly": _listed(TEXT),
}
_RULEBOOK = _object(version=TEXT, digest=DIGEST)
_RULE = _object(
    **_RULE_IN_SHORT,
    about=_listed(TEXT),
    fault=_or_null(BOTH),
    message=_or_null(BOTH),
    interpretation=_or_null(BOTH),
    remedy=_or_null(_object(who=TEXT, note=BOTH)),
    versions=_listed(_object(**_PERIOD, when=BOTH, require=_or_null(BOTH))),
    rulebook=_RULEBOOK,
)
_TOKEN: Mapping[str, Schema] = {
    "id": TEXT,
    "name": TEXT,
    "role": {"enum": list(ROLES)},
    "created": MOMENT,
    "expires": _or_null(DAY),
    "last_used": _or_null(MOMENT),
    "revoked": _or_null(MOMENT),
}
_MANIFEST: Schema = {
    "type": "object",
    "description": "What a product says about itself. `GET /v1/schema/manifest` has the whole schema.",
    "required": ["hegui"],
    "properties": {"hegui": {"type": "string", "pattern": r"^product/v1(\.[0-9]{1,3})?$"}},
    "additionalProperties": True,
}
_EVENT = {
    "type": "object",
    "description": "An event of Standard Webhooks; its data is a manifest, or has one as `manifest`.",
    "required": ["type"],
    "properties": {
        "type": {"type": "string", "pattern": "^[!-~]{1,100}$"},
        "timestamp": MOMENT,
        "data": True,
    },
}
_CLOUD_EVENT = {
    "type": "object",
    "description": "An event of CloudEvents 1.0 in structured mode.",
    "required": ["specversion", "id", "source", "type"],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {"type": "string", "minLength": 1},
        "source": {"type": "string", "minLength": 1},
        "type": {"type": "string", "pattern": "^[!-~]{1,100}$"},
        "data": True,
    },
}

_SCOPE: Schema = {
    "description": "The product of an id, the products of an owner, or all.",
    "oneOf": [
        _object(product={"type": "string", "minLength": 1, "maxLength": 200}),
        _object(owner={"type": "string", "minLength": 1, "maxLength": 200}),
        _object(all={"const": True}),
    ],
}
_TARGET = _object(
    {
        "url": {**TEXT, "description": "The webhook or robot; of a forge its API, by default the public one's."},
        "secret": {**TEXT, "description": "What a Feishu or DingTalk robot asks to sign with."},
        "repository": {**TEXT, "maxLength": 200, "description": "`owner/name`, of a forge."},
        "token": {**TEXT, "description": "Lets in at a forge: it writes statuses and comments."},
    },
    kind={"enum": list(KINDS)},
)
_SECRET: Schema = {**TEXT, "description": "What the webhook is signed with; it is not shown again."}
_VERDICTS: Schema = {"type": "array", "items": VERDICT, "minItems": 1}
_LANG: Schema = {"enum": list(LANGUAGES)}
_SETTING: Schema = {**TEXT, "minLength": 1, "maxLength": 63, "description": "A target of the settings, by name."}
_WANTED: Schema = {
    **_object({"target": _TARGET, "setting": _SETTING, "verdicts": _VERDICTS, "lang": _LANG}, scope=ref("Scope")),
    "oneOf": [{"required": ["target"]}, {"required": ["setting"]}],
}
_SUBSCRIPTION: Mapping[str, Schema] = {
    "id": TEXT,
    "created": MOMENT,
    "by": TEXT,
    "kind": {"enum": list(KINDS)},
    "scope": ref("Scope"),
    "verdicts": _VERDICTS,
    "lang": _LANG,
    "target": _object({"repository": TEXT}, origin=TEXT),
    "setting": _or_null(TEXT),
    "state": {"enum": ["active", "disabled", "ended"]},
    "since": MOMENT,
    "links": LINKS,
}
_DELIVERY: Mapping[str, Schema] = {
    "id": {**TEXT, "description": "The receiver knows it as `webhook-id`, the same at every attempt."},
    "decision": TEXT,
    "subscription": TEXT,
    "part": {"enum": ["message", "status", "comment"]},
    "state": {"enum": ["waiting", "delivered", "dead", "cancelled"]},
    "created": MOMENT,
    "attempts": WHOLE,
    "due": {**_or_null(MOMENT), "description": "When it is tried next, while it waits."},
    "settled": _or_null(MOMENT),
    "reason": _or_null(TEXT),
    "links": LINKS,
}
_ATTEMPT = _object(
    number=WHOLE,
    at=MOMENT,
    outcome={"enum": ["begun", "delivered", "failed", "gone"]},
    status=_or_null(WHOLE),
    detail=_or_null(TEXT),
    took={**_or_null(WHOLE), "description": "Milliseconds."},
)


_GAP: Schema = _object(
    kind={"enum": list(GAPS)},
    row=_or_null(WHOLE),
    product=TEXT,
    message=BOTH,
    **dict.fromkeys(("name", "version", "owner", "decision"), _or_null(TEXT)),
)
_SAID: Schema = _object(
    entry=WHOLE, time=MOMENT, by=TEXT, role={"enum": ["officer", "auditor"]}, decision=TEXT, act=TEXT, fields=ANY
)
_STANDING: Schema = _object(
    **_SAID["properties"], state=TEXT, approval=_or_null(ref("ReviewSaid")), ended=_or_null(ref("ReviewSaid"))
)
_FAULT: Schema = _object(entry=WHOLE, decision=TEXT, act=TEXT, state=TEXT, rule=TEXT, subject=TEXT, message=BOTH)
_REVIEWED_FINDING: Schema = _object(
    rule=TEXT,
    subject=TEXT,
    outcome=_or_null(TEXT),
    force=_or_null(FORCE),
    title=_or_null(BOTH),
    acts=_listed(WHOLE),
    standing=_listed(ref("Standing")),
)
_REVIEW: Schema = _object(
    decision=TEXT,
    product=_or_null(TEXT),
    verdict=VERDICT,
    status={"enum": ["open", "assigned", "sent_back", "reviewed", "confirmed", "disputed"]},
    assigned_to=_or_null(TEXT),
    acts=_listed(ref("ReviewSaid")),
    findings=_listed(ref("ReviewedFinding")),
    faults=_listed(ref("StandingFault")),
    links=LINKS,
)


def _act_shapes() -> dict[str, Schema]:
    """The schemas of what may be said in a review, drawn from the models that read it."""
    found: dict[str, Schema] = {}
    for name, kinds in (("ReviewAct", ACT), ("ReviewRemark", REMARK)):
        whole: Schema = kinds.json_schema(ref_template="#/components/schemas/Act{model}")
        parts = cast("dict[str, Schema]", whole.pop("$defs"))
        found |= {f"Act{part}": schema for part, schema in parts.items()}
        found[name] = whole
    return found


def _body_shapes(body: str, schema: Mapping[str, object]) -> dict[str, Schema]:
    """The schema of a body, its parts named among the others."""
    whole = cast("Schema", _moved(schema))
    parts = whole.pop("$defs")
    for name in ("$schema", "$id"):
        whole.pop(name)
    return {body: whole, **parts}


def _moved(value: object) -> object:
    """The same with references to `$defs` as references to components."""
    if isinstance(value, dict):
        return {key: _moved(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_moved(one) for one in value]
    return value.replace("#/$defs/", "#/components/schemas/") if isinstance(value, str) else value


SHAPES: Final[Mapping[str, Schema]] = {
    **_body_shapes("DecisionBody", json_schema()),
    **_body_shapes("GateBody", gate_schema()),
    **_act_shapes(),
    "RegisterCompared": _object(products=WHOLE, counts=COUNTS, gaps=_listed(ref("RegisterGap"))),
    "RegisterGap": _GAP,
    "ReviewSaid": _SAID,
    "ReviewAnswer": _object(said=ref("ReviewSaid"), links=LINKS),
    "ReviewedFinding": _REVIEWED_FINDING,
    "Review": _REVIEW,
    "Standing": _STANDING,
    "StandingFault": _FAULT,
    "Exceptions": _object(
        product=TEXT, day=DAY, standing=_listed(ref("Standing")), faults=_listed(ref("StandingFault"))
    ),
    "GateAnswer": _object(decision=TEXT, gate=ref("GateBody"), links=LINKS),
    "EventsWanted": _object(events={"type": "array", "items": ANY, "minItems": 1, "maxItems": 100}),
    "EventsAdded": _object(added=_object(time=MOMENT, entry=WHOLE, product=TEXT, events=WHOLE), links=LINKS),
    "Problem": _PROBLEM,
    "Flaw": _FLAW,
    "Envelope": _ENVELOPE,
    "BlockingItem": _BLOCKING,
    "DecisionAnswer": _ANSWER,
    "Received": _RECEIVED,
    "LogEntry": _ENTRY,
    "DecisionRecord": _object(entry=ref("LogEntry"), record=_or_null(ANY)),
    "DecisionPage": _object(product=TEXT, decisions=_listed(_LINE), next=_or_null(TEXT), links=LINKS),
    "RuleList": _object(rulebook=_RULEBOOK, included_up_to=DAY, rules=_listed(_object(**_RULE_IN_SHORT))),
    "Rule": _RULE,
    "JsonSchema": ANY,
    "Health": _object(status={"const": "ok"}),
    "Scope": _SCOPE,
    "SubscriptionWanted": _WANTED,
    "Subscription": _object(**_SUBSCRIPTION),
    "SubscriptionMade": _object({"secret": _SECRET}, **_SUBSCRIPTION),
    "SubscriptionList": _object(subscriptions=_listed(ref("Subscription"))),
    "Delivery": _object(**_DELIVERY, tried=_listed(_ATTEMPT)),
    "DeliveryPage": _object(deliveries=_listed(_object(**_DELIVERY)), next=_or_null(TEXT), links=LINKS),
    "Readiness": _object(status={"const": "ready"}, revision=TEXT, rulebook=_RULEBOOK),
    "Token": _object(**_TOKEN),
    "MadeToken": _object(**_TOKEN, token=TEXT),
    "TokenList": _object(tokens=_listed(ref("Token"))),
    "Reloaded": _object(changed=FLAG, rulebook=_RULEBOOK),
    "Session": _object({"shown": TEXT, "until": WHOLE, "csrf": TEXT}, actor=TEXT, roles=_listed({"enum": list(ROLES)})),
    "Manifest": _MANIFEST,
    "Event": _EVENT,
    "CloudEvent": _CLOUD_EVENT,
}
