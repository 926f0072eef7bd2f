"""From a manifest's bytes to what is kept of its decision. It knows no request and stores nothing.

Pipelines send the same manifest again and again, and the whole body of a decision costs far more than its verdict: so
what was judged is remembered, by the manifest's bytes, the rulebook, the day, the waivers and the plans.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import Generic, TypeVar

from hegui import inference
from hegui.body import canonical, skimmed
from hegui.checking import check_document
from hegui.decide import Decision
from hegui.errors import ManifestError, Problem
from hegui.loading import cache
from hegui.loading.contents import RuleFile, bundled_rulesets, rule_files
from hegui.manifest.reading import Manifest
from hegui.rulebook import Rulebook
from hegui.source import Limits

from hegui_adapters.plans import plan_data
from hegui_adapters.portfolio.portrait import portrait_text, record_of
from hegui_adapters.service.summary import summary_of
from hegui_adapters.store.documents import BODY, MANIFEST, RULEBOOK, SUMMARY, Document, Seals, packed, rulebook_text
from hegui_adapters.store.masking import Sealing
from hegui_adapters.waivers import NONE, Exceptions, waiver_data

__all__ = ["Judge", "Judged", "Recall", "Sealing"]

T = TypeVar("T")
TRIALS = 8
"""How many decisions nobody keeps are remembered: whoever answers questions asks again from where they began."""
LABEL = "manifest"
"""What a decision calls the text it judged: it has no file here."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is kept of a decision. `record` is what the log will say of it, but for who asked and when; `summary` is what it is
    answered with, sealed facts masked, `brief` the same as it was found; `portrait` what all products are shown by."""

    verdict: str
    as_of: date
    product_id: str | None
    owner: str | None
    record: Mapping[str, object]
    summary: bytes
    manifest: Document
    body: Document
    brief: Document
    rulebook: Document
    portrait: str

    @property
    def documents(self) -> tuple[Document, ...]:
        """What is kept beside the record."""
        return (self.manifest, self.rulebook, self.body, self.brief)


@dataclass(frozen=True)
class _Held:
    """The rulebook in use, with the files it was read from."""

    rulebook: Rulebook
    read: tuple[RuleFile, ...]

    @cached_property
    def files(self) -> Document:
        """The files as they are stored: packed for the first decision, which no start has to wait for."""
        return packed(RULEBOOK, rulebook_text(self.read))


class Judge:
    """Judges manifests by one rulebook, which can be loaded anew while others are judged."""

    def __init__(
        self,
        base: Path | None = None,
        overlays: Sequence[Path] = (),
        *,
        trust: Mapping[str, str] | None = None,
        cached: bool = True,
        limits: Limits | None = None,
        memo: int = 256,
        sealing: Sealing | None = None,
        watch: Callable[[float | None], None] = lambda _seconds: None,
    ) -> None:
        self._folders = [base or bundled_rulesets(), *overlays]
        self._trust, self._cached, self._limits = dict(trust or {}), cached, limits or Limits()
        self._sealing = sealing or Sealing()
        self._recall: Recall[Judged] = Recall(memo)
        self._trials: Recall[Decision] = Recall(TRIALS)
        self._manifests: Recall[Manifest] = Recall(TRIALS)
        self._watch = watch
        self._products: Recall[str | None] = Recall(memo)
        self._held = self._loaded()

    @property
    def rulebook(self) -> Rulebook:
        return self._held.rulebook

    @property
    def in_use(self) -> tuple[Rulebook, Document]:
        """The rulebook in use with its files as they are stored, both of one moment."""
        held = self._held
        return held.rulebook, held.files

    @property
    def base(self) -> Path:
        """The folder of the rules that no overlay brought."""
        return self._folders[0]

    @property
    def seals(self) -> Seals | None:
        """What encrypts documents before they are kept, where the firm wants that."""
        return self._sealing.seals

    @property
    def limits(self) -> Limits:
        return self._limits

    def reload(self) -> bool:
        """Take the rules as they stand in their folders now; whether they differ. On an error the old ones stay.

        Raises:
            RuleError: the rules cannot be used.
        """
        before, self._held = self._held, self._loaded()
        return before.rulebook.digest != self._held.rulebook.digest

    def product_of(self, source: bytes) -> str | None:
        """The product a manifest is of.

        Raises:
            ManifestError: the source is not a manifest; all problems at once.
        """
        digest = hashlib.sha256(source).digest()
        return self._products.of(digest, lambda: self.read(source).product_id)

    def read(self, source: bytes) -> Manifest:
        """A manifest, read once for all that is asked of it in a row.

        Raises:
            ManifestError: the source is not a manifest; all problems at once.
        """
        digest = hashlib.sha256(source).digest()
        return self._manifests.of(digest, lambda: check_document(source, LABEL, None, self._limits))

    def judged(self, source: bytes, *, today: date, as_of: date | None = None, beside: Exceptions = NONE) -> Judged:
        """The decision on a manifest, on `as_of` or the later of today and the planned launch.

        Raises:
            ManifestError: the source is not a manifest; all problems at once.
        """
        held = self._held
        key = _key(held, source, today, as_of, beside)
        took: list[float] = []

        def made() -> Judged:
            start = perf_counter()
            found = self._made(held, source, today, as_of, beside)
            took.append(perf_counter() - start)
            return found

        found = self._recall.of(key, made)
        self._watch(took[0] if took else None)
        return found

    def recalled(self, source: bytes, *, today: date) -> Judged | None:
        """The decision that `judged` would give at once, with no waiver and no plan; None if it is not remembered."""
        return self._recall.get(_key(self._held, source, today))

    def tried(self, source: bytes, *, today: date, as_of: date | None = None, beside: Exceptions = NONE) -> Decision:
        """What the decision on a manifest would be, on `as_of` or as `judged`, nothing of it made ready to be kept.

        Raises:
            ManifestError: the source is not a manifest; all problems at once.
        """
        held = self._held
        key = _key(held, source, today, as_of, beside)

        def made() -> Decision:
            manifest = self.read(source)
            day = as_of or max(today, manifest.launch_date or today)
            return held.rulebook.check(manifest, as_of=day, waivers=beside.waivers, plans=beside.plans)

        return self._trials.of(key, made)

    def _made(self, held: _Held, source: bytes, today: date, as_of: date | None, beside: Exceptions) -> Judged:
        manifest = self.read(source)
        _check_names(manifest)
        default = max(today, manifest.launch_date or today)
        decision = held.rulebook.check(manifest, as_of=as_of or default, waivers=beside.waivers, plans=beside.plans)
        seals = self._sealing.seals
        body = packed(BODY, decision.body_bytes, seals)
        said = skimmed(decision)
        found = canonical(summary_of(said))
        brief = packed(SUMMARY, found, seals)
        shown, text = said, source
        if self._sealing.paths:
            shown, text = self._sealing.shown(decision.body, source), self._sealing.shown_text(source)
        return Judged(
            verdict=decision.verdict,
            as_of=decision.as_of,
            product_id=manifest.product_id,
            owner=_owner(manifest),
            record={
                **_record(said, default, body, brief, held.files, beside),
                "manifest": shown["manifest"],
            },
            summary=found if text is source else canonical(summary_of(shown)),
            manifest=packed(MANIFEST, source, seals),
            body=body,
            brief=brief,
            rulebook=held.files,
            portrait=portrait_text(shown, manifest.record if text is source else record_of(text)),
        )

    def _loaded(self) -> _Held:
        found = rule_files(self._folders)
        rulebook = Rulebook(cache.contents(found, enabled=self._cached), self._trust)
        return _Held(rulebook, found)


def _key(held: _Held, source: bytes, today: date, as_of: date | None = None, beside: Exceptions = NONE) -> Hashable:
    return (hashlib.sha256(source).digest(), held.rulebook.digest, today, as_of, beside)


def _record(
    said: Mapping[str, object], default: date, body: Document, brief: Document, files: Document, beside: Exceptions
) -> Mapping[str, object]:
    kept = ("verdict", "as_of", "historical", "included_up_to", "manifest", "engine", "counts")
    rulebook = said["rulebook"]
    assert isinstance(rulebook, Mapping)
    return {
        **{name: said[name] for name in kept},
        "rulebook": {**rulebook, "files": f"sha256:{files.digest}"},
        "default_day": default.isoformat(),
        "body": f"sha256:{body.digest}",
        "summary": f"sha256:{brief.digest}",
        "inference": "core" if inference.available() else "compiled",
        "waivers": [waiver_data(waiver) for waiver in beside.waivers],
        "plans": [plan_data(plan) for plan in beside.plans],
    }


def _owner(manifest: Manifest) -> str | None:
    """Who answers for the product, as the manifest says."""
    said = manifest.record.get("product.owner")
    return said if isinstance(said, str) else None


def _check_names(manifest: Manifest) -> None:
    """Refuse an id or version that is longer than the store looks up."""
    for name, most in (("product.id", 200), ("product.version", 100)):
        said = manifest.record.get(name)
        if isinstance(said, str) and len(said) > most:
            place = manifest.located((), name)
            zh, en = f"{name} 不得超过 {most} 个字符", f"{name} has at most {most} characters"
            raise ManifestError([Problem(place.file, place.line, place.column, zh, en)])


# ---- remembering


class Recall(Generic[T]):
    """The values made last, each made once even where several threads ask at the same time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Future[T]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> T | None:
        """The value of a key, where it was made."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or not kept.done():
                return None
            self._kept.move_to_end(key)
        return kept.result()

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made now if it is not remembered. An error is raised to all who wait, and forgotten."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            else:
                mine: Future[T] = Future()
                self._kept[key] = mine
        return kept.result() if kept is not None else self._fill(key, mine, make)

    def _fill(self, key: Hashable, mine: Future[T], make: Callable[[], T]) -> T:
        try:
            made = make()
        except BaseException as error:
            with self._lock:
                self._kept.pop(key, None)
            mine.set_exception(error)
            raise
        mine.set_result(made)
        with self._lock:
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made
