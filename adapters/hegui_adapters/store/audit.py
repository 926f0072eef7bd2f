"""Verifies a log and all that hangs on it: the chain, the documents by their digests, the rows that repeat it. It reads only.

What was erased must be explained by the log itself: a payload by `retention.applied`, a document by that or by
`document.masked`. What is not found here is said in docs/audit.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hegui_adapters.store.chain import Broken, Checkpoint, Entry, Verified, Walk
from hegui_adapters.store.documents import Document, Opens, UnreadableError, content_of
from hegui_adapters.store.kept import ENDLESS, Kept, Row
from hegui_adapters.store.records import DECISION, answer_digest, plain_digest, references, row_of
from hegui_adapters.store.reviews import row_of_act

__all__ = ["ANSWER_MASKED", "ERASABLE", "MASKED", "RETAINED", "Fault", "Report", "erasable", "examined"]

MASKED: Final = "document.masked"
"""The kind of entry that says a document was masked: subject its old digest, payload {replacement, kind, paths, reason}."""
ANSWER_MASKED: Final = "answer.masked"
"""The kind of entry that says that what was answered to a delivery was masked: payload {entry, answer, reason}, `entry` that of
the delivery, `answer` the digest of what stands there now."""
RETAINED: Final = "retention.applied"
"""The kind of entry that says what was erased: payload {before, through, keep, entries, documents}; `through` is the last
entry concerned."""
ERASABLE: Final = frozenset({DECISION, "event", "review"})
"""What kinds of entries, by their first word, may lose their payloads."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written. `seq` is the entry concerned, None where no entry names it."""

    seq: int | None
    place: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an audit found. `faults` in order of entries; none means that all that was checked holds.

    `unopened` counts sealed documents whose key was not given: they were not checked.
    """

    log: Verified | None
    faults: tuple[Fault, ...]
    decisions: int | None
    deliveries: int | None
    documents: int | None
    erased_documents: int
    unopened: int

    @property
    def holds(self) -> bool:
        return not self.faults


def examined(
    kept: Kept,
    keys: Iterable[Ed25519PublicKey] | None = None,
    elsewhere: Sequence[Checkpoint] = (),
    opens: Opens | None = None,
) -> Report:
    """Verify everything.

    Args:
        kept: The log and what belongs to it.
        keys: Who may have signed its checkpoints; None leaves signatures unchecked.
        elsewhere: Checkpoints kept apart from the log, which it must agree with as well.
        opens: Opens sealed documents.
    """
    return _Examination(kept, opens).report(Walk((*kept.checkpoints(), *elsewhere), keys, kept.since))


def erasable(kind: str) -> bool:
    """Whether an entry of this kind may lose its payload when its time is up."""
    return kind.partition(".")[0] in ERASABLE


@dataclass(slots=True)
class _Reference:
    """The entries that rest on a document, the first and the last of them."""

    kind: str
    first: int
    last: int


@dataclass(slots=True)
class _Documents:
    """How many documents were looked at, and of those how many were erased or could not be opened."""

    all: int = 0
    erased: int = 0
    unopened: int = 0


class _Beside:
    """Rows in order of their entries, taken as the entries go by."""

    def __init__(self, rows: Iterator[Row] | None) -> None:
        self._rows = rows or iter(())
        self._next = next(self._rows, None)
        self.taken = 0

    def up_to(self, seq: int) -> Iterator[Row]:
        """The rows of entries up to `seq` that were not taken yet."""
        while self._next is not None and _number(self._next, "seq") <= seq:
            row, self._next = self._next, next(self._rows, None)
            self.taken += 1
            yield row


class _Examination:
    """One audit of one log."""

    def __init__(self, kept: Kept, opens: Opens | None) -> None:
        self._kept, self._opens = kept, opens
        self._faults: list[Fault] = []
        self._references: dict[str, _Reference] = {}
        self._erased: list[tuple[int, str]] = []
        self._retained: list[Mapping[str, object]] = []
        self._masked: set[str] = set()
        self._looked_up = False
        self._answers: dict[int, str] = {}
        """What stands as the answer of an entry where that is not what it says, and what later entries say it was masked to."""
        self._answers_masked: dict[int, str] = {}
        self._followed = False

    def report(self, walk: Walk) -> Report:
        decisions, deliveries = self._kept.decisions(), self._kept.deliveries()
        rows, answers, raised = _Beside(decisions), _Beside(deliveries), _Beside(self._kept.standing())
        self._looked_up = decisions is not None
        log = self._log(walk, rows, answers, raised)
        self._followed = log is not None
        if self._followed:
            self._erasures()
            self._masked_answers()
        documents = self._documents()
        for zh, en in self._kept.flaws():
            self._found(None, "file", zh, en)
        faults = sorted(self._faults, key=lambda fault: (fault.seq is None, fault.seq or 0))
        return Report(
            log=log,
            faults=tuple(faults),
            decisions=None if decisions is None else rows.taken,
            deliveries=None if deliveries is None else answers.taken,
            documents=documents.all if documents else None,
            erased_documents=documents.erased if documents else 0,
            unopened=documents.unopened if documents else 0,
        )

    def _found(self, seq: int | None, place: str, zh: str, en: str) -> None:
        self._faults.append(Fault(seq, place, zh, en))

    # ---- the log and the rows that repeat it

    def _log(self, walk: Walk, rows: _Beside, answers: _Beside, raised: _Beside) -> Verified | None:
        for entry in self._kept.entries():
            if broken := walk.step(entry):
                self._broken(broken)
                return None
            record = self._read(entry)
            self._row(entry, record, list(rows.up_to(entry.seq)))
            self._answered(entry, record, list(answers.up_to(entry.seq)))
            self._stands(entry, record, list(raised.up_to(entry.seq)))
        end = walk.end()
        if isinstance(end, Broken):
            self._broken(end)
            return None
        self._past_the_end(end, rows, answers, raised)
        return end

    def _broken(self, broken: Broken) -> None:
        self._found(broken.seq, "entries", broken.zh, broken.en)

    def _read(self, entry: Entry) -> Mapping[str, object] | None:
        """What an entry says, noting what it says about documents and erasures; None where that was erased."""
        if entry.payload is None:
            self._erased.append((entry.seq, entry.kind))
            return None
        record = cast("Mapping[str, object]", json.loads(entry.payload))
        if entry.kind == RETAINED:
            self._retained.append(record)
        elif entry.kind == ANSWER_MASKED:
            self._answers_masked[_number(record, "entry")] = str(record.get("answer"))
        elif entry.kind == MASKED:
            self._masked.add(entry.subject)
            if (old := self._references.get(entry.subject)) is not None:
                self._references.setdefault(plain_digest(record.get("replacement")), old)
        else:
            self._refer(entry.seq, references(record))
        return record

    def _refer(self, seq: int, documents: Mapping[str, str]) -> None:
        for digest, kind in documents.items():
            self._references.setdefault(digest, _Reference(kind, seq, seq)).last = seq

    def _row(self, entry: Entry, record: Mapping[str, object] | None, rows: Sequence[Row]) -> None:
        expected = row_of(entry.seq, entry.at, record) if entry.kind == DECISION and record is not None else None
        for row in rows:
            if row != expected:
                self._found(
                    entry.seq,
                    "decisions",
                    f"结论检索行 {row['id']} 与第 {entry.seq} 条所载不符",
                    f"the row of decision {row['id']} does not repeat entry {entry.seq}",
                )
        if self._looked_up and expected is not None and not rows:
            self._found(
                entry.seq,
                "decisions",
                f"第 {entry.seq} 条的结论缺检索行",
                f"the decision of entry {entry.seq} has no row",
            )

    def _answered(self, entry: Entry, record: Mapping[str, object] | None, answers: Sequence[Row]) -> None:
        """What was answered to the delivery of an entry: one answer if it had a key, and the one the entry says."""
        said = record.get("delivery") if record is not None else None
        named = cast("Mapping[str, object]", said) if isinstance(said, Mapping) else {}
        for answer in answers:
            self._answer(entry, named, answer)
        if self._looked_up and named.get("answer") is not None and not answers:
            self._found(
                entry.seq,
                "deliveries",
                f"第 {entry.seq} 条的投递缺应答",
                f"the delivery of entry {entry.seq} has no answer",
            )

    def _answer(self, entry: Entry, named: Mapping[str, object], answer: Row) -> None:
        same = all(named.get(name) == answer[name] for name in ("source", "key"))
        same = same and plain_digest(named.get("fingerprint", named.get("body_digest"))) == answer["body_digest"]
        stands = answer_digest(_number(answer, "status"), str(answer["answer"]))
        if same and named.get("answer", stands) != stands:
            self._answers[entry.seq] = stands
        if answer["seq"] != entry.seq or not same:
            self._found(
                entry.seq,
                "deliveries",
                f"投递 {answer['source']} {answer['key']} 与第 {entry.seq} 条所载不符",
                f"the delivery {answer['source']} {answer['key']} is not the one of entry {entry.seq}",
            )

    def _stands(self, entry: Entry, record: Mapping[str, object] | None, rows: Sequence[Row]) -> None:
        """The index of what stands on a product repeats the entries that raise it."""
        expected = None if record is None else row_of_act(entry.seq, entry.kind, entry.subject, record)
        if self._looked_up and list(rows) != ([] if expected is None else [expected]):
            self._found(
                entry.seq,
                "standing",
                f"第 {entry.seq} 条的异议、计划与例外索引与日志不符",
                f"the index of objections, plans and waivers does not repeat entry {entry.seq}",
            )

    def _past_the_end(self, log: Verified, rows: _Beside, answers: _Beside, raised: _Beside) -> None:
        said = self._kept.said_head
        if said is not None and said != log.head:
            missing = log.head.seq if said.seq == log.head.seq else min(said.seq, log.head.seq) + 1
            self._found(
                missing,
                "head",
                f"日志到第 {log.head.seq} 条为止，而所记末条为第 {said.seq} 条",
                f"the log ends with entry {log.head.seq}, but its last is said to be {said.seq}",
            )
        for place, beside in (("decisions", rows), ("deliveries", answers), ("standing", raised)):
            for row in beside.up_to(ENDLESS):
                seq = _number(row, "seq")
                self._found(
                    seq,
                    place,
                    f"{place} 中的行所指的第 {seq} 条不存在",
                    f"a row of {place} names entry {seq}, which is not there",
                )

    # ---- what was erased

    def _erasures(self) -> None:
        """Every payload that is gone must lie in what a later entry says was erased, and be as many as it says."""
        through = max((_number(one, "through") for one in self._retained if one.get("keep") == "digests"), default=0)
        if self._kept.whole:
            for seq, kind in self._erased:
                if seq > through or not erasable(kind):
                    self._found(
                        seq,
                        "entries",
                        f"第 {seq} 条的内容缺失，日志中没有清除记录",
                        f"the payload of entry {seq} is gone, and no entry says that it was erased",
                    )
        told = sum(_number(one, "entries") for one in self._retained)
        if self._kept.whole and not self._faults and told != len(self._erased):
            self._found(
                self._erased[-1][0] if self._erased else through,
                "entries",
                f"清除记录共 {told} 条，实际缺内容 {len(self._erased)} 条",
                f"{told} payloads are said to have been erased, {len(self._erased)} are gone",
            )

    def _masked_answers(self) -> None:
        """An answer is what its entry says, or what the last entry that masked it says."""
        through = max((_number(one, "through") for one in self._retained if one.get("keep") == "digests"), default=0)
        masked = {seq: digest for seq, digest in self._answers_masked.items() if seq > through and self._looked_up}
        for seq in sorted({*self._answers, *masked}):
            if self._answers.get(seq) != masked.get(seq):
                self._found(
                    seq,
                    "deliveries",
                    f"第 {seq} 条投递所存的应答被改动",
                    f"the answer to the delivery of entry {seq} was altered",
                )

    # ---- documents

    def _documents(self) -> _Documents | None:
        found = self._kept.documents()
        if found is None:
            return None
        count = _Documents()
        missing = dict(self._references)
        through = max((_number(one, "through") for one in self._retained), default=0)
        for document in found:
            count.all += 1
            self._document(document, missing.pop(document.digest, None), through, count)
        for digest, reference in missing.items() if self._followed else ():
            if digest not in self._masked and (self._kept.whole or reference.last > through):
                self._found(
                    reference.first,
                    "documents",
                    f"第 {reference.first} 条所依据的文档 {digest[:12]} 缺失",
                    f"document {digest[:12]} of entry {reference.first} is missing",
                )
        return count

    def _document(self, document: Document, reference: _Reference | None, through: int, count: _Documents) -> None:
        seq = reference.first if reference else None
        if reference and document.kind != reference.kind:
            self._found(
                seq,
                "documents",
                f"文档 {document.digest[:12]} 的类别被改动",
                f"the kind of document {document.digest[:12]} was altered",
            )
        if reference is None and self._followed and self._kept.whole and not self._erased:
            self._found(
                None,
                "documents",
                f"没有任何一条依据文档 {document.digest[:12]}",
                f"no entry rests on document {document.digest[:12]}",
            )
        if document.data is None:
            count.erased += 1
            self._gone(document, reference, through)
            return
        try:
            content_of(document, self._opens)
        except UnreadableError as error:
            if error.lacking and self._opens is None:  # a key file holds every key there was: one it lacks was made up
                count.unopened += 1
            else:
                self._found(seq, "documents", error.zh, error.en)

    def _gone(self, document: Document, reference: _Reference | None, through: int) -> None:
        """A document without its text: masked, or of decisions whose time is up."""
        retained = through > 0 and (reference is None or reference.last <= through)
        if self._followed and self._kept.whole and not retained and document.digest not in self._masked:
            self._found(
                reference.first if reference else None,
                "documents",
                f"文档 {document.digest[:12]} 的内容缺失，日志中没有清除或遮蔽记录",
                f"document {document.digest[:12]} is gone, and no entry says that it was erased or masked",
            )


def _number(record: Mapping[str, object], key: str) -> int:
    value = record.get(key)
    return value if isinstance(value, int) else 0
