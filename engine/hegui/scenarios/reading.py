"""Reads a file of scenarios, `hegui: scenarios/v1`, with every problem at its place. It judges none of them.

hegui: scenarios/v1
manifest: ../salary-advance/manifest.yaml
scenarios:
  - vary:
      - {fact: "pricing.credits[*].periods", values: [12, 24, 36]}
      - {parameter: lpr.1y, from: 2027-01-01, add: [0bp, 50bp]}
    expect: {verdict: blocked}
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from hegui.checking import day_for, load_manifest
from hegui.condition_reader import Problems
from hegui.errors import ScenarioError, SourceError, UsageError
from hegui.loading.forms import Form
from hegui.manifest.reading import Manifest
from hegui.nodes import Document, Node, Scalar
from hegui.rulebook import Rulebook, default_rules
from hegui.scenarios.applying import applied, problems_of
from hegui.scenarios.axes import axes, label_at
from hegui.scenarios.changes import Reader
from hegui.scenarios.expecting import expectations
from hegui.scenarios.numbers import MOST
from hegui.scenarios.plan import Plan
from hegui.scenarios.values import Axis, Group, Point
from hegui.source import read as read_source
from hegui.terms import Bilingual

__all__ = ["FORMAT", "read", "read_document"]

FORMAT = "scenarios/v1"
Rules = Callable[[], Rulebook]


def read(path: str | Path, rules: Rulebook | Rules | None = None) -> Plan:
    """Read a file of scenarios and the manifest it names.

    Args:
        path: The file; the manifest is looked up from its folder.
        rules: The rulebook whose numbers and rules it may name, or what loads it; it is only asked for where the file names
            some. The bundled one if left out.

    Raises:
        ScenarioError: it is no file of scenarios; all problems at once, each with file, line and column.
        ManifestError: the manifest it names is none.
        UsageError: there is no such file.
    """
    file = Path(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None
    return read_document(data, str(path), file.parent, rules)


def read_document(data: str | bytes, file: str, folder: Path, rules: Rulebook | Rules | None = None) -> Plan:
    """Read a file of scenarios from its text; `folder` is where the manifest is looked up."""
    try:
        document = read_source(data, file)
    except SourceError as error:
        raise ScenarioError(error.problems) from None
    asked = (lambda: rules) if isinstance(rules, Rulebook) else rules or default_rules
    return _plan(document, folder, cache(asked))


def _plan(document: Document, folder: Path, rules: Rules) -> Plan:
    problems = Problems()
    form = Form(document.root, problems, ("情景文件", "a file of scenarios"))
    _check_format(form, problems)
    manifest = _manifest(form, folder, problems)
    title, day, loan = label_at(form, "title"), form.day("as_of"), form.text("loan")
    nodes = form.items("scenarios", needed=True)
    form.close()
    if manifest is None:
        raise ScenarioError(problems.found)
    reader = Reader(manifest, rules, problems)
    groups = tuple(_group(reader, node) for node in nodes)
    _check_names(nodes, groups, problems)
    _check_loan(form, loan, manifest, problems)
    named = Path(document.file).name.removesuffix(".yaml").removesuffix(".hegui")
    plan = Plan(document.file, title or Bilingual(named, named), manifest, day or day_for(manifest), loan, groups)
    if sum(group.size for group in groups) > MOST:
        total = sum(group.size for group in groups)
        problems.add(document.root, f"展开为 {total} 个情景，最多 {MOST} 个", f"{total} scenarios; {MOST} at most")
    if problems.found:
        raise ScenarioError(problems.found)
    return plan


def _check_format(form: Form, problems: Problems) -> None:
    node = form.node_of("hegui")
    if not isinstance(node, Scalar) or node.text != FORMAT:
        problems.add(node or form.node, f"首行应为 hegui: {FORMAT}", f"the first line should read hegui: {FORMAT}")


def _manifest(form: Form, folder: Path, problems: Problems) -> Manifest | None:
    name, node = form.text("manifest", needed=True), form.node_of("manifest")
    if name is None or node is None:
        return None
    try:
        return load_manifest(folder / name)
    except UsageError:
        problems.add(node, f"读不到要素表 {name}", f"the manifest {name} cannot be read")
        return None


def _check_loan(form: Form, loan: str | None, manifest: Manifest, problems: Problems) -> None:
    if loan is None:
        return
    listed = manifest.record.get("pricing.credits")
    known = [str(one.get("id")) for one in listed if one.get("id")] if isinstance(listed, tuple) else []
    if loan not in known:
        problems.unknown(form.node_of("loan") or form.node, ("贷款方案", "loan"), loan, known)


def _check_names(nodes: tuple[Node, ...], groups: tuple[Group, ...], problems: Problems) -> None:
    seen: set[str] = set()
    for node, group in zip(nodes, groups, strict=True):
        name = group.name.zh if group.name else ""
        if len(groups) > 1 and (not name or name in seen):
            problems.add(
                node,
                "有多组情景时，每组须有不同的 name",
                "where there are several groups, each needs a name of its own",
            )
        seen.add(name)


def _group(reader: Reader, node: Node) -> Group:
    form = Form(node, reader.problems, ("情景", "a scenario"))
    name = label_at(form, "name")
    start = Point(name or Bilingual("", ""), reader.facts(form), reader.what_ifs(form), form.day("day"))
    _check(reader, start)
    varied = replace(reader, manifest=_started(reader.manifest, start))
    found = axes(varied, form)
    for axis in found:
        for point in axis.points:
            _check(reader, replace(point, facts=(*start.facts, *point.facts)))
    expected = expectations(reader, form.node_of("expect"), found)
    form.close()
    _refuse_overruled(reader, node, start, found)
    return Group(name, start, found, expected)


def _started(manifest: Manifest, start: Point) -> Manifest:
    """The manifest a group starts from; what cannot be stated was told already."""
    return manifest if problems_of(manifest, start.facts) else applied(manifest, start.facts)


def _check(reader: Reader, point: Point) -> None:
    known = set(reader.problems.found)
    reader.problems.found += [one for one in problems_of(reader.manifest, point.facts) if one not in known]


def _refuse_overruled(reader: Reader, node: Node, start: Point, found: tuple[Axis, ...]) -> None:
    """What the group sets and an axis changes would never count."""
    own = {fact.path for fact in start.facts} | {one.parameter for one in start.what_ifs}
    for axis in found:
        varied = {fact.path for point in axis.points for fact in point.facts}
        varied |= {one.parameter for point in axis.points for one in point.what_ifs}
        for path in sorted(own & varied):
            reader.problems.add(node, f"{path} 既被设定又作为维度", f"{path} is both set and varied")
