"""Takes chosen facts out of a manifest's text and out of what was said about it. It stores nothing and destroys nothing.

What was stated becomes `null`, unknown, on the line where it stood; every other line keeps its number. A path may name
one element of a list (`data.items[id=face].purpose`) or all of them (`data.items.purpose`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, cast

from hegui.errors import SourceError
from hegui.manifest.stating import wraps
from hegui.manifest.typing import SHORTHANDS
from hegui.nodes import Entry, Node, Scalar
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Sequence as SequenceNode
from hegui.source import read

from hegui_adapters.failures import RefusedError
from hegui_adapters.store.documents import Opens, Seals
from hegui_adapters.store.veiling import Veil, looked_for, renamed, unnamed, without

__all__ = ["MASK", "FactPath", "MaskedText", "Sealing", "masked_body", "masked_text", "readers"]

MASK: Final = {"zh": "（已遮蔽）", "en": "(masked)"}
"""What stands where something was said."""
NAMING: Final = frozenset({"hegui", "product", "product.id", "product.version", "product.launch_date"})
"""What a decision is found by, or what its day hangs on: it stands in the log itself."""

Body = Mapping[str, object]


@dataclass(frozen=True)
class FactPath:
    """The path of a fact."""

    text: str

    @classmethod
    def read(cls, text: str) -> FactPath:
        """A path as it is written.

        Raises:
            RefusedError: it is none, or names what a decision is found by.
        """
        found = cls(_whole(text))
        if not re.fullmatch(r"\w+(\[[^\]]+\])?(\.\w+(\[[^\]]+\])?)*", text):
            raise RefusedError(
                f"“{text}”不是要素路径，应写作 users.target 或 data.items[id=face].purpose",
                f'"{text}" is not the path of a fact; write users.target or data.items[id=face].purpose',
            )
        if text in NAMING or found.steps[-1] == ("id", None):
            raise RefusedError(
                f"{text} 不能遮蔽：结论靠它检索或定位，它也写在日志中",
                f"{text} cannot be masked: decisions are found by it, and it stands in the log",
            )
        return found

    @cached_property
    def steps(self) -> tuple[tuple[str, str | None], ...]:
        """Names, each with the element of its list that is meant, None for all."""
        found = re.findall(r"(\w+)(?:\[([^\]]+)\])?", self.text)
        return tuple((name, element or None) for name, element in found)

    def covers(self, path: str) -> bool:
        """Whether a fact, named as a decision names it, is this one or a part of it."""
        return self._pattern.fullmatch(path) is not None

    def feeds(self, path: str) -> bool:
        """Whether a measure, or the element it is of, is of what this fact is stated on: `pricing.credits[id=a]`."""
        return self._owner is not None and self._owner.covers(path)

    @cached_property
    def _owner(self) -> FactPath | None:
        steps = self.steps[: min(2, len(self.steps) - 1)]
        text = ".".join(name + (f"[{one}]" if one else "") for name, one in steps)
        return FactPath(text) if text else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        steps = (
            re.escape(name) + (rf"\[{re.escape(one)}\]" if one else r"(?:\[[^\]]*\])?") for name, one in self.steps
        )
        return re.compile(r"\.".join(steps) + r"(?:[.\[].*)?")


@dataclass(frozen=True, slots=True)
class Sealing:
    """Which facts a firm keeps sealed, and how. Documents that may tell them are encrypted whole; what is shown is masked."""

    paths: tuple[FactPath, ...] = ()
    seals: Seals | None = None
    opens: Opens | None = None

    def shown(self, body: Body, source: bytes) -> Body:
        """What may be shown of a body that was made of a manifest."""
        if not self.paths:
            return body
        masked = masked_text(source, self.paths)
        return masked_body(body, self.paths, masked.words, masked.names)

    def veil(self, source: bytes) -> Veil:
        """Takes what is sealed of a manifest out of what was made of it."""
        if not self.paths:
            return Veil((), {})
        masked = masked_text(source, self.paths)
        return Veil(looked_for(masked.words), masked.names)

    def shown_text(self, source: bytes) -> bytes:
        """What may be shown of a manifest."""
        return masked_text(source, self.paths).text if self.paths else source


# ---- the text of a manifest


@dataclass(frozen=True, slots=True)
class MaskedText:
    """A manifest without some facts. `words` are what was stated there; `paths` those of the paths that were stated."""

    text: bytes
    paths: tuple[str, ...]
    words: frozenset[str]
    before: bytes

    @property
    def names(self) -> Mapping[str, str]:
        """The elements of lists that go by another name now: their paths, before → since."""
        return renamed(self.before, self.text)


def masked_text(source: bytes, paths: Sequence[FactPath]) -> MaskedText:
    """A manifest with the facts at `paths` unknown.

    Raises:
        RefusedError: they cannot be taken out without touching others, as where an alias shares them.
        SourceError: the text cannot be read.
    """
    document = read(source)
    found = {path.text: list(_stated(document.root, path.steps)) for path in paths}
    gone = {id(node): (key, node) for places in found.values() for key, node in places}
    for inner in {id(one) for _, node in gone.values() for one in _below(node)}:
        gone.pop(inner, None)
    lines = list(document.lines)
    for key, node in sorted(gone.values(), key=lambda place: (place[1].line, place[1].column), reverse=True):
        _blank(lines, key, node)
    text = ("\n".join(lines) + "\n").encode() if gone else source
    if _tree(document.root, frozenset(gone)) != _reread(text):
        raise RefusedError(
            "要素与其他内容共用锚点或别名，无法单独遮蔽",
            "the fact shares an anchor or an alias with others and cannot be masked alone",
        )
    words = frozenset(word for _, node in gone.values() for word in _words(node))
    return MaskedText(text, tuple(path for path, places in found.items() if places), words, source)


def _stated(
    node: Node, steps: Sequence[tuple[str, str | None]], key: Scalar | None = None
) -> Iterator[tuple[Scalar | None, Node]]:
    """Where a fact is stated, with the key it stands behind."""
    if not steps:
        if not (isinstance(node, Scalar) and node.is_null):
            yield key, node
        return
    if isinstance(node, MappingNode) and wraps(node.keys()) and steps[0][0] != "value":
        node = node.get("value") or node
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from _stated(item, steps)
        return
    (name, element), rest = steps[0], steps[1:]
    entry = _entry(node, key, name) if isinstance(node, MappingNode) else None
    if entry is not None and element is None:
        yield from _stated(entry.value, rest, entry.key)
    elif entry is not None:
        for item in _elements(entry.value, element or ""):
            yield from _stated(item, rest)


def _entry(node: MappingNode, key: Scalar | None, name: str) -> Entry | None:
    """What stands behind a name, or behind what is short for it: `pricing.credit` for a list of one."""
    short = next((one for (above, one), full in SHORTHANDS.items() if key and (above, full) == (key.text, name)), name)
    return node.entry(name) or node.entry(short)


def _whole(path: str) -> str:
    """A path with what is short for a list written out."""
    for (above, short), full in SHORTHANDS.items():
        path = re.sub(rf"^{above}\.{short}(?=[.\[]|$)", f"{above}.{full}", path)
    return path


def _elements(node: Node, element: str) -> Iterator[Node]:
    """The elements of a list that a selector names: `id=face`, `category=contacts`, `#2`."""
    if isinstance(node, MappingNode) and wraps(node.keys()):
        node = node.get("value") or node
    key, _, word = element.partition("=")
    for index, item in enumerate(node.items if isinstance(node, SequenceNode) else (node,), 1):
        said = item.get(key) if isinstance(item, MappingNode) else None
        if element == f"#{index}" or (isinstance(said, Scalar) and said.text == word):
            yield item


def _blank(lines: list[str], key: Scalar | None, node: Node) -> None:
    """Write `null` where a value stands. A list as far left as its key leaves nothing: `null` would not be its value there."""
    first, last = node.line - 1, node.end_line - 1
    before, after = lines[first][: node.column - 1], lines[last][node.end_column - 1 :]
    if after.lstrip().startswith("#"):
        after = ""
    beside = isinstance(node, SequenceNode) and key is not None and key.line < node.line and key.column == node.column
    lines[first : last + 1] = _spread(before + ("" if beside else "null"), after, last - first)


def _spread(before: str, after: str, lines: int) -> list[str]:
    return [before + after] if lines == 0 else [before, *[""] * (lines - 1), after]


def _tree(node: Node, gone: frozenset[int] = frozenset()) -> object:
    """What a text says, without its places; what is in `gone` as unknown."""
    if id(node) in gone or (isinstance(node, Scalar) and node.is_null):
        return None
    if isinstance(node, MappingNode):
        return {entry.key.text: _tree(entry.value, gone) for entry in node.entries}
    if isinstance(node, SequenceNode):
        return [_tree(item, gone) for item in node.items]
    return node.text, node.plain


def _reread(text: bytes) -> object:
    try:
        return _tree(read(text).root)
    except SourceError:
        return None


def _below(node: Node) -> Iterator[Node]:
    below = [entry.value for entry in node.entries] if isinstance(node, MappingNode) else ()
    for one in node.items if isinstance(node, SequenceNode) else below:
        yield one
        yield from _below(one)


def _words(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, MappingNode):
        for entry in node.entries:
            yield from _words(entry.value)
    else:
        for item in node.items:
            yield from _words(item)


# ---- what was said about it


NONE: Final[Mapping[str, str]] = {}
"""No element goes by another name."""


def readers(body: Body, paths: Iterable[FactPath]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The findings of a body, by rule and subject, that read one of the facts, with the facts."""
    wanted = tuple(paths)
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for finding in _listed(body.get("findings")):
        read_facts = [name for name in _facts_of(finding) if any(path.covers(name) for path in wanted)]
        if read_facts:
            found[str(finding["rule"]), str(finding["subject"])] = tuple(dict.fromkeys(read_facts))
    return found


