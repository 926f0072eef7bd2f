"""Takes one act of a review: reads it, lets `review` say whether it may be done, keeps it as an entry of the log. It shows nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hegui.body import canonical
from pydantic import TypeAdapter, ValidationError

from hegui_adapters.review.acts import Act, Done, Remark
from hegui_adapters.review.admitting import Decided, NotAdmittedError, bound
from hegui_adapters.review.folding import Said
from hegui_adapters.service.clock import day_in_china
from hegui_adapters.service.inbound import checked_json
from hegui_adapters.service.parts import Parts
from hegui_adapters.service.problems import Flaw, ProblemError
from hegui_adapters.service.reading import JSON_TYPES
from hegui_adapters.service.recorder import CREATED, Answer, Delivery, KeyReusedError
from hegui_adapters.service.submitting import earlier, refusals_told
from hegui_adapters.store.chain import Entry
from hegui_adapters.store.reviews import append, review_of
from hegui_adapters.store.scribe import Ledger

__all__ = ["Brought", "decided", "shown", "taken"]

UNTOLD = ("delivery", "role")
"""What of a payload is no field of the act."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came: by whom, in which role, about which decision."""

    decision: str
    who: str
    role: str
    media: str
    key: str | None
    body: bytes

    @property
    def delivery(self) -> Delivery:
        digest = hashlib.sha256(self.body).hexdigest()
        return Delivery(f"review:{self.who}", self.who, self.key, digest, asked=f"{self.role} {self.decision}")


def taken(parts: Parts, brought: Brought, kinds: TypeAdapter[Act] | TypeAdapter[Remark]) -> Answer:
    """Keep an act; its answer, once it is durable.

    Raises:
        ProblemError: it is no act, may not be done, or its key came with another body.
        StoreUnavailableError: nothing was stored.
    """
    delivery = brought.delivery
    with refusals_told(parts, "review.refused", delivery):
        if brought.media not in JSON_TYPES:
            raise ProblemError("unsupported-media-type")
        checked_json(brought.body)
        act = _act(kinds, brought.body)
        return earlier(parts, delivery) or _kept(parts, brought, act, delivery)


def _act(kinds: TypeAdapter[Act] | TypeAdapter[Remark], body: bytes) -> Act:
    try:
        return kinds.validate_json(body.decode("utf-8-sig"))
    except ValidationError as error:
        flaws = [_flaw(one["loc"], one["type"], one["msg"]) for one in error.errors(include_url=False)]
        raise ProblemError("invalid-review", flaws=flaws) from None


def _flaw(loc: tuple[int | str, ...], kind: str, said: str) -> Flaw:
    pointer = "".join(f"/{step}" for step in loc[1:]) if loc else ""  # the first step is the name of the act
    zh = {"missing": "缺少此项", "extra_forbidden": "未知项"}.get(kind, f"无效：{said}")
    return Flaw(zh, said, pointer=pointer)


def _kept(parts: Parts, brought: Brought, act: Act, delivery: Delivery) -> Answer:
    about = decided(parts, brought.decision)
    if about is None:
        raise ProblemError("not-found")
    act = _as_judged(parts, about.id, act)
    proof = decided(parts, act.decision) if isinstance(act, Done) else None
    today = day_in_china(parts.clock())

    def work(ledger: Ledger) -> tuple[Entry, str]:
        review = review_of(ledger.connection, about.id)
        said = {**bound(act, brought.who, about, review, today, proof), "role": brought.role}
        at = ledger.now()
        text = _answer(Said(ledger.next, at, brought.who, act.act, about.id, said))
        payload = {**said, "delivery": delivery.logged(CREATED, text)}
        return append(ledger, brought.who, act.act, about.id, payload, at), text

    return _recorded(parts, work, delivery)


def _as_judged(parts: Parts, decision: str, act: Act) -> Act:
    """An act upon the finding as it was judged: an element whose name is sealed is shown under another."""
    kept, subject = parts.archive.decision(decision), getattr(act, "subject", None)
    if kept is None or subject is None:
        return act
    return act.model_copy(update={"subject": parts.archive.veil(kept).judged(subject)})


def _recorded(parts: Parts, work: Callable[[Ledger], tuple[Entry, str]], delivery: Delivery) -> Answer:
    try:
        return parts.recorder.kept(work, delivery)
    except KeyReusedError:
        raise ProblemError("key-reused") from None
    except NotAdmittedError as error:
        flaws = [Flaw(error.zh, error.en, pointer=f"/{error.field}")]
        if error.own:
            raise ProblemError("forbidden", error.zh, error.en, flaws=flaws, reason="own-approval") from None
        raise ProblemError("invalid-review", flaws=flaws) from None


def decided(parts: Parts, decision_id: str) -> Decided | None:
    """A decision as it was found, its sealed facts included: acts bind themselves to them.

    Raises:
        UnreadableError: its body was erased, or cannot be opened.
    """
    kept = parts.archive.decision(decision_id)
    if kept is None:
        return None
    return Decided(kept.id, kept.seq, kept.product_id, parts.archive.found(kept)["findings"])


def _answer(said: Said) -> str:
    here = f"/v1/decisions/{said.decision}"
    return canonical({"said": shown(said), "links": {"decision": here, "reviews": f"{here}/reviews"}}).decode()


def shown(said: Said) -> Mapping[str, object]:
    """An act as it is told."""
    return {
        "entry": said.entry,
        "time": said.at,
        "by": said.actor,
        "role": said.text("role"),
        "decision": said.decision,
        "act": said.act,
        "fields": {name: value for name, value in said.data.items() if name not in UNTOLD},
    }
