"""States facts in the very text of a manifest: every other line stays as somebody wrote it, comments included.

`editing` gives the facts of a manifest with edits; this gives the file with edits. What was written is read again, and
nothing but the fact may have changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hegui.errors import ManifestError, Problem
from hegui.manifest.reading import Manifest, read_manifest
from hegui.manifest.records import NAME
from hegui.nodes import Mapping as MappingNode
from hegui.nodes import Node, Scalar
from hegui.nodes import Sequence as SequenceNode
from hegui.source import Limits

__all__ = ["Steps", "last_line", "leaves", "stated_in", "steps_to"]

Steps = tuple[str | int, ...]
Place = tuple[str | int, ...]

_STEP = re.compile(r"([^.\[\]]+)(?:\[([^\]]*)\])?(?:\.|$)")


def stated_in(text: str, facts: Mapping[str, str], limits: Limits | None = None) -> str:
    """A manifest's text with facts stated, `facts` by path as a decision names them (`data.items[id=face].purpose`), each as
    YAML on one line or as lines of a section. A fact that was stated before is stated anew.

    Raises:
        ManifestError: a fact cannot be stated, has no place in the text, or would change another.
    """
    manifest = read_manifest(text, limits=limits) if facts else None
    for path, value in facts.items():
        assert manifest is not None
        text, manifest = _with(text, manifest, path, value, limits)
    return text


def _with(text: str, manifest: Manifest, path: str, value: str, limits: Limits | None) -> tuple[str, Manifest]:
    """The text with a fact, and what it reads as: the next fact is written into that."""
    steps = steps_to(manifest, path)
    lines = text.splitlines()
    _write(lines, manifest.root, steps, value)
    written = "\n".join(lines) + "\n"
    again = read_manifest(written, limits=limits)
    before, after = (leaves(one.root, steps) for one in (manifest, again))
    if dict(before) != dict(after) or not _stated(again.root, steps):
        raise ManifestError(
            [
                Problem(
                    manifest.document.file, 1, 1, f"无法在原文中写入 {path}", f"{path} cannot be written into this text"
                )
            ]
        )
    return written, again


def steps_to(manifest: Manifest, path: str) -> Steps:
    """The keys and places that lead to a fact named by its path; an element may go by its place, `#2`, whatever its name.

    Raises:
        ManifestError: an element on the way is not there.
    """
    record: object = manifest.record
    steps: list[str | int] = []
    above: list[str] = []
    for name, element in _STEP.findall(path):
        steps.append(name)
        above.append(name)
        if element:
            elements = record.get(".".join(above)) if isinstance(record, dict) else None
            found = [
                n
                for n, one in enumerate(elements or (), 1)
                if isinstance(one, dict) and element in (one[NAME], f"#{n}")
            ]
            if not found:
                raise ManifestError([Problem(manifest.document.file, 1, 1, f"没有 {path}", f"there is no {path}")])
            steps.append(found[0] - 1)
            record, above = elements[found[0] - 1], []  # type: ignore[index]
    return tuple(steps)


# ---- writing


def _write(lines: list[str], node: Node, steps: Steps, value: str) -> None:
    """Put the value where the steps lead, making what is not there yet."""
    step, rest = steps[0], steps[1:]
    if isinstance(node, MappingNode) and isinstance(step, str):
        entry = node.entry(step)
        if entry is None and isinstance(inner := node.get("value"), MappingNode | SequenceNode):
            _write(lines, inner, steps, value)
        elif entry is None:
            _insert(lines, node, (step, *rest), value)
        elif not rest:
            _replace(lines, entry.key, entry.value, value)
        elif isinstance(entry.value, Scalar) and entry.key.line:
            _replace(lines, entry.key, entry.value, _nested(rest, value))
        else:
            _write(lines, entry.value, rest, value)
    elif isinstance(node, SequenceNode) and isinstance(step, int) and rest:
        _write(lines, node.items[step], rest, value)
    elif isinstance(step, int) and rest:  # one element that stands for a list of one
        _write(lines, node, rest, value)


def _nested(steps: Steps, value: str) -> str:
    for step in reversed(steps):
        value = f"{{{step}: {value}}}"
    return value


def _insert(lines: list[str], node: MappingNode, steps: Steps, value: str) -> None:
    """A new entry at the end of a mapping: in braces before the last, else on a line of its own."""
    if lines[node.line - 1][node.column - 1 : node.column] == "{":
        end = lines[node.end_line - 1]
        before, after = end[: node.end_column - 2].rstrip(), end[node.end_column - 2 :]
        comma = ", " if node.entries else ""
        lines[node.end_line - 1] = f"{before.removesuffix(',')}{comma}{steps[0]}: {_nested(steps[1:], value)}{after}"
        return
    indent = " " * (node.entries[0].key.column - 1 if node.entries else node.column - 1)
    place = max(last_line(entry.value, entry.key) for entry in node.entries) if node.entries else node.line
    lines[place:place] = _block(indent, steps, value)


def _block(indent: str, steps: Steps, value: str) -> list[str]:
    if len(steps) > 1:
        return [f"{indent}{steps[0]}:", *_block(f"{indent}  ", steps[1:], value)]
    if not _is_block(value):
        return [f"{indent}{steps[0]}: {value}"]
    return [f"{indent}{steps[0]}:", *(f"{indent}  {line}".rstrip() for line in value.splitlines())]


def _is_block(value: str) -> bool:
    return "\n" in value or value.startswith("- ")


def last_line(node: Node, key: Scalar) -> int:
    """The last line something stands on."""
    if isinstance(node, MappingNode) and node.entries and not _closes(node, key):
        return max(last_line(entry.value, entry.key) for entry in node.entries)
    if isinstance(node, SequenceNode) and node.items and not _closes(node, key):
        return max(last_line(item, key) for item in node.items)
    ends_before = node.end_column == 1 and node.end_line > node.line
    return max(key.line, node.end_line - ends_before)


def _closes(node: Node, key: Scalar) -> bool:
    """Whether it ends within its line, as in braces and brackets."""
    return node.end_column > 1 and node.line >= key.line and node.end_line == node.line


def _replace(lines: list[str], key: Scalar, node: Node, value: str) -> None:
    """Another value behind a key; comments behind it stay."""
    first = key.line - 1
    if node.line < key.line or (isinstance(node, Scalar) and node.text == "" and node.plain):
        at = lines[first].index(":", key.end_column - 1) + 1
        lines[first : first + 1] = _behind(lines[first][:at], lines[first][at:], value, key)
        return
    last = last_line(node, key) - 1
    end = node.end_column - 1 if node.end_line - 1 == last else len(lines[last])
    after = lines[last][end:]
    if node.line == key.line:
        start = lines[first][: node.column - 1]
    else:  # it stands below its key, which may have a comment of its own
        at = lines[first].index(":", key.end_column - 1) + 1
        start, after = lines[first][:at], lines[first][at:]
    lines[first : last + 1] = _behind(start.rstrip(), after, value, key)


def _behind(start: str, after: str, value: str, key: Scalar) -> list[str]:
    tail = f" {after.strip()}" if after.strip().startswith("#") else after.rstrip()
    if not _is_block(value):
        return [f"{start} {value}{tail}"]
    indent = " " * (key.column + 1)
    return [f"{start}{tail}", *(f"{indent}{line}".rstrip() for line in value.splitlines())]


def _stated(node: Node | None, steps: Steps) -> bool:
    """Whether anything stands where the steps lead."""
    for step in steps:
        if isinstance(node, MappingNode) and node.entry(str(step)) is None:
            node = node.get("value")
        if isinstance(node, MappingNode):
            node = node.get(str(step))
        elif isinstance(node, SequenceNode) and isinstance(step, int):
            node = node.items[step]
        else:
            return False
    return node is not None


# ---- what may not have changed


def leaves(node: Node, left_out: Steps, above: Place = ()) -> Iterator[tuple[Place, tuple[str, bool]]]:
    """Everything that is stated, by its place, but for one fact and what is below it."""
    if above == left_out:
        return
    if isinstance(node, MappingNode):
        for entry in node.entries:
            inner = isinstance(entry.value, MappingNode | SequenceNode) and entry.key.text == "value"
            yield from leaves(entry.value, left_out, above if inner else (*above, entry.key.text))
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.items):
            yield from leaves(item, left_out, (*above, number))
    elif not node.is_null and above != left_out[: len(above)]:
        yield above, (node.text, node.plain)
