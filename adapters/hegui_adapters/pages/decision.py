"""The page of one decision: its verdict, how it counts, every finding. It judges nothing."""

from __future__ import annotations

import json
from typing import Annotated, Final

from fastapi import Path, Response

from hegui_adapters.pages.asking import Showing
from hegui_adapters.pages.declaring import Pages
from hegui_adapters.pages.findings import by_outcome
from hegui_adapters.pages.words import Group
from hegui_adapters.service.decisions import ID
from hegui_adapters.service.problems import ProblemError

__all__ = ["pages"]

WORDS: Group = {
    "decision": ("检查结论", "Decision"),
    "unnamed": ("未命名产品", "unnamed product"),
    "as_of": ("适用日期", "Judged as of"),
    "decided_at": ("检查时间", "Decided"),
    "entry": ("日志条目", "Entry of the log"),
    "rulebook": ("规则库", "Rulebook"),
    "facts": ("基本情况", "In short"),
    "counts": ("检查项计数", "Findings by what they came to"),
    "findings": ("检查项", "Findings"),
}
COUNTS: Final = (
    ("block", "violated.block", "block"),
    ("open", "undetermined", "outcome.undetermined"),
    ("warn", "violated.warn", "warn"),
    ("advise", "violated.advise", "advise"),
    ("met", "met", "outcome.met"),
)
"""How a count looks, its name in the body, its word."""
pages = Pages(WORDS)


@pages.get("/decisions/{decision_id}", role="viewer")
def show(asked: Showing, decision_id: Annotated[str, Path(pattern=ID)]) -> Response:
    """One decision, as it was given."""
    kept = asked.parts.archive.decision(decision_id)
    if kept is None:
        raise ProblemError("not-found", "没有这项检查结论", "there is no such decision")
    body = json.loads(asked.parts.archive.body(kept))
    counts = [(look, body["counts"].get(name, 0), said) for look, name, said in COUNTS]
    return asked.page(
        "decision.html", kept=kept, body=body, counts=counts, groups=by_outcome(body["findings"], asked.lang)
    )
