"""`hegui rules`: lists, shows, lints and tests the rules. No manifest of a product is judged here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hegui_adapters.exits import CLEAR, RULES
from hegui_adapters.failures import RefusedError
from hegui_adapters.settings import Asked, Settings, settings
from hegui_adapters.streams import put, say, width_of_output

if TYPE_CHECKING:
    from hegui.authoring.branches import Branch
    from hegui.authoring.proving import Proof
    from hegui.rulebook import Rulebook
    from hegui.rules import Rule
    from hegui.sentences import Sentences

__all__ = ["Filter", "Kind", "lint", "listed", "named_rules", "show", "test", "topic_of"]

Kind = Literal["prohibition", "duty", "guideline", "classification"]
Force = Literal["block", "warn", "advise"]
Confidence = Literal["verified", "secondary", "unverified"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rules to list; what is None does not matter."""

    topic: str | None = None
    kind: Kind | None = None
    force: Force | None = None
    confidence: Confidence | None = None
    in_force: str | None = None

    def keep(self, rules: Sequence[Rule]) -> list[Rule]:
        from hegui_adapters.days import day_of

        day = day_of(self.in_force) if self.in_force else None
        return [
            rule
            for rule in rules
            if self.topic in (None, topic_of(rule.id))
            and self.kind in (None, rule.kind)
            and (self.force is None or (not rule.concludes and rule.force == self.force))
            and self.confidence in (None, rule.confidence)
            and (day is None or rule.version_on(day))
        ]


def topic_of(rule_id: str) -> str:
    """The folder a rule is in: `boundaries.rates.cap` is about `rates`, `lifecycle.plan` about `lifecycle`."""
    parts = rule_id.removeprefix("house.").split(".")
    return parts[1] if len(parts) > 2 else parts[0]


def _settled(asked: Asked) -> Settings:
    return settings(asked, Path())


def listed(asked: Asked, wanted: Filter, form: Literal["text", "json"]) -> int:
    """Print the rules that pass the filter, in order of id."""
    from hegui_adapters.render.rule_list import rules_as_data, rules_as_lines
    from hegui_adapters.rulebooks import rulebook_of

    held = _settled(asked)
    rulebook = rulebook_of(held)
    rules = wanted.keep(rulebook.contents.rules)
    if form == "json":
        put(json.dumps(rules_as_data(rulebook, rules), ensure_ascii=False, indent=2))
        return CLEAR
    if rules:
        put("\n".join(rules_as_lines(rules, held.lang)))
    say([f"共 {len(rules)} 条" if held.lang == "zh" else f"{len(rules)} rules"])
    return CLEAR


def show(asked: Asked, name: str) -> int:
    """Print one rule as a page, with the cases that prove it."""
    from hegui_adapters.commands.explain import rule_named
    from hegui_adapters.render.rule_page import rule_page
    from hegui_adapters.rulebooks import rulebook_of

    held = _settled(asked)
    rulebook = rulebook_of(held, proofs=True)
    put("\n".join(rule_page(rulebook, rule_named(rulebook.by_id, name), held.lang, width_of_output())))
    return CLEAR


def lint(asked: Asked) -> int:
    """Print what serves nothing, what cannot bite or be met, what is said twice, what lacks words; the rules as such are valid."""
    from hegui.authoring.linting import linted

    from hegui_adapters.rulebooks import folders_of, rulebook_of

    held = _settled(asked)
    rulebook = rulebook_of(held, proofs=True)
    problems = linted(rulebook, folders_of(held))
    for problem in problems:
        put(problem.text(held.lang))
    count = len(rulebook.contents.rules)
    say([f"{count} 条规则，{len(problems)} 处提示" if held.lang == "zh" else f"{count} rules, {len(problems)} remarks"])
    return RULES if problems else CLEAR


