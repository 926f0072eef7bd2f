"""The acts of a review as forms: which fields each has, and what a form brings as the act it asks for. It is pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["FOLLOWING", "FORMS", "REMARKS", "ActForm", "act_text"]


@dataclass(frozen=True, slots=True)
class ActForm:
    """One act. `on` is "finding" where it needs one, "either" where it may name one, "" where it is of the whole decision;
    `fields` are names with how each is filled in: line, text, day, or yes_no."""

    act: str
    on: str
    fields: tuple[tuple[str, str], ...]


REASON: Final = ("reason", "text")
FORMS: Final = (
    ActForm("comment", "finding", (("text", "text"),)),
    ActForm("opinion", "either", (("agrees", "yes_no"), REASON)),
    ActForm("assign", "", (("to", "line"), ("note", "line"))),
    ActForm("send_back", "", (REASON,)),
    ActForm("objection", "finding", (("opinion", "text"), ("reference", "line"), ("digest", "line"))),
    ActForm("plan", "finding", (("owner", "line"), ("due", "day"), ("measures", "text"))),
    ActForm("waiver", "finding", (("owner", "line"), ("until", "day"), REASON)),
)
"""What begins something, in the order it is offered."""
REMARKS: Final = tuple(one for one in FORMS if one.act in ("comment", "opinion"))
"""What an auditor may begin."""
FOLLOWING: Final[Mapping[str, ActForm]] = {
    "approve": ActForm("approve", "", (("approves", "yes_no"), REASON)),
    "withdraw": ActForm("withdraw", "", (REASON,)),
    "done": ActForm("done", "", (("decision", "line"), ("note", "line"))),
    "second": ActForm("second", "", (("agrees", "yes_no"), REASON)),
}
"""What follows something that was said before."""
_TRUTHS: Final = ("agrees", "approves")
_DOCUMENT: Final = ("reference", "digest")


def act_text(form: Mapping[str, str]) -> bytes:
    """The act a form asks for, as JSON: what was left empty is left out, a finding is named as `rule` and `subject`."""
    said: dict[str, object] = {name: text.strip() for name, text in form.items() if text.strip() and name != "csrf"}
    finding = str(said.pop("finding", ""))
    if finding:
        said["rule"], _, said["subject"] = finding.partition("@")
    for name in _TRUTHS:
        if name in said:
            said[name] = said[name] == "true"
    if str(said.get("of", "")).isdecimal():
        said["of"] = int(str(said["of"]))
    document = {name: said.pop(name) for name in _DOCUMENT if name in said}
    if document:
        said["document"] = document
    return json.dumps(said, ensure_ascii=False).encode()
