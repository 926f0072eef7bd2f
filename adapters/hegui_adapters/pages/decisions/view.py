"""What the page of a decision shows: frozen values drawn from its body and the manifest's text. It knows no framework and no store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hegui.errors import ManifestError
from hegui.manifest.reading import Manifest, read_manifest
from hegui.waiving import APPLIED

from hegui_adapters.commands.rules import topic_of
from hegui_adapters.language import Lang
from hegui_adapters.pages.counts import Count, counted
from hegui_adapters.pages.decisions.prices import Loan, loans_of
from hegui_adapters.pages.decisions.substance import Substance, substance_of
from hegui_adapters.pages.findings import ORDER, Law, Place, Shown, finding_of
from hegui_adapters.service.summary import TOP, items_in

__all__ = ["Bases", "Coming", "Item", "RedLine", "Row", "TextLine", "View", "topic_of", "view_of"]

Data = Mapping[str, Any]

OTHER: Final = "other_product"
"""The state of a waiver or plan that is of another product: reports leave it out."""
FORCES: Final = ("block", "warn", "advise")
CONFIDENCES: Final = ("verified", "secondary", "unverified")


@dataclass(frozen=True, slots=True)
class Bases:
    """How many articles the findings that apply rest on, by how far each was checked."""

    verified: int
    secondary: int
    unverified: int


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to mend: the finding that is best founded, and those that say the same."""

    lead: Shown
    also: tuple[Shown, ...]

    @property
    def laws(self) -> tuple[Law, ...]:
        """Every basis once, in the order of the findings."""
        return tuple(dict.fromkeys(law for one in (self.lead, *self.also) for law in one.law))


@dataclass(frozen=True, slots=True)
class Row:
    """A finding in one line. `topic` is the folder of its rule."""

    anchor: str
    rule: str
    subject: str
    title: str
    outcome: str
    force: str
    topic: str
    place: Place
    waiver: str | None


@dataclass(frozen=True, slots=True)
class RedLine:
    number: int
    name: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Coming:
    """One finding that changes on a later day, because law or a number does; the title is empty where the law is new."""

    day: str
    rule: str
    title: str
    subject: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the manifest, with the violated findings that point at it."""

    number: int
    text: str
    marks: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One decision in one language."""

    name: str | None
    product: str | None
    version: str | None
    verdict: str
    as_of: str
    historical: bool
    included_up_to: str
    rulebook: str
    rulebook_digest: str
    engine: str
    digest: str
    counts: tuple[Count, ...]
    bases: Bases
    substance: Substance
    loans: tuple[Loan, ...]
    blockers: tuple[Item, ...]
    blocking_items: int
    questions: int
    needed: int
    red_lines: tuple[RedLine, ...]
    items: Mapping[str, tuple[Item, ...]]
    rows: tuple[Row, ...]
    topics: tuple[str, ...]
    lines: tuple[TextLine, ...]
    on_trust: tuple[str, ...]
    outdated: tuple[tuple[str, str, int], ...]
    idle_waivers: tuple[tuple[str, str, str], ...]
    plans: tuple[tuple[str, str, str], ...]
    coming: tuple[Coming, ...]


