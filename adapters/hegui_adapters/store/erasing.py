"""Destroys what may no longer be kept, facts masked for good and decisions whose time is up, and logs that it did.

The chain holds: entries keep their digests, and each erasure is an entry of its own that `audit` follows. It erases
nothing unless asked, and nothing from backups.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from hegui.body import canonical
from sqlalchemy import delete, func, select, update

from hegui_adapters.failures import RefusedError
from hegui_adapters.store import portraits, tables
from hegui_adapters.store.audit import ANSWER_MASKED, MASKED, RETAINED, erasable
from hegui_adapters.store.documents import RULEBOOK, Document, Opens, Seals, content_of, packed
from hegui_adapters.store.kept import InDatabase
from hegui_adapters.store.masking import MASK, Body, FactPath, MaskedText, Sealing, masked_body, masked_text
from hegui_adapters.store.records import answer_digest, keep, plain_digest, references
from hegui_adapters.store.scribe import Ledger

__all__ = ["Keep", "Masked", "Retained", "latest", "mask", "retain"]

Keep = Literal["records", "digests"]
"""What stays of a decision whose time is up: its record in the log, or its digests alone."""


@dataclass(frozen=True, slots=True)
class Masked:
    """What was masked: the paths that were stated, and how many documents were rewritten."""

    paths: tuple[str, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class Retained:
    """What was erased: up to which entry, how many payloads, how many documents."""

    through: int
    entries: int
    documents: int


def latest(kept: InDatabase, digest: str) -> str:
    """The digest a document has now, after what was masked in it."""
    while found := kept.maskings(digest):
        said = cast("Mapping[str, object]", json.loads(found[-1].payload or "{}"))
        digest = plain_digest(said.get("replacement"))
    return digest


# ---- masking


@dataclass(frozen=True, slots=True)
class _Masking:
    """One masking within one transaction."""

    ledger: Ledger
    actor: str
    decision: str
    reason: str
    opens: Opens | None
    seals: Seals | None

    def read(self, digest: str) -> tuple[Document, bytes]:
        kept = InDatabase(self.ledger.connection)
        held = kept.document(latest(kept, digest))
        if held is None:
            raise RefusedError(f"文档 {digest[:12]} 缺失", f"document {digest[:12]} is missing")
        return held, content_of(held, self.opens)

    def replace(self, held: Document, content: bytes, paths: Sequence[str]) -> None:
        if held.sealed and self.seals is None:
            raise RefusedError("文档已加密，请给出密钥文件", "the document is sealed; give the key file")
        replacement = packed(held.kind, content, self.seals if held.sealed else None)
        keep(self.ledger, replacement)
        _erase(self.ledger, [held.digest])
        said = {
            "decision": self.decision,
            "document_kind": held.kind,
            "replacement": f"sha256:{replacement.digest}",
            "paths": list(paths),
            "reason": self.reason,
        }
        self.ledger.append(MASKED, self.actor, held.digest, said)


def mask(
    ledger: Ledger,
    decision_id: str,
    paths: Sequence[FactPath],
    actor: str,
    reason: str,
    opens: Opens | None = None,
    seals: Seals | None = None,
    sealing: Sequence[FactPath] = (),
) -> Masked:
    """Mask facts for good: in a decision's manifest, and in every body, summary, answer and portrait that was made of it.

    `sealing` are the facts that are kept sealed besides, so that no portrait tells them.

    Raises:
        RefusedError: there is no such decision, none of the facts is stated, or they cannot be taken out alone.
        UnreadableError: the manifest was erased, or is sealed with a key that was not given.
    """
    kept = InDatabase(ledger.connection)
    entry = kept.decision(decision_id)
    if entry is None or entry.payload is None:
        raise RefusedError(f"没有结论 {decision_id}", f"there is no decision {decision_id}")
    row = tables.decisions.c
    manifest = plain_digest(json.loads(entry.payload)["manifest"]["source_digest"])
    masking = _Masking(ledger, actor, decision_id, reason, opens, seals)
    held, source = masking.read(manifest)
    text = masked_text(source, paths)
    if not text.paths:
        raise RefusedError("要素表中没有填写这些要素", "the manifest states none of these facts")
    stated = [path for path in paths if path.text in text.paths]
    made = ledger.connection.execute(select(row.seq, row.body, row.summary).where(row.manifest == manifest)).all()
    rewritten = [_mask_body(masking, digest, stated, text) for digest in dict.fromkeys(one.body for one in made)]
    rules = set().union(*(found or () for found in rewritten))
    briefs = dict.fromkeys(one.summary for one in made if one.summary)
    brief = sum([_mask_summary(masking, digest, rules, text, stated) for digest in briefs])
    masking.replace(held, text.text, text.paths)
    _redraw(masking, [(one.seq, one.body) for one in made], text.text, sealing)
    _mask_answers(masking, [one.seq for one in made], rules, text, stated)
    return Masked(text.paths, 1 + brief + sum(found is not None for found in rewritten))


def _mask_body(masking: _Masking, digest: str, paths: Sequence[FactPath], text: MaskedText) -> set[str] | None:
    """Mask one body; the rules whose findings were touched, None where it says nothing of the facts."""
    held, content = masking.read(digest)
    body = cast("Body", json.loads(content))
    masked = masked_body(body, paths, text.words, text.names)
    if canonical(masked) == content:
        return None
    masking.replace(held, canonical(masked), text.paths)
    pairs = zip(cast("list[Body]", body["findings"]), cast("list[Body]", masked["findings"]), strict=True)
    return {str(one["rule"]) for one, other in pairs if one != other}


def _mask_summary(masking: _Masking, digest: str, rules: set[str], text: MaskedText, paths: Sequence[FactPath]) -> bool:
    """Mask one summary; whether it said anything of the facts."""
    held, content = masking.read(digest)
    masked = canonical(_masked_brief(json.loads(content), rules, text, paths))
    if masked == content:
        return False
    masking.replace(held, masked, text.paths)
    return True


def _redraw(masking: _Masking, made: Sequence[tuple[int, str]], manifest: bytes, sealing: Sequence[FactPath]) -> None:
    """Portraits are drawn from what the documents say now; of sealed ones only where it is known what they may tell."""
    ledger = masking.ledger
    portraits.take_down(ledger, [seq for seq, _ in made])
    drawn: dict[str, str | None] = {}
    for seq, digest in made:
        if digest not in drawn:
            held, content = masking.read(digest)
            told = sealing or not held.sealed
            drawn[digest] = portraits.portrayed(content, manifest, Sealing(tuple(sealing))) if told else None
        portrait = drawn[digest]
        if portrait is not None:
            portraits.hang(ledger, seq, portrait)


def _mask_answers(
    masking: _Masking, seqs: Sequence[int], rules: set[str], text: MaskedText, paths: Sequence[FactPath]
) -> None:
    """What was answered to deliveries tells in brief what the bodies say."""
    row, connection = tables.deliveries.c, masking.ledger.connection
    for answer in connection.execute(select(tables.deliveries).where(row.seq.in_(seqs)).order_by(row.seq)).all():
        said = cast("dict[str, object]", json.loads(answer.answer))
        kept = _masked_brief(said, rules, text, paths)
        if kept != said:
            now = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
            changed = update(tables.deliveries).where(row.source == answer.source, row.key == answer.key)
            connection.execute(changed.values(answer=now))
            told_so = {"entry": answer.seq, "answer": answer_digest(answer.status, now), "reason": masking.reason}
            masking.ledger.append(ANSWER_MASKED, masking.actor, masking.decision, told_so)


def _masked_brief(
    said: Mapping[str, object], rules: set[str], text: MaskedText, paths: Sequence[FactPath]
) -> Mapping[str, object]:
    """What a body says in brief, without some facts."""
    masked = masked_body(
        {"manifest": said.get("product") or {}, **_silenced(said, rules)}, paths, text.words, text.names
    )
    told = {**masked, "product": masked["manifest"]}
    return {key: told[key] for key in said if key in told}


def _silenced(said: Mapping[str, object], rules: set[str]) -> Mapping[str, object]:
    items = said.get("blocking")
    if not isinstance(items, list):
        return said
    listed = cast("list[dict[str, object]]", items)
    return {**said, "blocking": [{**one, "message": MASK} if one.get("rule") in rules else one for one in listed]}


# ---- retention


def retain(ledger: Ledger, before: date, keep_: Keep, actor: str, reason: str) -> Retained:
    """Erase what was decided before a day: the manifests, bodies, portraits and events, with `digests` the records as well.

    It goes as far as the entry before the first of that day or later, so that a clock set back erases nothing too soon.
    Documents that later decisions rest on stay, and so do rulebooks: they say nothing of a product.
    """
    through = _through(ledger, before)
    documents = _erase(ledger, _outlived(ledger, through))
    portraits.take_down_through(ledger, through)
    entries = _forget(ledger, through) if keep_ == "digests" else 0
    done = Retained(through, entries, documents)
    said = {
        "before": before.isoformat(),
        "through": through,
        "keep": keep_,
        "entries": entries,
        "documents": documents,
        "reason": reason,
    }
    if entries or documents:
        ledger.append(RETAINED, actor, before.isoformat(), said)
    return done


def _through(ledger: Ledger, before: date) -> int:
    row = tables.entries.c
    first = ledger.connection.execute(select(func.min(row.seq)).where(row.at >= before.isoformat())).scalar()
    return ledger.head.seq if first is None else first - 1


def _outlived(ledger: Ledger, through: int) -> set[str]:
    """The documents that no entry after `through` rests on."""
    row = tables.entries.c
    old: set[str] = set()
    live: set[str] = set()
    wanted = select(row.seq, row.kind, row.subject, row.payload).where(row.payload.is_not(None)).order_by(row.seq)
    for entry in ledger.connection.execute(wanted.execution_options(yield_per=500)):
        said = cast("Mapping[str, object]", json.loads(entry.payload))
        if entry.kind == MASKED:
            new = plain_digest(said.get("replacement"))
            for named in (old, live):
                named.update({new} if entry.subject in named else ())
        elif erasable(entry.kind):
            resting = {digest for digest, kind in references(said).items() if kind != RULEBOOK}
            (old if entry.seq <= through else live).update(resting)
    return old - live


def _erase(ledger: Ledger, digests: Iterable[str]) -> int:
    row = tables.documents.c
    erased, gone_for_good = 0, sorted(digests)
    for some in _batches(gone_for_good):
        gone = update(tables.documents).where(row.digest.in_(some), row.data.is_not(None)).values(data=None)
        erased += ledger.connection.execute(gone).rowcount
    return erased


def _forget(ledger: Ledger, through: int) -> int:
    """Erase payloads, and the rows that repeat them; how many payloads."""
    row = tables.entries.c
    kinds = [
        kind
        for (kind,) in ledger.connection.execute(select(row.kind).where(row.seq <= through).distinct())
        if erasable(kind)
    ]
    for table in (tables.decisions, tables.deliveries, tables.standing):
        ledger.connection.execute(delete(table).where(table.c.seq <= through))
    gone = update(tables.entries).where(row.seq <= through, row.kind.in_(kinds), row.payload.is_not(None))
    return ledger.connection.execute(gone.values(payload=None)).rowcount


def _batches(listed: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    return (listed[start : start + size] for start in range(0, len(listed), size))
