"""What the product was found to be, and the lines of the manifest that led there. It concludes nothing itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from hegui.decide import Decision
from hegui.decision import Characterised, Step
from hegui.manifest.choices import CHOICES
from hegui.manifest.reading import Location

from hegui_adapters.render.columns import width, wrapped
from hegui_adapters.render.spots import spots
from hegui_adapters.render.words import WORDS

__all__ = ["ACTIVITIES", "by_dependence", "derivation", "substance_lines"]

ACTIVITIES = "activities"
SHOWN_OPEN = 4


def substance_lines(decision: Decision, lang: str, columns: int) -> Iterator[str]:
    """The declared kind against the activities found, then a line of derivation for each."""
    words = WORDS[lang]
    holding = [c for c in decision.characterised if c.conclusion == ACTIVITIES and c.truth == "true"]
    open_ = [c for c in decision.characterised if c.conclusion == ACTIVITIES and c.truth == "unknown"]
    ordered = by_dependence(holding)
    text = _declared(decision, lang)
    if ordered:
        text += words["found"].format(activities=words["joint"].join(c.label.text(lang) for c in ordered))
    else:
        text += words["found_open"] if open_ else words["found_none"]
    if open_ and ordered:
        text += _also_open(open_, lang)
    yield from wrapped(text, columns, " " * width(words["what"]), words["what"])
    names = {activity.label.zh for activity in ordered}
    for number, activity in enumerate(ordered):
        yield from wrapped(derivation(activity, names, lang, first=number == 0), columns, "  ", "  ")


def _also_open(activities: list[Characterised], lang: str) -> str:
    """The first of the activities that cannot be told yet, and how many more there are."""
    words = WORDS[lang]
    named = words["joint"].join(activity.label.text(lang) for activity in activities[:SHOWN_OPEN])
    rest = len(activities) - SHOWN_OPEN
    return words["also_open"].format(activities=named + (words["and_more"].format(n=rest) if rest > 0 else ""))


def _declared(decision: Decision, lang: str) -> str:
    kind = decision.manifest.record.get("product.kind")
    if not isinstance(kind, str):
        return ""
    label = CHOICES["product_kind"].get(kind, (kind, kind))[lang != "zh"]
    return WORDS[lang]["declared"].format(declared=label)


def by_dependence(activities: Iterable[Characterised]) -> list[Characterised]:
    """Each activity after those it was concluded from."""
    depth = {activity.label.zh: activity for activity in activities}

    def rank(activity: Characterised) -> int:
        below = [label for step in activity.derivation[:1] for label in _labels(step) if label != activity.label.zh]
        return max((rank(depth[label]) + 1 for label in below if label in depth), default=0)

    return sorted(depth.values(), key=lambda activity: (rank(activity), activity.member or ""))


def _labels(step: Step) -> Iterator[str]:
    for part in step.steps:
        yield part.label.zh
        yield from _labels(part)


def derivation(activity: Characterised, known: Collection[str], lang: str, *, first: bool) -> str:
    """The facts an activity was concluded from, in one line; `known` are the activities told before or after it."""
    words = WORDS[lang]
    premises: list[str] = []
    builds_on = False
    for step in activity.derivation[0].steps if activity.derivation else ():
        if step.truth != "true":
            continue
        if step.label.zh in known and step.label.zh != activity.label.zh:
            builds_on = True
            continue
        premises.append(step.label.text(lang) + spots(_places(step), lang))
    start = words["plus"].lstrip() if builds_on and not first else ""
    return start + words["plus"].join(dict.fromkeys(premises)) + words["leads"] + activity.label.text(lang)


def _places(step: Step) -> Iterator[Location]:
    if step.location is not None and step.truth == "true":
        yield step.location
    for part in step.steps:
        yield from _places(part)
