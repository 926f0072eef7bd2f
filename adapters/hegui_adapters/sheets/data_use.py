"""The data-use sheet: who uses which data for what, on which basis, how long, shared with whom, and how to withdraw. It judges
nothing: what is not stated is a question, what was found stands beside the item it was found on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hegui.case import Chain, Record
from hegui.manifest.reading import Manifest

from hegui_adapters.commands.rules import topic_of
from hegui_adapters.language import Lang
from hegui_adapters.pages.findings import ORDER, Shown, finding_of
from hegui_adapters.sheets.plain import plain_of
from hegui_adapters.sheets.stated import Asked, Cell, Head, Statements, elements_of, head_of

__all__ = ["DataUse", "ItemUse", "Partner", "Recipient", "Sensitive", "data_use_of"]

Data = Mapping[str, Any]

ITEMS, RECIPIENTS, PARTNERS = "data.items", "shared_with", "partners"
ITEM: Final = "data.items[]"
RECIPIENT: Final = "data.items[].shared_with[]"
PARTNER: Final = "partners[]"
USES: Final = (
    "purpose", "legal_basis", "needed_for_service", "source", "collected_by", "consent.mode", "consent.on_refusal",
    "retention.days", "retention.starts", "retention.on_purpose_end", "stored_in", "leaves_device", "consent.withdrawal",
    "consent.withdrawal_steps",
)  # fmt: skip
GIVEN: Final = ("kind", "role", "purpose", "method", "consent.mode", "notice", "overseas")
SEEN: Final = ("kind", "role", "data_access.items", "data_access.method")
RIGHTS: Final = (
    "data.rights.access", "data.rights.copies", "data.rights.correction", "data.rights.deletion", "data.rights.portability",
    "data.rights.deletion_triggers", "data.rights.response_days", "data.rights.refusal_reason", "data.dashboard.functions",
)  # fmt: skip
CONTACT: Final = (
    "operator.name",
    "data.rights.channel",
    "disclosures.complaint_channels",
    "disclosures.complaint_days",
)
ABROAD: Final = (
    "cross_border.data.recipient", "cross_border.data.country", "cross_border.data.items", "cross_border.data.purpose",
    "cross_border.data.mechanism", "cross_border.data.consent", "cross_border.data.notice",
)  # fmt: skip
TOPICS: Final = frozenset({"data-consent", "disclosure"})
"""Rules of these folders speak of data; what they find on the product as a whole stands below the table."""
TOLD: Final = ORDER[:2]


@dataclass(frozen=True, slots=True)
class Sensitive:
    """Whether classification found an item sensitive: true, unknown or false; how it came to that."""

    truth: str
    confidence: str | None
    because: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipient:
    """One firm an item is given to."""

    path: str
    name: str
    facts: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class ItemUse:
    """How one item is used. `classes` are the classes found for it, `given` says where `recipients` is empty why."""

    path: str
    name: str
    category: str
    facts: Mapping[str, Cell]
    sensitive: Sensitive
    classes: tuple[str, ...]
    given: Cell
    recipients: tuple[Recipient, ...]
    plain: str
    findings: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """A firm the product is made with, and the data it can see."""

    path: str
    name: str
    facts: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class DataUse:
    """The sheet of one product in one language. `listed` says where there are no items why; `abroad` is empty where none go."""

    head: Head
    listed: Cell
    items: tuple[ItemUse, ...]
    partners: tuple[Partner, ...]
    contact: tuple[Cell, ...]
    rights: tuple[Cell, ...]
    abroad: tuple[Cell, ...]
    export: Cell
    findings: tuple[Shown, ...]
    questions: tuple[Asked, ...]


def data_use_of(body: Data, manifest: Manifest, lang: Lang) -> DataUse:
    """Of a decision's body and the manifest it is about, both as they may be shown."""
    said = Statements(manifest, lang)
    findings = [finding_of(one, lang) for one in body["findings"] if one["outcome"] in TOLD]
    head = head_of(body, said)
    listed = said.cell(ITEMS)
    items = tuple(_item(said, chain, element, body, findings) for chain, element in elements_of(said.root, ITEMS))
    export = said.cell("cross_border.data")
    return DataUse(
        head=head,
        listed=listed,
        items=items,
        partners=tuple(_partner(said, chain, element) for chain, element in elements_of(said.root, PARTNERS)),
        contact=tuple(said.cell(rel) for rel in CONTACT),
        rights=tuple(said.cell(rel) for rel in RIGHTS),
        abroad=tuple(said.cell(rel) for rel in ABROAD) if export.state == "stated" else (),
        export=export,
        findings=_gravest(one for one in findings if one.subject == "product" and topic_of(one.rule) in TOPICS),
        questions=said.asked,
    )


def _item(said: Statements, chain: Chain, element: Record, body: Data, findings: Sequence[Shown]) -> ItemUse:
    path = said.manifest.path(chain, "")
    category = said.cell("category", element, ITEM, chain).text
    name = element.get("name")
    facts = {rel: said.cell(rel, element, ITEM, chain) for rel in USES}
    recipients = tuple(_recipient(said, inner, one) for inner, one in elements_of(element, RECIPIENTS, chain))
    given = said.cell(RECIPIENTS, element, ITEM, chain)
    shown = name if isinstance(name, str) else category
    conclusions = [one for one in body["characterised"] if one["owner"] == path]
    return ItemUse(
        path=path,
        name=shown,
        category=category,
        facts=facts,
        sensitive=_sensitive(conclusions, said.lang),
        classes=tuple(_highest(conclusions, said.lang)),
        given=given,
        recipients=recipients,
        plain=plain_of(shown, facts, given, [one.name for one in recipients], said.lang),
        findings=_gravest(one for one in findings if one.subject == path or one.subject.startswith(f"{path}.")),
    )


def _recipient(said: Statements, chain: Chain, element: Record) -> Recipient:
    facts = {rel: said.cell(rel, element, RECIPIENT, chain) for rel in GIVEN}
    name = element.get("name")
    shown = name if isinstance(name, str) else facts["kind"].text
    return Recipient(said.manifest.path(chain, ""), shown, facts)


def _partner(said: Statements, chain: Chain, element: Record) -> Partner:
    facts = {rel: said.cell(rel, element, PARTNER, chain) for rel in SEEN}
    return Partner(said.manifest.path(chain, ""), said.cell("name", element, PARTNER, chain).text, facts)


def _gravest(findings: Iterable[Shown]) -> tuple[Shown, ...]:
    return tuple(sorted(findings, key=lambda one: (ORDER.index(one.outcome), one.place.line, one.rule)))


# ---- what classification found


def _sensitive(conclusions: Iterable[Data], lang: Lang) -> Sensitive:
    for one in conclusions:
        if one["conclusion"] == "is.sensitive":
            leaves = list(_leaves(one["derivation"]))
            because = tuple(dict.fromkeys(leaf["label"][lang] for leaf in leaves))
            rules = tuple(dict.fromkeys(step["rule"] for step in one["derivation"] if step["rule"]))
            return Sensitive(one["truth"], one["confidence"] if one["truth"] == "true" else None, because, rules)
    return Sensitive("false", None, (), ())


def _leaves(steps: Iterable[Data]) -> Iterator[Data]:
    for step in steps:
        if step["steps"]:
            yield from _leaves(step["steps"])
        else:
            yield step


def _highest(conclusions: Iterable[Data], lang: Lang) -> Iterator[str]:
    """The highest class found; classes are listed lowest first."""
    found = [one["label"][lang] for one in conclusions if one["conclusion"] == "class" and one["truth"] == "true"]
    yield from found[-1:]
