"""Plants faults in a copy of the engine, one at a time, and sees whether the comparison of the ways catches each.

`python tests/plant_faults.py` plants all of them and prints a table. The engine itself is never touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ENGINE = Path(__file__).parents[1] / "engine"
FUZZ = Path(__file__).with_name("fuzz_agreement.py")
TRIPLES = 3_000
"""How long a fault may stay unseen."""


class Fault(NamedTuple):
    """A mistake one could have made: in which module, instead of what, and what it does wrong."""

    module: str
    right: str
    wrong: str
    what: str


FAULTS = (
    # ---- the truth of one test
    Fault("truths", "is NONE:\n        return FALSE\n    if value is None or operand", "is NONE:\n        return UNKNOWN\n    if value is None or operand", "none compares as unknown"),
    Fault("truths", "return TRUE if value <= operand else FALSE\n", "return TRUE if value < operand else FALSE\n", "at_most leaves out the bound itself"),
    Fault("truths", "high <= least:", "high < least:", "a range that ends at the bound stays open"),
    Fault("truths", "low > most else UNKNOWN", "low >= most else UNKNOWN", "a range that starts at the bound is over it"),
    Fault("truths", "FALSE if value is NONE or operand is NONE else NOT[", "NOT[", "none is more than anything"),
    Fault("truths", "return at_most(value, operand) & at_most(operand, value)", "return at_most(value, operand)", "a range equals any number above it"),
    Fault("truths", "if value is None or isinstance(value, Opaque):\n        return UNKNOWN\n    if isinstance(value, Range)", "if value is None:\n        return UNKNOWN\n    if isinstance(value, Range)", "other is in no list"),
    Fault("truths", "UNKNOWN if value is None else TRUE\n", "FALSE if value is None else TRUE\n", "what is unknown does not exist"),
    Fault("truths", "TRUE if shown and value is not None else", "TRUE if shown else", "evidence of an unknown fact counts"),
    Fault("truths", "if value is NONE:\n        return set(), 0", "if value is NONE:\n        return None", "a list that is none is unknown"),
    Fault("truths", "max(found[0], default=FALSE)", "TRUE if TRUE in found[0] else FALSE", "an element not described is no member"),
    Fault("truths", "if len(missing) > undescribed:", "if missing and not undescribed:", "one element not described may be two members"),
    Fault("truths", "min(found[0], default=TRUE)", "FALSE if FALSE in found[0] else TRUE", "an element not described is always allowed"),
    Fault("truths", ".split())).casefold()", ".split()))", "mentions tells case apart"),
    Fault("truths", "_simplified()(", "str(", "mentions tells traditional characters apart"),
    Fault("truths", 'unicodedata.normalize("NFKC", text)', "text", "mentions tells full width apart"),
    Fault("truths", "> MATCHED_BYTES", ">= MATCHED_BYTES", "a text of exactly 4096 bytes is too long to match"),
    Fault("truths", '"on_or_before": _compared(lambda value, day: value <= day)', '"on_or_before": _compared(lambda value, day: value < day)', "on_or_before leaves out the day itself"),
    Fault("truths", '"after": _compared(lambda value, day: value > day)', '"after": _compared(lambda value, day: value >= day)', "after takes in the day itself"),
    Fault("truths", "if any(factor is NONE for factor in factors):\n        return NONE", "if any(factor is NONE for factor in factors):\n        return None", "a product with none in it is unknown"),
    Fault("truths", "min(day.day, monthrange(year, month + 1)[1])", "min(day.day, 28)", "months end on the 28th"),
    Fault("truths", "day in made_up or (", "(", "days worked at weekends do not count"),
    Fault("truths", "and day not in holidays)", ")", "holidays count as working days"),
    Fault("truths", "Range(Decimal(0), None)", "Range(Decimal(0), Decimal(0))", "an unknown list has no elements"),
    Fault("truths", "len(truths) - truths.count(FALSE)", "truths.count(TRUE)", "elements that may count do not"),
    Fault("truths", "in permutations(pairs, 2)", "in zip(pairs, pairs[1:])", "monotone looks at neighbours only"),
    # ---- sets and levels
    Fault("lowering", "[: conclusion.members.index(member) + 1]", "[: conclusion.members.index(member)] + (member,) * (member == conclusion.members[0])", "a level proves only those below it"),
    Fault("lowering", "above = members[members.index(member) + 1 :][:1]\n        return Not", "above = members[members.index(member) + 2 :][:1]\n        return Not", "at_most lets one member too many in"),
    Fault("lowering", "for m in conclusion.members if m not in named", "for m in conclusion.members[1:] if m not in named", "subset_of forgets a member"),
    Fault("lowering", 'AnyOf(units) if leaf.op == "contains_any"', 'AnyOf(units) if leaf.op != "contains_any"', "contains_any and contains_all change places"),
    Fault("lowering", "if isinstance(condition, All) == positive", "if isinstance(condition, All)", "the negation of all is all negated"),
    # ---- compiling
    Fault("compile", "[ast.LtE()], [day])", "[ast.Lt()], [day])", "a classification starts a day late"),
    Fault("compile", "body = AnyOf((Not(condition.where), condition.hold))", "body = AnyOf((condition.where, condition.hold))", "every forgets to negate where"),
    Fault("compile", "condition.key, _at(ast.Constant, 1))", "condition.key, _at(ast.Constant, 0))", "an undescribed element is nothing for sure"),
    Fault("compile", "self._get(on, on.rel)", '_load("day")', "a parameter ignores the day it is asked for"),
    Fault("compile", "ast.BitOr(), settled=3)", "ast.BitOr(), settled=1)", "any stops at the first unknown"),
    # ---- classifying
    Fault("characterise", "truth |= when(*arguments)", "truth = when(*arguments)", "the last rule about a conclusion has its way"),
    Fault("characterise", "own[read] == times", "own[read] > 0", "a conclusion also read under a quantifier is not waited for"),
    Fault("characterise", "strata[target] + (not own)", "strata[target]", "conclusions of other records are not waited for"),
    Fault("characterise", "self._literal(part, rule, units, positive=False)", "self._literal(part, rule, units, positive=True)", "a negated signal is posted as it is"),
    Fault("characterise", "inference.And(false))", "inference.Or(false))", "one rule that fails makes a conclusion false"),
    Fault("inference", "if value != UNKNOWN}", "}", "unknown signals are posted as true"),
    Fault("inference", "TRUE if true else FALSE if false else UNKNOWN", "TRUE if true else FALSE", "what is not shown is false"),
    Fault("inference", "while any(session.chain(known) for session in sessions):\n                pass", "any(session.chain(known) for session in sessions)", "only one ruleset is ever asked"),
    Fault("clauses", "return [_ALWAYS] if value else []", "return [_ALWAYS]", "what never holds always holds"),
    # ---- cases and checks
    Fault("case", "unknown = elements is None", "unknown = not isinstance(elements, tuple)", "a list that is none is unknown"),
    Fault("case", "(*self.arguments, record))", "(*self.arguments[:5], record, record))", "an element forgets those it lies in"),
    Fault("judge", "*(negation(their_when) for _, their_when in displaced)", "*(their_when for _, their_when in displaced)", "a special rule calls for the general one"),
    Fault("judge", "for rule, version in active:\n            for general", "for rule, version in ((r, r.versions[0]) for r in self._rules):\n            for general", "a special rule counts before it is in force"),
    Fault("judge", "if when == TRUE and require == TRUE", "if require == TRUE", "what may not apply is met"),
    Fault("judge", "if not hole.unknown:\n        return NOT_APPLICABLE", "if not hole.unknown:\n        return UNDETERMINED", "an empty list leaves a check open"),
    Fault("rules", "day < self.until", "day <= self.until", "a version lasts a day too long"),
    Fault("renaming", "if isinstance(node, Quantified | Counted | Monotone) and node.name", "if isinstance(node, Monotone) and node.name", "a name of the special rule captures one of the general"),
    Fault("renaming", "scope=names.get(node.scope, node.scope)", "scope=node.scope and [*names.values(), node.scope][0]", "every name becomes the outermost"),
    # ---- numbers by day
    Fault("parameters", "if index else None", "if index and parameter.series[index - 1].from_day < day else None", "a parameter has no value on its first day"),
    Fault("parameters", "return NONE if day is NONE else None", "return None", "a parameter on a day that is none is unknown"),
    # ---- explaining
    Fault("reading", 'return NOT[found] if kind == "none" else found', "return found", "none is explained as some"),
    Fault("reading", "yield from self._open_operand(limit, env)", "yield from ()", "the limit of a count is never asked for"),
    Fault("reading", "yield from (Place(bound.chain, missing) for missing in cause.missing)", "yield Place(bound.chain, path.rel)", "a measure is asked for instead of its parts"),
    # ---- typing
    Fault("scalars", "_EXACT.multiply(share, Decimal(12))", "_EXACT.multiply(share, Decimal(11))", "a year has eleven months"),
    Fault("manifest/records", 'if known.startswith(f"{path}."):\n            record[known] = NONE', 'if known.startswith(f"{path}.."):\n            record[known] = NONE', "what is below none is unknown"),
    Fault("condition_reader", 'AnyOf(parts) if len(parts) != 1 else parts[0]', "AnyOf(parts[:2])", "any reads two parts only"),
    Fault("loading/rule_reader", "Not(reader.condition(forbid))", "reader.condition(forbid)", "forbid reads as require"),
)  # fmt: skip


def unplantable() -> list[str]:
    """The faults that the engine no longer says the right of, exactly once."""
    said = {fault: (ENGINE / "hegui" / f"{fault.module}.py").read_text().count(fault.right) for fault in FAULTS}
    return [f"{fault.module}.py says {times} times: {fault.right}" for fault, times in said.items() if times != 1]


def planted(fault: Fault, engine: Path) -> None:
    """Write the fault into a copy of the engine."""
    file = engine / "hegui" / f"{fault.module}.py"
    source = file.read_text()
    if fault.right not in source:
        raise ValueError(f"{fault.module}.py no longer says: {fault.right}")
    file.write_text(source.replace(fault.right, fault.wrong))


def caught(fault: Fault | None) -> str | None:
    """What caught a fault, or None; of no fault, what is wrong without one."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ENGINE, folder, dirs_exist_ok=True)
        if fault is not None:
            planted(fault, Path(folder))
        found = subprocess.run(
            [sys.executable, str(FUZZ), "--stop", "--seed", "1", "--triples", str(TRIPLES)],
            env={**os.environ, "PYTHONPATH": folder},
            capture_output=True,
            text=True,
            check=False,
        )
    said = (found.stdout or found.stderr).strip()
    return (said.splitlines() or ["it ended without a word"])[-1] if found.returncode else None


def _timed(fault: Fault | None) -> tuple[str | None, float]:
    started = time.monotonic()
    return caught(fault), time.monotonic() - started


def main() -> int:
    """0 if every fault is caught and nothing is where there is none."""
    if stale := unplantable():
        sys.exit("\n".join(stale))
    started = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        clean, *results = pool.map(_timed, (None, *FAULTS))
    lines = [f"| {f.module} | {f.what} | {by or '**not caught**'} | {took:.1f} s |" for f, (by, took) in zip(FAULTS, results, strict=True)]
    missed = sum(by is None for by, _ in results)
    took = time.monotonic() - started
    report = ["| module | fault | caught by | time |", "|---|---|---|---|", *lines]
    report += ["", f"{len(FAULTS)} faults, {missed} not caught; without a fault: {clean[0] or 'all agree'}; {took:.0f} s"]
    sys.stdout.write("\n".join(report) + "\n")
    return 1 if missed or clean[0] else 0


if __name__ == "__main__":
    sys.exit(main())
