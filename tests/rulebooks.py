"""Rulebooks and manifests of a few lines, for tests: what a test leaves out is filled in with lines that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from textwrap import dedent

import pytest
from hegui.decide import Decision
from hegui.decision import Finding, Waiver
from hegui.errors import Problem, RuleError
from hegui.loading.contents import Contents, RuleFile
from hegui.loading.files import load
from hegui.manifest.reading import Manifest, read_manifest
from hegui.rulebook import Rulebook
from hegui.waiving import read_digest

DAY = date(2026, 12, 1)

BASE: Mapping[str, str] = {
    "rulebook.yaml": 'version: "1"\nincluded_up_to: 2026-11-22\n',
    "instruments.yaml": "LAW: {title: {zh: 《法》, en: Law}}\n",
    "vocabulary/red-lines.yaml": '"1": {name: {zh: 红线, en: red line}}\n',
    "vocabulary/conclusions.yaml": """\
product:
  activities:
    kind: set
    label: {zh: 业务活动, en: activities}
    members: {lending: {zh: 放贷, en: lending}, payment: {zh: 支付, en: payment}}
  is.cash: {kind: flag, label: {zh: 现金, en: cash}}
  is.online: {kind: flag, label: {zh: 线上, en: online}}
data.items[]:
  is.sensitive: {kind: flag, label: {zh: 敏感, en: sensitive}}
  class:
    kind: level
    label: {zh: 类别, en: class}
    members: {C1: {zh: 一, en: C1}, C2: {zh: 二, en: C2}, C3: {zh: 三, en: C3}}
""",
}
"""The files every rulebook of these tests has, unless it brings its own of that name."""

_LINES: Mapping[str, str] = {
    "title": "title: {zh: 标题, en: title}\n",
    "sources": "sources: [{instrument: LAW, article: 第一条}]\n",
    "confidence": "confidence: verified\n",
    "checked": "checked: {on: 2026-11-22, against: text}\n",
    "no_case": "no_case: {%s}\n",
    "cases": "cases: [{name: it does, given: {product: {name: it}}, expect: %s}]\n",
}
_OF_CHECKS: Mapping[str, str] = {
    "kind": "kind: duty\n",
    "force": "force: block\n",
    "message": "message: {zh: 消息, en: message}\n",
}
_CHECKED = ("met", "violated: x, undetermined: x, not_applicable: x")
_CONCLUDED = ("concluded", "not_concluded: x, undetermined: x")


def rule(body: str) -> str:
    """A rule file: `body` first, so that its lines keep their numbers, then the lines every rule needs that it leaves out."""
    body = dedent(body).lstrip("\n")
    stated = set(re.findall(r"^(\w+):", body, re.MULTILINE))
    classifies = "conclude" in stated
    shown, excused = _CONCLUDED if classifies else _CHECKED
    lines = _LINES if classifies else {**_LINES, **_OF_CHECKS}
    added = (line for key, line in lines.items() if key not in stated)
    whole = body.rstrip("\n") + "\n" + "".join(added).replace("{%s}", f"{{{excused}}}").replace("%s", shown)
    return _cases_last(whole)


def _cases_last(text: str) -> str:
    """The same fields with the examples behind all others, where a rule file has them."""
    fields = re.split(r"^(?=\w+:)", text, flags=re.MULTILINE)
    return "".join(sorted(fields, key=lambda field: field.startswith("cases:")))


def always(said: str, **more: str) -> str:
    """A rule in force since 2020: `said` is what stands in its one version, `more` the other lines of the file."""
    lines = "".join(f"{key}: {value}\n" for key, value in more.items())
    return rule(f"versions: [{{in_force: {{from: 2020-01-01}}, {said}}}]\n{lines}")


def parameter(series: str, kind: str = "count", **more: str) -> str:
    """The fields of a parameter, as a mapping on one line."""
    rest = "".join(f", {key}: {value}" for key, value in more.items())
    return f"{{kind: {kind}, label: {{zh: 数, en: number}}, standing: text, {series}{rest}}}\n"


def series(*steps: tuple[str, str], confidence: str = "verified") -> str:
    listed = ", ".join(f"{{from: {day}, value: {value}, source: s, confidence: {confidence}}}" for day, value in steps)
    return f"series: [{listed}]"


def rule_files(files: Mapping[str, str]) -> tuple[RuleFile, ...]:
    """The files of a rulebook in memory; names that start with `house/` are the house's overlay."""
    return tuple(_file(name, text) for name, text in {**BASE, **files}.items())


def _file(name: str, text: str) -> RuleFile:
    return RuleFile(name.removeprefix("house/"), text.encode(), name.startswith("house/"))


def contents(files: Mapping[str, str]) -> Contents:
    return load(rule_files(files))


def rulebook(files: Mapping[str, str] | None = None, *, trust: Mapping[str, str] | None = None) -> Rulebook:
    return Rulebook(contents(files or {}), trust)


def problems(files: Mapping[str, str]) -> tuple[Problem, ...]:
    """What is wrong with the files of a rulebook."""
    with pytest.raises(RuleError) as caught:
        contents(files)
    return caught.value.problems


def problem(files: Mapping[str, str]) -> Problem:
    """The one thing that is wrong with the files of a rulebook."""
    found = problems(files)
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def manifest(text: str = "") -> Manifest:
    """A manifest with `text` below its first line."""
    return read_manifest(f"hegui: product/v1\n{dedent(text)}", "it.yaml")


def decided(
    files: Mapping[str, str],
    text: str = "",
    *,
    as_of: date = DAY,
    waivers: Sequence[Waiver] = (),
    trust: Mapping[str, str] | None = None,
) -> Decision:
    return rulebook(files, trust=trust).check(manifest(text), as_of=as_of, waivers=waivers)


def waiver(rule_id: str, *facts: tuple[str, str], **more: object) -> Waiver:
    """A waiver granted on some facts, valid for a month more than what a rule of these tests is judged on."""
    said: dict[str, object] = {
        "id": "W-1",
        "rule": rule_id,
        "subject": "product",
        "product": None,
        "rule_version": date(2020, 1, 1),
        "facts_digest": read_digest((path, value, False) for path, value in facts),
        "until": date(2027, 1, 1),
        "owner": "零售信贷部",
        "author": "李明",
        "approved_by": "王芳",
        "reason": "试点",
    }
    return Waiver(**{**said, **more})  # type: ignore[arg-type]


def finding(decision: Decision, rule_id: str | None = None) -> Finding:
    """The one finding of a rule, or of all."""
    found = [one for one in decision.findings if rule_id in (None, one.rule)]
    assert len(found) == 1, found
    return found[0]


def outcome(files: Mapping[str, str], text: str = "", *, as_of: date = DAY) -> str:
    """What the only check of a rulebook comes to on one manifest."""
    found = {one.outcome for one in decided(files, text, as_of=as_of).findings}
    assert len(found) <= 1, found
    return found.pop() if found else "silent"


def texts(found: Sequence[Problem]) -> Iterator[str]:
    return (str(one) for one in found)
