"""What the acts on a decision add up to: who has it, what was said, which objections, plans and waivers stand. Pure.

Nothing is stored but the acts themselves: this is worked out from them whenever somebody asks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from hegui import planning
from hegui.decision import Plan, Waiver
from hegui.terms import Bilingual

from hegui_adapters.review.acts import PREFIX
from hegui_adapters.store.chain import Entry

__all__ = [
    "FAULTS",
    "STANDING",
    "Review",
    "Said",
    "Standing",
    "folded",
    "person",
    "said_in",
    "standing_plan",
    "standing_waiver",
]

STANDING: Final = ("objection", "plan", "waiver")
"""The acts that last until something ends them."""

FAULTS: Final[Mapping[str, Bilingual]] = {
    "overdue": planning.REASONS[planning.OVERDUE],
    "expired": Bilingual("例外审批已于 {until} 到期", "a waiver expired on {until}"),
}
"""What is wrong with something that stands, by its state."""


@dataclass(frozen=True, slots=True)
class Said:
    """One act as the log has it. `data` are its fields; `decision` is what it was said of."""

    entry: int
    at: str
    actor: str
    act: str
    decision: str
    data: Mapping[str, object]

    def text(self, name: str) -> str:
        return str(self.data.get(name, ""))

    def day(self, name: str) -> date:
        return date.fromisoformat(self.text(name))


@dataclass(slots=True)
class Standing:
    """An objection, a plan or a waiver with what was said of it since."""

    said: Said
    approved: Said | None = None
    ended: Said | None = None

    def state(self, day: date) -> str:
        """proposed, approved, refused, withdrawn; open, overdue, done of a plan; expired of a waiver."""
        if self.ended is not None:
            return "done" if self.ended.act == "done" else "withdrawn"
        if self.said.act == "plan":
            return planning.OVERDUE if planning.is_overdue(self.said.day("due"), day) else planning.RUNNING
        if self.approved is None:
            return "proposed"
        if not self.approved.data.get("approves"):
            return "refused"
        return "expired" if self.said.act == "waiver" and self.said.day("until") <= day else "approved"

    def fault(self, day: date) -> Bilingual | None:
        """What is to be seen to."""
        found = FAULTS.get(self.state(day))
        said = {key: self.said.text(key) for key in ("due", "owner", "until")}
        return Bilingual(found.zh.format(**said), found.en.format(**said)) if found else None


@dataclass(slots=True)
class Review:
    """Everything that was said of one decision, and what it comes to."""

    acts: list[Said] = field(default_factory=list)
    standing: dict[int, Standing] = field(default_factory=dict)
    assigned_to: str | None = None
    status: str = "open"
    """open, assigned, sent_back, reviewed (somebody judged the whole), confirmed or disputed (a second person did)."""

    def act(self, entry: int) -> Said | None:
        return next((one for one in self.acts if one.entry == entry), None)

    def add(self, said: Said) -> None:
        self.acts.append(said)
        of = said.data.get("of")
        if said.act in STANDING:
            self.standing[said.entry] = Standing(said)
        elif isinstance(of, int) and of in self.standing:
            self._follow(self.standing[of], said)
        else:
            self._move(said)

    def _follow(self, standing: Standing, said: Said) -> None:
        if said.act == "approve":
            standing.approved = said
        else:
            standing.ended = said

    def _move(self, said: Said) -> None:
        if said.act == "assign":
            self.assigned_to, self.status = said.text("to"), "assigned"
        elif said.act == "send_back":
            self.status = "sent_back"
        elif said.act == "opinion" and said.data.get("rule") is None:
            self.status = "reviewed"
        elif said.act == "second" and (of := self.act(int(said.text("of")))) and of.data.get("rule") is None:
            self.status = "confirmed" if said.data.get("agrees") else "disputed"


def said_in(entry: Entry) -> Said | None:
    """The act an entry tells of; None where it is none, or was erased when its time was up."""
    if not entry.kind.startswith(PREFIX) or entry.payload is None:
        return None
    data = json.loads(entry.payload)
    return Said(entry.seq, entry.at, entry.actor, entry.kind.removeprefix(PREFIX), entry.subject, data)


def folded(entries: Iterable[Entry]) -> Review:
    """The review that entries of one decision, in their order, add up to."""
    review = Review()
    for said in filter(None, map(said_in, entries)):
        review.add(said)
    return review


def standing_waiver(standing: Standing) -> Waiver | None:
    """The waiver the engine is given: once approved and until withdrawn, expired or not; it says itself what becomes of it."""
    said, approved = standing.said, standing.approved
    if said.act != "waiver" or standing.ended is not None or approved is None or not approved.data.get("approves"):
        return None
    product = said.data.get("product")
    return Waiver(
        id=f"W-{said.entry}",
        rule=said.text("rule"),
        subject=said.text("subject"),
        product=str(product) if product is not None else None,
        rule_version=said.day("rule_version"),
        facts_digest=said.text("facts_digest"),
        until=said.day("until"),
        owner=said.text("owner"),
        author=person(said.actor),
        approved_by=person(approved.actor),
        reason=said.text("reason"),
    )


def standing_plan(standing: Standing) -> Plan | None:
    """The plan the engine is given, until it is withdrawn or done; overdue or not, it says itself what becomes of it."""
    said = standing.said
    if said.act != "plan" or standing.ended is not None:
        return None
    product = said.data.get("product")
    return Plan(
        id=f"P-{said.entry}",
        rule=said.text("rule"),
        subject=said.text("subject"),
        product=str(product) if product is not None else None,
        due=said.day("due"),
        owner=said.text("owner"),
        measures=said.text("measures"),
    )


def person(actor: str) -> str:
    """Who an actor of the log is: the holder of a token, however many tokens they hold."""
    return actor.removeprefix("token:").partition("/")[0] if actor.startswith("token:") else actor
