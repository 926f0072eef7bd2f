"""The JSON Schema of what a gate comes to, drawn from the types it is made of. It checks no gate."""

from __future__ import annotations

import json

from hegui import decision as d
from hegui.lifecycle.duties import Duty
from hegui.lifecycle.gate import SCHEMA, Remark
from hegui.lifecycle.schedule import Schedule
from hegui.lifecycle.stages import GATES
from hegui.lifecycle.timeline import Timeline

from hegui_adapters.decision_schema import Schema, listed, record, schema_of, value_definition

__all__ = ["gate_schema", "schema_text"]

_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"anyOf": [_TEXT, {"type": "null"}]}
_DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}


def schema_text() -> str:
    return json.dumps(gate_schema(), ensure_ascii=False, indent=2)


def gate_schema() -> Schema:
    """What `hegui gate --format json` prints."""
    definitions = value_definition()
    body = record(
        {
            "schema": {"const": SCHEMA},
            "stage": {"enum": list(GATES)},
            "as_of": {"type": "string", "format": "date"},
            "verdict": {"enum": list(d.VERDICTS)},
            "counts_checks": {"type": "boolean"},
            "manifest": record({**dict.fromkeys(("id", "name", "version"), _MAYBE), "digest": _DIGEST}),
            "rulebook": record({"version": _TEXT, "digest": _DIGEST}),
            "engine": _TEXT,
            "findings": listed(schema_of(d.Finding, definitions)),
            "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
            "questions": listed(schema_of(d.Question, definitions)),
            "overdue": listed(schema_of(Duty, definitions)),
            "due": listed(schema_of(Duty, definitions)),
            "schedule": schema_of(Schedule, definitions),
            "timeline": schema_of(Timeline, definitions),
            "measures": listed(schema_of(d.Measure, definitions)),
            "remarks": listed(schema_of(Remark, definitions)),
            "waivers": listed(schema_of(d.WaiverShown, definitions)),
            "plans": listed(schema_of(d.PlanShown, definitions)),
        }
    )
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "title": "hegui gate"}
    return {**head, **body, "$defs": dict(sorted(definitions.items()))}