def _facts_of(finding: Body) -> Iterator[str]:
    yield from (str(fact["path"]) for fact in _listed(finding.get("facts")))
    yield from cast("Sequence[str]", finding.get("open", ()))
    yield from _steps_of(_listed(finding.get("derivation")))


def _steps_of(steps: Iterable[Body]) -> Iterator[str]:
    for step in steps:
        yield str(step["path"])
        yield from _steps_of(_listed(step.get("steps")))


def masked_body(
    body: Body, paths: Sequence[FactPath], words: Iterable[str] = (), names: Mapping[str, str] = NONE
) -> Body:
    """What was said, without some facts: their values, figures worked out of them, and every sentence of a finding that
    read them. `words` longer than three characters are taken out of what else was said; `names` are elements that go by
    another name since (`MaskedText.names`)."""
    hidden = looked_for(words)
    measures = frozenset(f"{one['owner']}.{one['name']}" for one in _listed(body.get("measures")))
    told: dict[str, object] = {
        **body,
        "findings": [_finding(one, paths, measures, names) for one in _listed(body.get("findings"))],
        "measures": [
            {**one, "value": MASK}
            if any(path.feeds(str(one["owner"])) for path in paths) and one["value"] is not None
            else one
            for one in _listed(body.get("measures"))
        ],
        "manifest": _named(cast("Body", body["manifest"]), paths),
    }
    if "timeline" in body:
        told["timeline"] = _timeline(cast("Body", body["timeline"]), paths)
    if "characterised" in body:
        told["characterised"] = [_concluded(one, paths) for one in _listed(body["characterised"])]
    if names and isinstance(body.get("questions"), list | tuple):
        told["questions"] = [_question(one, names) for one in _listed(body["questions"])]
    return cast("Body", without(told, hidden, names))


