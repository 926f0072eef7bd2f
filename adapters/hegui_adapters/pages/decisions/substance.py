"""What a decision says a product was declared as and found to be, with the lines that led there. It concludes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hegui.decision import Characterised, Step
from hegui.manifest.choices import CHOICES
from hegui.manifest.reading import Location
from hegui.terms import Bilingual

from hegui_adapters.language import Lang
from hegui_adapters.render.substance import ACTIVITIES, by_dependence, derivation

__all__ = ["Substance", "steps_of", "substance_of"]

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Substance:
    """`declared` is None where the manifest does not say; `found` are the activities, `why` a line of derivation for each;
    `open` those that cannot be told yet."""

    declared: str | None
    found: tuple[str, ...]
    why: tuple[str, ...]
    open: tuple[str, ...]


def substance_of(body: Data, kind: object, lang: Lang) -> Substance:
    """What a decision's body says. `kind` is what the manifest declares, `product.kind`."""
    told = [_characterised(one) for one in body["characterised"] if one["conclusion"] == ACTIVITIES]
    found = by_dependence(one for one in told if one.truth == "true")
    names = {one.label.zh for one in found}
    label = CHOICES["product_kind"].get(kind, (kind, kind))[lang != "zh"] if isinstance(kind, str) else None
    return Substance(
        declared=label,
        found=tuple(one.label.text(lang) for one in found),
        why=tuple(derivation(one, names, lang, first=number == 0) for number, one in enumerate(found)),
        open=tuple(one.label.text(lang) for one in told if one.truth == "unknown"),
    )


def _characterised(one: Data) -> Characterised:
    return Characterised(
        owner=one["owner"],
        conclusion=one["conclusion"],
        member=one["member"],
        label=_both(one["label"]),
        truth=one["truth"],
        confidence=one["confidence"],
        derivation=steps_of(one["derivation"]),
    )


def steps_of(steps: Iterable[Data]) -> tuple[Step, ...]:
    """The steps of a derivation, as a body has them."""
    return tuple(
        Step(
            _both(one["label"]), one["truth"], one["path"], _place(one["location"]), one["rule"], steps_of(one["steps"])
        )
        for one in steps
    )


def _place(place: Data | None) -> Location | None:
    if place is None:
        return None
    line, column = place["line"], place["column"]
    return Location(place["file"], line, column, line, column, place["stated"])


def _both(text: Data) -> Bilingual:
    return Bilingual(text["zh"], text["en"])