def view_of(body: Data, text: str, digest: str, lang: Lang) -> View:
    """A decision's body and its manifest's text, both as they may be shown; `digest` is the body's."""
    findings, named = body["findings"], body["manifest"]
    items = {force: tuple(_item(one, lang) for one in items_in(findings, force)) for force in FORCES}
    rows = tuple(sorted((_row(one, lang) for one in findings), key=_gravity))
    needed = sum(one["blocking"] for one in body["questions"])
    manifest = _read(text)
    return View(
        name=named["name"],
        product=named["id"],
        version=named["version"],
        verdict=body["verdict"],
        as_of=body["as_of"],
        historical=body["historical"],
        included_up_to=body["included_up_to"],
        rulebook=body["rulebook"]["version"],
        rulebook_digest=body["rulebook"]["digest"],
        engine=body["engine"],
        digest=digest,
        counts=counted(items, needed, body["counts"].get("met", 0)),
        bases=_bases(findings),
        substance=substance_of(body, manifest.record.get("product.kind") if manifest else None, lang),
        loans=loans_of(body, lang),
        blockers=items["block"][:TOP],
        blocking_items=len(items["block"]),
        questions=len(body["questions"]),
        needed=needed,
        red_lines=tuple(_red_line(one, lang) for one in body["red_lines"] if one["outcome"] in ORDER[:2]),
        items=items,
        rows=rows,
        topics=tuple(sorted({one.topic for one in rows})),
        lines=tuple(_lines(text, rows)),
        on_trust=_on_trust(body, lang),
        outdated=tuple((one["label"][lang], one["due"], one["findings"]) for one in body["outdated"]),
        idle_waivers=_idle(body["waivers"], (APPLIED, OTHER), lang),
        plans=_idle(body.get("plans", ()), (OTHER,), lang),
        coming=tuple(_coming(body["upcoming"], rows)),
    )


def _read(text: str) -> Manifest | None:
    """The manifest as it may be shown; what is masked is unknown in it. A later version of hegui may not take it for one."""
    try:
        return read_manifest(text)
    except ManifestError:
        return None


def _bases(findings: Iterable[Data]) -> Bases:
    found = {
        (one["instrument"], one["article"], one["confidence"])
        for finding in findings
        if finding["outcome"] != "not_applicable"
        for one in finding["citations"]
    }
    return Bases(*(sum(confidence == one for _, _, confidence in found) for one in CONFIDENCES))


def _item(findings: Sequence[Data], lang: Lang) -> Item:
    lead, *also = (finding_of(one, lang) for one in findings)
    return Item(lead, tuple(also))


def _row(finding: Data, lang: Lang) -> Row:
    place = finding["location"]
    return Row(
        anchor=f"{finding['rule']}@{finding['subject']}",
        rule=finding["rule"],
        subject=finding["subject"],
        title=finding["title"][lang],
        outcome=finding["outcome"],
        force=finding["force"],
        topic=topic_of(finding["rule"]),
        place=Place(place["line"], place["column"], place["stated"]),
        waiver=finding["waiver"],
    )


def _gravity(one: Row) -> tuple[int, int, int, str]:
    return ORDER.index(one.outcome), FORCES.index(one.force), one.place.line, one.rule


def _red_line(one: Data, lang: Lang) -> RedLine:
    return RedLine(one["number"], one["name"][lang], one["outcome"])


def _lines(text: str, rows: Iterable[Row]) -> Iterator[TextLine]:
    marks: dict[int, list[Row]] = {}
    for row in rows:
        if row.outcome == "violated":
            marks.setdefault(row.place.line, []).append(row)
    for number, line in enumerate(text.splitlines(), 1):
        yield TextLine(number, line, tuple(marks.get(number, ())))


def _on_trust(body: Data, lang: Lang) -> tuple[str, ...]:
    wanted = set(body["on_trust"])
    return tuple(dict.fromkeys(one["title"][lang] for one in body["findings"] if one["rule"] in wanted))


def _idle(given: Iterable[Data], quiet: Sequence[str], lang: Lang) -> tuple[tuple[str, str, str], ...]:
    """The waivers or plans that were given and are to be seen to, each with its rule and what became of it."""
    return tuple((one["id"], one["rule"], one["message"][lang]) for one in given if one["state"] not in quiet)


def _coming(upcoming: Iterable[Data], rows: Iterable[Row]) -> Iterator[Coming]:
    titles = {(one.rule, one.subject): one.title for one in rows}
    for one in upcoming:
        for rule, subject, before, after in one["changes"]:
            yield Coming(one["day"], rule, titles.get((rule, subject), ""), subject, before, after)