def _question(question: Body, names: Mapping[str, str]) -> Body:
    ask = cast("Mapping[str, str]", question["ask"])
    return {**question, "ask": {lang: unnamed(str(question["path"]), text, names) for lang, text in ask.items()}}


def _finding(finding: Body, paths: Sequence[FactPath], measures: frozenset[str], names: Mapping[str, str]) -> Body:
    def touched(name: str) -> bool:
        return any(path.covers(name) or (name in measures and path.feeds(name)) for path in paths)

    if any(str(finding["subject"]).startswith(own) for own in names):
        finding = {**finding, "element": MASK, "message": MASK}
    if not any(map(touched, _facts_of(finding))):
        return finding
    facts = [
        {**fact, "value": MASK} if touched(str(fact["path"])) and fact["value"] is not None else fact
        for fact in _listed(finding.get("facts"))
    ]
    return {**finding, "message": MASK, "facts": facts, "derivation": _steps(finding.get("derivation"), touched)}


def _steps(steps: object, touched: Callable[[str], bool]) -> Sequence[Body]:
    """A derivation without what its steps say of the facts: each tells the value it found."""
    return [
        {**one, **({"label": MASK} if touched(str(one["path"])) else {}), "steps": _steps(one.get("steps"), touched)}
        for one in _listed(steps)
    ]


def _concluded(one: Body, paths: Sequence[FactPath]) -> Body:
    return {**one, "derivation": _steps(one.get("derivation"), lambda name: any(path.covers(name) for path in paths))}


def _timeline(timeline: Body, paths: Sequence[FactPath]) -> Body:
    """A gate's timeline: of an event that states one of the facts, neither the fact nor the phrase it stands in is told."""
    return {**timeline, "events": [_event(one, paths) for one in _listed(timeline["events"])]}


def _event(event: Body, paths: Sequence[FactPath]) -> Body:
    facts = _listed(event["facts"])
    touched = {str(fact["path"]) for fact in facts if any(path.covers(str(fact["path"])) for path in paths)}
    if not touched:
        return event
    return {
        **event,
        "said": MASK,
        "facts": [{**fact, "value": MASK} if fact["path"] in touched else fact for fact in facts],
    }


def _named(manifest: Body, paths: Sequence[FactPath]) -> Body:
    return {**manifest, "name": None} if any(path.covers("product.name") for path in paths) else manifest


def _listed(value: object) -> Sequence[Body]:
    return cast("Sequence[Body]", value) if isinstance(value, list | tuple) else ()
