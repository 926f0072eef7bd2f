"""The rules that decide, and the schemas of what goes in and comes out. All of it changes only with the rulebook or the program."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from hegui import __version__
from hegui.body import canonical

from hegui_adapters.commands.rules import Filter
from hegui_adapters.commands.schema import schema_text
from hegui_adapters.render.rule_data import rule_as_data
from hegui_adapters.render.rule_list import rules_as_data
from hegui_adapters.service.access import actor
from hegui_adapters.service.answers import json_response, unchanged
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import ProblemError
from hegui_adapters.service.reading import Running

__all__ = ["routes"]

routes = APIRouter(prefix="/v1", tags=["rules"], dependencies=[Depends(actor("viewer"))])


@routes.get("/rules", operation_id="listRules")
def list_rules(
    *,
    request: Request,
    parts: Running,
    topic: Annotated[str | None, Query(max_length=60, description="Folder of rules, such as rates.")] = None,
    kind: Annotated[Literal["prohibition", "duty", "guideline", "classification"] | None, Query()] = None,
    force: Annotated[Literal["block", "warn", "advise"] | None, Query()] = None,
    confidence: Annotated[Literal["verified", "secondary", "unverified"] | None, Query()] = None,
    in_force: Annotated[date | None, Query(description="In force on this day.")] = None,
) -> Response:
    """The rules in short, in order of id."""
    rulebook = parts.judge.rulebook
    wanted = Filter(topic, kind, force, confidence, in_force.isoformat() if in_force else None)
    return unchanged(request, _tag(parts)) or _tagged(
        parts, canonical(rules_as_data(rulebook, wanted.keep(rulebook.contents.rules)))
    )


@routes.get("/rules/{rule_id}", operation_id="getRule")
def get_rule(*, request: Request, parts: Running, rule_id: Annotated[str, Path(max_length=200)]) -> Response:
    """One rule: what it says, since when, on what basis."""
    rulebook = parts.judge.rulebook
    rule = rulebook.by_id.get(rule_id)
    if rule is None:
        raise ProblemError("not-found")
    return unchanged(request, _tag(parts)) or _tagged(parts, canonical(rule_as_data(rulebook, rule)))


@routes.get("/schema/{name}", operation_id="getSchema")
def get_schema(*, request: Request, parts: Running, name: Literal["manifest", "decision"]) -> Response:
    """The JSON Schema of a manifest, or of a decision's body."""
    found = unchanged(request, _tag(parts))
    return found or _tagged(parts, schema_text(name), "application/schema+json")


def _tag(parts: Parts) -> str:
    return f"{parts.judge.rulebook.digest}-{__version__}"


def _tagged(parts: Parts, content: bytes | str, media_type: str = "application/json") -> Response:
    headers = {"ETag": f'"{_tag(parts)}"', "Cache-Control": "private, no-cache"}
    return json_response(content, headers=headers, media_type=media_type)
