"""Judges a stored manifest again, under the stored rulebook, on the stored day, and compares what is found. It stores nothing.

Where a fact was masked for good it is unknown now. By the law of growth (design §5) a finding that stays settled without
it never needed it; one that is open for want of it, or that told it, did, and then the decision cannot be replayed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from hegui._version import __version__
from hegui.checking import check_document
from hegui.decide import Decision
from hegui.decision import Plan, Waiver
from hegui.loading import cache
from hegui.rulebook import Rulebook

from hegui_adapters.failures import RefusedError
from hegui_adapters.plans import plan_from
from hegui_adapters.store.documents import Opens, UnreadableError, content_of, rulebook_files
from hegui_adapters.store.kept import Kept
from hegui_adapters.store.masking import MASK, Body, FactPath, readers
from hegui_adapters.store.records import plain_digest
from hegui_adapters.store.veiling import HIDDEN
from hegui_adapters.waivers import waiver_from

__all__ = [
    "Difference",
    "Documents",
    "Replayed",
    "Stored",
    "differences",
    "judged_again",
    "replayed",
    "rulebook_of",
    "stored",
]

LABEL: Final = "manifest"
"""What a decision of the service calls the text it judged."""
OF_THE_TEXT: Final = ("source_digest", "digest", "name")
"""What of a body's `manifest` is of the text as it was sent."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two bodies differ: what was stored, what is found now; None where there is nothing."""

    path: str
    stored: object
    now: object


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything a decision was made of, and what it said. `masked` are the facts taken out of it since."""

    id: str
    record: Body
    source: bytes
    rulebook: bytes
    body: Body
    masked: tuple[str, ...]

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        return tuple(map(waiver_from, cast("Sequence[Body]", self.record.get("waivers", ()))))

    @property
    def plans(self) -> tuple[Plan, ...]:
        return tuple(map(plan_from, cast("Sequence[Body]", self.record.get("plans", ()))))


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay came to. `lost` names the masked facts that findings read: it is not replayable through them.

    `differences` are all others; the version of the engine, where it alone differs, is none.
    """

    id: str
    stored_engine: str
    engine: str
    masked: tuple[str, ...]
    lost: Mapping[str, tuple[str, ...]]
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        return not self.lost and not self.differences


def stored(kept: Kept, decision_id: str, opens: Opens | None = None) -> Stored:
    """Look up a decision.

    Raises:
        RefusedError: there is none, or it rests on a document that is not there.
        UnreadableError: something it rests on was erased, altered, or is sealed with a key that was not given.
    """
    entry = kept.decision(decision_id)
    if entry is None:
        raise RefusedError(f"没有结论 {decision_id}", f"there is no decision {decision_id}")
    if entry.payload is None:
        raise UnreadableError(f"结论 {decision_id} 的记录已清除", f"the record of decision {decision_id} was erased")
    record = cast("Body", json.loads(entry.payload))
    read = Documents(kept, opens)
    source = read.content(_named(record, "manifest", "source_digest"))
    rulebook = read.content(_named(record, "rulebook", "files"))
    body = cast("Body", json.loads(read.content(plain_digest(record.get("body")))))
    return Stored(decision_id, record, source, rulebook, body, tuple(dict.fromkeys(read.masked)))


class Documents:
    """Reads documents as they are now, noting what was masked in them."""

    def __init__(self, kept: Kept, opens: Opens | None) -> None:
        self._kept, self._opens = kept, opens
        self.masked: list[str] = []

    def content(self, digest: str) -> bytes:
        held = self._kept.document(digest)
        maskings = self._kept.maskings(digest) if held is None or held.data is None else ()
        if maskings:
            said = cast("Mapping[str, object]", json.loads(maskings[-1].payload or "{}"))
            self.masked += cast("list[str]", said.get("paths", []))
            return self.content(plain_digest(said.get("replacement")))
        if held is None:
            raise RefusedError(
                f"缺文档 {digest[:12] or '—'}，无法重放",
                f"document {digest[:12] or '—'} is not there; it cannot be replayed",
            )
        return content_of(held, self._opens)


def rulebook_of(stored: Stored) -> Rulebook:
    """The rulebook a decision was made by. Reading it takes seconds.

    Raises:
        RuleError: this version of hegui cannot use it.
        UnreadableError: it is not the one the record names.
    """
    files = rulebook_files(stored.rulebook)
    trust = cast("Mapping[str, str]", cast("Body", stored.record["rulebook"]).get("trust") or {})
    rulebook = Rulebook(cache.contents(files, enabled=False), trust)
    if rulebook.digest != _named(stored.record, "rulebook", "digest"):
        raise UnreadableError(
            "所存规则文件与记录中的规则库摘要不符", "the stored rule files are not the rulebook of the record"
        )
    return rulebook


def judged_again(stored: Stored, rulebook: Rulebook, *, core: bool = True) -> Decision:
    """What is found on the stored manifest by a rulebook, on the stored day.

    Raises:
        ManifestError: this version of hegui does not take the stored manifest for one.
    """
    manifest = check_document(stored.source, LABEL, None)
    day = date.fromisoformat(str(stored.record["as_of"]))
    return rulebook.check(manifest, as_of=day, waivers=stored.waivers, plans=stored.plans, core=core)


