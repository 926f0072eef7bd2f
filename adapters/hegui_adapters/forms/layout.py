"""What the questionnaire asks on which sheet: sections and lists with their fields, those that rules need first.

It draws nothing and knows no workbook. A page is the record type of a section (`credit`) or of the elements of a list
(`data.items[]`); fields are named by their path within the record.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from hegui.facts import FactType
from hegui.manifest.sections import SECTIONS
from hegui.manifest.shape import record_type
from hegui.terms import Bilingual

__all__ = ["DOMAINS", "ORDER", "Asked", "Page", "page_of", "pages", "sections_of"]

ORDER: Final = (
    "product", "operator", "users", "app", "credit", "pricing", "funding", "payments", "wealth", "insurance",
    "supply_chain", "money_flows", "partners", "data", "marketing", "disclosures", "due_diligence", "certification",
    "technology", "controls", "rollout", "institution", "cross_border", "green", "journal",
)  # fmt: skip
"""The sections as whoever designs a product thinks of them: what, for whom, at what price, with whom, with which data."""

_BUSINESS: Final = ("credit", "funding", "payments", "wealth", "insurance", "supply_chain", "cross_border", "green")
_OF_DOMAIN: Final[Mapping[str, Collection[str]]] = {
    "credit": {"credit", "funding"},
    "payment": {"payments"},
    "wealth": {"wealth"},
    "insurance": {"insurance"},
    "regtech": (),
}
DOMAINS: Final = tuple(_OF_DOMAIN)
OFTEN: Final = 2
"""A field that so many rules read is asked for at once; the others are folded away below."""
_TITLE: Final = 31
"""Characters of a sheet's name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: `rel` within its record, the object it is in, how many rules read it."""

    rel: str
    fact: FactType
    label: Bilingual
    rules: int
    first: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: a section, or the elements of a list, which stand in the record type `parent` at `rel`."""

    record: str
    title: Bilingual
    fields: tuple[Asked, ...]
    parent: str | None = None
    rel: str = ""

    @property
    def is_table(self) -> bool:
        return self.record.endswith("[]")

    @property
    def nested(self) -> bool:
        """Whether each row belongs to a row of another table."""
        return self.parent is not None and self.parent.endswith("[]")

    @property
    def section(self) -> str:
        return re.split(r"[.\[]", self.record, maxsplit=1)[0]


def sections_of(domain: str | None, given: Collection[str] = ()) -> tuple[str, ...]:
    """The sections to show for a product of a domain, and those given already; the others can be answered as a whole."""
    wanted = _OF_DOMAIN[domain] if domain else _BUSINESS
    return tuple(name for name in ORDER if name not in _BUSINESS or name in wanted or name in given)


def pages(rules: Mapping[tuple[str, str], int] | None = None) -> tuple[Page, ...]:
    """Every sheet in order; `rules` says how many rules read each path of each record type."""
    found: list[Page] = []
    for name in ORDER:
        entry = SECTIONS[name]
        title = Bilingual(entry.zh, entry.en)
        page = page_of(f"{name}[]" if entry.many else name, title, rules or {})
        found.append(page)
        found.extend(_below(page, entry.zh, entry.en, rules or {}))
    return tuple(_distinct(found))


def _below(page: Page, zh: str, en: str, rules: Mapping[tuple[str, str], int]) -> Iterator[Page]:
    for one in page.fields:
        if one.fact.element is not None:
            own = Bilingual(_short(one.label.zh), _short(one.label.en))
            title = Bilingual(f"{zh}·{own.zh}", f"{en} - {own.en}")
            table = page_of(one.fact.element, title, rules, page.record, one.rel)
            yield table
            yield from _below(table, own.zh, own.en, rules)


def _short(label: str) -> str:
    return re.split(r"[（(,，]", label, maxsplit=1)[0].strip()


def page_of(
    record: str,
    title: Bilingual,
    rules: Mapping[tuple[str, str], int],
    parent: str | None = None,
    rel: str = "",
) -> Page:
    """The sheet of one record type: what rules read often first, each object before what is in it."""
    found = record_type(record)
    assert found is not None
    of_rules = record if record.endswith("[]") else ""
    counts = {path: rules.get((of_rules, path), 0) for path in found.facts}
    first = {path for path, n in counts.items() if n >= OFTEN or path == "id" or found.facts[path].element is not None}
    first |= {above for path in first for above in _above(path)}
    fields = tuple(
        Asked(path, fact, _label(path, found.facts), counts[path], path in first)
        for path, fact in found.facts.items()
        if path != record
    )
    return Page(record, title, tuple(sorted(fields, key=lambda one: not one.first)), parent, rel)


def _above(path: str) -> Iterator[str]:
    while "." in path:
        path = path.rpartition(".")[0]
        yield path


def _label(path: str, facts: Mapping[str, FactType]) -> Bilingual:
    """The name of a field with that of the object it is in."""
    fact = facts[path]
    above = path.rpartition(".")[0]
    held = facts.get(above)
    if held is None or above in SECTIONS:
        return Bilingual(fact.zh, fact.en)
    outer = _label(above, facts)
    return Bilingual(f"{outer.zh} · {fact.zh}", f"{outer.en} · {fact.en}")


def _distinct(found: list[Page]) -> Iterator[Page]:
    """The same pages with titles that a workbook takes as names of sheets, no two alike."""
    used: set[str] = set()
    for page in found:
        titles = [_named(title, used) for title in (page.title.zh, page.title.en)]
        yield Page(page.record, Bilingual(*titles), page.fields, page.parent, page.rel)


def _named(title: str, used: set[str]) -> str:
    clean = re.sub(r"[\[\]:*?/\\']", " ", title)
    for number in range(1, 100):
        mark = "" if number == 1 else f" {number}"
        name = clean[: _TITLE - len(mark)].strip() + mark
        if name.casefold() not in used:
            used.add(name.casefold())
            return name
    raise AssertionError(title)
