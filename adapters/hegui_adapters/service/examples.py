"""What the OpenAPI document shows: one manifest, what it is answered, one problem. Tests hold them to the schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = [
    "ACT", "ADDED", "ANSWER", "COMPARED", "DELIVERY", "EVENT", "EVENTS", "EXCEPTIONS", "GATE", "MANIFEST",
    "MANIFEST_YAML", "PAGE", "RECEIVED", "REGISTER", "REMARK", "SAID", "SUBSCRIBE", "SUBSCRIPTION",
]  # fmt: skip

DECISION: Final = "019dfd3a-7c00-7d2e-9a41-0c5a3c1f7b52"
DIGEST: Final = "sha256:" + "3f" * 32

MANIFEST: Final[Mapping[str, object]] = {
    "hegui": "product/v1",
    "product": {"id": "spring-loan", "name": "春风贷", "version": "2.1", "channels": ["own_app"]},
    "certification": {"filings": "none"},
}
MANIFEST_YAML: Final = """\
hegui: product/v1
product: {id: spring-loan, name: 春风贷, version: "2.1", channels: [own_app]}
certification: {filings: none}
"""
EVENT: Final[Mapping[str, object]] = {
    "type": "product.manifest.submitted",
    "timestamp": "2026-12-01T09:30:00Z",
    "data": MANIFEST,
}
ANSWER: Final[Mapping[str, object]] = {
    "decision": {
        "id": DECISION,
        "time": "2026-12-01T09:30:00.120+08:00",
        "entry": 1042,
        "digest": DIGEST,
        "source": "registry",
    },
    "links": {
        "self": f"/v1/decisions/{DECISION}",
        "body": f"/v1/decisions/{DECISION}?part=body",
        "record": f"/v1/decisions/{DECISION}?part=record",
        "reviews": f"/v1/decisions/{DECISION}/reviews",
        "product": "/v1/products/spring-loan/decisions",
    },
    "verdict": "blocked",
    "as_of": "2026-12-01",
    "historical": False,
    "product": {"id": "spring-loan", "name": "春风贷", "version": "2.1"},
    "rulebook": {"version": "2026.11", "digest": DIGEST},
    "counts": {"violated": 1, "violated.block": 1, "undetermined": 12, "undetermined.block": 9},
    "blocking": [
        {
            "rule": "boundaries.app.filing",
            "also": [],
            "subject": "product",
            "title": {"zh": "App 未备案", "en": "The app is not filed"},
            "message": {"zh": "App 上线前须完成备案。", "en": "An app is filed before it goes live."},
            "law": [
                {
                    "title": {
                        "zh": "《关于开展移动互联网应用程序备案工作的通知》",
                        "en": "Notice on the Filing of Mobile Apps",
                    },
                    "number": None,
                    "article": None,
                }
            ],
            "location": {"line": 3, "column": 17, "stated": True},
            "remedy": {"who": "external", "note": {"zh": "办理 App 备案", "en": "File the app"}},
            "red_line": None,
        }
    ],
    "blocking_items": 1,
    "questions": {"all": 12, "blocking": 9},
}
REGISTER: Final = "产品编号,产品名称,版本,负责人,阶段,上线日期\nspring-loan,春风贷,2.1,李明,已上线,2026-11-20\n"
COMPARED: Final[Mapping[str, object]] = {
    "products": 1,
    "counts": {"never_checked": 1},
    "gaps": [
        {
            "kind": "never_checked",
            "row": 2,
            "product": "spring-loan",
            "name": "春风贷",
            "version": "2.1",
            "owner": "李明",
            "decision": None,
            "message": {"zh": "从未检查", "en": "never checked"},
        }
    ],
}
ACT: Final[Mapping[str, object]] = {
    "act": "objection",
    "rule": "boundaries.app.filing",
    "subject": "product",
    "opinion": "本产品不以 App 提供服务",
    "document": {"reference": "法务意见〔2026〕12号", "digest": DIGEST},
}
REMARK: Final[Mapping[str, object]] = {
    "act": "comment",
    "rule": "boundaries.app.filing",
    "subject": "product",
    "text": "备案号待核",
}
_SAID: Final[Mapping[str, object]] = {
    "entry": 1050,
    "time": "2026-12-02T10:00:00.000+08:00",
    "by": "token:li-ming/0c5a3c1f7b52",
    "role": "officer",
    "decision": DECISION,
    "act": "objection",
    "fields": {name: value for name, value in ACT.items() if name != "act"},
}
SAID: Final[Mapping[str, object]] = {
    "said": _SAID,
    "links": {"decision": f"/v1/decisions/{DECISION}", "reviews": f"/v1/decisions/{DECISION}/reviews"},
}
EXCEPTIONS: Final[Mapping[str, object]] = {
    "product": "spring-loan",
    "day": "2026-12-02",
    "standing": [{**_SAID, "state": "proposed", "approval": None, "ended": None}],
    "faults": [],
}
RECEIVED: Final[Mapping[str, object]] = {
    "received": {
        "time": "2026-12-01T09:30:00.120+08:00",
        "entry": 1043,
        "source": "registry",
        "key": "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
        "event": "product.retired",
        "body_digest": DIGEST,
    }
}
PAGE: Final[Mapping[str, object]] = {
    "product": "spring-loan",
    "decisions": [
        {
            "id": DECISION,
            "time": "2026-12-01T09:30:00.120+08:00",
            "entry": 1042,
            "version": "2.1",
            "verdict": "blocked",
            "as_of": "2026-12-01",
            "source": "registry",
            "links": {"self": f"/v1/decisions/{DECISION}"},
        }
    ],
    "next": None,
    "links": {},
}

EVENTS: Final[Mapping[str, object]] = {
    "events": [
        {"kind": "pilot_started", "date": "2026-11-02", "merchants": 40},
        {"kind": "feedback", "date": "2026-11-16", "by": "零售产品部"},
    ]
}
ADDED: Final[Mapping[str, object]] = {
    "added": {"time": "2026-12-01T09:30:00.120+08:00", "entry": 1060, "product": "spring-loan", "events": 2},
    "links": {"gate": "/v1/products/spring-loan/gate"},
}
_NOTHING_ELSE: Final[Mapping[str, object]] = {
    name: [] for name in ("findings", "questions", "overdue", "due", "measures", "remarks", "waivers", "plans")
}
GATE: Final[Mapping[str, object]] = {
    "decision": DECISION,
    "gate": {
        **_NOTHING_ELSE,
        "schema": "urn:hegui:schema:gate:v1",
        "stage": "grey_release",
        "as_of": "2026-12-01",
        "verdict": "clear",
        "counts_checks": True,
        "manifest": {"id": "spring-loan", "name": "春风贷", "version": "2.1", "digest": DIGEST},
        "rulebook": {"version": "2026.11", "digest": DIGEST},
        "engine": "1.0.0",
        "counts": {"met": 12},
        "schedule": {
            "tasks": [],
            "earliest": {"low": "2026-12-01", "high": "2026-12-01"},
            "path": [],
            "advised": {"low": "2026-12-01", "high": "2026-12-01"},
            "advised_path": [],
            "planned": None,
            "open": [],
        },
        "timeline": {
            "day": "2026-12-01",
            "current": "pilot",
            "stages": [
                {
                    "stage": "pilot",
                    "label": {"zh": "试点", "en": "pilot"},
                    "state": "current",
                    "entered": "2026-11-02",
                    "planned": None,
                    "gate": None,
                }
            ],
            "events": [
                {
                    "id": "#1",
                    "kind": "pilot_started",
                    "label": {"zh": "试点开始", "en": "pilot started"},
                    "day": "2026-11-02",
                    "ahead": False,
                    "said": {"zh": "参与商户或用户 40 个", "en": "merchants or users: 40"},
                    "facts": [
                        {
                            "path": "journal[kind=pilot_started].merchants",
                            "kind": "count",
                            "choice": None,
                            "label": {"zh": "参与的商户或用户数（个）", "en": "Merchants or users taking part"},
                            "value": "40",
                            "location": {"file": "events", "line": 1, "column": 53, "stated": True},
                            "evidence": False,
                        }
                    ],
                    "location": {"file": "events", "line": 1, "column": 2, "stated": True},
                }
            ],
        },
    },
    "links": {"decision": f"/v1/decisions/{DECISION}"},
}

SUBSCRIPTION_ID: Final = "019dfd3a-7c00-7a10-8b22-5d0c7e9f4a61"
MESSAGE_ID: Final = "019dfd3a-7c01-7b33-9c44-6e1d8f0a5b72"
SUBSCRIBE: Final[Mapping[str, object]] = {
    "scope": {"product": "spring-loan"},
    "target": {"kind": "webhook", "url": "https://pipeline.example/hooks/hegui"},
    "verdicts": ["blocked", "undetermined"],
    "lang": "zh",
}
SUBSCRIPTION: Final[Mapping[str, object]] = {
    "id": SUBSCRIPTION_ID,
    "created": "2026-12-01T09:00:00.000+08:00",
    "by": "officer",
    "kind": "webhook",
    "scope": {"product": "spring-loan"},
    "verdicts": ["blocked", "undetermined"],
    "lang": "zh",
    "target": {"origin": "https://pipeline.example"},
    "setting": None,
    "state": "active",
    "since": "2026-12-01T09:00:00.000+08:00",
    "links": {
        "self": f"/v1/subscriptions/{SUBSCRIPTION_ID}",
        "deliveries": f"/v1/deliveries?subscription={SUBSCRIPTION_ID}",
    },
    "secret": "whsec_c2hvd24tb25jZS1hbmQtbmV2ZXItYWdhaW4tYWJj",
}
DELIVERY: Final[Mapping[str, object]] = {
    "id": MESSAGE_ID,
    "decision": DECISION,
    "subscription": SUBSCRIPTION_ID,
    "part": "message",
    "state": "dead",
    "created": "2026-12-01T09:30:00.120+08:00",
    "attempts": 10,
    "due": None,
    "settled": "2026-12-04T13:12:41.007+08:00",
    "reason": "503",
    "tried": [
        {
            "number": 10,
            "at": "2026-12-04T13:12:40.912+08:00",
            "outcome": "failed",
            "status": 503,
            "detail": "503",
            "took": 84,
        }
    ],
    "links": {
        "self": f"/v1/deliveries/{MESSAGE_ID}",
        "decision": f"/v1/decisions/{DECISION}",
        "subscription": f"/v1/subscriptions/{SUBSCRIPTION_ID}",
    },
}
