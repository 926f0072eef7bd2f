"""A decision in brief, drawn from its body: the verdict, what blocks with law, line and remedy, how much is asked. It judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from hegui_adapters.render.items import Sorted, grouped

__all__ = ["TOP", "items_in", "summary_of"]

TOP = 3
"""How many blocking items are told in brief."""


def summary_of(body: Mapping[str, Any]) -> Mapping[str, object]:
    """What a pipeline acts on. Findings at one place with one remedy are one item, the best founded first."""
    items = items_in(body["findings"], "block")
    questions = body["questions"]
    return {
        "verdict": body["verdict"],
        "as_of": body["as_of"],
        "historical": body["historical"],
        "product": {name: body["manifest"][name] for name in ("id", "name", "version")},
        "rulebook": {name: body["rulebook"][name] for name in ("version", "digest")},
        "counts": body["counts"],
        "blocking": [_item(found) for found in islice(items, TOP)],
        "blocking_items": len(items),
        "questions": {"all": len(questions), "blocking": sum(one["blocking"] for one in questions)},
    }


def items_in(findings: Iterable[Mapping[str, Any]], force: str) -> Sequence[Sequence[Mapping[str, Any]]]:
    """The violated findings of a body that have a force, waived ones left out, grouped as reports group them."""
    wanted = (one for one in findings if one["outcome"] == "violated" and one["force"] == force and not one["waiver"])
    return grouped(wanted, _sorted)


def _sorted(finding: Mapping[str, Any]) -> Sorted:
    place, remedy = finding["location"], finding["remedy"]
    mended = remedy["note"]["zh"] if remedy else finding["rule"]
    return Sorted(place["file"], place["line"], place["column"], mended, finding["confidence"], finding["rule"])


def _item(findings: Sequence[Mapping[str, Any]]) -> Mapping[str, object]:
    lead = findings[0]
    remedy = lead["remedy"]
    return {
        "rule": lead["rule"],
        "also": [one["rule"] for one in findings[1:]],
        "subject": lead["subject"],
        "title": lead["title"],
        "message": lead["message"],
        "law": [{name: basis[name] for name in ("title", "number", "article")} for basis in lead["citations"]],
        "location": {name: lead["location"][name] for name in ("line", "column", "stated")},
        "remedy": {"who": remedy["who"], "note": remedy["note"]} if remedy else None,
        "red_line": lead["red_line"],
    }
