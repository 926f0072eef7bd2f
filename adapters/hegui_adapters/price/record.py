"""What loans cost as JSON, and its JSON Schema, drawn from the types of the statement. Numbers are decimal strings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from hegui.body import data_of

from hegui_adapters.decision_schema import Schema, schema_of
from hegui_adapters.price.statement import SCHEMA, Statement

__all__ = ["disclosure_json", "price_json", "schema_text"]

SHOWN = ("id", "at", "name", "state", "missing", "reason", "disclosure", "contingent")
"""What the disclosure table alone has of a loan."""


def price_json(statement: Statement) -> str:
    return _text(data_of(statement))


def disclosure_json(statement: Statement) -> str:
    """The disclosure tables alone: the same record with the other parts of a loan left out."""
    loans = [{name: getattr(loan, name) for name in SHOWN} for loan in statement.loans]
    whole = data_of(replace(statement, loans=()))
    assert isinstance(whole, Mapping)
    return _text({**whole, "schema": f"{SCHEMA}:disclosure", "loans": data_of(loans)})


def schema_text() -> str:
    definitions: Schema = {}
    schema_of(Statement, definitions)
    top = definitions.pop("Statement")
    assert isinstance(top, Mapping)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "title": "hegui price"}
    return _text({**head, **top, "$defs": dict(sorted(definitions.items()))})


def _text(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
