"""The facts of one case as they are shown: where each stands, what it is called, what it says. It knows no rule and no outcome."""

from __future__ import annotations

from hegui import decision as d
from hegui.case import Case, Chain, Record
from hegui.expressions import EVIDENCE
from hegui.facts import FactType, fact_type
from hegui.manifest.location import Location
from hegui.manifest.reading import Manifest
from hegui.measures import measure_type, standing
from hegui.reading import Place
from hegui.sentences import Sentences
from hegui.terms import Bilingual

__all__ = ["Places", "plain_value"]


class Places:
    """Shows the facts of one case. Hundreds of findings rest on the same few, so each is worked out once."""

    def __init__(self, manifest: Manifest, case: Case, sentences: Sentences) -> None:
        self._manifest = manifest
        self._case = case
        self._sentences = sentences
        self._paths: dict[Place, str] = {}
        self._located: dict[Place, Location] = {}
        self._facts: dict[Place, d.FactShown] = {}
        self._elements: dict[Chain, Bilingual] = {(): Bilingual("", "")}
        self._standing: dict[Place, Place] = {}

    def path(self, place: Place) -> str:
        """The name of a fact, its elements by id; of an element where `rel` is empty."""
        return self._paths.get(place) or self._paths.setdefault(place, self._manifest.path(*place))

    def located(self, place: Place) -> Location:
        return self._located.get(place) or self._located.setdefault(place, self._manifest.located(*place))

    def fact(self, place: Place) -> d.FactShown:
        return self._facts.get(place) or self._facts.setdefault(place, self._fact(place))

    def element(self, chain: Chain) -> Bilingual:
        """What an element is called; empty for the product."""
        found = self._elements.get(chain)
        if found is None:
            found = self._elements[chain] = self._sentences.element_name(self.record_name(chain), self.record(chain))
        return found

    def standing(self, place: Place) -> Place:
        """Where a fact that a measure lacks is stated."""
        return self._standing.get(place) or self._standing.setdefault(place, Place(*standing(*place)))

    def record(self, chain: Chain) -> Record:
        record = self._case.root
        for path, index in chain:
            record = record[path][index]  # type: ignore[index]
        return record

    @staticmethod
    def record_name(chain: Chain) -> str:
        return ".".join(f"{path}[]" for path, _ in chain)

    @staticmethod
    def type(record: str, rel: str) -> FactType | None:
        return measure_type(record, rel) or fact_type(record, rel)

    def _fact(self, place: Place) -> d.FactShown:
        record = self.record(place.chain)
        found = self.type(self.record_name(place.chain), place.rel)
        return d.FactShown(
            path=self.path(place),
            kind=found.kind if found else "text",
            choice=found.choice if found else None,
            label=Bilingual(found.zh, found.en) if found else Bilingual(place.rel, place.rel),
            value=plain_value(record.get(place.rel)),
            location=self.located(place),
            evidence=bool(record.get(place.rel + EVIDENCE)),
        )


def plain_value(value: object) -> object:
    """A value as it is shown; None for an object, which its parts show."""
    return None if isinstance(value, dict) else value
