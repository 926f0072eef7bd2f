"""The risk-notice list of one product: which notices it owes whom, where, at which level, in which words, and what the checks
behind each came to. It decides neither: the findings do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hegui.case import Chain, Record
from hegui.loading.rule_reader import PLACEHOLDER
from hegui.manifest.reading import Manifest
from hegui.notices import LEVELS, SCENES, Notice, state_of
from hegui.noticing import applying
from hegui.outcomes import NOT_APPLICABLE, OUTCOMES, UNDETERMINED
from hegui.rulebook import Rulebook

from hegui_adapters.language import Lang
from hegui_adapters.pages.findings import ORDER, Law, law_of
from hegui_adapters.sheets.stated import Head, Statements, elements_of, head_of

__all__ = ["Check", "NoticeOwed", "RiskNotices", "Worded", "risk_notices_of"]

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """A check behind a notice, and what it came to."""

    rule: str
    subject: str
    title: str
    outcome: str
    force: str


@dataclass(frozen=True, slots=True)
class Worded:
    """The text for the product or for one element; `blanks` are the facts it needs that are not stated."""

    subject: str
    element: str
    text: str
    blanks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeOwed:
    """One notice. `certain` says that it is owed on what is stated, else it may be; `state` what its checks came to together."""

    id: str
    title: str
    audience: str
    scenes: tuple[str, ...]
    level: str
    why: str
    certain: bool
    state: str
    texts: tuple[Worded, ...]
    fits: str | None
    law: tuple[Law, ...]
    checks: tuple[Check, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RiskNotices:
    """The list of one product in one language: gravest level first; `possible` may be owed once more is stated.

    `scenes` names the notices of each scene; `catalogue` the rulebook the notices are from where the decision is of another.
    """

    head: Head
    owed: tuple[NoticeOwed, ...]
    possible: tuple[NoticeOwed, ...]
    scenes: tuple[tuple[str, tuple[str, ...]], ...]
    levels: Mapping[str, int]
    states: Mapping[str, int]
    catalogue: str | None


def risk_notices_of(rulebook: Rulebook, body: Data, manifest: Manifest, lang: Lang) -> RiskNotices:
    """Of a decision's body and the manifest it is about, both as they may be shown; `rulebook` lists the notices."""
    said = Statements(manifest, lang)
    notices = rulebook.contents.notices.listed
    named = {rule for notice in notices for rule in (*notice.where, *notice.rules)}
    applied = applying(rulebook, manifest, date.fromisoformat(body["as_of"]), named)
    found: dict[str, list[Data]] = {}
    for finding in body["findings"]:
        if finding["rule"] in named and finding["outcome"] != NOT_APPLICABLE:
            found.setdefault(finding["rule"], []).append(finding)
    drawn = [one for notice in notices if (one := _owed(notice, found, applied, said))]
    drawn.sort(key=lambda one: (LEVELS.index(one.level), ORDER.index(one.state)))
    owed = tuple(one for one in drawn if one.certain)
    own = f"sha256:{rulebook.digest}" == body["rulebook"]["digest"]
    return RiskNotices(
        head=head_of(body, said),
        owed=owed,
        possible=tuple(one for one in drawn if not one.certain),
        scenes=tuple(_by_scene(owed)),
        levels={level: sum(one.level == level for one in owed) for level in LEVELS},
        states={state: sum(one.state == state for one in owed) for state in OUTCOMES if state != NOT_APPLICABLE},
        catalogue=None if own else rulebook.contents.version,
    )


def _owed(
    notice: Notice, found: Mapping[str, Sequence[Data]], applied: Collection[tuple[str, str]], said: Statements
) -> NoticeOwed | None:
    findings = [one for rule in notice.rules for one in found.get(rule, ())]
    scope = [one for rule in notice.where for one in found.get(rule, ())]
    if not findings or (notice.where and not scope):
        return None
    lang = said.lang
    within = not notice.where or any(_certain(one, applied) for one in scope)
    certain = [one for one in findings if _certain(one, applied)]
    return NoticeOwed(
        id=notice.id,
        title=notice.title.text(lang),
        audience=notice.audience,
        scenes=notice.scenes,
        level=notice.level,
        why=notice.why.text(lang),
        certain=bool(certain) and within,
        state=state_of(one["outcome"] for one in certain or findings),
        texts=tuple(_texts(notice, certain or findings, said)),
        fits=notice.fits.text(lang) if notice.fits else None,
        law=_laws(certain or findings, lang),
        checks=tuple(_checks(certain or findings, lang)),
        open=tuple(dict.fromkeys(path for one in findings for path in one["open"])),
    )


def _certain(finding: Data, applied: Collection[tuple[str, str]]) -> bool:
    """A check that came to met or violated applied; an open one where its condition holds."""
    return finding["outcome"] != UNDETERMINED or (finding["rule"], finding["subject"]) in applied


def _checks(findings: Iterable[Data], lang: Lang) -> Iterator[Check]:
    for one in sorted(findings, key=lambda one: ORDER.index(one["outcome"])):
        yield Check(one["rule"], one["subject"], one["title"][lang], one["outcome"], one["force"])


def _laws(findings: Iterable[Data], lang: Lang) -> tuple[Law, ...]:
    return tuple(dict.fromkeys(law_of(citation, lang) for one in findings for citation in one["citations"]))


# ---- the words to show


def _texts(notice: Notice, findings: Sequence[Data], said: Statements) -> Iterator[Worded]:
    """The text once for the product, or for each element a finding is about; once without one where the list is open."""
    elements = list(_elements(notice, said))
    subjects = [one["subject"] for one in findings]
    named = [
        (chain, element)
        for chain, element in elements
        if any(_within(subject, said.manifest.path(chain, "")) for subject in subjects)
    ]
    meant = named or elements
    for chain, element in meant:
        yield _filled(notice, chain, element, said)
    if not meant:
        yield _filled(notice, (), None, said)


def _within(subject: str, path: str) -> bool:
    return subject == path or subject.startswith(f"{path}.")


def _elements(notice: Notice, said: Statements) -> Iterator[tuple[Chain, Record]]:
    reached: list[tuple[Chain, Record]] = [((), said.root)]
    for binding in notice.bindings:
        reached = [inner for chain, record in reached for inner in elements_of(record, binding.of.rel, chain)]
    if notice.bindings:
        yield from reached


def _filled(notice: Notice, chain: Chain, element: Record | None, said: Statements) -> Worded:
    blanks: dict[str, None] = {}

    def shown(name: str) -> str:
        scope, _, rel = name.partition(".")
        if scope == notice.name and notice.name:
            cell = said.cell(rel, element if element is not None else {}, notice.record, chain)
        else:
            cell = said.cell(name)
        if not cell.known:
            blanks[cell.label] = None
        return cell.text

    text = PLACEHOLDER.sub(lambda match: shown(match[1]), notice.text.text(said.lang))
    name = element.get("name") or element.get("id") if element is not None else None
    subject = said.manifest.path(chain, "")
    return Worded(subject, name if isinstance(name, str) else "", text, tuple(blanks))


def _by_scene(owed: Sequence[NoticeOwed]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for scene in SCENES:
        named = tuple(one.id for one in owed if scene in one.scenes)
        if named:
            yield scene, named
