"""The room that is left as JSON: limits, what binds them, edits, maps. Numbers are decimal strings, rates fractions."""

from __future__ import annotations

import json
from collections.abc import Mapping

from hegui.body import data_of
from hegui.envelope import Envelope, Limit, Map, Variable

from hegui_adapters.envelope.gathering import LoanRoom, Rooms

__all__ = ["SCHEMA", "envelope_json"]

SCHEMA = "urn:hegui:schema:price-envelope:v1"
Data = Mapping[str, object]

_LIMIT = (
    "value", "unbounded", "confirmed", "reason", "binding", "whatever", "at_best", "at_best_binding", "next_value",
    "next_binding", "quiet", "quiet_binding", "left_open", "nominal", "effective",
)  # fmt: skip


def envelope_json(rooms: Rooms) -> str:
    head = ("file", "product", "name", "version", "as_of", "rulebook", "engine")
    record = {
        "schema": SCHEMA,
        **{name: data_of(getattr(rooms, name)) for name in head},
        "settled": rooms.settled,
        "loans": [_loan(loan) for loan in rooms.loans],
    }
    return json.dumps(record, ensure_ascii=False, indent=1)


def _loan(loan: LoanRoom) -> Data:
    envelope = loan.envelope
    return {
        "id": loan.id,
        "name": envelope.name,
        "nominal": data_of(envelope.nominal),
        "effective": data_of(envelope.effective),
        "violated": data_of(envelope.violated),
        "undecided": data_of(envelope.undecided),
        **_limits(envelope),
        "clear_terms": data_of(envelope.clear_terms),
        "maps": [_map(one) for one in loan.maps],
    }


def _limits(envelope: Envelope) -> Data:
    return {
        "highest_rate": _limit(envelope.highest_rate),
        "highest_fees": [_limit(limit) for limit in envelope.highest_fees],
        "longest_term": _limit(envelope.longest_term),
        "shortest_term": _limit(envelope.shortest_term),
    }


def _limit(limit: Limit) -> Data:
    return {
        "fact": _variable(limit.variable),
        "room": data_of(limit.room),
        "edits": [
            {"path": one.path, "text": one.text, "adds": dict(one.adds)} if one.adds else {"path": one.path, "text": one.text}
            for one in limit.edits
        ],
        **{name: data_of(getattr(limit, name)) for name in _LIMIT},
    }  # fmt: skip


def _variable(variable: Variable) -> Data:
    return {name: data_of(getattr(variable, name)) for name in ("kind", "name", "unit", "step", "most", "current")}


def _map(drawn: Map) -> Data:
    return {
        "x": {**_variable(drawn.x), "values": data_of(drawn.xs)},
        "y": {**_variable(drawn.y), "values": data_of(drawn.ys)},
        "here": data_of(drawn.here),
        **{name: data_of(getattr(drawn, name)) for name in ("edges", "left_open", "whatever", "cells")},
    }