def replayed(stored: Stored, *, core: bool = True) -> Replayed:
    """Judge again and compare.

    Raises:
        RuleError: this version of hegui cannot use the stored rulebook.
        ManifestError: this version of hegui does not take the stored manifest for one.
        UnreadableError: the stored rulebook is not the one the record names.
    """
    decision = judged_again(stored, rulebook_of(stored), core=core)
    now = cast("Body", json.loads(decision.body_bytes))
    engine = str(stored.body.get("engine"))
    said, found = ({**body, "engine": __version__} for body in (stored.body, now))
    lost = _lost(stored, found) if stored.masked else {}
    differing = (
        differences(*_comparable(said, found, stored.masked, lost), masked=True)
        if stored.masked
        else differences(said, found)
    )
    return Replayed(stored.id, engine, __version__, stored.masked, lost, tuple(differing))


def _lost(stored: Stored, now: Body) -> Mapping[str, tuple[str, ...]]:
    """The masked facts that findings read, with their rules: those that told them, those that are open for want of them."""
    paths = [FactPath(path) for path in stored.masked]
    found: dict[str, list[str]] = {}
    for body in (stored.body, now):
        for (rule, _), facts in readers(body, paths).items():
            for fact in facts:
                found.setdefault(fact, []).append(rule)
    return {fact: tuple(dict.fromkeys(rules)) for fact, rules in sorted(found.items())}


def _comparable(said: Body, now: Body, masked: Sequence[str], lost: Mapping[str, tuple[str, ...]]) -> tuple[Body, Body]:
    """Two bodies without what follows from the masking alone."""
    without = {rule for rules in lost.values() for rule in rules}
    first, second = (_left(body, [FactPath(path) for path in masked], without) for body in (said, now))
    return first, second


def _left(body: Body, paths: Sequence[FactPath], without: set[str]) -> Body:
    """A body but for columns, for figures of the elements concerned, for what was asked of the facts; and, where findings
    are left out, for all that sums them up."""
    manifest = {key: value for key, value in cast("Body", body["manifest"]).items() if key not in OF_THE_TEXT}
    asked = [one for one in _list(body, "questions") if not any(path.covers(str(one["path"])) for path in paths)]
    worked = [one for one in _list(body, "measures") if not any(path.feeds(str(one["owner"])) for path in paths)]
    findings = [one for one in _list(body, "findings") if one["rule"] not in without]
    left: Body = {**body, "manifest": manifest, "questions": asked, "measures": worked, "findings": findings}
    if without:
        left = {
            key: left[key]
            for key in ("schema", "as_of", "included_up_to", "manifest", "rulebook", "engine", "findings")
        }
    return cast("Body", _uncolumned(left))


def _uncolumned(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _uncolumned(below) for key, below in value.items() if key != "column"}
    return [_uncolumned(one) for one in value] if isinstance(value, list) else value


def _list(body: Body, key: str) -> Sequence[Body]:
    return cast("Sequence[Body]", body.get(key, ()))


def _named(record: Body, part: str, key: str) -> str:
    found = record.get(part)
    return plain_digest(cast("Body", found).get(key)) if isinstance(found, Mapping) else ""


# ---- comparing


NAMED_BY: Final[Mapping[str, Callable[[Body], str]]] = {
    "findings": lambda one: f"{one['rule']}|{one['subject']}",
    "measures": lambda one: f"{one['owner']}.{one['name']}",
    "characterised": lambda one: f"{one['owner']}|{one['conclusion']}|{one['member']}",
    "questions": lambda one: str(one["path"]),
    "upcoming": lambda one: str(one["day"]),
    "facts": lambda one: str(one["path"]),
    "waivers": lambda one: str(one["id"]),
    "plans": lambda one: str(one["id"]),
}
"""What elements of a body's lists are called by, so that one more does not make all that follow differ."""


def differences(stored: object, now: object, path: str = "", *, masked: bool = False) -> Iterator[Difference]:
    """The places where two bodies differ, the smallest that do. Where facts were `masked`, what hides them equals anything."""
    if stored == now or (masked and _hidden(stored)):
        return
    if isinstance(stored, Mapping) and isinstance(now, Mapping):
        pairs, form = (cast("Body", stored), cast("Body", now)), ".{}"
    elif isinstance(stored, list) and isinstance(now, list):
        pairs, form = (_by_name(path, stored), _by_name(path, now)), "[{}]"
    else:
        yield Difference(path or ".", stored, now)
        return
    for key in dict.fromkeys((*pairs[0], *pairs[1])):
        below = (path + form.format(key)).removeprefix(".")
        yield from differences(pairs[0].get(key), pairs[1].get(key), below, masked=masked)


def _hidden(said: object) -> bool:
    return said == MASK or (isinstance(said, str) and HIDDEN in said)


def _by_name(path: str, listed: Sequence[object]) -> Body:
    name = NAMED_BY.get(path.rpartition(".")[2])
    named = {name(cast("Body", one)): one for one in listed} if name else {}
    return named if len(named) == len(listed) else {str(index): one for index, one in enumerate(listed)}