def test(asked: Asked, prefixes: Sequence[str]) -> int:
    """Run the cases of the rules and notices whose id begins with one of `prefixes`; name the branches that no case takes."""
    from hegui.authoring.branches import branches_of
    from hegui.authoring.noticing import prove_notices
    from hegui.authoring.proving import proved
    from hegui.sentences import Sentences

    from hegui_adapters.rulebooks import rulebook_of

    held = _settled(asked)
    rulebook = rulebook_of(held, proofs=True)
    beginning = tuple(prefixes) or ("",)
    notices = [notice for notice in rulebook.contents.notices.listed if notice.id.startswith(beginning)]
    rules = [] if prefixes and notices else named_rules(rulebook, prefixes)
    proofs = [proved(rulebook, rule, case) for rule in rules for case in rulebook.contents.cases.get(rule.id, ())]
    told = list(prove_notices(rulebook, notices))
    failed = [proof for proof in (*proofs, *told) if not proof.as_expected]
    for proof in failed:
        put(_failure(proof, held.lang))
    branches = [branch for rule in rules for branch in branches_of(rulebook, rule)]
    missed = [branch for branch in branches if not branch.covered]
    sentences = Sentences(rulebook.terms)
    for branch in missed:
        put(_missed(branch, sentences, held.lang))
    put(_sum(len(rules), len(proofs), sum(not proof.as_expected for proof in proofs), held.lang))
    if notices:
        put(_sum_of_notices(len(notices), len(told), sum(not proof.as_expected for proof in told), held.lang))
    put(_branches(len(branches), len(missed), held.lang))
    return RULES if failed or missed else CLEAR


def named_rules(rulebook: Rulebook, prefixes: Sequence[str]) -> list[Rule]:
    """The rules whose id begins with one of `prefixes`; all, where none is given.

    Raises:
        RefusedError: no rule begins so.
    """
    rules = [rule for rule in rulebook.contents.rules if not prefixes or rule.id.startswith(tuple(prefixes))]
    if not rules:
        named = ", ".join(prefixes)
        raise RefusedError(f"没有以 {named} 开头的规则", f"no rule begins with {named}")
    return rules


def _failure(proof: Proof, lang: str) -> str:
    found = "\n  ".join(proof.found.splitlines())
    if lang == "zh":
        return f"{proof.place}: {proof.rule}：“{proof.name}”应为 {proof.expect}，实为 {found}"
    return f'{proof.place}: {proof.rule}: "{proof.name}" should be {proof.expect}, is {found}'


def _missed(branch: Branch, sentences: Sentences, lang: str) -> str:
    part = sentences.sentence(branch.part, lang)
    if lang == "zh":
        ways = "、".join(way for way, seen in (("成立", branch.held), ("不成立", branch.failed)) if not seen)
        return f"{branch.rule}：分支未覆盖（{ways}）：{part}（{branch.version.first}起）"
    ways = " or ".join(way for way, seen in (("true", branch.held), ("false", branch.failed)) if not seen)
    return f'{branch.rule}: no case makes "{part}" {ways} (from {branch.version.first})'


def _sum(rules: int, cases: int, failed: int, lang: str) -> str:
    if lang == "zh":
        return f"{rules} 条规则，{cases} 个示例：与预期一致 {cases - failed}，不一致 {failed}"
    return f"{rules} rules, {cases} cases: {cases - failed} as expected, {failed} not"


def _sum_of_notices(notices: int, cases: int, failed: int, lang: str) -> str:
    if lang == "zh":
        return f"{notices} 项提示，{cases} 个示例：与预期一致 {cases - failed}，不一致 {failed}"
    return f"{notices} notices, {cases} cases: {cases - failed} as expected, {failed} not"


def _branches(branches: int, missed: int, lang: str) -> str:
    if lang == "zh":
        return f"{branches} 个条件分支：已覆盖 {branches - missed}，未覆盖 {missed}"
    return f"{branches} branches of conditions: {branches - missed} covered, {missed} missed"
