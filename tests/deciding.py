"""For tests of the audit: a rulebook of three rules, and decisions logged as the service logs them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from hegui.body import canonical
from hegui.checking import check_document
from hegui.decision import Waiver
from hegui_adapters.service.summary import summary_of
from hegui_adapters.store import tables
from hegui_adapters.store.audit import Report, examined
from hegui_adapters.store.chain import Checkpoint
from hegui_adapters.store.database import Database
from hegui_adapters.store.documents import BODY, MANIFEST, RULEBOOK, SUMMARY, Seals, packed, rulebook_text
from hegui_adapters.store.kept import InDatabase, opened
from hegui_adapters.store.masking import FactPath, Sealing
from hegui_adapters.store.records import answer_digest, decision
from hegui_adapters.store.scribe import Ledger, Scribe
from hegui_adapters.waivers import waiver_data
from rulebooks import DAY, always, rule_files, rulebook, waiver
from sqlalchemy import insert

TARGET, AGE, OWN = "boundaries.users.target", "boundaries.users.age", "house.boundaries.users.own"
FILES = {
    "boundaries/users/target.yaml": always(
        "forbid: {users.target: {exists: true}}", message='{zh: "面向{users.target}。", en: "For {users.target}."}'
    ),
    "boundaries/users/age.yaml": always("require: {users.minimum_age: {at_least: 18}}"),
    "house/boundaries/users/own.yaml": always("require: {users.maximum_age: {at_most: 60}}"),
}
"""One rule tells whom the product is for, one reads the lowest age, one of the house the highest. None reads the owner."""
RULES = rulebook(FILES)

MANIFEST_TEXT = """\
hegui: product/v1
product: {id: p-1, version: "1", owner: 王小明经理}  # the owner
users:
  target: 王小明的客户们
  minimum_age: 21
  maximum_age: 50
"""
NAME = "王小明"
WAIVER = waiver(OWN, ("users.maximum_age", "70"), id="W-7", product="p-1")


@dataclass
class Clock:
    """The time, as a test says it."""

    now: str = "2026-12-01T12:00:00.000+08:00"

    def __call__(self) -> str:
        return self.now


@dataclass
class Log:
    """A log in a database, with a scribe that keeps a test's time."""

    database: Database
    clock: Clock = field(default_factory=Clock)
    scribe: Scribe = field(init=False)

    def __post_init__(self) -> None:
        self.scribe = Scribe(self.database, self.clock)

    def decide(
        self,
        name: str,
        text: str = MANIFEST_TEXT,
        *,
        day: date = DAY,
        waivers: Sequence[Waiver] = (),
        seals: Seals | None = None,
        told: Callable[[dict[str, object]], object] = lambda body: body,
        key: str | None = None,
    ) -> str:
        """Log a decision under a name; `told` may change its body first."""
        manifest = packed(MANIFEST, text.encode(), seals)
        files = packed(RULEBOOK, rulebook_text(rule_files(FILES)))
        body = RULES.check(check_document(text, "manifest", None), as_of=day, waivers=waivers).body
        said = json.loads(canonical(body))
        found = packed(BODY, canonical(told(said) or said), seals)  # type: ignore[arg-type]
        brief = packed(SUMMARY, canonical(summary_of(json.loads(canonical(said)))), seals)
        delivery = {"source": "registry", "key": key or name, "event": None, "body_digest": f"sha256:{manifest.digest}"}
        record: dict[str, object] = {
            "id": name,
            **{part: said[part] for part in ("verdict", "as_of", "historical", "manifest", "engine", "counts")},
            "rulebook": {**said["rulebook"], "files": f"sha256:{files.digest}"},
            "body": f"sha256:{found.digest}",
            "summary": f"sha256:{brief.digest}",
            "waivers": [waiver_data(one) for one in waivers],
        }
        shown = Sealing((FactPath.read("users.target"),)).shown(said, text.encode()) if seals else said
        answer = {"decision": {"id": name}, "blocking": _brief(shown), "product": {"name": None}}
        text = json.dumps(answer, ensure_ascii=False)
        record["delivery"] = {**delivery, "answer": answer_digest(201, text)}

        def job(ledger: Ledger) -> None:
            entry = decision(ledger, "tester", record, (manifest, files, found, brief))
            ledger.connection.execute(
                insert(tables.deliveries).values(
                    source="registry",
                    key=key or name,
                    body_digest=manifest.digest,
                    status=201,
                    answer=text,
                    seq=entry.seq,
                )
            )

        self.scribe.write(job)
        return name

    def note(self, kind: str = "token.created", payload: Mapping[str, object] | None = None) -> None:
        self.scribe.write(lambda ledger: ledger.append(kind, "tester", "it", payload or {"it": True}))

    def report(self, **more: object) -> Report:
        with opened(self.database) as kept:
            return examined(kept, **more)  # type: ignore[arg-type]

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        with opened(self.database) as kept:
            return kept.checkpoints()

    @contextmanager
    def kept(self) -> Iterator[InDatabase]:
        with opened(self.database) as found:
            yield found


def _brief(body: Mapping[str, object]) -> list[Mapping[str, object]]:
    findings = body["findings"]
    assert isinstance(findings, list)
    return [{"rule": one["rule"], "message": one["message"]} for one in findings if one["outcome"] == "violated"]
