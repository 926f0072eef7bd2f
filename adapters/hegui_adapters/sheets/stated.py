"""Facts of a manifest in words, each with whether it was stated. It holds no sheet and judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from hegui.case import Chain, Record
from hegui.conditions import Path
from hegui.manifest.reading import Manifest
from hegui.sentences import Sentences
from hegui.terms import Terms
from hegui.values import NONE, Opaque

from hegui_adapters.language import LANGUAGES, Lang

__all__ = ["Asked", "Cell", "Head", "Statements", "elements_of", "head_of"]

Data = Mapping[str, Any]
State = Literal["stated", "none", "unknown"]

NO_TERMS: Final = Terms()


@dataclass(frozen=True, slots=True)
class Cell:
    """One fact: its name, its value in words, whether it was stated, is none or is not stated."""

    label: str
    text: str
    state: State

    @property
    def known(self) -> bool:
        return self.state != "unknown"


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact nobody stated, as a question."""

    path: str
    ask: str


@dataclass(frozen=True, slots=True)
class Head:
    """Which product a sheet is of, and on which decision it rests."""

    product: str
    version: str
    operator: str
    verdict: str
    as_of: str
    rulebook: str
    digest: str


class Statements:
    """Prints the facts of one manifest in one language and remembers which were asked for and not stated."""

    def __init__(self, manifest: Manifest, lang: Lang) -> None:
        self.manifest = manifest
        self.lang = lang
        self.root: Record = manifest.measured
        self._sentences = Sentences(NO_TERMS)
        self._asked: dict[str, str] = {}

    def cell(self, rel: str, record: Record | None = None, kind: str = "", chain: Chain = ()) -> Cell:
        """A fact of the product, or of the element `record` of the type `kind` at `chain`.

        One that is not stated is also a question, unless what it is a part of is none.
        """
        found = self.root if record is None else record
        value = found.get(rel)
        part_of_none = value is None and _within_none(found, rel)
        if value is None and not part_of_none:
            elements = self._elements(chain)
            said = self._sentences.question(kind, rel, elements)
            self._asked.setdefault(self.manifest.path(chain, rel), said.text(self.lang))
        shown = NONE if part_of_none else value
        text = self._sentences.value_text(kind, rel, shown, self.lang)
        label = self._sentences.label(Path("", rel, kind), self.lang)
        return Cell(label, text, "unknown" if shown is None else "none" if shown in (NONE, ()) else "stated")

    def printed(self, kind: str, rel: str, value: object) -> str:
        return self._sentences.value_text(kind, rel, value, self.lang)

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What was asked for and is not stated, in the order it was asked for."""
        return tuple(Asked(path, ask) for path, ask in self._asked.items())

    def _elements(self, chain: Chain) -> Sequence[Record]:
        found: list[Record] = []
        record = self.root
        for path, index in chain:
            record = record[path][index]  # type: ignore[index]
            found.append(record)
        return found


def _within_none(record: Record, rel: str) -> bool:
    """Whether a fact belongs to a part that is said not to be there."""
    parts = rel.split(".")
    return any(record.get(".".join(parts[:count])) is NONE for count in range(1, len(parts)))


def elements_of(record: Record, rel: str, chain: Chain = ()) -> Iterator[tuple[Chain, Record]]:
    """The elements of a list with their chains; a member nobody described is left out."""
    listed = record.get(rel)
    for index, element in enumerate(listed if isinstance(listed, tuple) else ()):
        if isinstance(element, dict) and not isinstance(element, Opaque):
            yield (*chain, (rel, index)), element


def head_of(body: Data, said: Statements) -> Head:
    """The head of a sheet, of a decision's body and the manifest as it may be shown."""
    named = body["manifest"]
    unknown = ("未说明", "not stated")[LANGUAGES.index(said.lang)]
    return Head(
        product=named["name"] or named["id"] or unknown,
        version=named["version"] or unknown,
        operator=said.cell("operator.name").text,
        verdict=body["verdict"],
        as_of=body["as_of"],
        rulebook=body["rulebook"]["version"],
        digest=named["digest"],
    )
