"""A decision in brief, drawn from its body: the verdict, what blocks with law, line and remedy, how much is asked. It judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from hegui.terms import CONFIDENCES

__all__ = ["TOP", "summary_of"]

TOP = 3
"""How many blocking items are told in brief."""


def summary_of(body: Mapping[str, Any]) -> Mapping[str, object]:
    """What a pipeline acts on. Findings at one place with one remedy are one item, the best founded first."""
    items = _items(body["findings"])
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


def _items(findings: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    groups: dict[object, list[Mapping[str, Any]]] = {}
    for one in findings:
        if one["outcome"] == "violated" and one["force"] == "block" and one["waiver"] is None:
            place = (one["location"]["line"], one["location"]["column"])
            remedy = one["remedy"]["note"]["zh"] if one["remedy"] else one["rule"]
            groups.setdefault((place, remedy), []).append(one)
    items = [sorted(group, key=_founded) for group in groups.values()]
    return sorted(
        items, key=lambda item: (_founded(item[0])[0], item[0]["location"]["line"], item[0]["location"]["column"])
    )


def _founded(finding: Mapping[str, Any]) -> tuple[int, str]:
    return -CONFIDENCES.index(finding["confidence"]), finding["rule"]


def _item(findings: list[Mapping[str, Any]]) -> Mapping[str, object]:
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
